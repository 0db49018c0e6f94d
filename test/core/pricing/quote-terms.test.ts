import { type Buyer, blockingRejections, type Promotion, type QuoteInput } from '@lectern/core/pricing'
import { describe, expect, it } from 'vitest'
import { known, lineOf, member, promotionOf, quoteOf, stranger } from './cart-builder.ts'

const half = { type: 'percent', percentBasisPoints: 5000 }

const withCode = (promotion: Promotion, more: Partial<QuoteInput> = {}) =>
  quoteOf({ lines: [lineOf(10_000)], codes: ['LEAP29'], promotions: [promotion], ...more })

describe('scope', () => {
  const book = lineOf(4000, { kind: 'book', offering: 'msp-book', sku: 'msp-book:e-book', authors: ['Ann B. Author'] })

  it('names the titles of an author, however the name is written, and nothing else', () => {
    const promotion = promotionOf({ benefit: half, scope: { authors: [' ann b. AUTHOR '] } })
    const made = withCode(promotion, { lines: [book, lineOf(10_000)] })
    expect(made.lines.map(({ totalCents }) => totalCents)).toEqual([2000, 10_000])
  })

  it('names kinds of titles beside kinds of events', () => {
    const promotion = promotionOf({ benefit: half, scope: { kinds: ['book', 'class'] } })
    const lines = [book, lineOf(10_000), lineOf(500, { kind: 'audio' })]
    expect(withCode(promotion, { lines }).lines.map(({ totalCents }) => totalCents)).toEqual([2000, 5000, 500])
  })

  it('never reaches what sending by post costs, not even as everything', () => {
    const lines = [book, lineOf(900, { kind: 'shipping', offering: 'shipping', sku: 'shipping:us' })]
    const made = withCode(promotionOf({ benefit: { type: 'free' } }), { lines })
    expect(made.lines.map(({ totalCents }) => totalCents)).toEqual([0, 900])
  })

  it('lets any membership include what is for members, and only an all-access one what is for those', () => {
    const lines = [lineOf(1000, { includedFor: 'members' }), lineOf(2000, { includedFor: 'all-access' })]
    const community: Buyer = { ...known, memberships: [{ plan: 'community', allAccess: false }] }
    expect([known, community, member].map((buyer) => quoteOf({ lines, buyer }).totalCents)).toEqual([3000, 2000, 0])
  })
})

describe('audience', () => {
  const planned = promotionOf({ audience: { type: 'plan', plan: 'all-access' } })
  const first = promotionOf({ audience: { type: 'first-purchase' } })
  const imported = promotionOf({ audience: { type: 'imported' } })
  const reasonFor = (promotion: Promotion, buyer: Buyer) => withCode(promotion, { buyer }).rejected[0]?.reason

  it('of a plan is anyone who has that plan, not another', () => {
    expect(reasonFor(planned, member)).toBeUndefined()
    expect(reasonFor(planned, { ...known, memberships: [{ plan: 'community', allAccess: false }] })).toBe(
      'not-eligible',
    )
    expect(reasonFor(planned, stranger)).toBe('sign-in-needed')
  })

  it('of first purchases is anyone who is known never to have bought, once', () => {
    expect(reasonFor(first, { ...known, firstPurchase: true })).toBeUndefined()
    expect(reasonFor(first, { ...known, firstPurchase: false })).toBe('not-eligible')
    expect(reasonFor(first, known)).toBe('not-eligible')
    expect(reasonFor(first, { ...known, firstPurchase: true, uses: { prm_1: 1 } })).toBe('used-by-you')
    expect(withCode(first, { buyer: { ...known, firstPurchase: true } }).uses).toEqual([
      { promotionId: 'prm_1', limitPerPerson: 1, count: 1 },
    ])
  })

  it('of an imported list is anyone on it', () => {
    expect(reasonFor(imported, { ...known, invitedTo: ['prm_1'] })).toBeUndefined()
    expect(reasonFor(imported, { ...known, invitedTo: ['prm_2'] })).toBe('not-eligible')
    expect(reasonFor(imported, { ...stranger, invitedTo: ['prm_1'] })).toBe('sign-in-needed')
  })
})

describe('units of an order', () => {
  it('get it up to the number, the dearest first', () => {
    const lines = [lineOf(1000, { quantity: 3 }), lineOf(5000), lineOf(2000, { quantity: 2 })]
    const totals = [1, 2, 4, 6, 9].map(
      (perOrder) => withCode(promotionOf({ benefit: half, limits: { perOrder } }), { lines }).totalCents,
    )
    expect(totals).toEqual([12_000 - 2500, 12_000 - 3500, 12_000 - 5000, 12_000 - 6000, 12_000 - 6000])
  })

  it('are the earlier of two that cost the same, and are each given a fixed price', () => {
    const promotion = promotionOf({ benefit: { type: 'price', priceCents: 700 }, limits: { perOrder: 2 } })
    const made = withCode(promotion, { lines: [lineOf(1000), lineOf(1000, { quantity: 2 })] })
    expect(made.lines.map(({ totalCents }) => totalCents)).toEqual([700, 1700])
  })
})

