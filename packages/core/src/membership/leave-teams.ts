import { again, commit, type Instant, retrying, type Table } from '../platform/index.ts'
import { revokeSeat } from './give-seats.ts'
import { getMembership, listMembershipsOf } from './membership-store.ts'
import { membershipBusy, pendingMembershipRefund } from './sync-membership.ts'
import { findSeatOf, listSeatsOf } from './team-store.ts'

/** Frees whatever someone has in teams, for good: their seat, and what was offered to their address or asked for under it. */
export const leaveTeams = async (
  table: Table,
  { id, email }: { id: string; email: string },
  now: Instant,
): Promise<void> => {
  const [held, known] = await Promise.all([findSeatOf(table, id), listSeatsOf(table, email)])
  const places = new Map([...(held ? [held] : []), ...known].map((place) => [place.team, place.email]))
  for (const [team, address] of places) await revokeSeat(table, team, address, { id, admin: true }, now)
}

/** Ends a membership at this instant, with its subscription, and without money back. May be repeated. */
export const endWithoutRefund = (table: Table, id: string, now: Instant): Promise<void> =>
  retrying(membershipBusy, async () => {
    const writes = pendingMembershipRefund(table, await getMembership(table, id), [], now)
    return writes.length === 0 || (await commit(table, writes)).committed ? undefined : again
  })

/** Ends what someone who is gone still pays for, so that nobody is charged again. May be repeated. */
export const endMembershipsOf = async (table: Table, owner: string, now: Instant): Promise<void> => {
  for (const { id, subscription } of await listMembershipsOf(table, owner)) {
    // Also what has lapsed: its renewal may still be owed.
    if (subscription !== undefined) await endWithoutRefund(table, id, now)
  }
}
