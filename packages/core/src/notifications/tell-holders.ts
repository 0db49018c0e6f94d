import { holderShards, listHolders } from '../access/index.ts'
import type { Release } from '../materials/index.ts'
import { materialsTopics } from '../materials/index.ts'
import {
  type Announced,
  addSeconds,
  announce,
  eachShard,
  type Instant,
  type PendingWrite,
  type Table,
} from '../platform/index.ts'
import { titleReleasedHolder, titleReleasedShard } from './topics.ts'

/** How many holders one step deals with. */
const stepSize = 25

/** Starts telling everyone who has a format of a title: a row for each shard, which go in parallel. */
export const startTellingHolders = (table: Table, release: Release, now: Instant): PendingWrite[] =>
  eachShard(holderShards, (shard) => announce(table, titleReleasedShard, { ...release, shard }, now))

/** How long the list of holders, an index, may be behind for a pre-order of the last moment to be found. */
const lookAgainSeconds = 600

/**
 * Starts telling those who pre-ordered a format that it's there; and once more later, for those who weren't on the list
 * of holders yet. Nobody is mailed twice.
 */
export const startTellingReady = (table: Table, release: Release, now: Instant): PendingWrite[] => {
  const { again: _, ...told } = release
  const later = announce(table, materialsTopics.titleReady, { ...told, again: true }, now, {
    dueAt: addSeconds(now, lookAgainSeconds),
  })
  return [...startTellingHolders(table, { ...told, first: true }, now), ...(release.again ? [] : [later])]
}

/**
 * One step: a page of a shard becomes a row for each person, with the row that goes on from there. Cut off before its row is
 * settled, the step is done again; a person who has two rows is mailed once.
 */
export const stepTellingHolders = async (
  table: Table,
  row: Announced<typeof titleReleasedShard>,
  now: Instant,
): Promise<PendingWrite[]> => {
  const { shard, after, ...release } = row.payload
  const { product, format } = release
  const page = await listHolders(table, { title: product, format, shard }, { after, limit: stepSize })
  const people = [...new Set(page.map(({ personId }) => personId))]
  const follow = people.map((person) => announce(table, titleReleasedHolder, { ...release, person }, row.createdAt))
  const last = page.at(-1)
  if (page.length === stepSize && last) {
    follow.push(announce(table, row.topic, { ...release, shard, after: last.position }, now))
  }
  return follow
}
