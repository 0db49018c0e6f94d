import { describe, expect, test } from 'vitest'
import { backoffMilliseconds, createPace, retryAfterSeconds } from '../../../packages/core/src/mail/backoff.ts'

/** A small generator with a seed (mulberry32), so that a run can be repeated. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

describe('a pause before trying again', () => {
  test('is anywhere between nothing and a bound that doubles up to eight seconds', () => {
    const random = seeded(20240423)
    const bounds = Array.from({ length: 10 }, (_, attempt) => {
      const pauses = Array.from({ length: 2000 }, () => backoffMilliseconds(attempt, random()))
      return { least: Math.min(...pauses), most: Math.max(...pauses), mean: pauses.reduce((a, b) => a + b) / 2000 }
    })
    const bound = [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000, 8000]
    for (const [attempt, { least, most, mean }] of bounds.entries()) {
      const limit = bound[attempt] ?? 0
      expect(least).toBeLessThan(limit * 0.01)
      expect(most).toBeLessThanOrEqual(limit)
      expect(most).toBeGreaterThan(limit * 0.99)
      expect(Math.abs(mean - limit / 2)).toBeLessThan(limit * 0.03)
    }
    expect(backoffMilliseconds(5000, 0.5)).toBe(4000)
  })

  test('is as long as the provider asks for, at least', () => {
    expect(backoffMilliseconds(0, 0, 3)).toBe(3000)
    expect(backoffMilliseconds(0, 0.5, 3)).toBe(3250)
  })

  test.each([
    ['2', 2],
    [' 0.5 ', 0.5],
    ['-1', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['99999999', undefined],
    [undefined, undefined],
  ])('reads Retry-After %j as %j', (value, seconds) => {
    expect(retryAfterSeconds(value)).toBe(seconds)
  })
})

test('a pace spaces requests evenly, and saves nothing up', () => {
  const turn = createPace(2)
  expect([turn(0), turn(0), turn(100), turn(10_000), turn(10_000)]).toEqual([0, 500, 900, 0, 500])
})
