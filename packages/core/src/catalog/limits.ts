import type { Event } from './event.ts'
import { dateOf, isPrivate } from './sessions-of.ts'
import type { Ticket } from './ticket.ts'

/** The pool that all tickets of an event share. No ticket can have this name: a slug holds no asterisk. */
export const sharedPool = '*'

/** The pool of a day's seats. No ticket can have this name either. */
export const dayPool = (day: string): string => `@${day}`

/** The day whose seats a pool counts, if it is one of a day. */
export const dayOfPool = (pool: string): string | undefined => (pool.startsWith('@') ? pool.slice(1) : undefined)

type Limited = Pick<Event, 'capacity' | 'dayCapacity' | 'tickets'>

/**
 * The limits of an event by the pool that they count in: all tickets, or each day; and each ticket that has seats of its own.
 */
export const limitsOf = ({ capacity, dayCapacity = {}, tickets }: Limited): Map<string, number> =>
  new Map([
    ...(capacity === undefined ? [] : [[sharedPool, capacity] as const]),
    ...Object.entries(dayCapacity).map(([day, seats]) => [dayPool(day), seats] as const),
    ...tickets.flatMap(({ slug, capacity: own }) => (own === undefined ? [] : [[slug, own] as const])),
  ])

/** Whether a seat of a ticket is counted in a pool: its own, the shared one, and that of each day to which it admits. */
export const countsIn = (ticket: Pick<Ticket, 'slug' | 'admits'>, pool: string): boolean => {
  const day = dayOfPool(pool)
  if (day === undefined) return pool === sharedPool || pool === ticket.slug
  return ticket.admits === undefined || ticket.admits.days.includes(day)
}

/** Every pool that an event can have had: people may still wait for one whose limit is gone. */
export const everyPool = ({ kind, sessions, dayCapacity = {}, tickets }: Event): string[] => {
  const held = kind === 'conference' ? sessions.filter((session) => !isPrivate(session)).map(dateOf) : []
  const days = new Set([...Object.keys(dayCapacity), ...held])
  return [sharedPool, ...[...days].map(dayPool), ...tickets.map(({ slug }) => slug)]
}
