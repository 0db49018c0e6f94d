import { type Event, ticketOf } from '../catalog/index.ts'

/**
 * Seats are counted in pools: one for the event when it has a capacity, one for each ticket type that has its own.
 * Without a capacity there is no pool, so registrations for an uncapped event meet on no item.
 */
export type Pool = { event: string; pool: string; limit: number }

/** The pool that all tickets of an event share. No ticket can have this name: a slug holds no asterisk. */
export const sharedPool = '*'

/** The pools that one seat of a ticket is counted in. */
export const poolsOf = (event: Event, ticketSlug: string): Pool[] => {
  const ticket = ticketOf(event, ticketSlug)
  return [
    ...(event.capacity === undefined ? [] : [{ event: event.slug, pool: sharedPool, limit: event.capacity }]),
    ...(ticket?.capacity === undefined ? [] : [{ event: event.slug, pool: ticket.slug, limit: ticket.capacity }]),
  ]
}

/** Every pool of an event. */
export const allPoolsOf = (event: Event): Pool[] => [
  ...(event.capacity === undefined ? [] : [{ event: event.slug, pool: sharedPool, limit: event.capacity }]),
  ...event.tickets.flatMap((ticket) =>
    ticket.capacity === undefined ? [] : [{ event: event.slug, pool: ticket.slug, limit: ticket.capacity }],
  ),
]

/** How full a pool is: seats held or confirmed, and people who wait for one. */
export type PoolLevel = { taken: number; waiting: number }

/** Levels by event and pool; a pool that nobody has touched is missing, and empty. */
export type Levels = ReadonlyMap<string, PoolLevel>

export const levelKey = (event: string, pool: string): string => `${event}#${pool}`

/**
 * Seats that anybody may take: none while people wait, since what comes up is theirs first.
 * @returns undefined when there is no limit
 */
export const remaining = (event: Event, ticketSlug: string, levels: Levels): number | undefined => {
  const free = poolsOf(event, ticketSlug).map(({ pool, limit }) => {
    const level = levels.get(levelKey(event.slug, pool)) ?? { taken: 0, waiting: 0 }
    return level.waiting > 0 ? 0 : Math.max(0, limit - level.taken)
  })
  return free.length === 0 ? undefined : Math.min(...free)
}

/** Whether every ticket of an event is gone. */
export const isSoldOut = (event: Event, levels: Levels): boolean =>
  event.tickets.every((ticket) => remaining(event, ticket.slug, levels) === 0)
