import * as z from 'zod'

/** An amount in the currency's smallest unit (US cents), always an integer. */
export const Cents = z.int().min(0).max(100_000_000)
export type Cents = z.infer<typeof Cents>

/** The currencies the product can charge in. A second one is a row here and a change of data, not of code. */
export const Currency = z.literal('USD')
export type Currency = z.infer<typeof Currency>

/** The share of `cents` given by `basisPoints` (2900 is 29%), rounded half up: percentOf(15333, 2900) is 4447. */
export const percentOf = (cents: Cents, basisPoints: number): Cents =>
  Math.floor((cents * basisPoints + 5_000) / 10_000)

/**
 * Shares `total` over `weights` by largest remainder, ties going to the earlier share.
 * The shares always sum to `total`, and none is greater than its weight while `total` is at most the sum of weights.
 */
export const shareByLargestRemainder = (total: Cents, weights: readonly Cents[]): Cents[] => {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  if (whole === 0) return weights.map(() => 0)
  // BigInt because total * weight passes 2^53 for large orders, and money may not be rounded by accident.
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight))
  const shares = exact.map((product) => Number(product / BigInt(whole)))
  let left = total - shares.reduce((sum, share) => sum + share, 0)
  const byRemainder = exact
    .map((product, index) => ({ index, remainder: product % BigInt(whole) }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder) {
    if (left === 0) break
    shares[index] = (shares[index] ?? 0) + 1
    left -= 1
  }
  return shares
}

const usd = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })
const usdWhole = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })

/** Cents as people read them: 39900 is "$399", 1999 is "$19.99", 0 is "Free" only where the caller says so. */
export const formatCents = (cents: number): string =>
  cents % 100 === 0 ? usdWhole.format(cents / 100) : usd.format(cents / 100)
