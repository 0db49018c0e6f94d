import { EventKind, ProductKind } from '@lectern/core/catalog'
import { Problem } from '@lectern/core/platform'
import {
  eventKinds,
  NewPromotion,
  normalizeCode,
  PromotionChanges,
  promotionState,
  promotionWindow,
  scopeKinds,
} from '@lectern/core/pricing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { promotionOf } from './cart-builder.ts'

const zone = 'America/Los_Angeles'

describe('terms that contradict themselves', () => {
  it.each([
    ['pricing.bad-benefit', { benefit: { type: 'percent', percentBasisPoints: 0 } }],
    ['pricing.bad-benefit', { benefit: { type: 'percent', percentBasisPoints: 10_001 } }],
    ['pricing.bad-benefit', { benefit: { type: 'amount', amountCents: 0 } }],
    ['pricing.bad-benefit', { benefit: { type: 'price', priceCents: -1 } }],
    ['pricing.code-missing', { code: undefined }],
    ['pricing.code-missing', { code: '  ' }],
    ['pricing.bad-code', { code: 'LEAP 29' }],
    ['pricing.bad-code', { code: 'X'.repeat(41) }],
    ['pricing.code-not-wanted', { trigger: 'automatic', code: 'LEAP29' }],
    ['pricing.empty-scope', { scope: {} }],
    ['pricing.empty-scope', { scope: { kinds: [], tags: [] } }],
    ['pricing.empty-audience', { audience: { type: 'domains', domains: [] } }],
    ['pricing.empty-audience', { audience: { type: 'emails', emails: [] } }],
    ['pricing.bad-limits', { limits: { total: 0 } }],
    ['pricing.bad-limits', { limits: { perPerson: -1 } }],
    ['pricing.bad-window', { window: { zone } }],
    ['pricing.bad-window', { window: { zone, from: '2024-03-01T00:00', until: '2024-02-29T00:00' } }],
    ['pricing.bad-window', { window: { zone, from: '2024-03-01T00:00', until: '2024-03-01T00:00' } }],
    ['pricing.skipped-hour', { window: { zone, from: '2024-03-10T02:30' } }],
    ['pricing.skipped-hour', { window: { zone, until: '2024-03-10T02:30' } }],
    ['pricing.skipped-hour', { window: { zone, from: '2024-03-01T00:00' }, revealsAt: '2024-03-10T02:30' }],
    ['pricing.code-not-wanted', { trigger: 'automatic', codes: 'many' }],
    ['pricing.code-not-wanted', { trigger: 'automatic', codePrefix: 'LEAP' }],
    ['pricing.code-not-wanted', { codes: 'many', codePrefix: 'LEAP' }],
    ['pricing.code-not-wanted', { codePrefix: 'LEAP' }],
    ['pricing.code-missing', { codes: 'many', code: undefined }],
    ['pricing.bad-code', { codes: 'many', code: undefined, codePrefix: 'L' }],
    ['pricing.bad-code', { codes: 'many', code: undefined, codePrefix: 'LEAP DAY' }],
    ['pricing.bad-code', { codes: 'many', code: undefined, codePrefix: 'L'.repeat(17) }],
    ['pricing.unknown-kind', { scope: { kinds: ['clas'] } }],
    ['pricing.bad-combination', { combinable: true, benefit: { type: 'free' } }],
    ['pricing.bad-combination', { combinable: true, benefit: { type: 'price', priceCents: 100 } }],
    ['pricing.bad-combination', { combinable: true, benefit: { type: 'percent', percentBasisPoints: 10_000 } }],
    ['pricing.bad-limits', { limits: { perOrder: 0 } }],
    ['pricing.bad-limits', { limits: { perOrder: 2 }, benefit: { type: 'amount', amountCents: 500 } }],
    ['pricing.bad-limits', { limits: { perPerson: 2 }, audience: { type: 'first-purchase' } }],
    ['pricing.bad-limits', { limits: { total: 2, perPerson: 3 } }],
    ['pricing.bad-budget', { budgetCents: 0 }],
    ['pricing.bad-budget', { budgetCents: 499, benefit: { type: 'amount', amountCents: 500 } }],
    ['pricing.bad-minimum', { minimum: {} }],
    ['pricing.bad-minimum', { minimum: { spendCents: 0 } }],
    ['pricing.bad-minimum', { minimum: { quantity: 0 } }],
    ['pricing.bad-reveal', { trigger: 'automatic', revealsAt: '2024-02-29T00:00:00Z' }],
    ['pricing.bad-reveal', { revealsAt: '2024-02-29T00:00' }],
    ['pricing.bad-reveal', { window: { zone, until: '2024-03-01T00:00' }, revealsAt: '2024-03-01T00:00' }],
  ])('are refused as %s: %o', (code, terms) => {
    try {
      promotionOf(terms)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(Problem)
      expect(error).toMatchObject({ kind: 'invalid', code, message: expect.stringMatching(/^[A-Z\d“].*\.$/) })
      expect((error as Problem).details.errors).toEqual([
        { path: expect.stringMatching(/./), message: expect.any(String) },
      ])
    }
  })

  it('are not found in what the documentation sends', () => {
    const sent = {
      title: 'Leap day',
      trigger: 'code',
      code: 'LEAP29',
      benefit: { type: 'percent', percentBasisPoints: 2900 },
      scope: { everything: true },
      audience: { type: 'everyone' },
      window: { zone, from: '2024-02-29T00:00', until: '2024-03-01T00:00' },
      revealsAt: '2024-02-29T00:00',
      limits: { total: 10, perPerson: 2 },
      combinable: true,
    }
    expect(NewPromotion.parse(sent)).toEqual(sent)
    expect(promotionWindow(promotionOf(sent))).toEqual({ from: '2024-02-29T08:00:00Z', until: '2024-03-01T08:00:00Z' })
    expect(NewPromotion.safeParse({ ...sent, minSpendCents: 100 }).success).toBe(false)
    expect(NewPromotion.safeParse({ ...sent, limits: { total: 10, perMonth: 1 } }).success).toBe(false)
  })

  it('are not made by a change that names one term alone', () => {
    expect(PromotionChanges.parse({ title: 'Leap day sale' })).toEqual({ title: 'Leap day sale' })
  })
})

