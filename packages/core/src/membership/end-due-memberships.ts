import { type Grant, listDueGrants, pendingEndSeen } from '../access/index.ts'
import { commit, type Instant, type Table } from '../platform/index.ts'
import { announceMembership } from './membership-changed.ts'

/** How many of each shard one round deals with. */
const roundSize = 25

/**
 * The clock's part: announces every membership that has run out by `now`. Access has ended by itself, at that instant; this
 * is for what must be told. The grant leaves the list of due ends in the commit that announces it, so that runs that overlap
 * announce it once; one that was given longer meanwhile is left alone. One that fails stays due and holds up no other.
 * @returns how many were announced
 */
export const endDueMemberships = async (
  table: Table,
  now: Instant,
  onError: (grant: Grant, error: unknown) => void,
): Promise<number> => {
  let count = 0
  for (;;) {
    let ended = 0
    for (const grant of await listDueGrants(table, now, roundSize)) {
      try {
        const writes = [pendingEndSeen(table, grant), announceMembership(table, grant.personId, now)]
        if ((await commit(table, writes)).committed) ended += 1
      } catch (error) {
        onError(grant, error)
      }
    }
    count += ended
    if (ended === 0) return count
  }
}
