import type { Table } from '../platform/index.ts'
import type { Registration } from '../registration/index.ts'
import { findMarks } from '../teaching/index.ts'
import type { RosterMail } from './roster-mail.ts'

/**
 * Leaves out of some registered people who was at the session that a mail's readers have missed. One read for each, by key,
 * and none where a mail is for others.
 */
export const withoutPresent = async (
  table: Table,
  { event, audience }: Pick<RosterMail, 'event' | 'audience'>,
  registrations: readonly Registration[],
): Promise<readonly Registration[]> => {
  if (audience === 'everyone' || !('absent' in audience)) return registrations
  const ids = registrations.map(({ personId }) => personId)
  const marks = await findMarks(table, event, audience.absent, ids)
  return registrations.filter(({ personId }) => marks.get(personId)?.present !== true)
}
