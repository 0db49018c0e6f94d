import type { Buyer, Promotion, QuoteInput, QuoteLine } from '@lectern/core/pricing'
import fc from 'fast-check'
import { lineOf, promotionOf } from './cart-builder.ts'

const cents = fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 50_000 }), fc.constant(100_000_000))

const line: fc.Arbitrary<QuoteLine> = fc
  .record({
    quantity: fc.oneof(
      { weight: 3, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 100 }) },
    ),
    unitCents: cents,
    kind: fc.constantFrom('class', 'webinar', 'book', 'shipping'),
    tags: fc.subarray(['sales', 'Service']),
    authors: fc.subarray(['Ann Author', 'bo writer']),
    includedFor: fc.constantFrom('nobody', 'nobody', 'members', 'all-access'),
  })
  .map((parts) => lineOf(parts.unitCents, parts))

/** A whole price stands alone; a part may add to others. */
const benefit = fc.oneof(
  fc.record({
    benefit: fc.oneof(
      fc.record({ type: fc.constant('percent'), percentBasisPoints: fc.integer({ min: 1, max: 9999 }) }),
      fc.record({ type: fc.constant('amount'), amountCents: fc.integer({ min: 1, max: 60_000 }) }),
    ),
    combinable: fc.boolean(),
  }),
  fc.record({
    benefit: fc.oneof(
      fc.record({ type: fc.constant('price'), priceCents: fc.integer({ min: 0, max: 40_000 }) }),
      fc.constant({ type: 'free' }),
      fc.constant({ type: 'percent', percentBasisPoints: 10_000 }),
    ),
    combinable: fc.constant(false),
  }),
)

const terms = fc.record({
  gives: benefit,
  scope: fc.constantFrom(
    { everything: true },
    { everything: true },
    { kinds: ['class'] },
    { kinds: ['webinar', 'book'] },
    { tags: ['SALES'] },
    { authors: ['ANN author'] },
  ),
  audience: fc.constantFrom(
    { type: 'everyone' },
    { type: 'everyone' },
    { type: 'members' },
    { type: 'plan', plan: 'all-access' },
    { type: 'first-purchase' },
    { type: 'imported' },
  ),
  limits: fc.constantFrom({}, {}, { total: 2 }, { perPerson: 1 }, { perOrder: 1 }, { perOrder: 3, total: 2 }),
  budgetCents: fc.constantFrom(undefined, undefined, 60_000, 500_000),
  minimum: fc.constantFrom(undefined, undefined, { spendCents: 5000 }, { quantity: 2 }),
  many: fc.constantFrom(false, false, true),
})

type Terms = typeof terms extends fc.Arbitrary<infer T> ? T : never

const promotion = ({ gives, many, limits, ...rest }: Terms, at: number, automatic: boolean): Promotion => {
  const { perOrder: _, ...others } = limits as { perOrder?: number }
  const codes = many ? { code: undefined, codes: 'many', codePrefix: 'MANY' } : { code: `CODE-${at}` }
  return promotionOf(
    {
      ...rest,
      ...gives,
      limits: gives.benefit.type === 'amount' ? others : limits,
      ...(automatic ? { trigger: 'automatic' } : codes),
    },
    `prm_${at}`,
  )
}

/** The code that someone types for a promotion. */
const typed = ({ code }: Promotion, at: number): string => code ?? `MANY-${at}`

export type RandomCart = Omit<QuoteInput, 'now'>

const cartOf = (codedMost: number, automatic: fc.Arbitrary<Terms[]>): fc.Arbitrary<RandomCart> =>
  fc
    .record({
      lines: fc.array(line, { minLength: 1, maxLength: 6 }),
      coded: fc.array(terms, { maxLength: codedMost }),
      automatic,
      buyer: fc.record({ known: fc.boolean(), allAccess: fc.boolean(), used: fc.boolean(), first: fc.boolean() }).map(
        ({ known, allAccess, used, first }): Buyer => ({
          known,
          memberships: [{ plan: allAccess ? 'all-access' : 'community', allAccess }],
          uses: used ? { prm_1: 1 } : {},
          firstPurchase: first,
          invitedTo: ['prm_0', 'prm_2'],
        }),
      ),
      usesTaken: fc.constantFrom<Record<string, number>>({}, { prm_0: 2 }),
      centsGiven: fc.constantFrom<Record<string, number>>({}, { prm_0: 59_000, prm_1: 400_000 }),
      spent: fc.boolean(),
    })
    .map(({ coded, automatic: byThemselves, spent, ...rest }) => {
      const own = coded.map((each, at) => promotion(each, at, false))
      const others = byThemselves.map((each, at) => promotion(each, coded.length + at, true))
      const singles = own.flatMap((each, at) => (each.codes === 'many' ? [[typed(each, at), each.id] as const] : []))
      return {
        ...rest,
        codes: own.map(typed),
        promotions: [...own, ...others],
        singleCodes: Object.fromEntries(
          singles.map(([code, promotionId], at) => [code, { promotionId, used: spent && at === 0 }]),
        ),
      }
    })

/** Carts as they come: a few lines, codes and automatic promotions of every sort. */
export const randomCart = cartOf(4, fc.array(terms, { maxLength: 3 }))

/** Carts in a shop that has overdone it: more automatic promotions apply than every set of can be tried. */
export const crowdedCart = cartOf(6, fc.array(terms, { minLength: 6, maxLength: 14 }))
