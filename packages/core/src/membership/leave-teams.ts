import { commit, type Instant, type Table } from '../platform/index.ts'
import { revokeSeat } from './give-seats.ts'
import { isOpen } from './membership.ts'
import { listMembershipsOf } from './membership-store.ts'
import { pendingMembershipRefund } from './sync-membership.ts'
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

/** Ends what someone who is gone still pays for, so that nobody is charged again. May be repeated. */
export const endMembershipsOf = async (table: Table, owner: string, now: Instant): Promise<void> => {
  for (const membership of await listMembershipsOf(table, owner)) {
    if (membership.subscription === undefined || !isOpen(membership, now)) continue
    await commit(table, pendingMembershipRefund(table, membership, [], now))
  }
}
