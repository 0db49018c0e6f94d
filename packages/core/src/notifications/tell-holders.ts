import { holderShards, listHolders } from '../access/index.ts'
import { announce, type Instant, type OutboxRow, type PendingWrite, type Table } from '../platform/index.ts'

/** How many holders one step deals with. */
const stepSize = 25

/** A version of a title that has just become available in a format; `first` where the format had no file before. */
export type Release = { product: string; format: string; edition?: string; first?: true }

/** Starts telling everybody who has a format of a title: a row for each shard, which go side by side. */
export const startTellingHolders = (table: Table, release: Release, now: Instant): PendingWrite[] =>
  Array.from({ length: holderShards }, (_, shard) =>
    announce(table, 'title.released.shard', { ...release, shard }, now),
  )

/**
 * One step: a page of a shard becomes a row for each person, with the row that goes on from there. Cut off before its row is
 * settled, the step is done again; a person who has two rows is mailed once.
 */
export const stepTellingHolders = async (
  table: Table,
  row: Pick<OutboxRow, 'topic' | 'payload' | 'createdAt'>,
  now: Instant,
): Promise<PendingWrite[]> => {
  const { shard, after, ...release } = row.payload as Release & { shard: number; after?: string }
  const { product, format } = release
  const page = await listHolders(table, { title: product, format, shard }, { after, limit: stepSize })
  const people = [...new Set(page.map(({ personId }) => personId))]
  const follow = people.map((person) => announce(table, 'title.released.holder', { ...release, person }, row.createdAt))
  const last = page.at(-1)
  if (page.length === stepSize && last) {
    follow.push(announce(table, row.topic, { ...release, shard, after: last.position }, now))
  }
  return follow
}
