import { blockingRejections, Quote } from '@lectern/core/pricing'
import { describe, expect, it } from 'vitest'
import { lineOf, member, promotionOf, quoteOf } from './cart-builder.ts'

const leap = promotionOf()
const nsitsp = promotionOf(
  { title: 'NSITSP', code: 'NSITSP', benefit: { type: 'free' }, scope: { kinds: ['conference'] } },
  'prm_2',
)

describe('golden cases, to the cent', () => {
  it('takes 11571 off $399 at 29%', () => {
    const made = quoteOf({ lines: [lineOf(39900)], codes: ['LEAP29'], promotions: [leap] })
    expect(made).toMatchObject({
      listCents: 39900,
      discountCents: 11571,
      totalCents: 28329,
      rejected: [],
      currency: 'USD',
    })
    expect(made.applied).toEqual([
      { source: 'promotion', promotionId: 'prm_1', code: 'LEAP29', title: 'Leap day', discountCents: 11571 },
    ])
    expect(Quote.parse(made)).toEqual(made)
  })

  it('rounds 29% off three lines once and shares it by largest remainder', () => {
    const lines = [lineOf(1999), lineOf(3333), lineOf(10001)]
    const made = quoteOf({ lines, codes: ['LEAP29'], promotions: [leap] })
    expect(made.discountCents).toBe(4447)
    expect(made.lines.map((line) => line.totalCents)).toEqual([1419, 2366, 7101])
    expect(made.totalCents).toBe(10886)
  })

  it('takes one line of 15333 to 10886', () => {
    expect(quoteOf({ lines: [lineOf(15333)], codes: ['LEAP29'], promotions: [leap] }).totalCents).toBe(10886)
  })

  it('makes the conference pass free with NSITSP', () => {
    const lines = [lineOf(49900, { kind: 'conference', offering: 'columbus' })]
    expect(quoteOf({ lines, codes: ['nsitsp'], promotions: [nsitsp] })).toMatchObject({
      totalCents: 0,
      roundedToFree: false,
    })
  })

  it('includes a class in the all-access membership and says so', () => {
    const lines = [lineOf(39900, { includedFor: 'all-access' })]
    const made = quoteOf({ lines, buyer: member })
    expect(made.totalCents).toBe(0)
    expect(made.applied).toEqual([{ source: 'membership', title: 'Included in your membership', discountCents: 39900 }])
    expect(made.lines[0]?.applied).toEqual(made.applied)
  })

  it.each([
    ['2024-02-29T07:59:59Z', 39900, 'not-started'],
    ['2024-02-29T08:00:00Z', 28329, undefined],
    ['2024-03-01T07:59:59Z', 28329, undefined],
    ['2024-03-01T08:00:00Z', 39900, 'ended'],
  ])('has the leap sale at %s cost %i', (at, total, reason) => {
    const window = { zone: 'America/Los_Angeles', from: '2024-02-29T00:00', until: '2024-03-01T00:00' }
    const made = quoteOf({ lines: [lineOf(39900)], codes: ['LEAP29'], promotions: [promotionOf({ window })], now: at })
    expect(made.totalCents).toBe(total)
    expect(made.rejected[0]?.reason).toBe(reason)
  })

  it('finds the leap day of 2028 as well', () => {
    const window = { zone: 'America/Los_Angeles', from: '2028-02-29T00:00', until: '2028-03-01T00:00' }
    const totals = ['2028-02-29T07:59:59Z', '2028-02-29T08:00:00Z', '2028-03-01T07:59:59Z', '2028-03-01T08:00:00Z'].map(
      (at) =>
        quoteOf({ lines: [lineOf(100_00)], codes: ['LEAP29'], promotions: [promotionOf({ window })], now: at })
          .totalCents,
    )
    expect(totals).toEqual([10000, 7100, 7100, 10000])
  })
})

