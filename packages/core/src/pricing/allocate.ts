import { type Cents, percentOf, shareByLargestRemainder } from '../platform/index.ts'
import type { QuoteLine } from './cart.ts'
import { covers } from './eligibility.ts'
import type { Benefit, Promotion } from './promotion.ts'

/** The least that Stripe charges in USD; a smaller total is rounded down to free (docs.stripe.com/currencies). */
const leastCharge = 50

/** What is asked of the buyer for a total: nothing for 1 to 49 cents. */
export const payable = (total: Cents): Cents => (total < leastCharge ? 0 : total)

/** What one promotion takes off each line. */
export type PromotionCut = { promotion: Promotion; cents: Cents[] }

/** Lines' prices after some promotions, and which of those took what. */
export type Outcome = { prices: Cents[]; cuts: PromotionCut[] }

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/**
 * What a benefit takes off lines that cost `prices`, on the lines it may touch.
 * Percent and amount are worked out once, on the sum, and shared by largest remainder; no line goes below zero.
 */
export const discounts = (
  benefit: Benefit,
  lines: readonly Pick<QuoteLine, 'quantity'>[],
  prices: readonly Cents[],
  touches: (index: number) => boolean,
): Cents[] => {
  const weights = prices.map((price, index) => (touches(index) ? price : 0))
  switch (benefit.type) {
    case 'percent':
      return shareByLargestRemainder(percentOf(sum(weights), benefit.percentBasisPoints), weights)
    case 'amount':
      return shareByLargestRemainder(Math.min(benefit.amountCents, sum(weights)), weights)
    case 'price':
      return weights.map((weight, index) => Math.max(0, weight - benefit.priceCents * (lines[index]?.quantity ?? 0)))
    case 'free':
      return weights
  }
}

/** Ceilings first, then percents, then amounts: the order that is best for the buyer, and the same for any input. */
const steps: Record<Benefit['type'], number> = { free: 0, price: 1, percent: 2, amount: 3 }

const byStep = (a: Promotion, b: Promotion): number =>
  steps[a.benefit.type] - steps[b.benefit.type] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Which promotion gives each line its best single price, when each is looked at alone. Ties go to the first. */
const bestByLine = (singles: readonly Promotion[], lines: readonly QuoteLine[], prices: readonly Cents[]) => {
  const offers = singles.map((promotion) =>
    discounts(promotion.benefit, lines, prices, (index) => coversAt(promotion, lines, index)),
  )
  return lines.map((_, index) => {
    let best = { promotion: undefined as Promotion | undefined, cents: 0 }
    singles.forEach((promotion, at) => {
      const cents = offers[at]?.[index] ?? 0
      if (cents > best.cents) best = { promotion, cents }
    })
    return best.promotion
  })
}

const coversAt = (promotion: Promotion, lines: readonly QuoteLine[], index: number): boolean => {
  const line = lines[index]
  return line !== undefined && covers(promotion.scope, line)
}

/** Applies a set of promotions: one single price for each line, then the combinable ones on top of it. */
const apply = (promotions: readonly Promotion[], lines: readonly QuoteLine[], start: readonly Cents[]): Outcome => {
  const singles = promotions.filter((promotion) => !promotion.combinable)
  const winners = bestByLine(singles, lines, start)
  let prices = [...start]
  const cuts: PromotionCut[] = []
  const take = (promotion: Promotion, touches: (index: number) => boolean): void => {
    const cents = discounts(promotion.benefit, lines, prices, touches)
    if (sum(cents) === 0) return
    prices = prices.map((price, index) => price - (cents[index] ?? 0))
    cuts.push({ promotion, cents })
  }
  for (const promotion of singles) take(promotion, (index) => winners[index] === promotion)
  for (const promotion of promotions) {
    if (promotion.combinable) take(promotion, (index) => coversAt(promotion, lines, index))
  }
  return { prices, cuts }
}

/** With more applicable promotions than this, only the sets that promise most are tried, because their number doubles with each. */
const allSetsUpTo = 6

const subsets = (promotions: readonly Promotion[]): Promotion[][] =>
  Array.from({ length: 2 ** promotions.length }, (_, set) => promotions.filter((_, at) => (set >> at) % 2 === 1))

/**
 * The cheapest outcome of any set of promotions; among equally cheap ones that with the fewest, so that no use is
 * taken for nothing. While every set is tried, one more code never makes the price higher, whatever the codes are;
 * beyond that the price is still no higher than without codes or with any one of them.
 */
export const bestOutcome = (
  promotions: readonly Promotion[],
  lines: readonly QuoteLine[],
  start: readonly Cents[],
): Outcome => {
  const sorted = [...promotions].sort(byStep)
  const whole = apply(sorted, lines, start)
  const sets =
    sorted.length <= allSetsUpTo
      ? subsets(sorted)
      : [
          ...subsets(whole.cuts.slice(0, allSetsUpTo).map((cut) => cut.promotion)),
          ...sorted.map((promotion) => [promotion]),
        ]
  let best: Outcome = { prices: [...start], cuts: [] }
  for (const outcome of [...sets.map((set) => apply(set, lines, start)), whole]) {
    const saved = payable(sum(best.prices)) - payable(sum(outcome.prices))
    if (saved > 0 || (saved === 0 && outcome.cuts.length < best.cuts.length)) best = outcome
  }
  return best
}
