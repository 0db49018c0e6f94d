import * as z from 'zod'
import { announce, commit, type Instant, LocalDateTime, notFound, Problem, type Table } from '../platform/index.ts'
import { moveSession, refuseOverlap, sortSessions } from '../schedule/index.ts'
import { checkEvent, type Event } from './event.ts'
import { getEvent, pendingEvent } from './store.ts'

export const Reschedule = z.strictObject({
  session: z.string().max(40),
  startsAt: LocalDateTime,
  durationMinutes: z.int().min(5).max(1440).optional(),
})
export type Reschedule = z.infer<typeof Reschedule>

/**
 * Moves one session and announces the move in the same commit; everybody registered is told from there.
 * Moving a session to where it is changes nothing and tells nobody.
 */
export const rescheduleSession = async (table: Table, slug: string, move: Reschedule, now: Instant): Promise<Event> => {
  const event = await getEvent(table, slug)
  const session = event.sessions.find((one) => one.id === move.session)
  if (!session) throw notFound('session')
  if (event.status === 'cancelled' || session.status === 'cancelled') {
    throw new Problem('conflict', 'catalog.cancelled', 'What is cancelled cannot be moved.')
  }
  const moved = moveSession(session, move.startsAt, move.durationMinutes)
  if (moved === session) return event
  const sessions = sortSessions(event.sessions.map((one) => (one.id === session.id ? moved : one)))
  refuseOverlap(sessions)
  const changed = checkEvent({ ...event, sessions, updatedAt: now })
  const told = announce(
    table,
    'event.moved',
    {
      event: slug,
      session: session.id,
      sequence: moved.sequence,
      was: { startsAt: session.startsAt, durationMinutes: session.durationMinutes },
    },
    now,
  )
  const result = await commit(table, [pendingEvent(table, changed), ...(event.status === 'published' ? [told] : [])])
  return result.committed ? { ...changed, revision: event.revision + 1 } : rescheduleSession(table, slug, move, now)
}
