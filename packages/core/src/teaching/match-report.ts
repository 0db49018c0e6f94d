import { Problem, type Table } from '../platform/index.ts'
import { type Registration, readRosterShard, rosterShards } from '../registration/index.ts'
import type { Participant } from './read-zoom-report.ts'

/** Names are compared with a roster of so many people at most. */
export const matchedRoster = 4000

/** Somebody on the roster. */
export type Rostered = Pick<Registration, 'personId' | 'name' | 'email'>

/** A registered person whom the report knows, and by what they were found. */
export type Matched = Rostered & { minutes: number; by: 'email' | 'name' }

export type MatchedReport = {
  matched: Matched[]
  /** Whom nobody on the roster could be found for. */
  unmatched: Participant[]
}

const sameName = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

/**
 * Finds the people of a report on a roster: by address, then by the exact name, where one person alone has it. Several
 * who turn out to be one, at the computer and by telephone, are added up. Somebody with another address is not taken
 * for a namesake who was found by theirs.
 */
export const matchReport = (report: readonly Participant[], roster: readonly Rostered[]): MatchedReport => {
  const byEmail = new Map(roster.map((one) => [one.email.trim().toLowerCase(), one]))
  const byName = new Map<string, Rostered | undefined>()
  for (const one of roster) {
    const name = sameName(one.name)
    byName.set(name, byName.has(name) ? undefined : one)
  }
  const matched = new Map<string, Matched>()
  const add = (one: Rostered, minutes: number, by: Matched['by']) => {
    const known = matched.get(one.personId)
    const { personId, name, email } = one
    matched.set(personId, { personId, name, email, minutes: (known?.minutes ?? 0) + minutes, by: known?.by ?? by })
  }
  const left: Participant[] = []
  for (const participant of report) {
    const found = participant.email === undefined ? undefined : byEmail.get(participant.email)
    if (found) add(found, participant.minutes, 'email')
    else left.push(participant)
  }
  const unmatched: Participant[] = []
  for (const participant of left) {
    const names = [participant.originalName, participant.name].filter((name) => name !== undefined)
    const found = names.map((name) => byName.get(sameName(name))).find((one) => one !== undefined)
    const taken = found && participant.email !== undefined && matched.get(found.personId)?.by === 'email'
    if (found && !taken) add(found, participant.minutes, 'name')
    else unmatched.push(participant)
  }
  return { matched: [...matched.values()].sort((a, b) => a.name.localeCompare(b.name, 'en')), unmatched }
}

/**
 * Everybody who is registered and confirmed, to compare a report with.
 * @throws Problem conflict `attendance.roster-too-long`
 */
export const listRostered = async (table: Table, event: string): Promise<Rostered[]> => {
  const most = matchedRoster / rosterShards
  const shards = await Promise.all(
    Array.from({ length: rosterShards }, (_, shard) => readRosterShard(table, event, shard, { limit: most + 1 })),
  )
  if (shards.some((shard) => shard.length > most)) {
    throw new Problem(
      'conflict',
      'attendance.roster-too-long',
      'More people are registered than a report can be compared with. Those who came by the join link are marked already.',
    )
  }
  return shards
    .flat()
    .filter(({ status }) => status === 'confirmed')
    .map(({ personId, name, email }) => ({ personId, name, email }))
}

/** Half of a session counts as having been there, unless somebody says otherwise. */
export const usualMinimum = ({ durationMinutes }: { durationMinutes: number }): number => Math.ceil(durationMinutes / 2)
