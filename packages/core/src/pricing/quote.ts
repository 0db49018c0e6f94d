import * as z from 'zod'
import { Cents, Currency, type Instant } from '../platform/index.ts'
import { bestOutcome, payable } from './allocate.ts'
import type { Buyer, QuoteLine } from './cart.ts'
import { codeLength, normalizeCode } from './code.ts'
import { judge, Rejection, rejection } from './eligibility.ts'
import type { Promotion } from './promotion.ts'

/** Something that lowered the price, and by how much. */
export const Applied = z.object({
  source: z.enum(['promotion', 'membership', 'rounding']),
  promotionId: z.string().optional(),
  code: z.string().optional(),
  title: z.string(),
  discountCents: z.int().min(0),
})
export type Applied = z.infer<typeof Applied>

/** One use of a limited promotion: an order takes it once, whatever its lines. */
export const PromotionUse = z.object({
  promotionId: z.string(),
  limitTotal: z.int().optional(),
  limitPerPerson: z.int().optional(),
  count: z.int().min(1),
})
export type PromotionUse = z.infer<typeof PromotionUse>

export const QuotedLine = z.object({
  sku: z.string(),
  quantity: z.int(),
  unitCents: Cents,
  listCents: z.int().min(0),
  discountCents: z.int().min(0),
  totalCents: z.int().min(0),
  applied: z.array(Applied),
})
export type QuotedLine = z.infer<typeof QuotedLine>

/** What an order costs, why, and which codes did not apply. The lines sum to the totals, always. */
export const Quote = z.object({
  lines: z.array(QuotedLine),
  listCents: z.int().min(0),
  discountCents: z.int().min(0),
  totalCents: z.int().min(0),
  applied: z.array(Applied),
  rejected: z.array(Rejection),
  /** The total was 1 to 49 cents, less than Stripe charges, and was rounded down to nothing. */
  roundedToFree: z.boolean(),
  /** What the order must take, in the transaction that places it. Promotions without limits take nothing. */
  uses: z.array(PromotionUse),
  currency: Currency,
})
export type Quote = z.infer<typeof Quote>

export type QuoteInput = {
  lines: QuoteLine[]
  codes: string[]
  /** Those that the codes name, and the automatic ones; others are left aside. */
  promotions: Promotion[]
  usesTaken: Record<string, number>
  buyer: Buyer
  now: Instant
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/** Codes by how they are compared, each with one spelling to answer with, alike whatever order they came in. */
const spellings = (codes: readonly string[]): [normalized: string, sent: string][] => {
  const found = new Map<string, string>()
  for (const code of codes) {
    const sent = code.trim().slice(0, codeLength)
    if (sent === '') continue
    // Malformed codes stay apart from each other, each unknown under its own spelling.
    const key = normalizeCode(code) || ` ${sent}`
    const known = found.get(key)
    if (known === undefined || sent < known) found.set(key, sent)
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

const isMember = (buyer: Buyer): boolean => buyer.known && buyer.memberships.some((membership) => membership.allAccess)

type Cut = { by: Omit<Applied, 'discountCents'>; cents: Cents[] }

/**
 * What an order costs. Pure: the same function serves cart, checkout, API and the admin's simulator.
 * Among promotions that do not combine, each line gets its best single price; combinable ones add on top of that. Of all
 * sets of applicable promotions the cheapest is taken, so a code never makes anything dearer.
 */
export const quote = ({ lines, codes, promotions, usesTaken, buyer, now }: QuoteInput): Quote => {
  const list = lines.map((line) => line.unitCents * line.quantity)
  const included = lines.map((line, index) => (line.includedInMembership && isMember(buyer) ? (list[index] ?? 0) : 0))
  const cuts: Cut[] = [{ by: { source: 'membership', title: 'Included in your membership' }, cents: included }]

  const rejected: Rejection[] = []
  const applicable: { promotion: Promotion; sent?: string }[] = []
  for (const promotion of promotions) {
    if (promotion.trigger === 'automatic' && judge(promotion, { lines, buyer, usesTaken, now }) === undefined)
      applicable.push({ promotion })
  }
  for (const [normalized, sent] of spellings(codes)) {
    const promotion = promotions.find(
      (known) => known.trigger === 'code' && normalizeCode(known.code ?? '') === normalized,
    )
    const reason = promotion === undefined ? 'unknown' : judge(promotion, { lines, buyer, usesTaken, now })
    if (promotion === undefined || reason !== undefined) rejected.push(rejection(sent, reason ?? 'unknown', promotion))
    else applicable.push({ promotion, sent })
  }

  const outcome = bestOutcome(
    applicable.map(({ promotion }) => promotion),
    lines,
    list.map((cents, index) => cents - (included[index] ?? 0)),
  )
  const uses: PromotionUse[] = []
  for (const { promotion, cents } of outcome.cuts) {
    const { id: promotionId, title, limits } = promotion
    cuts.push({
      by: { source: 'promotion', promotionId, ...(promotion.code && { code: promotion.code }), title },
      cents,
    })
    if (limits?.total === undefined && limits?.perPerson === undefined) continue
    uses.push({
      promotionId,
      ...(limits.total !== undefined && { limitTotal: limits.total }),
      ...(limits.perPerson !== undefined && { limitPerPerson: limits.perPerson }),
      count: 1,
    })
  }
  for (const { promotion, sent } of applicable) {
    if (sent === undefined || outcome.cuts.some((cut) => cut.promotion.id === promotion.id)) continue
    rejected.push(rejection(sent, 'outranked', promotion))
  }

  const roundedToFree = payable(sum(outcome.prices)) !== sum(outcome.prices)
  if (roundedToFree) cuts.push({ by: { source: 'rounding', title: 'Rounded down to free' }, cents: outcome.prices })
  return { ...totals(lines, list, cuts), rejected: rejected.sort(byCode), roundedToFree, uses, currency: 'USD' }
}

const byCode = (a: Rejection, b: Rejection): number => {
  const [left, right] = [normalizeCode(a.code) || a.code, normalizeCode(b.code) || b.code]
  return left === right ? 0 : left < right ? -1 : 1
}

/** Lines and sums, from the list prices and what was cut off each line. */
const totals = (lines: readonly QuoteLine[], list: readonly Cents[], cuts: readonly Cut[]) => {
  const quoted = lines.map(({ sku, quantity, unitCents }, index): QuotedLine => {
    const applied = cuts
      .map(({ by, cents }) => ({ ...by, discountCents: cents[index] ?? 0 }))
      .filter(({ discountCents }) => discountCents > 0)
    const listCents = list[index] ?? 0
    const discountCents = sum(applied.map((cut) => cut.discountCents))
    return { sku, quantity, unitCents, listCents, discountCents, totalCents: listCents - discountCents, applied }
  })
  return {
    lines: quoted,
    listCents: sum(quoted.map((line) => line.listCents)),
    discountCents: sum(quoted.map((line) => line.discountCents)),
    totalCents: sum(quoted.map((line) => line.totalCents)),
    applied: cuts
      .map(({ by, cents }) => ({ ...by, discountCents: sum(cents) }))
      .filter(({ discountCents }) => discountCents > 0),
  }
}

/** The rejections that stop an order. A code that is merely outranked by a better price stops nothing. */
export const blockingRejections = ({ rejected }: Pick<Quote, 'rejected'>): Rejection[] =>
  rejected.filter(({ reason }) => reason !== 'outranked')
