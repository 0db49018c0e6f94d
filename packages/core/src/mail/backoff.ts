/** The first pause is up to this long, each further one up to twice as long as the one before. */
const firstMilliseconds = 500
const longestMilliseconds = 8000

/**
 * How long to wait before trying again: exponential backoff with full jitter ("Exponential Backoff And Jitter", AWS
 * Architecture Blog), so that many who failed together do not come back together. Where the provider says how long, that
 * long at least.
 * @param attempt  0 after the first failure
 * @param random  from 0 to below 1
 */
export const backoffMilliseconds = (attempt: number, random: number, retryAfterSeconds = 0): number => {
  const most = Math.min(longestMilliseconds, firstMilliseconds * 2 ** Math.min(attempt, 20))
  return Math.round(retryAfterSeconds * 1000 + random * most)
}

/** What a `Retry-After` of seconds says; nothing for one that says nothing we know, or a date. */
export const retryAfterSeconds = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,6}(\.\d+)?$/.test(value.trim()) ? Number(value) : undefined

/**
 * Spaces requests evenly: so many a second, and none at once with another.
 * @returns how long to wait until the next request's turn; each call takes a turn
 */
export const createPace = (perSecond: number): ((nowMilliseconds: number) => number) => {
  let free = Number.NEGATIVE_INFINITY
  return (now) => {
    const turn = Math.max(now, free)
    free = turn + 1000 / perSecond
    return turn - now
  }
}
