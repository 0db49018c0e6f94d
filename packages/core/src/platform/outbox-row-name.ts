/**
 * How many partitions the outbox is spread over, so that no key is written by everyone. One takes some 500 rows a second
 * (1,000 write units; a row in a transaction costs two); each costs a query whenever someone looks for work.
 */
export const outboxShards = 4

/** What names a waiting row. */
export type OutboxRowName = { shard: string; id: string }

/**
 * Which waiting row the keys of an item of the table name: what reading the table's stream needs to know of it.
 * @returns nothing for an item that is no waiting row
 */
export const rowNamed = (pk: string | undefined, sk: string | undefined): OutboxRowName | undefined => {
  const shard = /^outbox#(\d{1,3})$/.exec(pk ?? '')?.[1]
  return shard !== undefined && Number(shard) < outboxShards && sk ? { shard, id: sk } : undefined
}