describe('a budget', () => {
  const promotion = promotionOf({ benefit: half, budgetCents: 8000 })

  it('is taken from by what the order was given', () => {
    const made = withCode(promotion, { centsGiven: { prm_1: 3000 } })
    expect(made.totalCents).toBe(5000)
    expect(made.uses).toEqual([{ promotionId: 'prm_1', budgetCents: 8000, spentCents: 5000, count: 1 }])
  })

  it('that a discount no longer fits into is used up for that order, and not for a smaller one', () => {
    const made = withCode(promotion, { centsGiven: { prm_1: 3001 } })
    expect([made.totalCents, made.uses]).toEqual([10_000, []])
    expect(blockingRejections(made)).toEqual([
      { code: 'LEAP29', reason: 'used-up', message: 'The code LEAP29 has been used up.' },
    ])
    expect(withCode(promotion, { centsGiven: { prm_1: 3001 }, lines: [lineOf(9000)] }).totalCents).toBe(4500)
  })

  it('that is short stops no other discount', () => {
    const spring = promotionOf(
      { trigger: 'automatic', title: 'Spring', benefit: { type: 'amount', amountCents: 1000 } },
      'prm_2',
    )
    const made = withCode(promotion, { promotions: [promotion, spring], centsGiven: { prm_1: 5000 } })
    expect([made.totalCents, made.rejected[0]?.reason]).toEqual([9000, 'used-up'])
  })
})

describe('a minimum', () => {
  it.each([
    [{ spendCents: 12_000 }, '$20 more of what it covers.'],
    [{ quantity: 3 }, '2 units more of what it covers.'],
    [{ spendCents: 12_050, quantity: 2 }, '$20.50 more and 1 unit more of what it covers.'],
  ])('of %o is told with what is missing', (minimum, words) => {
    const made = withCode(promotionOf({ minimum }))
    expect([made.totalCents, made.rejected[0]?.reason]).toEqual([10_000, 'below-minimum'])
    expect(made.rejected[0]?.message).toContain(words)
  })

  it('counts what the promotion covers, at list price, and holds at the cent', () => {
    const promotion = promotionOf({ benefit: half, scope: { kinds: ['class'] }, minimum: { spendCents: 12_000 } })
    const other = lineOf(50_000, { kind: 'webinar' })
    expect(withCode(promotion, { lines: [lineOf(11_999), other] }).rejected[0]?.reason).toBe('below-minimum')
    expect(withCode(promotion, { lines: [lineOf(12_000), other] }).totalCents).toBe(56_000)
  })
})

describe('single-use codes', () => {
  const promotion = promotionOf({ code: undefined, codes: 'many', codePrefix: 'LEAP', benefit: half })
  const quoteWith = (codes: string[], used: string[] = []) =>
    quoteOf({
      lines: [lineOf(10_000)],
      codes,
      promotions: [promotion],
      singleCodes: Object.fromEntries(
        ['LEAP-A', 'LEAP-B'].map((code) => [code, { promotionId: 'prm_1', used: used.includes(code) }]),
      ),
    })

  it('apply once each, and the order spends the one it used', () => {
    const made = quoteWith(['leap-b'])
    expect([made.totalCents, made.applied[0]?.code]).toEqual([5000, 'LEAP-B'])
    expect(made.uses).toEqual([{ promotionId: 'prm_1', code: 'LEAP-B', count: 1 }])
  })

  it('that are spent say so, beside one that is not', () => {
    const made = quoteWith(['LEAP-A', 'LEAP-B'], ['LEAP-A'])
    expect([made.totalCents, made.applied[0]?.code, made.rejected.map(({ reason }) => reason)]).toEqual([
      5000,
      'LEAP-B',
      ['used-up'],
    ])
  })

  it('of one promotion do not add up, and the second is not spent', () => {
    const made = quoteWith(['LEAP-B', 'LEAP-A'])
    expect([made.totalCents, made.uses.map(({ code }) => code)]).toEqual([5000, ['LEAP-A']])
    expect(blockingRejections(made)).toEqual([])
  })

  it('are not known by what they begin with', () => {
    expect(quoteWith(['LEAP']).rejected.map(({ reason }) => reason)).toEqual(['unknown'])
    expect(quoteWith(['constructor', '__proto__']).rejected.map(({ reason }) => reason)).toEqual(['unknown', 'unknown'])
  })
})
