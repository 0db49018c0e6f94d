import type { Cents } from '../platform/index.ts'
import { countedLines, cutsOf } from './benefit-cut.ts'
import type { QuoteLine } from './cart.ts'
import type { Benefit, Promotion } from './promotion.ts'

/** The least that Stripe charges in USD; a smaller total is rounded down to free (docs.stripe.com/currencies). */
const leastCharge = 50

/** What is asked of the buyer for a total: nothing for 1 to 49 cents. */
export const payable = (total: Cents): Cents => (total < leastCharge ? 0 : total)

/** A promotion that applies, the lines it touches, and what is left of its budget when it has one. */
export type Candidate = { promotion: Promotion; touched: readonly number[]; budgetLeft?: Cents | undefined }

/** What one promotion takes off each line. */
export type PromotionCut = { promotion: Promotion; cents: Cents[] }

/** Lines' prices after some promotions, and which of those took what. */
export type Outcome = { prices: Cents[]; cuts: PromotionCut[] }

/** The same while it is worked out: each cut on the lines it touches alone. */
type Trial = {
  prices: Cents[]
  cuts: { promotion: Promotion; touched: readonly number[]; parts: Cents[] }[]
  total: Cents
}

/** A candidate with what it would take alone, and on which lines: by that the lines choose among those that do not combine. */
type Offer = Candidate & { alone: readonly Cents[]; counts: readonly boolean[]; saves: Cents }

type Cart = { lines: readonly QuoteLine[]; start: readonly Cents[] }

const sum = (amounts: readonly number[]): number => {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}

/** What is said of touched lines, as what is said of each line. */
const spread = <T>(parts: readonly T[], touched: readonly number[], lines: number, otherwise: T): T[] => {
  const all = new Array<T>(lines).fill(otherwise)
  for (let at = 0; at < touched.length; at += 1) all[touched[at] ?? 0] = parts[at] ?? otherwise
  return all
}

/** Ceilings first, then percents, then amounts: the order that is best for the buyer, and the same for any input. */
const steps: Record<Benefit['type'], number> = { free: 0, price: 1, percent: 2, amount: 3 }

const byStep = ({ promotion: a }: Offer, { promotion: b }: Offer): number =>
  steps[a.benefit.type] - steps[b.benefit.type] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const bySaving = (a: Offer, b: Offer): number => b.saves - a.saves || byStep(a, b)

const isSingle = ({ promotion }: Offer): boolean => !promotion.combinable

/**
 * The lines that each single promotion wins: a line goes to the one that takes most off it; ties go to the first. A line
 * whose share rounds to nothing goes to the first in whose sum it counts: the sum is rounded once, with all its lines.
 */
const wonBy = (singles: readonly Offer[], { lines }: Cart): Map<Offer, number[]> => {
  const won = new Map<Offer, number[]>(singles.map((offer) => [offer, []]))
  lines.forEach((_, index) => {
    let best: Offer | undefined
    for (const offer of singles) {
      if (offer.counts[index] && (!best || (offer.alone[index] ?? 0) > (best.alone[index] ?? 0))) best = offer
    }
    if (best) won.get(best)?.push(index)
  })
  return won
}

/**
 * Applies a set of promotions, sorted: one single price for each line, then the combinable ones on top of it.
 * Nothing when one of them would give more than its budget has left.
 */
const apply = (offers: readonly Offer[], cart: Cart): Trial | undefined => {
  const prices = [...cart.start]
  const cuts: Trial['cuts'] = []
  const take = ({ promotion, budgetLeft }: Offer, touched: readonly number[]): boolean => {
    if (touched.length === 0) return true
    const parts = cutsOf(promotion, cart.lines, prices, touched)
    const taken = sum(parts)
    if (taken === 0) return true
    if (budgetLeft !== undefined && taken > budgetLeft) return false
    for (let at = 0; at < touched.length; at += 1) {
      const index = touched[at] ?? 0
      prices[index] = (prices[index] ?? 0) - (parts[at] ?? 0)
    }
    cuts.push({ promotion, touched, parts })
    return true
  }
  for (const [offer, touched] of wonBy(offers.filter(isSingle), cart)) if (!take(offer, touched)) return undefined
  for (const offer of offers) if (!isSingle(offer) && !take(offer, offer.touched)) return undefined
  return { prices, cuts, total: sum(prices) }
}

