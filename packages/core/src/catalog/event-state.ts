import type { Instant } from '../platform/index.ts'
import { phaseOf, scheduleSpan } from '../schedule/index.ts'
import { type Event, salesWindow } from './event.ts'
import { sessionsOf } from './sessions-of.ts'

/** What a visitor needs to know of an event at a moment; derived, never stored. The first that is true wins. */
export type EventState = 'draft' | 'cancelled' | 'ended' | 'live' | 'under-way' | 'upcoming'

export const eventState = (event: Event, now: Instant): EventState => {
  if (event.status !== 'published') return event.status
  return phaseOf(sessionsOf(event), now)
}

/** Whether its last session has ended. An event without a session that takes place has not: it never began. */
export const isOver = (event: Pick<Event, 'sessions'>, now: Instant): boolean => {
  const span = scheduleSpan(sessionsOf(event))
  return span !== undefined && now >= span.endsAt
}

/** Whether people have had what they registered for: it is over, or was before a session was added. */
export const hasEnded = (event: Pick<Event, 'sessions' | 'reopenedAt'>, now: Instant): boolean =>
  event.reopenedAt !== undefined || isOver(event, now)

/** Whether tickets can be had at a moment, seats aside. */
export type SalesState = 'not-published' | 'cancelled' | 'not-open' | 'open' | 'closed'

export const salesState = (event: Event, now: Instant): SalesState => {
  if (event.status === 'cancelled') return 'cancelled'
  if (event.status === 'draft') return 'not-published'
  const { from, until } = salesWindow(event)
  if (event.tickets.every(({ sale }) => sale !== undefined)) return 'closed'
  if (from && now < from) return 'not-open'
  if (until && now >= until) return 'closed'
  return 'open'
}
