import { entity, optional, required } from './entity.ts'
import { eachShard, newId, shardOf } from './id.ts'
import { type OutboxRowName, outboxShards } from './outbox-row-name.ts'
import { findOne, listFirst } from './read.ts'
import { ttlOf } from './retention.ts'
import type { Table } from './table.ts'
import { cutText } from './text.ts'
import { addSeconds, type Instant, secondsBetween } from './time.ts'
import type { Topic } from './topic.ts'
import { commit, type PendingWrite, put, remove, update } from './transaction.ts'

/** A row gives up after this many deliveries, some four hours, and waits, visible, for someone to look. */
export const outboxAttempts = 14

/** The longest pause between two deliveries. */
const longestPauseSeconds = 3600

/** Something that has happened and must be acted on. Committed with the state it describes, deleted once acted on. */
export type OutboxRow = {
  id: string
  shard: string
  topic: string
  payload: Record<string, unknown>
  createdAt: Instant
  attempts: number
  /** Not before this: retries back off. */
  dueAt: Instant
  lastError?: string | undefined
  /** When it was last queued again, because nobody had acted on it. */
  queuedAt?: Instant | undefined
}

const attributes = {
  id: required.text,
  shard: required.text,
  topic: required.text,
  payload: required.anyOf<Record<string, unknown>>(),
  createdAt: required.text,
  attempts: required.number,
  dueAt: required.text,
  lastError: optional.text,
  queuedAt: optional.text,
}

/** Rows that wait, in the order in which they were made. */
const pending = entity({
  name: 'outbox',
  attributes,
  keys: {
    pending: { pk: 'outbox#${shard}', sk: '${id}' },
  },
})

/** Rows that gave up. One partition: a failure that happens often enough to make it hot is an outage, not a load. */
const failed = entity({
  name: 'outbox-failed',
  kept: 'outbox-failed',
  attributes,
  keys: {
    failed: { pk: 'outbox-failed', sk: '${id}' },
  },
})

/**
 * The row that announces `topic`, to be committed with what it announces.
 * @param key  the row's identity: announcing the same again before delivery overwrites, never doubles
 * @param dueAt  not to be acted on before; at once, unless given
 */
export const announce = <Payload extends object>(
  table: Table,
  topic: Topic<Payload>,
  payload: NoInfer<Payload>,
  now: Instant,
  { key = newId('outbox'), dueAt = now }: { key?: string | undefined; dueAt?: Instant | undefined } = {},
): PendingWrite => {
  const shard = String(shardOf(key, outboxShards))
  const row: OutboxRow = {
    ...{
      id: key,
      shard,
      topic: topic.name,
      payload: Object.fromEntries(Object.entries(payload)),
      createdAt: now,
      attempts: 0,
      dueAt,
    },
  }
  return put('outbox', pending(table).put(row))
}

/** Waiting rows of one shard, oldest first, due or not. */
export const listWaiting = (table: Table, shard: number, limit: number): Promise<OutboxRow[]> =>
  listFirst(pending(table).query.pending({ shard: String(shard) }), (item) => item, { limit, consistent: true })

/** The row as it waits now; nothing once it was acted on or gave up. */
export const findRow = (table: Table, { shard, id }: OutboxRowName): Promise<OutboxRow | undefined> =>
  findOne(pending(table).get({ shard, id }))

export const listFailed = (table: Table, limit = 100): Promise<OutboxRow[]> =>
  listFirst(failed(table).query.failed({}), (item) => item, { limit, order: 'desc' })

/**
 * Removes a row that was acted on, together with the writes that follow from it. A worker that acted on the same row a
 * moment later is refused here, so the follow-up writes happen once.
 * @returns whether it was this call that removed it
 */
export const settle = async (table: Table, row: OutboxRow, follow: PendingWrite[] = []): Promise<boolean> => {
  const removal = remove('outbox', pending(table).remove({ shard: row.shard, id: row.id }))
  return (await commit(table, [removal, ...follow])).committed
}

/**
 * Puts a row back with what went wrong: after 2, 4, 8 … seconds, an hour at most, a little apart from its neighbors.
 * A row that someone else acted on meanwhile stays away.
 */
