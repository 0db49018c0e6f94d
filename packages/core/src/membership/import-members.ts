import { ensurePerson, nameFromEmail, type Person } from '../identity/index.ts'
import { again, commit, derivedId, type Instant, newId, retrying, type Table, type Zone } from '../platform/index.ts'
import { begun, pendingBegun } from './begin-membership.ts'
import { isOpen, type Membership } from './membership.ts'
import { announceMembership } from './membership-changed.ts'
import { findMembership, listMembershipsOf } from './membership-store.ts'
import { opensAsMuch, type Plan } from './plan.ts'
import { listPlans } from './plan-store.ts'
import { type MemberRow, type RefusedRow, readMembers } from './read-members.ts'
import { keep } from './sync-membership.ts'
import type { TeamSeat } from './team.ts'
import { teamBusy } from './team-problems.ts'
import { findSeat, findSeatOf, pendingHolder, pendingNewSeat, pendingSeat, pendingSeatTaken } from './team-store.ts'

/** What became of a row: new, with another end than before, or there already. */
export type ImportedRow = { line: number; email: string; outcome: 'added' | 'changed' | 'same' }

export type ImportedMembers = { rows: ImportedRow[]; refused: RefusedRow[] }

/** Why a row can't be: said beside its line. */
class Refused extends Error {}

/** Ids follow from what a file names, so that a file that is imported again finds what is there. */
const imported = '2020-01-01T00:00:00Z'
const idOf = (kind: 'membership' | 'team', plan: Plan, name: string): string =>
  derivedId(kind, imported, `imported:${plan.slug}:${name.trim().toLowerCase()}`)

/** A membership that came from elsewhere: paid there, until a day, and not renewed here. */
const beginning = (
  id: string,
  owner: Person,
  plan: Plan,
  what: { seats: number; team?: string; until: Instant },
  now: Instant,
) => {
  const { seats, team, until } = what
  const bought = { id, owner: owner.id, plan, seats, ...(team === undefined ? {} : { team }) }
  const made = begun(bought, undefined, new Map(), now)
  const holder = made.team ? { team: idOf('team', plan, team ?? '') } : made.membership.holder
  return {
    membership: { ...made.membership, holder, paidUntil: until },
    ...(made.team && holder.team !== undefined ? { team: { ...made.team, id: holder.team } } : {}),
  }
}

const outcomeOf = async (
  table: Table,
  was: Membership,
  to: Pick<Membership, 'paidUntil' | 'seats'>,
  now: Instant,
): Promise<'changed' | 'same' | typeof again> => {
  if (was.paidUntil === to.paidUntil && was.seats === to.seats && was.endedAt === undefined) return 'same'
  const { endedAt: _, ...kept } = was
  return (await keep(table, was, { ...kept, ...to, state: 'live' }, [], now)) ? 'changed' : again
}

const importOne = async (table: Table, person: Person, plan: Plan, { until }: MemberRow, now: Instant) => {
  const id = idOf('membership', plan, person.id)
  const was = await findMembership(table, id)
  if (was) return outcomeOf(table, was, { paidUntil: until, seats: 1 }, now)
  const owned = await listMembershipsOf(table, person.id)
  const paid = owned.find((one) => one.subscription !== undefined && isOpen(one, now) && opensAsMuch(one.opens, plan))
  if (paid && paid.holder.team === undefined) throw new Refused(`Pays for ${paid.opens.title} here already`)
  const made = beginning(id, person, plan, { seats: 1, until }, now)
  return (await commit(table, pendingBegun(table, made, [], now))).committed ? 'added' : again
}

/** What all rows of a team come to. */
type Teamed = { seats: number; until: Instant }

/** A team as its rows say, begun by the first of them, who is its owner. */
const importTeam = async (
  table: Table,
  owner: Person,
  plan: Plan,
  name: string,
  { seats, until }: Teamed,
  now: Instant,
) => {
  const id = idOf('membership', plan, name)
  const was = await findMembership(table, id)
  if (was) {
    const to = { paidUntil: was.paidUntil < until ? until : was.paidUntil, seats: Math.max(was.seats, seats) }
    return outcomeOf(table, was, to, now)
  }
  const made = beginning(id, owner, plan, { seats, team: name, until }, now)
  return (await commit(table, pendingBegun(table, made, [], now))).committed ? 'added' : again
}

