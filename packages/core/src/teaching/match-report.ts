import { eachShard, Problem, type Table } from '../platform/index.ts'
import { type Registration, readRosterShard, rosterShards } from '../registration/index.ts'
import type { Participant } from './read-report.ts'
import { addTimes, minutesIn, type TimeIn } from './time-in-meeting.ts'

/** Names are compared with a roster of so many people at most. */
export const matchedRoster = 4000

/** Someone on the roster. */
export type Rostered = Pick<Registration, 'personId' | 'name' | 'email'>

/** A registered person the report names, by what they were found, and in which lines of the file. */
export type Matched = Rostered & { minutes: number; by: 'email' | 'name'; time: TimeIn; lines: number[] }

export type MatchedReport = {
  matched: Matched[]
  /** Whom nobody on the roster could be found for. */
  unmatched: Participant[]
}

const sameName = (name: string): string =>
  name
    .replace(/[‘’ʼʻ´`′]/g, "'")
    .normalize('NFKC')
    .replace(/\p{Pd}/gu, '-')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()
    .trim()

const withoutDecomposition: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ё: 'е',
  ς: 'σ',
}

/** The same without accents on Latin and Greek letters: keyboards that lack them type "Jose". */
const folded = (name: string): string =>
  sameName(name)
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/[łøđðþßæœıёς]/g, (letter) => withoutDecomposition[letter] ?? letter)

/** A name without what is put beside it: pronouns in brackets, and what one is called in quotation marks. */
const bare = (name: string): string => {
  const left = name.replace(/\s*(?:\([^()]*\)|（[^（）]*）|\[[^[\]]*\]|"[^"]*"|[“„«][^“”„«»]*[”“»])/g, '').trim()
  return left === '' ? name : left
}

/**
 * The person on the roster with a name, if only one person has it: as it's written, without its accents, or what's
 * beside it.
 */
const namesOn = (roster: readonly Rostered[]): ((name: string) => Rostered | undefined) => {
  const keys = [sameName, folded, (name: string) => folded(bare(name))]
  const known = keys.map((key) => ({ key, by: Map.groupBy(roster, (one) => key(one.name)) }))
  return (name) => {
    const found = known.map(({ key, by }) => by.get(key(name))).find((some) => some !== undefined)
    return found?.length === 1 ? found[0] : undefined
  }
}

/** "Byron, Ada", as directories of companies write it. */
const turned = (name: string): string => name.replace(/^([^,]+),\s*([^,]+)$/, '$2 $1')

/** What someone in a report may be called: what's in the brackets, what's before them, and that without what's beside it. */
const callsOf = ({ name, originalName }: Pick<Participant, 'name' | 'originalName'>): string[] => [
  ...new Set([...(originalName === undefined ? [] : [originalName]), name, bare(name), turned(bare(name))]),
]

/** Names of one address that are one person's, who renamed themselves: what one shows is in the other's brackets. */
const linked = (one: Participant, other: Participant): boolean =>
  folded(one.name) === folded(other.name) ||
  (other.originalName !== undefined && folded(one.name) === folded(other.originalName)) ||
  (one.originalName !== undefined && folded(other.name) === folded(one.originalName))

/** Whether all that an address is shown as is one person. */
const onePerson = (shown: readonly Participant[]): boolean =>
  shown.every((one) => one === shown[0] || shown.some((other) => other !== one && linked(one, other)))

/**
 * Finds the people of a report on a roster: by address, then by name where one person alone has it. Several rows that turn out
 * to be one person, at the computer and by telephone, become one; what overlaps counts once. An address under which several
 * names appear is shared, and speaks only for its owner's own name: nobody is marked for someone else's time. Someone with
 * another address isn't taken for a namesake who was found by theirs. Everyone in the report is in exactly one of the two lists.
 */
export const matchReport = (report: readonly Participant[], roster: readonly Rostered[]): MatchedReport => {
  const byEmail = Map.groupBy(roster, (one) => one.email.trim().toLowerCase())
  const named = namesOn(roster)
  const byName = (participant: Participant): Rostered | undefined => {
    const found = new Set(callsOf(participant).flatMap((name) => named(name) ?? []))
    // Two names that lead to two people lead to neither.
    return found.size === 1 ? [...found][0] : undefined
  }
  // Who was there for no time speaks for nobody else under the address.
  const shown = Map.groupBy(
    report.filter(({ minutes }) => minutes > 0),
    ({ email }) => email,
  )
  const byAddress = (participant: Participant): Rostered | undefined => {
    const owners = participant.email === undefined ? [] : (byEmail.get(participant.email) ?? [])
    const calls = callsOf(participant).map(folded)
    const own = owners.filter(({ name }) => calls.includes(folded(name)) || calls.includes(folded(bare(name))))
    if (own.length === 1) return own[0]
    const [owner] = owners
    if (!owner || owners.length > 1) return undefined
    const other = byName(participant) !== undefined
    return !other && onePerson(shown.get(participant.email) ?? []) ? owner : undefined
  }
  const matched = new Map<string, Matched>()
  const add = (one: Rostered, { time, lines }: Participant, by: Matched['by']) => {
    const known = matched.get(one.personId)
    const { personId, name, email } = one
    const all = known ? addTimes(known.time, time) : time
    matched.set(personId, {
      ...{ personId, name, email, time: all, minutes: minutesIn(all) },
      ...{ by: known?.by ?? by, lines: [...(known?.lines ?? []), ...lines] },
    })
  }
  const left: Participant[] = []
  for (const participant of report) {
    const found = byAddress(participant)
    if (found) add(found, participant, 'email')
    else left.push(participant)
  }
  const unmatched: Participant[] = []
  for (const participant of left) {
    const found = byName(participant)
    const ownAddress = participant.email !== undefined && !byEmail.has(participant.email)
    const taken = found && ownAddress && matched.get(found.personId)?.by === 'email'
    if (found && !taken) add(found, participant, 'name')
    else unmatched.push(participant)
  }
  return { matched: [...matched.values()].sort((a, b) => a.name.localeCompare(b.name, 'en')), unmatched }
}

/**
 * Everyone who is registered and confirmed, to compare a report with.
 * @throws Problem conflict `attendance.roster-too-long`
 */
export const listRostered = async (table: Table, event: string): Promise<Rostered[]> => {
  const most = matchedRoster / rosterShards
  const shards = await Promise.all(
    eachShard(rosterShards, (shard) => readRosterShard(table, event, shard, { limit: most + 1 })),
  )
  if (shards.some((shard) => shard.length > most)) {
    throw new Problem(
      'conflict',
      'attendance.roster-too-long',
      'Too many people are registered to match against a report. People who used the join link are already marked.',
    )
  }
  return shards
    .flat()
    .filter(({ status }) => status === 'confirmed')
    .map(({ personId, name, email }) => ({ personId, name, email }))
}

/** Half of a session counts as having been there, unless someone says otherwise. */
export const usualMinimum = ({ durationMinutes }: { durationMinutes: number }): number => Math.ceil(durationMinutes / 2)