describe('which promotions win', () => {
  const tenOff = promotionOf({ code: 'TEN', benefit: { type: 'amount', amountCents: 1000 } }, 'prm_3')
  const fixed = promotionOf({ code: 'FIXED', benefit: { type: 'price', priceCents: 25000 } }, 'prm_4')
  const extra = promotionOf(
    { code: 'EXTRA', combinable: true, benefit: { type: 'percent', percentBasisPoints: 1000 } },
    'prm_5',
  )
  const bonus = promotionOf({ code: 'BONUS', combinable: true, benefit: { type: 'amount', amountCents: 500 } }, 'prm_6')

  it('gives the best single price, and reports the outranked codes without blocking', () => {
    const made = quoteOf({
      lines: [lineOf(39900)],
      codes: ['TEN', 'FIXED', 'LEAP29'],
      promotions: [leap, tenOff, fixed],
    })
    expect(made.totalCents).toBe(25000)
    expect(made.rejected.map(({ code, reason }) => [code, reason])).toEqual([
      ['LEAP29', 'outranked'],
      ['TEN', 'outranked'],
    ])
    expect(blockingRejections(made)).toEqual([])
  })

  it('adds combinable codes on top of what is already lower', () => {
    const made = quoteOf({
      lines: [lineOf(39900)],
      codes: ['FIXED', 'EXTRA', 'BONUS'],
      promotions: [bonus, extra, fixed],
    })
    expect(made.totalCents).toBe(25000 - 2500 - 500)
  })

  it('takes no use of a code that the cheapest price does not need', () => {
    const whole = promotionOf(
      { code: 'WHOLE', combinable: true, benefit: { type: 'amount', amountCents: 99900 } },
      'prm_9',
    )
    const made = quoteOf({ lines: [lineOf(39900)], codes: ['EXTRA', 'WHOLE'], promotions: [extra, whole] })
    expect(made.applied.map(({ code }) => code)).toEqual(['WHOLE'])
    expect(made.rejected.map(({ code, reason }) => [code, reason])).toEqual([['EXTRA', 'outranked']])
  })

  it('gives each line its own best price', () => {
    const lines = [lineOf(49900, { kind: 'conference', offering: 'columbus' }), lineOf(10000)]
    const made = quoteOf({ lines, codes: ['NSITSP', 'LEAP29'], promotions: [nsitsp, leap] })
    expect(made.lines.map((line) => line.totalCents)).toEqual([0, 7100])
    expect(made.rejected).toEqual([])
  })

  it('counts a fixed price for each unit and never raises a price to it', () => {
    expect(quoteOf({ lines: [lineOf(39900, { quantity: 3 })], codes: ['FIXED'], promotions: [fixed] }).totalCents).toBe(
      75000,
    )
    const cheaper = quoteOf({ lines: [lineOf(900)], codes: ['FIXED'], promotions: [fixed] })
    expect([cheaper.totalCents, cheaper.rejected[0]?.reason]).toEqual([900, 'outranked'])
  })

  it('applies an automatic promotion without a code and stays silent about one that does not apply', () => {
    const automatic = promotionOf({ trigger: 'automatic', title: 'Spring sale' }, 'prm_7')
    const membersOnly = promotionOf(
      { trigger: 'automatic', audience: { type: 'members' }, benefit: { type: 'free' } },
      'prm_8',
    )
    const made = quoteOf({ lines: [lineOf(39900)], promotions: [automatic, membersOnly] })
    expect([made.totalCents, made.rejected, made.applied[0]?.code]).toEqual([28329, [], undefined])
  })

  it('leaves a code unused, not refused, where membership already makes the class free', () => {
    const made = quoteOf({
      lines: [lineOf(39900, { includedFor: 'all-access' })],
      codes: ['LEAP29'],
      promotions: [promotionOf({ limits: { total: 10 } })],
      buyer: member,
    })
    expect([made.totalCents, made.rejected[0]?.reason, made.uses]).toEqual([0, 'outranked', []])
  })

  it('says nothing of membership to someone unknown, and charges the list price', () => {
    const lines = [lineOf(39900, { includedFor: 'all-access' })]
    const made = quoteOf({ lines, buyer: { ...member, known: false } })
    expect([made.totalCents, made.applied, made.rejected]).toEqual([39900, [], []])
  })

  it.each([
    [1, 0, true],
    [49, 0, true],
    [50, 50, false],
    [0, 0, false],
  ])('asks for a total of %i as %i', (left, total, roundedToFree) => {
    const promotion = promotionOf({ benefit: { type: 'amount', amountCents: 1000 - left } })
    const made = quoteOf({ lines: [lineOf(500), lineOf(500)], codes: ['LEAP29'], promotions: [promotion] })
    expect([made.totalCents, made.roundedToFree]).toEqual([total, roundedToFree])
    expect(made.lines.reduce((sum, line) => sum + line.totalCents, 0)).toBe(total)
    expect(made.applied.reduce((sum, cut) => sum + cut.discountCents, 0)).toBe(1000 - total)
  })

  it('names the uses to take of limited promotions alone', () => {
    const capped = promotionOf({ limits: { total: 10, perPerson: 2 }, combinable: true })
    const made = quoteOf({
      lines: [lineOf(39900, { quantity: 5 })],
      codes: ['LEAP29', 'EXTRA'],
      promotions: [capped, extra],
    })
    expect(made.uses).toEqual([{ promotionId: 'prm_1', limitTotal: 10, limitPerPerson: 2, count: 1 }])
  })

  it('never makes more promotions than can be tried dearer than any one of them', () => {
    const many = Array.from({ length: 12 }, (_, at) =>
      promotionOf(
        { code: `C${at}`, combinable: at % 3 === 0, benefit: { type: 'amount', amountCents: 100 * (at + 1) } },
        `prm_${at}`,
      ),
    )
    const lines = [lineOf(9000), lineOf(4000)]
    const made = quoteOf({ lines, codes: many.map((promotion) => promotion.code ?? ''), promotions: many })
    expect(made.totalCents).toBe(13000 - 1200 - (100 + 400 + 700 + 1000))
  })
})
