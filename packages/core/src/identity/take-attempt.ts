import {
  addSeconds,
  epochSeconds,
  findOne,
  hashToken,
  type Instant,
  instantFromDate,
  type PendingWrite,
  Problem,
  secondsBetween,
  type Table,
  update,
  wasWritten,
} from '../platform/index.ts'
import { attempts } from './store.ts'

/** At most `limit` attempts at what `key` names within `windowSeconds` of the first. */
export type RateLimit = {
  key: string
  limit: number
  windowSeconds: number
  /** What a refusal says, where the usual words do not do. */
  refusal?: string | undefined
}

/**
 * Counts an attempt, exactly even when many come at once. The key is hashed before it reaches the table.
 * Throws `identity.too-many-attempts` (429) with `retryAfterSeconds` when the limit is reached.
 * @param now  the real time: limits do not follow a clock that was set
 * @param count  how many at once, at most the limit: all of them are counted, or none
 */
export const takeAttempt = async (table: Table, limit: RateLimit, now: Instant, count = 1): Promise<void> => {
  const keyHash = hashToken(limit.key)
  const endsAt = addSeconds(now, limit.windowSeconds)
  for (let round = 0; round < 4; round += 1) {
    const counted = await wasWritten(
      attempts(table)
        .patch({ keyHash })
        .add({ count })
        .where((item, { gt, lte }) => `${gt(item.endsAt, now)} AND ${lte(item.count, limit.limit - count)}`)
        .go(),
    )
    if (counted) return
    const known = await findOne(attempts(table).get({ keyHash }))
    if (known && known.endsAt > now && known.count > limit.limit - count) {
      throw tooMany(secondsBetween(now, known.endsAt), limit.refusal)
    }
    // The first attempt opens the window. One that loses this race counts in the window that the winner opened.
    const opened = await wasWritten(
      attempts(table)
        .put({ keyHash, count, endsAt, ttl: epochSeconds(endsAt) })
        .where((item, { notExists, lte }) => `${notExists(item.endsAt)} OR ${lte(item.endsAt, now)}`)
        .go(),
    )
    if (opened) return
  }
  throw tooMany(1, limit.refusal)
}

/**
 * Counts nothing; throws as `takeAttempt` does when the limit is reached. For what may be done freely until too much
 * of it was wrong.
 */
export const checkAttempts = async (
  table: Table,
  limit: Pick<RateLimit, 'key' | 'limit' | 'refusal'>,
  now: Instant,
): Promise<void> => {
  const known = await findOne(attempts(table).get({ keyHash: hashToken(limit.key) }))
  if (known && known.endsAt > now && known.count >= limit.limit)
    throw tooMany(secondsBetween(now, known.endsAt), limit.refusal)
}

const tooMany = (retryAfterSeconds: number, message = 'Too many tries. Please wait, then try again.'): Problem =>
  new Problem('too-many', 'identity.too-many-attempts', message, { retryAfterSeconds })

/**
 * Counts several attempts in a use case's own commit: what is refused there counts for nothing. The window is a fixed part
 * of time (a day in UTC), so that one write suffices. Refused under `name` when the limit would be passed.
 * @param now  the time that the use case goes by
 */
export const pendingAttempts = (
  table: Table,
  name: string,
  { key, limit, windowSeconds, count }: RateLimit & { count: number },
  now: Instant,
): PendingWrite => {
  const window = Math.floor(epochSeconds(now) / windowSeconds)
  const endsAt = instantFromDate(new Date((window + 1) * windowSeconds * 1000))
  const change = attempts(table)
    .update({ keyHash: hashToken(`${key}\n${window}`) })
    .add({ count })
    .set({ endsAt, ttl: epochSeconds(endsAt) })
    .where((item, { notExists, lte }) =>
      count > limit ? lte(item.count, limit - count) : `${notExists(item.count)} OR ${lte(item.count, limit - count)}`,
    )
  return update(name, change)
}
