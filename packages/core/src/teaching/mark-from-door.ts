import { dateOf, findEvent, sessionsOf } from '../catalog/index.ts'
import { findRecord, isIn } from '../door/index.ts'
import type { Instant, Table } from '../platform/index.ts'
import { findRegistration } from '../registration/index.ts'
import { scheduledSessions } from '../schedule/index.ts'
import { removeScanMark, saveMark } from './attendance-store.ts'

/**
 * Marks someone as present at the sessions of a day, when they are checked in for it now; or takes that mark back, when the
 * check-in was undone. What was marked by hand stays. May be repeated.
 */
export const markFromDoor = async (
  table: Table,
  slug: string,
  personId: string,
  day: string,
  now: Instant,
): Promise<void> => {
  const [event, registration] = await Promise.all([findEvent(table, slug), findRegistration(table, personId, slug)])
  if (!event || !registration) return
  const present = isIn(await findRecord(table, { event: slug, registration: registration.id }), day)
  const { sku, email } = registration
  const theirs = scheduledSessions(sessionsOf(event, { sku, email })).filter((session) => dateOf(session) === day)
  for (const { id } of theirs) {
    const mark = { event: slug, personId, session: id }
    await (present ? saveMark(table, { ...mark, present, how: 'scan', at: now }) : removeScanMark(table, mark))
  }
}
