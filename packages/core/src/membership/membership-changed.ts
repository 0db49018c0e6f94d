import { announce, type Instant, type PendingWrite, type Table } from '../platform/index.ts'
import { membershipChanged } from './topics.ts'

/** To be committed with the change. It names the person alone: what holds is what holds when the row is acted on. */
export const announceMembership = (table: Table, personId: string, now: Instant): PendingWrite =>
  announce(table, membershipChanged, { person: personId }, now)
