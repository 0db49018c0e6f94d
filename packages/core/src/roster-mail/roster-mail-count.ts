import {
  type Announced,
  announce,
  commit,
  eachShard,
  type Instant,
  type PendingWrite,
  type Table,
} from '../platform/index.ts'
import { type Registration, readRosterShard, rosterPosition, rosterShards } from '../registration/index.ts'
import { isRecipient, type RosterMail } from './roster-mail.ts'
import { withoutPresent } from './roster-mail-absent.ts'
import { findCounted, findRosterMail, pendingCounted } from './roster-mail-store.ts'
import { rosterMailCounted } from './topics.ts'

/** Registrations that are read to count at once; a longer roster is counted in the background, when someone asks. */
export const countedAtOnce = 2000
const perShard = countedAtOnce / rosterShards

/** Registrations that one step of a count reads. */
const stepSize = 500

/**
 * How many a mail would go to: `exact`; `more`, the roster being too long to be counted while someone waits; or
 * `counting` in the background, with what has been counted so far. News is not for those who have turned it off, and no
 * mail is for an address that takes none; both are counted here, as that is known only when it goes out.
 */
export type Recipients = { count: number; state: 'exact' | 'more' | 'counting' }

const countIn = async (
  table: Table,
  mail: RosterMail,
  registrations: readonly Registration[],
  now: Instant,
): Promise<number> => {
  const meant = registrations.filter((registration) => isRecipient(mail, registration, now))
  return (await withoutPresent(table, mail, meant)).length
}

/** Counts who a mail would go to if it were sent now. Reads so many registrations and no more. */
export const countRecipients = async (table: Table, mail: RosterMail, now: Instant): Promise<Recipients> => {
  const counted = (await findCounted(table, mail.id)).filter(({ revision }) => revision === mail.revision)
  if (counted.length > 0) {
    const count = counted.reduce((sum, shard) => sum + shard.count, 0)
    return { count, state: counted.filter(({ done }) => done).length === rosterShards ? 'exact' : 'counting' }
  }
  const shards = await Promise.all(
    eachShard(rosterShards, (shard) => readRosterShard(table, mail.event, shard, { limit: perShard + 1 })),
  )
  const counts = await Promise.all(shards.map((shard) => countIn(table, mail, shard, now)))
  const count = counts.reduce((sum, one) => sum + one, 0)
  return { count, state: shards.some((shard) => shard.length > perShard) ? 'more' : 'exact' }
}

/** Begins to count a long roster in the background: the current draft, for the people registered now. */
export const startCounting = async (table: Table, mail: RosterMail, now: Instant): Promise<void> => {
  const known = await findCounted(table, mail.id)
  if (known.some(({ revision, done }) => revision === mail.revision && !done)) return
  const { event, id, revision } = mail
  await commit(
    table,
    eachShard(rosterShards, (shard) => [
      pendingCounted(table, id, { shard, count: 0, done: false, revision, at: now }),
      announce(table, rosterMailCounted, { event, mail: id, shard, revision, at: now }, now),
    ]).flat(),
  )
}

/** One step of a count. It writes what it found before, so that doing it again counts nobody twice. */
export const stepCounting = async (table: Table, row: Announced<typeof rosterMailCounted>, now: Instant) => {
  const { event, mail: id, shard, revision, at, after, counted = 0 } = row.payload
  const mail = await findRosterMail(table, { event, id })
  // Changed since: the count would be of another audience.
  if (!mail || mail.revision !== revision) return []
  const page = await readRosterShard(table, event, shard, { after, limit: stepSize })
  const count = counted + (await countIn(table, mail, page, at))
  const last = page.at(-1)
  const done = page.length < stepSize || last === undefined
  const follow: PendingWrite[] = [pendingCounted(table, id, { shard, count, done, revision, at })]
  if (!done) {
    follow.push(announce(table, row.topic, { ...row.payload, after: rosterPosition(last), counted: count }, now))
  }
  return follow
}
