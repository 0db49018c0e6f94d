import { countsIn, type Event, limitsOf, ticketOf } from '../catalog/index.ts'

/**
 * Seats are counted in pools: one for the event when it has a capacity, or one for each day that has one; and one for each
 * ticket type that has its own. Without a capacity there is no pool, so registrations for an uncapped event meet on no item.
 */
export type Pool = { event: string; pool: string; limit: number }

/** What a limit amounts to while the registrations from before it are still counted. */
const unlimited = 1_000_000_000

const limitOf = (event: Event, pool: string, limit: number): number =>
  event.counting?.includes(pool) ? unlimited : limit

/** Every pool of an event. */
export const allPoolsOf = (event: Event): Pool[] =>
  [...limitsOf(event)].map(([pool, limit]) => ({ event: event.slug, pool, limit: limitOf(event, pool, limit) }))

/** The pools that one seat of a ticket is counted in. */
export const poolsOf = (event: Event, ticketSlug: string): Pool[] => {
  // A ticket that is gone was in what all tickets shared, and of its days nothing is known.
  const ticket = ticketOf(event, ticketSlug) ?? { slug: ticketSlug }
  return allPoolsOf(event).filter(({ pool }) => countsIn(ticket, pool))
}

/** How full a pool is: seats held or confirmed, and people who wait for one; and its limit, once that was changed on sale. */
export type PoolLevel = { taken: number; waiting: number; limit?: number }

/** Levels by event and pool; a pool that nobody has touched is missing, and empty. */
export type Levels = ReadonlyMap<string, PoolLevel>

export const levelKey = (event: string, pool: string): string => `${event}#${pool}`

/**
 * Seats that anybody may take: none while people wait, since what comes up is theirs first.
 * None either of a ticket that is closed.
 * @returns undefined when there is no limit, or none yet
 */
export const remaining = (event: Event, ticketSlug: string, levels: Levels): number | undefined => {
  if (ticketOf(event, ticketSlug)?.sale !== undefined) return 0
  const binding = poolsOf(event, ticketSlug).filter(({ limit }) => limit < unlimited)
  const free = binding.map(({ pool, limit }) => {
    const level = levels.get(levelKey(event.slug, pool)) ?? { taken: 0, waiting: 0 }
    return level.waiting > 0 ? 0 : Math.max(0, limit - level.taken)
  })
  return free.length === 0 ? undefined : Math.min(...free)
}

/** Whether every ticket of an event is gone. */
export const isSoldOut = (event: Event, levels: Levels): boolean =>
  event.tickets.every((ticket) => remaining(event, ticket.slug, levels) === 0)
