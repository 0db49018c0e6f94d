import { quote } from '@lectern/core/pricing'
import { afterEach, expect, it, vi } from 'vitest'
import { crowdedQuote } from '../../load/bench-quote.ts'

const visits = vi.hoisted(() => ({ covers: 0, cuts: 0, zones: 0 }))

type Kinds = typeof import('../../../packages/core/src/pricing/kinds.ts')
type BenefitCut = typeof import('../../../packages/core/src/pricing/benefit-cut.ts')
type Time = typeof import('../../../packages/core/src/platform/time.ts')

// The same rules, each step of them counted.
vi.mock('../../../packages/core/src/pricing/kinds.ts', async (original) => {
  const real = await original<Kinds>()
  // `covers` compares the kind of each line with this once.
  return {
    ...real,
    get untouchedKind(): typeof real.untouchedKind {
      visits.covers += 1
      return real.untouchedKind
    },
  }
})
vi.mock('../../../packages/core/src/pricing/benefit-cut.ts', async (original) => {
  const real = await original<BenefitCut>()
  const cutsOf: BenefitCut['cutsOf'] = (promotion, lines, prices, touched) => {
    visits.cuts += touched.length
    return real.cutsOf(promotion, lines, prices, touched)
  }
  return { ...real, cutsOf }
})
vi.mock('../../../packages/core/src/platform/time.ts', async (original) => {
  const real = await original<Time>()
  const instantOf: Time['instantOf'] = (local, zone) => {
    visits.zones += 1
    return real.instantOf(local, zone)
  }
  return { ...real, instantOf }
})

afterEach(() => {
  Object.assign(visits, { covers: 0, cuts: 0, zones: 0 })
})

/** What a quote looks at, once its promotions were looked at before. */
const costOf = (lines: number, promotions: number) => {
  const input = crowdedQuote(lines, promotions)
  const made = quote(input)
  expect(made.applied.length).toBeGreaterThan(1)
  Object.assign(visits, { covers: 0, cuts: 0, zones: 0 })
  expect(quote(input)).toEqual(made)
  return { ...visits }
}

it('looks at each line once for each promotion', () => {
  for (const promotions of [25, 50, 100, 200])
    expect(costOf(20, promotions).covers).toBeLessThanOrEqual(20 * promotions)
  for (const lines of [5, 10, 20]) expect(costOf(lines, 200).covers).toBeLessThanOrEqual(lines * 200)
  expect(costOf(20, 200).covers).toBeGreaterThan(2000)
})

it('works out discounts in no more steps than grow with the promotions, and with the lines', () => {
  const byPromotions = [25, 50, 100, 200].map((promotions) => costOf(20, promotions).cuts / promotions)
  const byLines = [5, 10, 20].map((lines) => costOf(lines, 200).cuts / lines)
  // The share of each stays what it was: eight times the promotions cost at most eight times as much.
  for (const share of byPromotions) expect(share).toBeLessThanOrEqual((byPromotions[0] ?? 0) * 1.25)
  for (const share of byLines) expect(share).toBeLessThanOrEqual((byLines[0] ?? 0) * 1.25)
})

it('reads no time zone twice', () => {
  expect(costOf(20, 200).zones).toBe(0)
})
