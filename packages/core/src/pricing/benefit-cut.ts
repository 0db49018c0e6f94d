import { type Cents, percentOf, shareByLargestRemainder } from '../platform/index.ts'
import type { QuoteLine } from './cart.ts'
import type { Promotion } from './promotion.ts'

/** Shares as `shareByLargestRemainder` does; in plain numbers while no product can pass 2^53, which is ten times as quick. */
const share = (total: Cents, weights: readonly Cents[]): Cents[] => {
  let [whole, largest] = [0, 0]
  for (const weight of weights) {
    whole += weight
    if (weight > largest) largest = weight
  }
  if (total === whole) return [...weights]
  if (total * largest > Number.MAX_SAFE_INTEGER) return shareByLargestRemainder(total, weights)
  let left = total
  const remainders: number[] = []
  const shares: Cents[] = []
  for (const weight of weights) {
    const remainder = (total * weight) % whole
    const part = (total * weight - remainder) / whole
    remainders.push(remainder)
    shares.push(part)
    left -= part
  }
  for (; left > 0; left -= 1) {
    let next = 0
    for (let index = 1; index < remainders.length; index += 1) {
      if ((remainders[index] ?? -1) > (remainders[next] ?? -1)) next = index
    }
    shares[next] = (shares[next] ?? 0) + 1
    remainders[next] = -1
  }
  return shares
}

/**
 * How many units of each touched line a promotion may touch: all, or so many in the whole order, the dearest first by
 * what a unit costs at that point; of equally dear ones those of the earlier line.
 */
const unitsTouched = (
  perOrder: number,
  lines: readonly QuoteLine[],
  prices: readonly Cents[],
  touched: readonly number[],
): number[] => {
  const quantityAt = (at: number): number => lines[touched[at] ?? -1]?.quantity ?? 0
  const unit = (at: number): number => (prices[touched[at] ?? -1] ?? 0) / (quantityAt(at) || 1)
  const byPrice = touched.map((_, at) => at).sort((a, b) => unit(b) - unit(a) || a - b)
  const units = touched.map(() => 0)
  let left = perOrder
  for (const at of byPrice) {
    const taken = Math.min(left, quantityAt(at))
    units[at] = taken
    left -= taken
  }
  return units
}

/**
 * What each of the lines that a promotion touches (their indexes) counts for in its sum, when lines cost `prices`.
 * `units` says how many of a line's units it reaches, where that is limited.
 */
const weigh = (
  { limits }: Pick<Promotion, 'limits'>,
  lines: readonly QuoteLine[],
  prices: readonly Cents[],
  touched: readonly number[],
): { weights: Cents[]; sum: Cents; units?: readonly number[] | undefined } => {
  const units = limits?.perOrder === undefined ? undefined : unitsTouched(limits.perOrder, lines, prices, touched)
  let sum = 0
  const weights: Cents[] = []
  for (let at = 0; at < touched.length; at += 1) {
    const index = touched[at] ?? 0
    const price = prices[index] ?? 0
    const quantity = lines[index]?.quantity ?? 0
    const taken = units?.[at] ?? quantity
    // A part of a line's units that other discounts have made uneven counts for the cent more.
    const weight = taken === quantity ? price : Math.ceil((price * taken) / quantity)
    sum += weight
    weights.push(weight)
  }
  return { weights, sum, units }
}

/**
 * The lines in the sum that a promotion is worked out on. One line's share of a percent or an amount may round to
 * nothing, and the line still counts; a price counts only where it lowers one.
 * @param alone  what it takes off each touched line when it is used alone
 */
export const countedLines = (
  promotion: Pick<Promotion, 'benefit' | 'limits'>,
  lines: readonly QuoteLine[],
  prices: readonly Cents[],
  touched: readonly number[],
  alone: readonly Cents[],
): boolean[] => {
  const shared = promotion.benefit.type === 'percent' || promotion.benefit.type === 'amount'
  const counts = shared ? weigh(promotion, lines, prices, touched).weights : alone
  return counts.map((cents) => cents > 0)
}

/**
 * What a promotion takes off each of the lines it touches (their indexes), when lines cost `prices`.
 * Percent and amount are worked out once, on the sum, and shared by largest remainder; no line goes below zero.
 */
export const cutsOf = (
  promotion: Pick<Promotion, 'benefit' | 'limits'>,
  lines: readonly QuoteLine[],
  prices: readonly Cents[],
  touched: readonly number[],
): Cents[] => {
  const { benefit } = promotion
  const { weights, sum, units } = weigh(promotion, lines, prices, touched)
  switch (benefit.type) {
    case 'percent':
      return share(percentOf(sum, benefit.percentBasisPoints), weights)
    case 'amount':
      return share(Math.min(benefit.amountCents, sum), weights)
    case 'price': {
      const { priceCents } = benefit
      const unitsAt = (at: number): number => units?.[at] ?? lines[touched[at] ?? -1]?.quantity ?? 0
      return weights.map((weight, at) => Math.max(0, weight - priceCents * unitsAt(at)))
    }
    case 'free':
      return weights
  }
}
