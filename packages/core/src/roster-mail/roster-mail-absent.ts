import { findEvent, sessionsOf } from '../catalog/index.ts'
import type { Table } from '../platform/index.ts'
import type { Registration } from '../registration/index.ts'
import { findMarks } from '../teaching/index.ts'
import type { RosterMail } from './roster-mail.ts'

/**
 * Leaves out of some registered people who was at the session that a mail's readers have missed, and who has no such session.
 * One read for each, by key, and one of the event; none where a mail is for others.
 */
export const withoutPresent = async (
  table: Table,
  { event, audience }: Pick<RosterMail, 'event' | 'audience'>,
  registrations: readonly Registration[],
): Promise<readonly Registration[]> => {
  if (audience === 'everyone' || !('absent' in audience)) return registrations
  const found = await findEvent(table, event)
  const meant = registrations.filter((one) => found && sessionsOf(found, one).some(({ id }) => id === audience.absent))
  const ids = meant.map(({ personId }) => personId)
  const marks = await findMarks(table, event, audience.absent, ids)
  return meant.filter(({ personId }) => marks.get(personId)?.present !== true)
}
