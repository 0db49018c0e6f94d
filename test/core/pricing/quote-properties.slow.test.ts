import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quoteOf } from './cart-builder.ts'
import { crowdedCart, type RandomCart, randomCart } from './random-cart.ts'

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
const runs = { numRuns: 3000 }
const fewer = { numRuns: 400 }

it('sums lines and reasons to the totals, in whole cents that are never negative', () => {
  fc.assert(
    fc.property(randomCart, (input) => {
      const made = quoteOf(input)
      for (const { listCents, discountCents, totalCents, unitCents, quantity, applied } of made.lines) {
        expect(listCents).toBe(unitCents * quantity)
        expect(totalCents).toBe(listCents - discountCents)
        expect(totalCents).toBeGreaterThanOrEqual(0)
        expect(sum(applied.map((cut) => cut.discountCents))).toBe(discountCents)
        for (const cut of applied) expect(Number.isSafeInteger(cut.discountCents)).toBe(true)
      }
      for (const name of ['listCents', 'discountCents', 'totalCents'] as const) {
        expect(made[name]).toBe(sum(made.lines.map((quoted) => quoted[name])))
        expect(Number.isSafeInteger(made[name])).toBe(true)
      }
      expect(sum(made.applied.map((cut) => cut.discountCents))).toBe(made.discountCents)
      expect(made.totalCents === 0 || made.totalCents >= 50).toBe(true)
    }),
    runs,
  )
})

const neverDearer = (input: RandomCart) => {
  let before = quoteOf({ ...input, codes: [] }).totalCents
  for (let count = 1; count <= input.codes.length; count += 1) {
    const { totalCents } = quoteOf({ ...input, codes: input.codes.slice(0, count) })
    expect(totalCents).toBeLessThanOrEqual(before)
    before = totalCents
  }
}

it('is never dearer with one more code than without it', () => {
  fc.assert(fc.property(randomCart, neverDearer), runs)
})

it('is never dearer with one more code than without it, however many automatic promotions there are', () => {
  fc.assert(fc.property(crowdedCart, neverDearer), fewer)
})

it('answers alike whatever the order, case and dashes of the codes and the order of the promotions', () => {
  fc.assert(
    fc.property(randomCart, (input) => {
      const made = quoteOf(input)
      const { codes, promotions } = input
      expect(quoteOf({ ...input, codes: codes.toReversed(), promotions: promotions.toReversed() })).toEqual(made)
      const respelled = quoteOf({
        ...input,
        codes: codes.map((code) => ` ${code.toLowerCase().replace('-', '\u2013')} `),
      })
      expect(respelled.lines).toEqual(made.lines)
      expect(respelled.uses).toEqual(made.uses)
      expect(respelled.rejected.map(({ reason }) => reason)).toEqual(made.rejected.map(({ reason }) => reason))
    }),
    runs,
  )
})

it('either applies each code or says why not, and takes uses of what was applied alone', () => {
  fc.assert(
    fc.property(randomCart, (input) => {
      const made = quoteOf(input)
      const applied = made.applied.flatMap(({ code }) => (code === undefined ? [] : [code]))
      expect([...applied, ...made.rejected.map(({ code }) => code)].toSorted()).toEqual(input.codes.toSorted())
      const counted = input.promotions.filter(
        ({ limits, budgetCents, audience, codes }) =>
          limits?.total !== undefined ||
          limits?.perPerson !== undefined ||
          budgetCents !== undefined ||
          audience.type === 'first-purchase' ||
          codes === 'many',
      )
      const expected = made.applied.flatMap(({ promotionId = '' }) =>
        counted.some(({ id }) => id === promotionId) ? [promotionId] : [],
      )
      expect(made.uses.map(({ promotionId }) => promotionId).toSorted()).toEqual(expected.toSorted())
    }),
    runs,
  )
})

it('gives each line at most one promotion that does not combine, and postage none', () => {
  fc.assert(
    fc.property(randomCart, (input) => {
      const made = quoteOf(input)
      const singles = new Set(input.promotions.filter(({ combinable }) => !combinable).map(({ id }) => id))
      made.lines.forEach(({ applied }, index) => {
        expect(applied.filter(({ promotionId }) => singles.has(promotionId ?? '')).length).toBeLessThanOrEqual(1)
        if (input.lines[index]?.kind === 'shipping')
          expect(applied.filter(({ source }) => source === 'promotion')).toEqual([])
      })
    }),
    runs,
  )
})

it('never gives more than a budget has left, and takes from it exactly what it gave', () => {
  fc.assert(
    fc.property(randomCart, (input) => {
      const made = quoteOf(input)
      for (const { id, budgetCents } of input.promotions) {
        if (budgetCents === undefined) continue
        const given = sum(made.applied.filter(({ promotionId }) => promotionId === id).map((cut) => cut.discountCents))
        const used = made.uses.find(({ promotionId }) => promotionId === id)
        expect(used?.spentCents ?? 0).toBe(given)
        expect((input.centsGiven?.[id] ?? 0) + given).toBeLessThanOrEqual(
          Math.max(budgetCents, input.centsGiven?.[id] ?? 0),
        )
      }
    }),
    runs,
  )
})

it('never gives a promotion to more units of an order than it says', () => {
  fc.assert(
    fc.property(randomCart, (input) => {
      const made = quoteOf(input)
      for (const { id, limits } of input.promotions) {
        if (limits?.perOrder === undefined) continue
        const given = sum(made.applied.filter(({ promotionId }) => promotionId === id).map((cut) => cut.discountCents))
        const units = input.lines.flatMap(({ quantity, unitCents }) => Array(quantity).fill(unitCents) as number[])
        const dearest = units.toSorted((a, b) => b - a).slice(0, limits.perOrder)
        expect(given).toBeLessThanOrEqual(sum(dearest))
      }
    }),
    runs,
  )
})
