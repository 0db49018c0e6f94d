import * as z from 'zod'
import { type Instant, LocalDateTime, notFound, Problem, type Table } from '../platform/index.ts'
import { moveSession, type Session, sortSessions } from '../schedule/index.ts'
import { checkEvent, type Event } from './event.ts'
import { checkTimes, onField, refuseHeld } from './session-times.ts'
import { commitChange, settleChange } from './settle-change.ts'
import { getEvent } from './store.ts'

export const Reschedule = z.strictObject({
  session: z.string().max(40),
  startsAt: LocalDateTime,
  durationMinutes: z.int().min(5).max(1440).optional(),
})
export type Reschedule = z.infer<typeof Reschedule>

/**
 * The session as it would be and the event with it, or nothing when it is there already.
 * @throws as `rescheduleSession`
 */
export const planReschedule = (
  event: Event,
  move: Reschedule,
  now: Instant,
): { moved: Session; changed: Event } | undefined => {
  const session = event.sessions.find((one) => one.id === move.session)
  if (!session) throw notFound('session')
  if (event.status === 'cancelled' || session.status === 'cancelled') {
    throw new Problem('conflict', 'catalog.cancelled', 'A canceled event or session can’t be moved.')
  }
  const moved = onField('startsAt', () => moveSession(session, move.startsAt, move.durationMinutes))
  if (moved === session) return undefined
  if (event.status === 'published') refuseHeld(session, now)
  const sessions = sortSessions(event.sessions.map((one) => (one.id === session.id ? moved : one)))
  checkTimes(session, moved, sessions, 'startsAt', now)
  return { moved, changed: settleChange(event, checkEvent({ ...event, sessions, updatedAt: now }), now) }
}

/**
 * Moves one session and announces the move in the same commit; everyone registered is told from there.
 * Moving a session to where it is changes nothing and tells nobody.
 * @throws Problem not-found; conflict `catalog.cancelled`, `catalog.session-over`; invalid `schedule.in-past`,
 *   `schedule.overlap`, `schedule.in-gap`, `schedule.too-far`, with the field
 */
export const rescheduleSession = async (table: Table, slug: string, move: Reschedule, now: Instant): Promise<Event> => {
  const event = await getEvent(table, slug)
  const planned = planReschedule(event, move, now)
  if (!planned) return event
  const saved = await commitChange(table, event, planned.changed, [], now)
  return 'event' in saved ? saved.event : rescheduleSession(table, slug, move, now)
}
