import {
  addSeconds,
  epochSeconds,
  hashToken,
  type Instant,
  Problem,
  secondsBetween,
  type Table,
} from '../platform/index.ts'
import { attempts, refusedByCondition } from './store.ts'

/** At most `limit` attempts at what `key` names within `windowSeconds` of the first. */
export type RateLimit = { key: string; limit: number; windowSeconds: number }

const held = (write: Promise<unknown>): Promise<boolean> =>
  write.then(
    () => true,
    (error: unknown) => {
      if (refusedByCondition(error)) return false
      throw error
    },
  )

/**
 * Counts an attempt, exactly even when many come at once. The key is hashed before it reaches the table.
 * Throws `identity.too-many-attempts` (429) with `retryAfterSeconds` when the limit is reached.
 * @param now  the real time: limits do not follow a clock that was set
 */
export const takeAttempt = async (table: Table, limit: RateLimit, now: Instant): Promise<void> => {
  const keyHash = hashToken(limit.key)
  const endsAt = addSeconds(now, limit.windowSeconds)
  for (let round = 0; round < 4; round += 1) {
    const counted = await held(
      attempts(table)
        .patch({ keyHash })
        .add({ count: 1 })
        .where((item, { gt, lt }) => `${gt(item.endsAt, now)} AND ${lt(item.count, limit.limit)}`)
        .go(),
    )
    if (counted) return
    const { data: known } = await attempts(table).get({ keyHash }).go({ consistent: true })
    if (known && known.endsAt > now && known.count >= limit.limit) {
      throw tooMany(secondsBetween(now, known.endsAt))
    }
    // The first of a window opens it. Whoever loses this race counts in the window that the winner opened.
    const opened = await held(
      attempts(table)
        .put({ keyHash, count: 1, endsAt, ttl: epochSeconds(endsAt) })
        .where((item, { notExists, lte }) => `${notExists(item.endsAt)} OR ${lte(item.endsAt, now)}`)
        .go(),
    )
    if (opened) return
  }
  throw tooMany(1)
}

/**
 * Counts nothing; throws as `takeAttempt` does when the limit is reached. For what may be done freely until too much
 * of it was wrong.
 */
export const checkAttempts = async (
  table: Table,
  limit: Pick<RateLimit, 'key' | 'limit'>,
  now: Instant,
): Promise<void> => {
  const { data: known } = await attempts(table)
    .get({ keyHash: hashToken(limit.key) })
    .go({ consistent: true })
  if (known && known.endsAt > now && known.count >= limit.limit) throw tooMany(secondsBetween(now, known.endsAt))
}

const tooMany = (retryAfterSeconds: number): Problem =>
  new Problem('too-many', 'identity.too-many-attempts', 'That was tried too often. Please wait and try again.', {
    retryAfterSeconds,
  })
