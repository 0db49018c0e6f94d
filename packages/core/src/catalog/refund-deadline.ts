import { addSeconds, type Instant } from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import type { Event } from './event.ts'
import { sessionsOf } from './sessions-of.ts'

type Terms = Pick<Event, 'sessions' | 'refundUntilHours' | 'refundPromises'>

/** Until when someone who orders now gets all money back; undefined while no session takes place. */
export const refundDeadline = (event: Pick<Terms, 'sessions' | 'refundUntilHours'>): Instant | undefined => {
  const start = scheduleSpan(sessionsOf(event))?.startsAt
  return start && addSeconds(start, -event.refundUntilHours * 3600)
}

/** The latest deadline that an event has had since an order was placed, the present one aside. */
export const promisedDeadline = ({ refundPromises = [] }: Terms, placedAt: Instant): Instant | undefined =>
  refundPromises
    .filter(({ placedBy }) => placedAt <= placedBy)
    .map(({ until }) => until)
    .sort()
    .at(-1)

/**
 * The changed event, which remembers the deadline it had when the new one is earlier: whatever an organizer changes,
 * those who ordered before keep the later one. Deadlines that have passed, and those that a later promise covers, go.
 */
export const keepRefundPromises = (before: Event, after: Event, now: Instant): Event => {
  if (before.status !== 'published') return after
  const was = refundDeadline(before)
  const is = refundDeadline(after)
  if (was === undefined || was <= now || (is !== undefined && is >= was)) return after
  const older = (before.refundPromises ?? []).filter(({ until }) => until > was && until > now)
  return { ...after, refundPromises: [...older, { until: was, placedBy: now }] }
}
