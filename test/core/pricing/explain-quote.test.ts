import { explainQuote, type Promotion, type QuoteInput, quote } from '@lectern/core/pricing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { known, lineOf, member, now, promotionOf, stranger } from './cart-builder.ts'

const explain = (input: Partial<QuoteInput>, hidden: Promotion[] = []) => {
  const whole = { lines: [lineOf(39_900)], codes: [], promotions: [], usesTaken: {}, buyer: known, now, ...input }
  const made = quote(whole)
  return { made, considered: explainQuote(whole, made, hidden) }
}
const automatic = (terms: Record<string, unknown>, id = 'prm_auto') =>
  promotionOf({ trigger: 'automatic', ...terms }, id)

it.each<[string, Record<string, unknown>, Partial<QuoteInput>]>([
  ['not-started', { window: { zone: 'UTC', from: '2024-03-01T00:00' } }, {}],
  ['ended', { window: { zone: 'UTC', until: '2024-02-01T00:00' } }, {}],
  ['not-for-these', { scope: { kinds: ['webinar'] } }, {}],
  ['below-minimum', { minimum: { quantity: 2 } }, {}],
  ['sign-in-needed', { audience: { type: 'members' } }, { buyer: stranger }],
  ['not-eligible', { audience: { type: 'members' } }, {}],
  ['used-up', { limits: { total: 3 } }, { usesTaken: { prm_1: 3 } }],
  ['used-up', { budgetCents: 20_000 }, { centsGiven: { prm_1: 19_000 } }],
  ['used-by-you', { limits: { perPerson: 1 } }, { buyer: { ...known, uses: { prm_1: 1 } } }],
])('tells %s alike of a code and of what applies by itself', (reason, terms, input) => {
  const coded = explain({ ...input, codes: ['leap29'], promotions: [promotionOf(terms)] })
  expect(coded.considered).toMatchObject([{ code: 'leap29', applied: false, discountCents: 0, reason }])
  expect(coded.made.rejected).toMatchObject([{ reason }])
  const alone = explain({ ...input, promotions: [automatic(terms, 'prm_1')] })
  expect(alone.considered).toMatchObject([{ trigger: 'automatic', applied: false, reason }])
})

it('tells what applied, what a better price outranks, and leaves out codes that nobody sent', () => {
  const promotions = [
    promotionOf(),
    automatic({ benefit: { type: 'percent', percentBasisPoints: 1000 } }),
    promotionOf({ code: 'UNSENT' }, 'prm_2'),
  ]
  expect(explain({ codes: ['leap29'], promotions }).considered).toMatchObject([
    { promotionId: 'prm_1', applied: true, discountCents: 11_571 },
    { promotionId: 'prm_auto', applied: false, reason: 'outranked' },
  ])
})

it('measures a budget against what membership leaves', () => {
  const lines = [lineOf(39_900, { includedFor: 'all-access' }), lineOf(1000)]
  const promotions = [automatic({ benefit: { type: 'free' }, budgetCents: 900 })]
  expect(explain({ lines, promotions, buyer: member }).considered).toMatchObject([{ reason: 'used-up' }])
  const enough = [automatic({ benefit: { type: 'free' }, budgetCents: 1000 })]
  expect(explain({ lines, promotions: enough, buyer: member }).considered).toMatchObject([
    { applied: true, discountCents: 1000 },
  ])
})

it('names a hidden promotion by its code and a spent single-use code', () => {
  const hidden = promotionOf({ code: 'CURTAIN', revealsAt: '2024-03-01T00:00:00Z' }, 'prm_h')
  expect(explain({ codes: [' curtain '] }, [hidden]).considered).toMatchObject([
    { promotionId: 'prm_h', reason: 'hidden' },
  ])
  expect(explain({ codes: ['other'] }, [hidden]).considered).toEqual([])
  const many = promotionOf({ code: undefined, codes: 'many', codePrefix: 'LEAP' }, 'prm_m')
  const singleCodes = {
    'LEAP-A': { promotionId: 'prm_m', used: true },
    'LEAP-B': { promotionId: 'prm_m', used: false },
  }
  const spent = explain({ codes: ['leap-a'], promotions: [many], singleCodes })
  expect(spent.considered).toMatchObject([{ code: 'leap-a', applied: false, reason: 'used-up' }])
  const fresh = explain({ codes: ['leap-b'], promotions: [many], singleCodes })
  expect(fresh.considered).toMatchObject([{ code: 'leap-b', applied: true }])
})

it('sums up to what the quote took off, whatever the cart', () => {
  const percent = fc.integer({ min: 1, max: 10_000 })
  const carts = fc.record({
    prices: fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 6 }),
    promotions: fc.array(fc.record({ percent, combinable: fc.boolean(), coded: fc.boolean() }), { maxLength: 5 }),
  })
  fc.assert(
    fc.property(carts, ({ prices, promotions: drawn }) => {
      const promotions = drawn.map(({ percent: percentBasisPoints, combinable, coded }, at) => {
        const benefit = { type: 'percent', percentBasisPoints }
        const terms = { benefit, combinable: combinable && percentBasisPoints < 10_000 }
        return promotionOf({ ...terms, ...(coded ? { code: `C${at}` } : { trigger: 'automatic' }) }, `prm_${at}`)
      })
      const lines = prices.map((price, at) => lineOf(price, { sku: `s${at}:seat`, offering: `s${at}` }))
      const { made, considered } = explain({ lines, promotions, codes: drawn.map((_, at) => `c${at}`) })
      const bySource = (source: string) =>
        made.applied.reduce((sum, cut) => sum + (cut.source === source ? cut.discountCents : 0), 0)
      expect(considered.reduce((sum, one) => sum + one.discountCents, 0)).toBe(bySource('promotion'))
      expect(considered).toHaveLength(promotions.length)
      for (const one of considered) expect(one.applied).toBe(one.reason === undefined)
    }),
    { numRuns: 300 },
  )
})