describe('audiences and scopes', () => {
  it('are one of a kind: members and a list of addresses together are refused as such', () => {
    const both = { type: 'members', emails: ['ann@msp.example'] }
    expect(NewPromotion.shape.audience.safeParse(both).success).toBe(false)
    expect(NewPromotion.shape.scope.safeParse({ everything: true, kinds: ['class'] }).success).toBe(false)
  })
  it('name the kinds that the catalogue has', () => {
    expect([...eventKinds]).toEqual(EventKind.options)
    expect([...scopeKinds]).toEqual([...EventKind.options, ...ProductKind.options, 'membership'])
  })
})

describe('the state of a promotion', () => {
  const promotion = promotionOf({
    window: { zone, from: '2024-02-29T00:00', until: '2024-03-01T00:00' },
    revealsAt: '2024-02-28T00:00',
    limits: { total: 10 },
  })
  it.each([
    ['2024-02-28T07:59:59Z', 0, 'hidden'],
    ['2024-02-28T08:00:00Z', 0, 'scheduled'],
    ['2024-02-29T08:00:00Z', 9, 'running'],
    ['2024-02-29T08:00:00Z', 10, 'used-up'],
    ['2024-03-01T08:00:00Z', 10, 'ended'],
  ])('at %s after %i uses is %s', (at, uses, state) => {
    expect(promotionState(promotion, uses, at)).toBe(state)
  })
  it('is used up once its budget is given, and ended from the moment at which an organizer ended it', () => {
    const at = '2024-02-29T09:00:00Z'
    const budgeted = { ...promotion, budgetCents: 5000 }
    expect([4999, 5000].map((given) => promotionState(budgeted, 0, at, given))).toEqual(['running', 'used-up'])
    const ended = { ...promotion, endedAt: at }
    expect(['2024-02-29T08:59:59Z', at].map((now) => promotionState(ended, 0, now))).toEqual(['running', 'ended'])
    expect(promotionWindow(ended)).toEqual({ from: '2024-02-29T08:00:00Z', until: at })
    expect(promotionWindow({ ...promotion, endedAt: '2024-05-01T00:00:00Z' }).until).toBe('2024-03-01T08:00:00Z')
  })
  it('is paused between its reveal and its end, once an organizer pauses it', () => {
    const states = ['2024-02-28T07:59:59Z', '2024-02-29T08:00:00Z', '2024-03-01T08:00:00Z'].map((at) =>
      promotionState({ ...promotion, paused: true }, 0, at),
    )
    expect(states).toEqual(['hidden', 'paused', 'ended'])
  })
})

describe('codes as they are compared', () => {
  it.each([
    'leap-29',
    ' LEAP-29\t',
    '\u00a0Leap\u201029',
    'LEAP\u201129',
    'LEAP\u201229',
    'LEAP\u201329',
    'LEAP\u201429',
    'LEAP\u221229',
    'ＬＥＡＰ－２９',
    '\u200bleap-29',
  ])('take %j for LEAP-29', (code) => {
    expect(normalizeCode(code)).toBe('LEAP-29')
  })
  it.each(['', '   ', 'LEAP 29', 'LEAP\u000029', 'X'.repeat(41), 'X'.repeat(1_000_000), 'ﷺ'.repeat(30)])(
    'are none: %#',
    (code) => {
      expect(normalizeCode(code)).toBe('')
    },
  )
  it('stay as they are when compared again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 45 }), (text) => {
        const once = normalizeCode(text)
        expect(normalizeCode(once)).toBe(once)
      }),
      { numRuns: 2000 },
    )
    // Raised to capitals this letter comes apart, and has to be put together again.
    expect(normalizeCode(normalizeCode('\u0390'))).toBe(normalizeCode('\u0390'))
  })
})
