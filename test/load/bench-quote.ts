import { performance } from 'node:perf_hooks'
import { definePromotion, NewPromotion, type Promotion, type QuoteInput, quote } from '@lectern/core/pricing'

const benefits = [
  { type: 'percent', percentBasisPoints: 1500 },
  { type: 'amount', amountCents: 700 },
  { type: 'price', priceCents: 1900 },
  { type: 'percent', percentBasisPoints: 2900 },
]
const scopes = [
  { everything: true },
  { kinds: ['book', 'class'] },
  { tags: ['sales', 'service'] },
  { authors: ['ann author', 'bo writer'] },
  { products: ['title-3', 'title-7', 'title-11'] },
]
const audiences = [{ type: 'everyone' }, { type: 'members' }, { type: 'domains', domains: ['msp.example'] }]

/** Running promotions of every sort, most of them automatic and all of them judged; two have the codes that are sent. */
const promotionsFor = (count: number): Promotion[] =>
  Array.from({ length: count }, (_, at) => {
    const benefit = benefits[at % benefits.length]
    const coded = at < 2
    const combinable = at % 8 === 1
    const sent = {
      title: `Promotion ${at}`,
      trigger: coded ? 'code' : 'automatic',
      ...(coded && { code: `CODE-${at}` }),
      // Small where it adds up, so that something is left to take from until the last.
      benefit: combinable ? { type: 'percent', percentBasisPoints: 100 } : benefit,
      scope: scopes[at % scopes.length],
      audience: audiences[at % audiences.length],
      window: { zone: 'America/Los_Angeles', from: '2024-02-01T00:00', until: '2024-04-01T00:00' },
      minimum: at % 7 === 0 ? { spendCents: 1000 } : undefined,
      limits: at % 5 === 0 ? { total: 1000 } : undefined,
      combinable,
    }
    return definePromotion(NewPromotion.parse(sent), `prm_${String(at).padStart(3, '0')}`, '2024-01-01T00:00:00Z')
  })

/** A cart of so many lines, with so many promotions running; nearly all of them apply to some line. */
export const crowdedQuote = (lines: number, promotions: number): QuoteInput => ({
  lines: Array.from({ length: lines }, (_, at) => ({
    sku: `title-${at}:e-book`,
    quantity: 1 + (at % 3),
    unitCents: 1999 + 310 * at,
    title: `Title ${at}`,
    kind: at % 2 === 0 ? 'book' : 'audio',
    offering: `title-${at}`,
    tags: at % 3 === 0 ? ['sales'] : ['service', 'finance'],
    authors: at % 4 === 0 ? ['Ann Author'] : ['Someone Else', 'Bo Writer'],
    includedFor: 'nobody',
  })),
  codes: ['CODE-0', 'CODE-1'],
  promotions: promotionsFor(promotions),
  usesTaken: {},
  buyer: {
    known: true,
    email: 'ann@msp.example',
    memberships: [{ plan: 'community', allAccess: false }],
    uses: {},
    invitedTo: [],
  },
  now: '2024-03-01T12:00:00Z',
})

export type QuoteTimes = {
  /** Milliseconds of one quote, the median of many, at 20 lines with each number of promotions. */
  byPromotions: { promotions: number; milliseconds: number }[]
  /** The same at 200 promotions with each number of lines. */
  byLines: { lines: number; milliseconds: number }[]
  /** How much longer the largest takes than the smallest, beside how much larger it is. At most `size` is linear. */
  promotionsRatio: { size: number; time: number }
  linesRatio: { size: number; time: number }
}

const rounds = 300

/** The median time of one quote, once the engine has compiled it. */
const timeOf = (lines: number, promotions: number): number => {
  const input = crowdedQuote(lines, promotions)
  for (let round = 0; round < rounds; round += 1) quote(input)
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    quote(input)
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
}

/** What a quote takes, with 25 to 200 running promotions and with 5 to 20 lines. */
export const timeQuotes = (): QuoteTimes => {
  const byPromotions = [25, 50, 100, 200].map((promotions) => ({ promotions, milliseconds: timeOf(20, promotions) }))
  const byLines = [5, 10, 20].map((lines) => ({ lines, milliseconds: timeOf(lines, 200) }))
  const ratio = (size: number, times: { milliseconds: number }[]) => ({
    size,
    time: (times.at(-1)?.milliseconds ?? 0) / (times[0]?.milliseconds || 1),
  })
  return { byPromotions, byLines, promotionsRatio: ratio(8, byPromotions), linesRatio: ratio(4, byLines) }
}