const seatElsewhere = 'Has a seat in another team'

const importSeat = async (table: Table, team: string, person: Person, now: Instant) => {
  const was = await findSeat(table, team, person.email)
  if (was?.state === 'held') return 'same'
  const seat: TeamSeat = {
    ...{ team, id: was?.id ?? newId('seat'), email: person.email, state: 'held', person: person.id, since: now },
    ...{ round: was?.round ?? 0, moves: was?.moves ?? 0 },
  }
  const result = await commit(table, [
    was ? pendingSeat(table, seat, was) : pendingNewSeat(table, seat),
    ...(was?.state === 'invited' ? [] : [pendingSeatTaken(table, team)]),
    ...pendingHolder(table, seat, person.id, now),
    announceMembership(table, person.id, now),
  ])
  if (result.committed) return 'added'
  if (result.refused.includes('member')) throw new Refused(seatElsewhere)
  if (result.refused.includes('team-seats')) throw new Refused('The team has no seat left in this plan')
  return again
}

/** What the rows of each team come to: its plan's seats, or as many as it has people. */
const teamsIn = (rows: readonly MemberRow[], planOf: (row: MemberRow) => Plan | undefined): Map<string, Teamed> => {
  const teams = new Map<string, Teamed>()
  for (const row of rows) {
    const plan = planOf(row)
    if (!plan?.seats || row.team === undefined) continue
    const id = idOf('team', plan, row.team)
    const people = rows.filter((one) => one.team !== undefined && idOf('team', plan, one.team) === id).length
    const before = teams.get(id)
    const until = before && before.until > row.until ? before.until : row.until
    teams.set(id, { until, seats: Math.min(plan.seats.most, Math.max(plan.seats.included, people)) })
  }
  return teams
}

/** @throws Refused */
const checked = (row: MemberRow, plan: Plan | undefined, now: Instant): Plan => {
  if (!plan) throw new Refused(`There’s no plan “${row.plan}”`)
  if (row.until <= now) throw new Refused('This day has passed')
  if (plan.holder === 'team' && row.team === undefined) throw new Refused('Name the team: this plan is for teams')
  if (plan.holder === 'one' && row.team !== undefined) throw new Refused('This plan is for one person, not a team')
  return plan
}

/**
 * Members from elsewhere, with what they paid for there: nobody is charged or emailed. Each row is a commit of its own, so that a file
 * that was cut off is imported again, and what is there stays as it is. The first row of a team makes its owner.
 * @param zone  in which the last days end
 * @throws Problem invalid `membership.bad-file`
 */
export const importMembers = async (table: Table, text: string, zone: Zone, now: Instant): Promise<ImportedMembers> => {
  const [{ rows, refused }, plans] = await Promise.all([readMembers(text, zone), listPlans(table)])
  const planOf = ({ plan }: MemberRow): Plan | undefined =>
    plans.find(({ slug, title }) => [slug, title.toLowerCase()].includes(plan.toLowerCase()))
  const teams = teamsIn(rows, planOf)
  const done: ImportedRow[] = []
  for (const row of rows) {
    const { line, email, name, team } = row
    try {
      const plan = checked(row, planOf(row), now)
      const person = await ensurePerson(table, { email, name: name ?? nameFromEmail(email) }, now)
      const id = team === undefined ? undefined : idOf('team', plan, team)
      const teamed = id === undefined ? undefined : teams.get(id)
      const outcome = await retrying(teamBusy, async () => {
        if (team === undefined || id === undefined || !teamed) return importOne(table, person, plan, row, now)
        const held = await findSeatOf(table, person.id)
        if (held && held.team !== id) throw new Refused(seatElsewhere)
        const whole = await importTeam(table, person, plan, team, teamed, now)
        if (whole === again) return again
        const seat = await importSeat(table, id, person, now)
        return seat === 'same' ? whole : seat
      })
      done.push({ line, email, outcome })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      refused.push({ line, text: [email, row.plan, team].filter(Boolean).join(', '), why: error.message })
    }
  }
  return { rows: done, refused: refused.sort((one, other) => one.line - other.line) }
}
