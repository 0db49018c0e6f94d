import {
  again,
  commit,
  deriveToken,
  type Instant,
  newId,
  notFound,
  type PendingWrite,
  retrying,
  sameSecret,
  type Table,
} from '../platform/index.ts'
import { freeExpired, getManagedTeam, type Manager, pendingTaking } from './give-seats.ts'
import { isOpen } from './membership.ts'
import { announceMembership } from './membership-changed.ts'
import { getMembership } from './membership-store.ts'
import { isTaken, type Team, type TeamSeat } from './team.ts'
import { invitationOver, membershipOver, seatElsewhere, teamBusy } from './team-problems.ts'
import {
  findDomainTeam,
  findSeat,
  findSeatOf,
  findTeam,
  getTeam,
  pendingHolder,
  pendingNewSeat,
  pendingSeat,
} from './team-store.ts'

/** The person who takes a seat: signed in, so that the address is theirs. */
type Joining = { id: string; email: string }

/** The length of a team's id, which comes first in the token. */
const idLength = 'tem_'.length + 26

const tokenOf = (secret: string, { team, email, round }: Pick<TeamSeat, 'team' | 'email' | 'round'>): string =>
  `${team}-${deriveToken(secret, `team-seat:${team}:${email}:${round}`)}`

/** The page of an invitation. Derived, so that it is kept nowhere; a later invitation has another. */
export const invitationUrl = (context: { siteUrl: string; secret: string }, seat: TeamSeat): string =>
  `${context.siteUrl}/team-invitations/${tokenOf(context.secret, seat)}`

/** An invitation as the person whom it is for sees it. */
export type Invitation = { team: Team; seat: TeamSeat; expired: boolean }

/**
 * The invitation that a token opens for the person who signed in with the address that it went to. For everyone else it isn't there.
 * @throws Problem not-found
 */
export const findInvitation = async (
  context: { table: Table; secret: string },
  token: string,
  joining: Joining,
  now: Instant,
): Promise<Invitation> => {
  const id = token.slice(0, idLength)
  if (!/^tem_[0-9a-z]{26}$/.test(id)) throw notFound('invitation')
  const [team, seat] = await Promise.all([findTeam(context.table, id), findSeat(context.table, id, joining.email)])
  if (!team || !seat || !sameSecret(tokenOf(context.secret, seat), token)) throw notFound('invitation')
  return { team, seat, expired: seat.state === 'invited' && !isTaken(seat, now) }
}

/**
 * Takes the seat that an invitation offers. Taking it twice is taking it once.
 * @throws Problem not-found; conflict `membership.invitation-expired`, `membership.seat-elsewhere`, `membership.ended`
 */
export const acceptInvitation = (
  context: { table: Table; secret: string },
  token: string,
  joining: Joining,
  now: Instant,
): Promise<Team> =>
  retrying(teamBusy, async () => {
    const { table } = context
    const { team, seat, expired } = await findInvitation(context, token, joining, now)
    if (seat.state === 'held') return team
    if (expired) throw invitationOver()
    if (!isOpen(await getMembership(table, team.membership), now)) throw membershipOver()
    return (await hold(table, seat, seat, joining.id, [], now)) ? team : again
  })

/**
 * Makes a place someone's.
 * @param was  the place as it was read, if there was one
 * @returns whether it is theirs; not, when someone was quicker
 * @throws Problem conflict `membership.seat-elsewhere`
 */
const hold = async (
  table: Table,
  { invitedUntil: _, ...place }: TeamSeat,
  was: TeamSeat | undefined,
  person: string,
  writes: PendingWrite[],
  now: Instant,
): Promise<boolean> => {
  const held: TeamSeat = { ...place, state: 'held', person, since: now }
  const result = await commit(table, [
    was ? pendingSeat(table, held, was) : pendingNewSeat(table, held),
    ...writes,
    ...pendingHolder(table, held, person, now),
    announceMembership(table, person, now),
  ])
  if (result.committed) return true
  const has = result.refused.includes('member') ? await findSeatOf(table, person) : undefined
  if (has && has.team !== place.team) throw seatElsewhere()
  return false
}

/** What the address that someone signed in with is offered by its domain: nothing but to those who have no seat yet. */
export const findTeamOfDomain = async (table: Table, joining: Joining): Promise<Team | undefined> => {
  // Exactly what stands after the last @: a domain that merely ends alike is another.
  const domain = joining.email.slice(joining.email.lastIndexOf('@') + 1)
  const id = await findDomainTeam(table, domain)
  return id === undefined ? undefined : findTeam(table, id)
}

/**
 * Takes a seat in the team that has one's domain, or asks for it where a manager is to confirm. Never by itself: a person does it.
 * @throws Problem not-found; conflict `membership.no-seat`, `membership.seat-elsewhere`, `membership.seat-moved`, `membership.ended`
 */
export const joinByDomain = (table: Table, id: string, joining: Joining, now: Instant): Promise<'held' | 'asked'> =>
  retrying(teamBusy, async () => {
    const [offered, was] = await Promise.all([findTeamOfDomain(table, joining), findSeat(table, id, joining.email)])
    if (offered?.id !== id) throw notFound('team')
    if (was?.state === 'held') return 'held'
    const team = await getTeam(table, id)
    const membership = await getMembership(table, team.membership)
    if (!isOpen(membership, now)) throw membershipOver()
    // What was offered is counted already, also when the invitation has run out.
    if (was?.state === 'invited') return (await hold(table, was, was, joining.id, [], now)) ? 'held' : again
    const place = { ...(was ?? newPlace(id, joining.email)), person: joining.id, since: now }
    if (team.join === 'ask') {
      if (was) return 'asked'
      return (await commit(table, [pendingNewSeat(table, place)])).committed ? 'asked' : again
    }
    if (team.taken >= team.seats && (await freeExpired(table, id, now)) > 0) return again
    const { moves, writes } = pendingTaking(table, { team, membership })
    return (await hold(table, { ...place, moves }, was, joining.id, writes, now)) ? 'held' : again
  })

const newPlace = (
  team: string,
  email: string,
): Pick<TeamSeat, 'team' | 'id' | 'email' | 'state' | 'round' | 'moves'> => ({
  ...{ team, id: newId('seat'), email, state: 'asked', round: 0, moves: 0 },
})

/**
 * Gives a seat to someone who asked for it.
 * @throws Problem not-found; conflict `membership.no-seat`, `membership.seat-elsewhere`, `membership.seat-moved`, `membership.ended`
 */
export const confirmSeat = (table: Table, id: string, email: string, by: Manager, now: Instant): Promise<void> =>
  retrying(teamBusy, async () => {
    const [managed, was] = await Promise.all([getManagedTeam(table, id, by), findSeat(table, id, email)])
    if (was?.state === 'held') return
    if (was?.state !== 'asked' || was.person === undefined) throw notFound('request')
    if (!isOpen(managed.membership, now)) throw membershipOver()
    if (managed.team.taken >= managed.team.seats && (await freeExpired(table, id, now)) > 0) return again
    const { moves, writes } = pendingTaking(table, managed, by)
    return (await hold(table, { ...was, moves }, was, was.person, writes, now)) ? undefined : again
  })
