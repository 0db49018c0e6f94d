import { blockingRejections, type Promotion } from '@lectern/core/pricing'
import { describe, expect, it } from 'vitest'
import { known, lineOf, member, now, promotionOf, quoteOf, stranger } from './cart-builder.ts'

const leap = promotionOf()

describe('why a code does not apply', () => {
  const zone = 'America/Los_Angeles'
  const rejectedBy = (promotion: Promotion, buyer = stranger, usesTaken = {}) => {
    const made = quoteOf({ lines: [lineOf(39900)], codes: ['LEAP29'], promotions: [promotion], buyer, usesTaken })
    expect(made.totalCents).toBe(39900)
    expect(blockingRejections(made)).toHaveLength(1)
    expect(made.rejected[0]?.message).toMatch(/LEAP29.*\.$/)
    return made.rejected[0]?.reason
  }
  const forMembers = promotionOf({ audience: { type: 'members' } })
  const forDomain = promotionOf({ audience: { type: 'domains', domains: ['@MSP.example'] } })
  const forInvited = promotionOf({ audience: { type: 'emails', emails: [' ann@msp.EXAMPLE '] } })

  it('says when it has not begun, naming the moment and its zone', () => {
    const promotion = promotionOf({ window: { zone, from: '2024-03-01T00:00' } })
    expect(rejectedBy(promotion)).toBe('not-started')
    const made = quoteOf({ lines: [lineOf(1)], codes: ['LEAP29'], promotions: [promotion] })
    expect(made.rejected[0]?.message).toBe(
      'The code LEAP29 isn’t active yet. It starts on March 1, 2024 at 12:00 AM (America/Los_Angeles).',
    )
  })
  it('says when it has ended', () => {
    expect(rejectedBy(promotionOf({ window: { zone, until: '2024-02-29T00:00' } }))).toBe('ended')
  })
  it('says when it is paused', () => {
    expect(rejectedBy({ ...leap, paused: true })).toBe('paused')
  })
  it('says when it is used up', () => {
    expect(rejectedBy(promotionOf({ limits: { total: 10 } }), stranger, { prm_1: 10 })).toBe('used-up')
  })
  it('says when this person has used it', () => {
    expect(rejectedBy(promotionOf({ limits: { perPerson: 2 } }), { ...known, uses: { prm_1: 2 } })).toBe('used-by-you')
  })
  it.each([{ kinds: ['webinar'] }, { events: ['5w21'] }, { products: ['5w22'] }, { tags: ['sales'] }])(
    'says when it is for other things than these: %o',
    (scope) => {
      expect(rejectedBy(promotionOf({ scope }))).toBe('not-for-these')
    },
  )
  it.each([forMembers, forDomain, forInvited])('asks members and strangers alike to sign in', (promotion) => {
    expect(rejectedBy(promotion, { ...member, known: false })).toBe('sign-in-needed')
    expect(rejectedBy(promotion, stranger)).toBe('sign-in-needed')
  })
  it.each([forMembers, forDomain, forInvited])('says when the account is not among those it is for', (promotion) => {
    expect(rejectedBy(promotion, { ...known, email: 'bob@notmsp.example' })).toBe('not-eligible')
  })
  it.each([forMembers, forDomain, forInvited])('applies for those it is for', (promotion) => {
    const made = quoteOf({ lines: [lineOf(39900)], codes: ['LEAP29'], promotions: [promotion], buyer: member })
    expect(made.totalCents).toBe(28329)
  })
  it.each([{ kinds: ['class'] }, { events: ['5W22'] }, { tags: ['Sales'] }, { kinds: ['webinar'], tags: ['sales'] }])(
    'applies to what its scope names in any list: %o',
    (scope) => {
      const lines = [lineOf(39900, { tags: ['sales'] })]
      expect(quoteOf({ lines, codes: ['LEAP29'], promotions: [promotionOf({ scope })] }).totalCents).toBe(28329)
    },
  )

  it('answers a hidden code exactly as an unknown one, whatever else is true of it', () => {
    const hidden = promotionOf({
      code: 'Secret',
      revealsAt: '2024-03-01T00:00',
      window: { zone, from: '2024-03-01T00:00', until: '2024-03-02T00:00' },
      audience: { type: 'members' },
      limits: { total: 1 },
      scope: { kinds: ['webinar'] },
    })
    for (const promotion of [hidden, { ...hidden, paused: true }]) {
      const input = { lines: [lineOf(39900)], usesTaken: { prm_1: 1 } }
      const ofHidden = quoteOf({ ...input, codes: ['SECRET'], promotions: [promotion] })
      const ofUnknown = quoteOf({ ...input, codes: ['NOSUCH'], promotions: [] })
      expect(ofHidden.rejected[0]?.reason).toBe('unknown')
      expect(JSON.parse(JSON.stringify(ofHidden).replaceAll('SECRET', 'NOSUCH'))).toEqual(ofUnknown)
    }
  })
  it('reveals a code at its moment, to the second', () => {
    const promotion = promotionOf({ revealsAt: '2024-02-29T08:00:00Z' })
    const reasons = ['2024-02-29T07:59:59Z', '2024-02-29T08:00:00Z'].map(
      (at) =>
        quoteOf({ lines: [lineOf(39900)], codes: ['LEAP29'], promotions: [promotion], now: at }).rejected[0]?.reason,
    )
    expect(reasons).toEqual(['unknown', undefined])
  })
  it('answers malformed and overlong codes as unknown, and blanks not at all', () => {
    const made = quoteOf({ lines: [lineOf(100)], codes: ['LEAP 29', 'X'.repeat(5000), '  '], promotions: [leap] })
    expect(made.rejected.map(({ reason }) => reason)).toEqual(['unknown', 'unknown'])
    expect(made.rejected.every(({ code }) => code.length <= 40)).toBe(true)
  })
  it('answers one of several spellings, alike whatever order they came in', () => {
    const [there, back] = [
      ['nosuch', 'NOSUCH', 'NoSuch'],
      ['NoSuch', 'NOSUCH', 'nosuch'],
    ].map((codes) => quoteOf({ codes }).rejected)
    expect(there).toEqual([{ code: 'NOSUCH', reason: 'unknown', message: expect.stringContaining('NOSUCH') }])
    expect(back).toEqual(there)
  })
  it('applies a code once, however often and however it is spelled', () => {
    const codes = ['LEAP29', ' leap29 ', 'ＬＥＡＰ２９']
    const made = quoteOf({ lines: [lineOf(39900)], codes, promotions: [promotionOf({ combinable: true })], now })
    expect([made.totalCents, made.rejected]).toEqual([28329, []])
  })
})
