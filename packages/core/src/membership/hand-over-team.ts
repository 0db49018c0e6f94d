import {
  again,
  announce,
  commit,
  type EmailAddress,
  type Instant,
  Problem,
  retrying,
  type Table,
} from '../platform/index.ts'
import { getManagedTeam, type Manager } from './give-seats.ts'
import { isOpen } from './membership.ts'
import { listMembershipsOf, pendingMembership } from './membership-store.ts'
import { mostManagers, type Team } from './team.ts'
import { noTeam, teamBusy } from './team-problems.ts'
import { findSeat, findSeatOf, pendingTeam } from './team-store.ts'
import { teamHandedOver } from './topics.ts'

const unknownOwner = (): Problem => {
  const message = 'Choose someone who has a seat in this team'
  return new Problem('invalid', 'membership.unknown-owner', `${message}.`, { errors: [{ path: 'owner', message }] })
}

const ownsAnother = (): Problem =>
  new Problem('conflict', 'membership.owns-another', 'This person is the owner of another team already.')

/** The former owner manages it from their seat, where there's room. */
const managersAfter = ({ owner, managers }: Team, to: string, hasSeat: boolean): string[] => {
  const others = managers.filter((one) => one !== to)
  return hasSeat && others.length < mostManagers ? [...others, owner] : others
}

/**
 * Makes someone with a seat the owner of a team: they pay for it from then on, and alone may change it. The card on file stays until
 * they change it. Its owner does it, or an admin. Doing it again changes nothing.
 * @throws Problem not-found; invalid `membership.unknown-owner`; conflict `membership.owns-another`
 */
export const handOverTeam = (table: Table, id: string, to: EmailAddress, by: Manager, now: Instant): Promise<Team> =>
  retrying(teamBusy, async () => {
    const [{ team, membership }, seat] = await Promise.all([getManagedTeam(table, id, by), findSeat(table, id, to)])
    const person = seat?.state === 'held' ? seat.person : undefined
    if (person !== undefined && person === team.owner) return team
    if (!by.admin && team.owner !== by.id) throw noTeam()
    if (person === undefined) throw unknownOwner()
    const [owned, former] = await Promise.all([listMembershipsOf(table, person), findSeatOf(table, team.owner)])
    if (owned.some((one) => one.holder.team !== undefined && one.id !== membership.id && isOpen(one, now)))
      throw ownsAnother()
    const changed: Team = { ...team, owner: person, managers: managersAfter(team, person, former?.team === id) }
    const result = await commit(table, [
      pendingTeam(table, changed),
      pendingMembership(table, { ...membership, owner: person }, now),
      announce(table, teamHandedOver, { team: id, from: team.owner, to: person }, now),
    ])
    return result.committed ? { ...changed, revision: team.revision + 1 } : again
  })
