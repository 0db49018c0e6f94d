import type { EmailAddress } from '../identity/index.ts'
import {
  addSeconds,
  again,
  announce,
  commit,
  type Instant,
  newId,
  type PendingWrite,
  retrying,
  type Table,
} from '../platform/index.ts'
import { isOpen, type Membership } from './membership.ts'
import { announceMembership } from './membership-changed.ts'
import { getMembership, listMembershipsOf } from './membership-store.ts'
import { invitationSeconds, isTaken, manages, nextSeat, type Team, type TeamSeat, withLeft } from './team.ts'
import { membershipOver, noSeat, noTeam, seatMovedOften, teamBusy } from './team-problems.ts'
import {
  findSeat,
  findSeatOf,
  findTeam,
  listSeats,
  pendingHolderRemoval,
  pendingNewSeat,
  pendingSeat,
  pendingSeatFreed,
  pendingSeatRemoval,
  pendingSeatTaken,
} from './team-store.ts'
import { seatInvited, seatRevoked } from './topics.ts'

/** Who acts on a team: a person, or an admin for them. */
export type Manager = { id: string; admin?: boolean | undefined }

/** A team as one of its managers sees it, with the membership that its seats come from. */
export type ManagedTeam = { team: Team; membership: Membership }

/** @throws Problem not-found for anyone but its owner, its managers and admins */
export const getManagedTeam = async (table: Table, id: string, by: Manager): Promise<ManagedTeam> => {
  const team = await findTeam(table, id)
  if (!team || (!by.admin && !manages(team, by.id))) throw noTeam()
  return { team, membership: await getMembership(table, team.membership) }
}

/**
 * The team that someone pays for, or manages from their seat in it; the newest that is open, else the newest. Nothing for everyone else.
 */
export const findManagedTeam = async (table: Table, person: string, now: Instant): Promise<ManagedTeam | undefined> => {
  const [owned, seat] = await Promise.all([listMembershipsOf(table, person), findSeatOf(table, person)])
  const teams = owned.filter(({ holder }) => holder.team !== undefined).reverse()
  const membership = teams.find((one) => isOpen(one, now)) ?? teams[0]
  const id = membership?.holder.team ?? seat?.team
  const team = id === undefined ? undefined : await findTeam(table, id)
  if (!team || !manages(team, person)) return undefined
  return { team, membership: membership ?? (await getMembership(table, team.membership)) }
}

/** The writes that take a seat for someone, and how often that seat has moved. */
export const pendingTaking = (
  table: Table,
  { team, membership }: ManagedTeam,
  { admin = false }: { admin?: boolean | undefined } = {},
): { moves: number; writes: PendingWrite[] } => {
  if (team.taken >= team.seats) throw noSeat()
  const next = nextSeat(team, membership.paidUntil) ?? (admin ? { moves: 0, left: [] } : undefined)
  if (!next) throw seatMovedOften()
  const isUsed = next.left.length !== (team.left?.term === membership.paidUntil ? team.left.moves.length : 0)
  const left = { term: membership.paidUntil, moves: next.left }
  return {
    moves: next.moves,
    writes: [pendingSeatTaken(table, team.id, isUsed ? { ...team, left } : undefined)],
  }
}

/** Frees the seats of invitations that ran out. @returns how many */
export const freeExpired = async (table: Table, team: string, now: Instant): Promise<number> => {
  let freed = 0
  for (const seat of await listSeats(table, team)) {
    if (seat.state !== 'invited' || isTaken(seat, now)) continue
    if ((await commit(table, [pendingSeatRemoval(table, seat), pendingSeatFreed(table, team)])).committed) freed += 1
  }
  return freed
}

/** What came of inviting one address. */
export type Invited = { email: string; outcome: 'invited' | 'again' | 'member' }

const inviteOne = (table: Table, id: string, email: string, by: Manager, now: Instant): Promise<Invited> =>
  retrying(teamBusy, async () => {
    const [managed, was] = await Promise.all([getManagedTeam(table, id, by), findSeat(table, id, email)])
    if (!isOpen(managed.membership, now)) throw membershipOver()
    if (was?.state === 'held') return { email, outcome: 'member' }
    const invitedUntil = addSeconds(now, invitationSeconds)
    const told = (seat: TeamSeat) =>
      announce(table, seatInvited, { team: id, seat: seat.email, until: invitedUntil }, now)
    if (was?.state === 'invited') {
      // It is counted already, also when it has run out.
      const renewed: TeamSeat = { ...was, invitedUntil, round: was.round + 1 }
      const result = await commit(table, [pendingSeat(table, renewed, was), told(renewed)])
      return result.committed ? { email, outcome: 'again' } : again
    }
    if (managed.team.taken >= managed.team.seats && (await freeExpired(table, id, now)) > 0) return again
    const { moves, writes } = pendingTaking(table, managed, by)
    const seat: TeamSeat = {
      ...{ team: id, id: was?.id ?? newId('seat'), email, state: 'invited', since: now },
      ...{ invitedUntil, round: (was?.round ?? 0) + 1, moves },
    }
    const result = await commit(table, [
      was ? pendingSeat(table, seat, was) : pendingNewSeat(table, seat),
      ...writes,
      told(seat),
    ])
    return result.committed ? { email, outcome: 'invited' } : again
  })

/**
 * Offers seats to some addresses, one after another, and mails each of them. Who was invited before is mailed again under a new link;
 * who asked for a seat gets the invitation; who has one is left alone.
 * @throws Problem not-found; conflict `membership.no-seat`, `membership.seat-moved`, `membership.ended`: those before stay invited
 */
export const inviteToTeam = async (
  table: Table,
  team: string,
  emails: readonly EmailAddress[],
  by: Manager,
  now: Instant,
): Promise<Invited[]> => {
  const invited: Invited[] = []
  for (const email of new Set(emails)) invited.push(await inviteOne(table, team, email, by, now))
  return invited
}

/**
 * Takes a seat, an invitation or a request away. Access by it ends at once; what its holder has from elsewhere stays. Repeating it
 * changes nothing. A holder may leave their own.
 * @throws Problem not-found
 */
export const revokeSeat = (table: Table, id: string, email: string, by: Manager, now: Instant): Promise<void> =>
  retrying(teamBusy, async () => {
    const [team, seat] = await Promise.all([findTeam(table, id), findSeat(table, id, email)])
    const isOwn = seat?.person !== undefined && seat.person === by.id
    if (!team || (!isOwn && !by.admin && !manages(team, by.id))) throw noTeam()
    if (!seat) return
    return (await commit(table, await pendingRevoked(table, team, seat, now))).committed ? undefined : again
  })

/** The writes by which a place in a team ends. */
export const pendingRevoked = async (
  table: Table,
  team: Team,
  seat: TeamSeat,
  now: Instant,
): Promise<PendingWrite[]> => {
  const { person } = seat
  const removal = pendingSeatRemoval(table, seat)
  if (seat.state === 'asked') return [removal]
  if (person === undefined) return [removal, pendingSeatFreed(table, team.id)]
  const { paidUntil } = await getMembership(table, team.membership)
  return [
    removal,
    ...pendingHolderRemoval(table, seat, person),
    pendingSeatFreed(table, team.id, { ...team, left: withLeft(team, seat, paidUntil) }),
    announceMembership(table, person, now),
    announce(table, seatRevoked, { team: team.id, seat: seat.email, person }, now),
  ]
}
