import * as z from 'zod'
import { findPersonById } from '../identity/index.ts'
import {
  again,
  commit,
  EmailAddress,
  EmailDomain,
  type FieldError,
  line,
  Problem,
  retrying,
  type Table,
} from '../platform/index.ts'
import { getManagedTeam, type Manager } from './give-seats.ts'
import { mostManagers, type Team } from './team.ts'
import { noTeam, teamBusy } from './team-problems.ts'
import { findSeat, pendingDomain, pendingDomainRemoval, pendingTeam } from './team-store.ts'

/** What a team's owner may change of it. */
export const TeamSettings = z
  .strictObject({
    name: line(80),
    /** Addresses under these are offered a seat when they sign in. */
    domains: z.array(EmailDomain).max(5),
    join: z.enum(['take', 'ask']),
    /** By their addresses: each has a seat in this team. */
    managers: z.array(EmailAddress).max(mostManagers),
  })
  .partial()
export type TeamSettings = z.infer<typeof TeamSettings>

const wrong = (code: string, errors: FieldError[]): Problem =>
  new Problem('invalid', code, errors[0]?.message ?? '', { errors })

/** Hosts that give an address to anybody: nobody's company. Loaded when a domain is set. */
const publicHosts = async (): Promise<ReadonlySet<string>> =>
  new Set((await import('email-providers/all.json', { with: { type: 'json' } })).default)

/** @throws Problem invalid `membership.domain-refused` */
const checkDomains = async (domains: readonly string[], owner: string): Promise<void> => {
  if (domains.length === 0) return
  const own = owner.slice(owner.lastIndexOf('@') + 1)
  const hosts = await publicHosts()
  const errors = domains.flatMap((domain, index): FieldError[] => {
    const path = `domains.${index}`
    if (hosts.has(domain))
      return [{ path, message: `Anybody can have an address at ${domain}. Invite people one by one` }]
    if (domain !== own) return [{ path, message: `Sign in with an address at ${domain} first. Yours is at ${own}` }]
    return []
  })
  if (errors.length > 0) throw wrong('membership.domain-refused', errors)
}

/** @throws Problem invalid `membership.unknown-manager` */
const holdersOf = async (table: Table, team: string, emails: readonly string[]): Promise<string[]> => {
  const seats = await Promise.all(emails.map((email) => findSeat(table, team, email)))
  const errors = seats.flatMap((seat, index) =>
    seat?.state === 'held' ? [] : [{ path: `managers.${index}`, message: `${emails[index]} has no seat in this team` }],
  )
  if (errors.length > 0) throw wrong('membership.unknown-manager', errors)
  return seats.flatMap((seat) => seat?.person ?? [])
}

const isOwner = (team: Team, by: Manager): boolean => by.admin === true || team.owner === by.id

/**
 * Changes what is named. Its owner alone does, or an admin.
 * @throws Problem not-found; invalid `membership.domain-refused`, `membership.unknown-manager`; conflict `membership.domain-taken`
 */
export const changeTeam = (table: Table, id: string, change: TeamSettings, by: Manager): Promise<Team> =>
  retrying(teamBusy, async () => {
    const { team } = await getManagedTeam(table, id, by)
    if (!isOwner(team, by)) throw noTeam()
    const owner = change.domains === undefined ? undefined : await findPersonById(table, team.owner)
    if (change.domains) await checkDomains(change.domains, owner?.email ?? '')
    const domains = [...new Set(change.domains ?? team.domains)]
    const changed: Team = {
      ...team,
      name: change.name ?? team.name,
      join: change.join ?? team.join,
      domains,
      managers: change.managers ? await holdersOf(table, id, change.managers) : team.managers,
    }
    const result = await commit(table, [
      pendingTeam(table, changed),
      ...domains.filter((one) => !team.domains.includes(one)).map((one) => pendingDomain(table, one, id)),
      ...team.domains.filter((one) => !domains.includes(one)).map((one) => pendingDomainRemoval(table, one, id)),
    ])
    if (result.committed) return { ...changed, revision: team.revision + 1 }
    if (result.refused.includes('domain')) {
      const message = 'Another team has this domain. Write to us if it’s yours'
      throw new Problem('conflict', 'membership.domain-taken', message, { errors: [{ path: 'domains', message }] })
    }
    return again
  })
