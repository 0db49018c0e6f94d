import { type Grant, pendingGrant, pendingRevoke, seatAccess } from '../access/index.ts'
import {
  entity,
  findOne,
  type Instant,
  listAll,
  listFirst,
  optional,
  orNotFound,
  type PendingWrite,
  put,
  remove,
  required,
  type Table,
  update,
} from '../platform/index.ts'
import type { Team, TeamSeat } from './team.ts'

/** A team, in one item: its counts beside its body, because seats are taken and given back without reading it. */
const teams = entity({
  name: 'team',
  attributes: {
    id: required.text,
    owner: required.text,
    seats: required.number,
    taken: required.number,
    revision: required.number,
    body: required.anyOf<Omit<Team, 'seats' | 'taken' | 'revision'>>(),
  },
  keys: {
    id: { pk: 'team#${id}', sk: 'team' },
    byOwner: { index: 'owner', pk: 'teams-of#${owner}', sk: '${id}' },
  },
})

/** Places in teams. A team's are one query. */
const seats = entity({
  name: 'team-seat',
  attributes: {
    team: required.text,
    id: required.text,
    email: required.text,
    state: { type: ['invited', 'held', 'asked'], required: true },
    person: optional.text,
    invitedUntil: optional.text,
    since: required.text,
    round: required.number,
    moves: required.number,
  },
  keys: {
    team: { pk: 'team#${team}', sk: 'seat#${email}' },
    // Anyone who signs in sees what’s waiting for their address.
    byEmail: { index: 'owner', pk: 'team-seats-of#${email}', sk: '${team}' },
  },
})

/** Who has a seat, and where: nobody has two. */
const holders = entity({
  name: 'team-member',
  attributes: { person: required.text, team: required.text, email: required.text },
  keys: {
    person: { pk: 'team-member#${person}', sk: 'seat' },
  },
})

/** Which team's addresses a domain's are: a domain is one team's at most. */
const domains = entity({
  name: 'team-domain',
  attributes: { domain: required.text, team: required.text },
  keys: {
    domain: { pk: 'team-domain#${domain}', sk: 'team' },
  },
})

const itemOf = ({ seats: count, taken, revision, ...body }: Team) => ({
  ...{ id: body.id, owner: body.owner, seats: count, taken, revision },
  body,
})

type TeamItem = { seats: number; taken: number; revision: number; body: Omit<Team, 'seats' | 'taken' | 'revision'> }

const teamOf = ({ body, seats: count, taken, revision }: TeamItem): Team => ({ ...body, seats: count, taken, revision })

export const pendingNewTeam = (table: Table, team: Team): PendingWrite => put('team', teams(table).create(itemOf(team)))

/** Writes what its owner or managers changed; refused as `team` when someone changed it in between. Its counts stay. */
export const pendingTeam = (table: Table, { seats: _, taken: __, revision, ...body }: Team): PendingWrite =>
  update(
    'team',
    teams(table)
      .patch({ id: body.id })
      .set({ body, owner: body.owner, revision: revision + 1 }),
    { revision },
  )

/** Says how many seats a team may give from now on. */
export const pendingTeamSeats = (table: Table, id: string, count: number): PendingWrite =>
  update('team', teams(table).patch({ id }).set({ seats: count }))

/** What else of a team changes with its count of seats. */
const changed = (team: Team | undefined) => {
  if (!team) return {}
  const { seats: _, taken: __, revision, ...body } = team
  return { body, revision: revision + 1 }
}

/** Takes a seat of a team; refused as `team-seats` when all are taken. @param team  as it is besides, where that changes */
export const pendingSeatTaken = (table: Table, id: string, team?: Team): PendingWrite =>
  update(
    'team-seats',
    teams(table)
      .patch({ id })
      .set(changed(team))
      .add({ taken: 1 })
      .where(
        ({ taken, seats: count, revision }, { name, eq }) =>
          `${name(taken)} < ${name(count)}${team ? ` AND ${eq(revision, team.revision)}` : ''}`,
      ),
  )

/** Gives a seat back. @param team  as of `pendingSeatTaken`; refused as `team-seats` when someone changed it in between */
export const pendingSeatFreed = (table: Table, id: string, team?: Team): PendingWrite =>
  update(
    'team-seats',
    teams(table).patch({ id }).set(changed(team)).add({ taken: -1 }),
    ...(team ? [{ revision: team.revision }] : []),
  )

