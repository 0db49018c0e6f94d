import type { Buyer, Promotion, QuoteLine } from '@lectern/core/pricing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lineOf, promotionOf, quoteOf } from './cart-builder.ts'

const cents = fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 50_000 }), fc.constant(100_000_000))

const line: fc.Arbitrary<QuoteLine> = fc
  .record({
    quantity: fc.oneof(
      { weight: 3, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 100 }) },
    ),
    unitCents: cents,
    kind: fc.constantFrom('class', 'webinar', 'download'),
    tags: fc.subarray(['sales', 'service']),
    includedInMembership: fc.boolean(),
  })
  .map((parts) => lineOf(parts.unitCents, parts))

const benefit = fc.oneof(
  fc.record({ type: fc.constant('percent'), percentBasisPoints: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ type: fc.constant('amount'), amountCents: fc.integer({ min: 1, max: 60_000 }) }),
  fc.record({ type: fc.constant('price'), priceCents: fc.integer({ min: 0, max: 40_000 }) }),
  fc.constant({ type: 'free' }),
)

const terms = fc.record({
  benefit,
  scope: fc.constantFrom(
    { everything: true },
    { kinds: ['class'] },
    { kinds: ['webinar', 'download'] },
    { tags: ['sales'] },
  ),
  audience: fc.constantFrom({ type: 'everyone' }, { type: 'everyone' }, { type: 'members' }),
  limits: fc.constantFrom({}, { total: 2 }, { perPerson: 1 }),
  combinable: fc.boolean(),
  automatic: fc.boolean(),
})

const cart = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 6 }),
  promotions: fc
    .array(terms, { maxLength: 5 })
    .map((all) =>
      all.map(
        ({ automatic, ...rest }, at): Promotion =>
          promotionOf({ ...rest, ...(automatic ? { trigger: 'automatic' } : { code: `CODE-${at}` }) }, `prm_${at}`),
      ),
    ),
  buyer: fc.record({ known: fc.boolean(), allAccess: fc.boolean(), used: fc.boolean() }).map(
    ({ known, allAccess, used }): Buyer => ({
      known,
      memberships: [{ plan: 'plan', allAccess }],
      uses: used ? { prm_1: 1 } : {},
    }),
  ),
  usesTaken: fc.constantFrom<Record<string, number>>({}, { prm_0: 2 }),
})

const codesOf = (promotions: Promotion[]) => promotions.flatMap(({ code }) => (code === undefined ? [] : [code]))
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
const runs = { numRuns: 2500 }

it('sums lines and reasons to the totals, in whole cents that are never negative', () => {
  fc.assert(
    fc.property(cart, (input) => {
      const made = quoteOf({ ...input, codes: codesOf(input.promotions) })
      for (const { listCents, discountCents, totalCents, unitCents, quantity, applied } of made.lines) {
        expect(listCents).toBe(unitCents * quantity)
        expect(totalCents).toBe(listCents - discountCents)
        expect(totalCents).toBeGreaterThanOrEqual(0)
        expect(sum(applied.map((cut) => cut.discountCents))).toBe(discountCents)
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

it('is never dearer with one more code than without it', () => {
  fc.assert(
    fc.property(cart, (input) => {
      const codes = codesOf(input.promotions)
      codes.forEach((_, at) => {
        const fewer = quoteOf({ ...input, codes: codes.slice(0, at) })
        const more = quoteOf({ ...input, codes: codes.slice(0, at + 1) })
        expect(more.totalCents).toBeLessThanOrEqual(fewer.totalCents)
      })
    }),
    runs,
  )
})

it('answers alike whatever the order, case and dashes of the codes and the order of the promotions', () => {
  fc.assert(
    fc.property(cart, (input) => {
      const codes = codesOf(input.promotions)
      const made = quoteOf({ ...input, codes })
      expect(quoteOf({ ...input, codes: codes.toReversed(), promotions: input.promotions.toReversed() })).toEqual(made)
      const respelled = quoteOf({
        ...input,
        codes: codes.map((code) => ` ${code.toLowerCase().replace('-', '\u2013')} `),
      })
      expect(respelled.lines).toEqual(made.lines)
      expect(respelled.rejected.map(({ reason }) => reason)).toEqual(made.rejected.map(({ reason }) => reason))
    }),
    runs,
  )
})

it('either applies each code or says why not, and takes uses of what was applied alone', () => {
  fc.assert(
    fc.property(cart, (input) => {
      const codes = codesOf(input.promotions)
      const made = quoteOf({ ...input, codes })
      const applied = made.applied.flatMap(({ code }) => (code === undefined ? [] : [code]))
      expect([...applied, ...made.rejected.map(({ code }) => code)].toSorted()).toEqual(codes.toSorted())
      const limited = input.promotions.filter(({ limits }) => Object.keys(limits ?? {}).length > 0).map(({ id }) => id)
      const expected = made.applied.flatMap(({ promotionId = '' }) =>
        limited.includes(promotionId) ? [promotionId] : [],
      )
      expect(made.uses.map(({ promotionId }) => promotionId).toSorted()).toEqual(expected.toSorted())
    }),
    runs,
  )
})

it('gives each line at most one promotion that does not combine', () => {
  fc.assert(
    fc.property(cart, (input) => {
      const made = quoteOf({ ...input, codes: codesOf(input.promotions) })
      const singles = new Set(input.promotions.filter(({ combinable }) => !combinable).map(({ id }) => id))
      for (const { applied } of made.lines) {
        expect(applied.filter(({ promotionId }) => singles.has(promotionId ?? '')).length).toBeLessThanOrEqual(1)
      }
    }),
    runs,
  )
})
