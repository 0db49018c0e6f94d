import { announce, type Instant, type PendingWrite, type Table } from '../platform/index.ts'

/** The topic of rows that tell that a person's memberships have changed; what they may attend is looked at anew. */
export const membershipChanged = 'membership.changed'

/** To be committed with the change. It names the person alone: what holds is what holds when the row is acted on. */
export const announceMembership = (table: Table, personId: string, now: Instant): PendingWrite =>
  announce(table, membershipChanged, { person: personId }, now)