export const findTeam = (table: Table, id: string): Promise<Team | undefined> =>
  findOne(teams(table).get({ id }), teamOf)

export const getTeam = async (table: Table, id: string): Promise<Team> => orNotFound(await findTeam(table, id), 'team')

type SeatItem = Omit<TeamSeat, 'person' | 'invitedUntil'> & {
  person?: string | undefined
  invitedUntil?: string | undefined
}

const seatOf = ({ team, id, email, state, person, invitedUntil, since, round, moves }: SeatItem): TeamSeat => ({
  ...{ team, id, email, state, since, round, moves },
  ...(person === undefined ? {} : { person }),
  ...(invitedUntil === undefined ? {} : { invitedUntil }),
})

/** A new place; refused as `seat` when the address has one in this team. */
export const pendingNewSeat = (table: Table, seat: TeamSeat): PendingWrite => put('seat', seats(table).create(seat))

/** Changes a place as it was read; refused as `seat` when someone changed it in between. */
export const pendingSeat = (table: Table, seat: TeamSeat, was: TeamSeat): PendingWrite =>
  put('seat', seats(table).put(seat), { id: was.id, state: was.state, round: was.round })

/** Removes a place as it was read; refused as `seat` when someone changed it in between. */
export const pendingSeatRemoval = (table: Table, was: TeamSeat): PendingWrite =>
  remove('seat', seats(table).delete({ team: was.team, email: was.email }), {
    id: was.id,
    state: was.state,
    round: was.round,
  })

export const findSeat = (table: Table, team: string, email: string): Promise<TeamSeat | undefined> =>
  findOne(seats(table).get({ team, email }), seatOf)

/** Every place of a team, as it is right now. One query. */
export const listSeats = (table: Table, team: string): Promise<TeamSeat[]> =>
  listAll(seats(table).query.team({ team }), seatOf, { consistent: true })

/** Some of a team's places, after an address. */
export const listSeatsAfter = (table: Table, team: string, after: string, limit: number): Promise<TeamSeat[]> =>
  listFirst(seats(table).query.team({ team }).gt({ email: after }), seatOf, { limit, consistent: true })

/** What waits for an address in any team, or is held under it. Reads an index: a new invitation may be missing for a moment. */
export const listSeatsOf = (table: Table, email: string): Promise<TeamSeat[]> =>
  listAll(seats(table).query.byEmail({ email }), seatOf)

/** Makes a domain a team's; refused as `domain` when it is another's. */
export const pendingDomain = (table: Table, domain: string, team: string): PendingWrite =>
  put('domain', domains(table).create({ domain, team }))

export const pendingDomainRemoval = (table: Table, domain: string, team: string): PendingWrite =>
  remove('domain', domains(table).delete({ domain }), { team })

export const findDomainTeam = (table: Table, domain: string): Promise<string | undefined> =>
  findOne(domains(table).get({ domain }), ({ team }) => team)

/** The team in which someone has a seat, and the address that it's under. */
export const findSeatOf = (table: Table, person: string): Promise<{ team: string; email: string } | undefined> =>
  findOne(holders(table).get({ person }), ({ team, email }) => ({ team, email }))

const grantOf = (
  { team, id }: TeamSeat,
  personId: string,
): Pick<Grant, 'personId' | 'what' | 'source' | 'sourceId'> => ({
  ...{ personId, what: seatAccess(team), source: 'seat', sourceId: id },
})

/**
 * Lets the holder of a seat into what the team's membership opens, for as long as that does; refused as `member` when they have a
 * seat already.
 */
export const pendingHolder = (table: Table, seat: TeamSeat, person: string, now: Instant): PendingWrite[] => [
  put('member', holders(table).create({ person, team: seat.team, email: seat.email })),
  pendingGrant(table, { ...grantOf(seat, person), grantedAt: now, term: seat.team }),
]

/** Ends that, in the instant in which it is committed. */
export const pendingHolderRemoval = (table: Table, seat: TeamSeat, person: string): PendingWrite[] => [
  remove('member', holders(table).delete({ person }), { team: seat.team }),
  pendingRevoke(table, grantOf(seat, person)),
]