export const postpone = async (
  table: Table,
  row: OutboxRow,
  error: string,
  now: Instant,
): Promise<{ became: 'waits'; dueAt: Instant } | { became: 'gave-up' | 'gone' }> => {
  const attempts = row.attempts + 1
  const spread = shardOf(row.id, 3)
  const dueAt = addSeconds(now, Math.min(2 ** attempts, longestPauseSeconds) + spread)
  const next = { ...row, attempts, lastError: cutText(error, 300), dueAt }
  if (attempts < outboxAttempts) {
    const { committed } = await commit(table, [put('outbox', pending(table).put(next), { id: row.id })])
    return committed ? { became: 'waits', dueAt } : { became: 'gone' }
  }
  const kept = { ...next, ttl: ttlOf('outbox-failed', now) }
  const moved = await settle(table, row, [put('outbox-failed', failed(table).put(kept))])
  return { became: moved ? 'gave-up' : 'gone' }
}

/**
 * Rows that nobody has acted on for `quietSeconds` since they were due or last queued: what announced them got lost on
 * its way. Each is marked as queued at `now`, so that of several callers one gets it.
 * @returns the rows that this caller got, oldest first in each shard
 */
export const claimLost = async (table: Table, now: Instant, quietSeconds: number): Promise<OutboxRow[]> => {
  const quietSince = addSeconds(now, -quietSeconds)
  const claim = async (row: OutboxRow): Promise<boolean> => {
    const mark = pending(table)
      .patch({ shard: row.shard, id: row.id })
      .set({ queuedAt: now })
      .where(
        ({ queuedAt, dueAt }, { notExists, lte }) =>
          `${lte(dueAt, quietSince)} AND (${notExists(queuedAt)} OR ${lte(queuedAt, quietSince)})`,
      )
    return (await commit(table, [update('outbox', mark)])).committed
  }
  const ofShard = async (shard: number): Promise<OutboxRow[]> => {
    const quiet = (await listWaiting(table, shard, 200)).filter(
      ({ dueAt, queuedAt }) => dueAt <= quietSince && (queuedAt === undefined || queuedAt <= quietSince),
    )
    const mine: OutboxRow[] = []
    for (const row of quiet) if (await claim(row)) mine.push(row)
    return mine
  }
  return (await Promise.all(eachShard(outboxShards, (shard) => ofShard(shard)))).flat()
}

/** How long the oldest row has been waiting, in seconds; 0 when none is. */
export const outboxAge = async (table: Table, now: Instant): Promise<number> => {
  const oldest = await Promise.all(eachShard(outboxShards, (shard) => listWaiting(table, shard, 1)))
  return Math.max(0, ...oldest.flat().map(({ createdAt }) => secondsBetween(createdAt, now)))
}

/** Puts a row that gave up back in line. Answers whether there was one. */
export const redeliver = async (table: Table, id: string, now: Instant): Promise<boolean> => {
  const { data } = await failed(table).get({ id }).go()
  if (!data) return false
  const { ttl: _, ...row } = data
  await commit(table, [
    remove('outbox-failed', failed(table).delete({ id })),
    put('outbox', pending(table).put({ ...row, attempts: 0, dueAt: now })),
  ])
  return true
}

/**
 * Acts on waiting rows until none is due. Rows of one shard go in order, shards in parallel; a row that fails does not
 * hold up those behind it. Safe to run several at once: acting on a row is idempotent by its meaning.
 * @param act  acts on one row; answers the writes that follow, committed with the row's removal
 * @returns how many rows were acted on and how many failed
 */
export const drainOutbox = async (
  table: Table,
  now: () => Instant,
  act: (row: OutboxRow) => Promise<PendingWrite[]>,
  onError: (row: OutboxRow, error: unknown) => void,
): Promise<{ acted: number; failed: number }> => {
  const count = { acted: 0, failed: 0 }
  const drainShard = async (shard: number): Promise<boolean> => {
    const rows = await listWaiting(table, shard, 50)
    const due = rows.filter((row) => row.dueAt <= now())
    for (const row of due) {
      try {
        await settle(table, row, await act(row))
        count.acted += 1
      } catch (error) {
        onError(row, error)
        count.failed += 1
        await postpone(table, row, error instanceof Error ? error.message : String(error), now())
      }
    }
    return due.length > 0
  }
  let again = true
  while (again) {
    const busy = await Promise.all(eachShard(outboxShards, (shard) => drainShard(shard)))
    again = busy.some(Boolean)
  }
  return count
}