const subsets = (offers: readonly Offer[]): Offer[][] =>
  Array.from({ length: 2 ** offers.length }, (_, set) => offers.filter((_, at) => (set >> at) % 2 === 1))

/** With more automatic promotions than this that apply, not every set of them is tried, because their number doubles with each. */
const allAutomaticUpTo = 5

/** So many sets are tried at most. */
const setsTried = 1024

/**
 * The sets of automatic promotions that are tried with any codes: none, all of them together (of which only those
 * that win a line are kept), and the best one; every set while they are few. Codes have no part in the choice.
 */
const automaticSets = (automatic: readonly Offer[], cart: Cart): Offer[][] => {
  if (automatic.length <= allAutomaticUpTo) return subsets(automatic)
  const fitting = automatic.filter(({ saves, budgetLeft }) => budgetLeft === undefined || saves <= budgetLeft)
  const won = wonBy(fitting.filter(isSingle), cart)
  const kept = fitting.filter((offer) => !isSingle(offer) || (won.get(offer)?.length ?? 0) > 0)
  return [[], kept, [...fitting].sort(bySaving).slice(0, 1)]
}

/** Those first that take something when all are used; then by what they save alone. */
const mostUseful = (offers: readonly Offer[], cart: Cart): Offer[] => {
  const serving = new Set(apply(offers, cart)?.cuts.map(({ promotion }) => promotion))
  const rank = ({ promotion }: Offer): number => (serving.has(promotion) ? 0 : 1)
  return [...offers].sort((a, b) => rank(a) - rank(b) || bySaving(a, b))
}

/**
 * The cheapest outcome of any set of promotions; among equally cheap ones that with the fewest, so that no use is
 * taken for nothing. Every set of the codes is tried with the same sets of automatic promotions, so that one more code
 * never makes the price higher, whatever the codes are. That holds for ten codes (the most that an order carries) while
 * no automatic promotion applies, for five to nine beside one to five of them, and for eight beside more. Of more codes,
 * those that serve when all are used are tried together, and the others alone.
 * Cost: each promotion is worked out once alone, and then only the sets.
 */
export const bestOutcome = (
  candidates: readonly Candidate[],
  lines: readonly QuoteLine[],
  start: readonly Cents[],
): Outcome => {
  const cart = { lines, start }
  const offers = candidates
    .map((candidate): Offer => {
      const parts = cutsOf(candidate.promotion, lines, start, candidate.touched)
      const { promotion, touched, budgetLeft } = candidate
      const alone = spread(parts, touched, lines.length, 0)
      const counts = spread(countedLines(promotion, lines, start, touched, parts), touched, lines.length, false)
      return { promotion, touched, budgetLeft, alone, counts, saves: sum(parts) }
    })
    .filter(({ saves }) => saves > 0)
    .sort(byStep)
  const foundations = automaticSets(
    offers.filter(({ promotion }) => promotion.trigger === 'automatic'),
    cart,
  )
  const coded = offers.filter(({ promotion }) => promotion.trigger === 'code')
  const together = Math.floor(Math.log2(setsTried / foundations.length))
  const tried = coded.length <= together ? coded : mostUseful(coded, cart).slice(0, together).sort(byStep)
  const sets = [
    ...subsets(tried).flatMap((codes) =>
      foundations.map((base) => (codes.length === 0 ? base : [...base, ...codes].sort(byStep))),
    ),
    ...(tried === coded ? [] : coded.filter((offer) => !tried.includes(offer)).map((offer) => [offer])),
  ]
  let best: Trial = { prices: [...start], cuts: [], total: sum(start) }
  for (const set of sets) {
    const outcome = set.length === 0 ? undefined : apply(set, cart)
    if (!outcome) continue
    const saved = payable(best.total) - payable(outcome.total)
    if (saved > 0 || (saved === 0 && outcome.cuts.length < best.cuts.length)) best = outcome
  }
  const cuts = best.cuts.map(({ promotion, touched, parts }) => ({
    promotion,
    cents: spread(parts, touched, lines.length, 0),
  }))
  return { prices: best.prices, cuts }
}
