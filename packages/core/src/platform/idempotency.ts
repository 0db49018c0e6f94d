import { entity, optional, required } from './entity.ts'
import { Problem } from './problem.ts'
import { ttlOf } from './retention.ts'
import { hashToken } from './secret.ts'
import type { Table } from './table.ts'
import { addSeconds, epochSeconds, type Instant } from './time.ts'
import { wasWritten } from './transaction.ts'

/** A key whose first request died is free again after this. */
const claimedForSeconds = 60

/** What a request with a key of its own was answered. */
const keys = entity({
  name: 'idempotency',
  kept: 'idempotency',
  attributes: {
    key: required.text,
    requestHash: required.text,
    claimedUntil: required.text,
    status: optional.number,
    body: optional.anyOf<unknown>(),
  },
  keys: {
    key: { pk: 'idempotency#${key}', sk: 'key' },
  },
})

export type Answer = { status: number; body: unknown }

/** Another request came with a key that was first used for something else. */
export const keyReused = (): Problem =>
  new Problem('conflict', 'idempotency.key-reused', 'This Idempotency-Key was used for another request. Use a new key.')

/** A digest of a request, by which a repeated one is told from another with the same key. */
export const requestHash = (request: unknown): string => hashToken(JSON.stringify(request))

/**
 * Runs a write once per key: the same key with the same request gets the first answer again; with another request it
 * is a conflict. An answer of 5xx, or a throw, frees the key. Placing orders has a stronger rule of its own, committed with the order.
 * @param scope  whose key it is: two callers may choose the same one
 */
export const once = async (
  table: Table,
  request: { scope: string; key: string; hash: string },
  now: Instant,
  run: () => Promise<Answer>,
): Promise<Answer> => {
  const key = hashToken(`${request.scope}\n${request.key}`)
  const claim = {
    key,
    requestHash: request.hash,
    claimedUntil: addSeconds(now, claimedForSeconds),
    ttl: ttlOf('idempotency', now),
  }
  const claiming = keys(table)
    .put(claim)
    .where(
      (key, { notExists, lt }) =>
        `${notExists(key.requestHash)} OR ${lt(key.ttl, epochSeconds(now))} OR (${notExists(key.status)} AND ${lt(key.claimedUntil, now)})`,
    )
    .go()
  if (!(await wasWritten(claiming))) {
    const { data: known } = await keys(table).get({ key }).go({ consistent: true })
    if (known && known.requestHash !== request.hash) throw keyReused()
    if (known?.status !== undefined) return { status: known.status, body: known.body }
    throw new Problem(
      'conflict',
      'idempotency.in-progress',
      'The first request with this key is still in progress. Try again shortly.',
    )
  }
  try {
    const answer = await run()
    if (answer.status >= 500) await keys(table).delete({ key }).go()
    else await keys(table).patch({ key }).set({ status: answer.status, body: answer.body }).go()
    return answer
  } catch (error) {
    await keys(table).delete({ key }).go()
    throw error
  }
}
