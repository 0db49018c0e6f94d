import type { QuoteLine } from '@lectern/core/pricing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineOf, promotionOf, quoteOf } from './cart-builder.ts'

const linesOf = (prices: readonly number[]): QuoteLine[] =>
  prices.map((unitCents, index) => lineOf(unitCents, { sku: `e${index}:seat`, offering: `e${index}` }))

const percentOff = (percentBasisPoints: number, more: Record<string, unknown> = {}, id = 'prm_1') =>
  promotionOf({ benefit: { type: 'percent', percentBasisPoints }, ...more }, id)

/** Half up, once, on the sum: in whole numbers, so that nothing is rounded on the way. */
const halfUp = (sum: number, basisPoints: number): number =>
  Number((BigInt(sum) * BigInt(basisPoints) * 2n + 10_000n) / 20_000n)

/** By largest remainder, ties by the order of the lines, found by trying which line is owed most each time. */
const sharesOf = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n)
  const shares = weights.map((weight) => Number((BigInt(total) * BigInt(weight)) / sum))
  const owed = weights.map((weight) => (BigInt(total) * BigInt(weight)) % sum)
  for (let left = total - shares.reduce((all, share) => all + share, 0); left > 0; left -= 1) {
    const most = owed.reduce((best, each, at) => (each > (owed[best] ?? -1n) ? at : best), 0)
    shares[most] = (shares[most] ?? 0) + 1
    owed[most] = -1n
  }
  return shares
}

const prices = fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 60_000 })), {
  minLength: 1,
  maxLength: 8,
})
/** So much that no total is small enough to be rounded to free. */
const dear = 500_000
const points = fc.integer({ min: 1, max: 9990 })

describe('a percent is rounded once, on the sum of all lines in scope', () => {
  test.each([
    ['one that combines with nothing', false],
    ['one that combines', true],
  ])('10001, 39900, 7 and 2500 at 7.35%% give 3852, by %s', (_, combinable) => {
    const made = quoteOf({
      lines: linesOf([10_001, 39_900, 7, 2500]),
      codes: ['LEAP29'],
      promotions: [percentOff(735, { combinable })],
    })
    expect(made).toMatchObject({ discountCents: 3852, totalCents: 48_556 })
    expect(made.lines.map(({ discountCents }) => discountCents)).toEqual([735, 2933, 0, 184])
  })

  test.each([
    ['by itself', { trigger: 'automatic' }],
    ['by a code', {}],
    ['by a code that combines', { combinable: true }],
  ])('%s: discount, shares and remainders are those of the simple rule, for any lines', (_, more) => {
    fc.assert(
      fc.property(prices, points, (list, basisPoints) => {
        const all = [dear, ...list]
        const made = quoteOf({
          lines: linesOf(all),
          codes: 'trigger' in more ? [] : ['LEAP29'],
          promotions: [percentOff(basisPoints, more)],
        })
        const sum = all.reduce((total, price) => total + price, 0)
        expect(made.discountCents).toBe(halfUp(sum, basisPoints))
        expect(made.lines.map(({ discountCents }) => discountCents)).toEqual(sharesOf(made.discountCents, all))
        for (const { totalCents } of made.lines) expect(totalCents).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 500 },
    )
  })

  test('an amount counts every line too: its shares are those of the simple rule', () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 400_000 }), (list, amountCents) => {
        const all = [dear, ...list]
        const made = quoteOf({
          lines: linesOf(all),
          codes: ['LEAP29'],
          promotions: [promotionOf({ benefit: { type: 'amount', amountCents } })],
        })
        expect(made.lines.map(({ discountCents }) => discountCents)).toEqual(sharesOf(amountCents, all))
      }),
      { numRuns: 500 },
    )
  })

  test('two that combine: the first on all lines, the second on what they cost then, each rounded once', () => {
    fc.assert(
      fc.property(prices, points, points, (list, first, second) => {
        const all = [dear, ...list]
        const made = quoteOf({
          lines: linesOf(all),
          codes: ['ONE', 'TWO'],
          promotions: [
            percentOff(first, { code: 'ONE', combinable: true }, 'prm_1'),
            percentOff(second, { code: 'TWO', combinable: true }, 'prm_2'),
          ],
        })
        const sum = all.reduce((total, price) => total + price, 0)
        const left = sum - halfUp(sum, first)
        const both = left - halfUp(left, second)
        // What is left may be so little that nothing is asked for it.
        expect(made.totalCents).toBe(both < 50 ? 0 : both)
      }),
      { numRuns: 500 },
    )
  })

  test('a line that one promotion lowers to its price leaves the others whole: what is in scope and not won counts', () => {
    const made = quoteOf({
      lines: [lineOf(50_000, { kind: 'book', sku: 'a:pdf', offering: 'a' }), ...linesOf([10_001, 39_900, 7, 2500])],
      codes: ['BOOK', 'LEAP29'],
      promotions: [
        percentOff(735),
        promotionOf({ code: 'BOOK', scope: { kinds: ['book'] }, benefit: { type: 'price', priceCents: 100 } }, 'prm_2'),
      ],
    })
    expect(made.discountCents).toBe(49_900 + 3852)
  })

  test('a limit to so many units leaves the others out of the sum', () => {
    const made = quoteOf({
      lines: linesOf([10_001, 39_900, 7, 2500]),
      codes: ['LEAP29'],
      promotions: [percentOff(735, { limits: { perOrder: 2 } })],
    })
    expect(made.discountCents).toBe(halfUp(49_901, 735))
    expect(made.lines.map(({ discountCents }) => discountCents > 0)).toEqual([true, true, false, false])
  })

  test('a budget that the rounded sum just passes refuses the code, and one that it just meets does not', () => {
    const cart = (budgetCents: number) =>
      quoteOf({
        lines: linesOf([10_001, 39_900, 7, 2500]),
        codes: ['LEAP29'],
        promotions: [percentOff(735, { budgetCents })],
      })
    expect(cart(3851)).toMatchObject({ discountCents: 0, rejected: [{ reason: 'used-up' }] })
    expect(cart(3852)).toMatchObject({ discountCents: 3852, uses: [{ spentCents: 3852 }] })
  })
})
