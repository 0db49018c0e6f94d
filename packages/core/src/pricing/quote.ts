import * as z from 'zod'
import { Cents, Currency, cutText, type Instant } from '../platform/index.ts'
import { bestOutcome, type Candidate, payable } from './allocate.ts'
import { cutsOf } from './benefit-cut.ts'
import type { Buyer, QuoteLine } from './cart.ts'
import { codeLength, normalizeCode } from './code.ts'
import { judge, type Situation, scopedLine } from './eligibility.ts'
import type { Promotion } from './promotion.ts'
import { perPersonLimit } from './promotion-state.ts'
import { Rejection, rejection } from './rejection.ts'

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
  /** The single-use code that is spent on it, as it is compared. */
  code: z.string().optional(),
  limitTotal: z.int().optional(),
  limitPerPerson: z.int().optional(),
  /** The budget, and what this order takes of it. */
  budgetCents: z.int().optional(),
  spentCents: z.int().optional(),
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

/** A code that works once: whose it is, and whether it has been used. */
export type SingleCode = { promotionId: string; used: boolean }

export type QuoteInput = {
  lines: QuoteLine[]
  codes: string[]
  /** Those that the codes name, and the automatic ones; others are left aside. */
  promotions: Promotion[]
  usesTaken: Record<string, number>
  /** What is given of promotions' budgets, by promotion. */
  centsGiven?: Record<string, number>
  /** The single-use codes among those sent, as they are compared. */
  singleCodes?: Record<string, SingleCode>
  buyer: Buyer
  now: Instant
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/** Codes by how they're compared, each with one spelling to show, whatever order they came in. */
const spellings = (codes: readonly string[]): [normalized: string, sent: string][] => {
  const found = new Map<string, string>()
  for (const code of codes) {
    const sent = cutText(code.trim(), codeLength)
    if (sent === '') continue
    // Malformed codes stay apart from each other, each unknown under its own spelling.
    const key = normalizeCode(code) || ` ${sent}`
    const known = found.get(key)
    if (known === undefined || sent < known) found.set(key, sent)
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

const isIncluded = ({ includedFor }: QuoteLine, { known, memberships }: Buyer): boolean =>
  known &&
  (includedFor === 'members'
    ? memberships.length > 0
    : includedFor === 'all-access' && memberships.some(({ allAccess }) => allAccess))

type Cut = { by: Omit<Applied, 'discountCents'>; cents: Cents[] }

/** Codes as they are compared, worked out once for each promotion that was loaded. */
const normalCodes = new WeakMap<Promotion, string>()

const normalCodeOf = (promotion: Promotion): string => {
  const known = normalCodes.get(promotion)
  if (known !== undefined) return known
  const made = normalizeCode(promotion.code ?? '')
  normalCodes.set(promotion, made)
  return made
}

type Asked = Candidate & { sent?: string; single?: string }

/** The promotions that apply, each once, and the codes that do not, with the reason. */
const judgeAll = (input: QuoteInput, situation: Situation): { applicable: Asked[]; rejected: Rejection[] } => {
  const { promotions, codes, singleCodes = {} } = input
  const applicable: Asked[] = []
  const rejected: Rejection[] = []
  const left = ({ id, budgetCents }: Promotion) =>
    budgetCents === undefined ? undefined : budgetCents - (situation.centsGiven[id] ?? 0)
  const [named, byId] = [new Map<string, Promotion>(), new Map<string, Promotion>()]
  for (const promotion of promotions) {
    if (promotion.trigger === 'code') {
      byId.set(promotion.id, promotion)
      if (promotion.code !== undefined) named.set(normalCodeOf(promotion), promotion)
      continue
    }
    const { touched } = judge(promotion, situation)
    if (touched) applicable.push({ promotion, touched, budgetLeft: left(promotion) })
  }
  for (const [normalized, sent] of spellings(codes)) {
    const single = Object.hasOwn(singleCodes, normalized) ? singleCodes[normalized] : undefined
    const promotion = named.get(normalized) ?? (single && byId.get(single.promotionId))
    if (promotion === undefined) {
      rejected.push(rejection(sent, 'unknown'))
      continue
    }
    const verdict = judge(promotion, situation, single?.used)
    // Of several codes of one promotion the first serves; the others are not spent.
    const again = applicable.some((asked) => asked.promotion.id === promotion.id)
    if (verdict.reason !== undefined) rejected.push(rejection(sent, verdict.reason, promotion, verdict.missing))
    else if (again) rejected.push(rejection(sent, 'outranked', promotion))
    else {
      const own = single ? { single: normalized } : {}
      applicable.push({ promotion, touched: verdict.touched, budgetLeft: left(promotion), sent, ...own })
    }
  }
  return { applicable, rejected }
}

/** What an order takes of a promotion, when anything of it is counted. */
const useOf = ({ promotion, single }: Asked, spentCents: Cents): PromotionUse | undefined => {
  const { id: promotionId, limits, budgetCents } = promotion
  const limitPerPerson = perPersonLimit(promotion)
  const counted = [single, limits?.total, limitPerPerson, budgetCents].some((limit) => limit !== undefined)
  if (!counted) return undefined
  return {
    promotionId,
    ...(single !== undefined && { code: single }),
    ...(limits?.total !== undefined && { limitTotal: limits.total }),
    ...(limitPerPerson !== undefined && { limitPerPerson }),
    ...(budgetCents !== undefined && { budgetCents, spentCents }),
    count: 1,
  }
}

/**
 * What an order costs. Pure: the same function serves cart, checkout, API and the admin's simulator.
 * Among promotions that do not combine, each line gets its best single price; combinable ones add on top of that. Of all
 * sets of applicable promotions the cheapest is taken, so a code never makes anything dearer.
 */
export const quote = (input: QuoteInput): Quote => {
  const { lines, usesTaken, centsGiven = {}, buyer, now } = input
  const list = lines.map((line) => line.unitCents * line.quantity)
  const included = lines.map((line, index) => (isIncluded(line, buyer) ? (list[index] ?? 0) : 0))
  const cuts: Cut[] = [{ by: { source: 'membership', title: 'Included in your membership' }, cents: included }]
  const situation = { lines, scoped: lines.map(scopedLine), buyer, usesTaken, centsGiven, now }
  const { applicable, rejected } = judgeAll(input, situation)

  const start = list.map((cents, index) => cents - (included[index] ?? 0))
  const outcome = bestOutcome(applicable, lines, start)
  const asked = new Map(applicable.map((each) => [each.promotion, each]))
  const uses: PromotionUse[] = []
  for (const { promotion, cents } of outcome.cuts) {
    const by = asked.get(promotion)
    if (!by) continue
    asked.delete(promotion)
    const code = by.single ?? promotion.code
    const { id: promotionId, title } = promotion
    cuts.push({ by: { source: 'promotion', promotionId, ...(code && { code }), title }, cents })
    const use = useOf(by, sum(cents))
    if (use) uses.push(use)
  }
  for (const { promotion, touched, budgetLeft, sent } of asked.values()) {
    if (sent === undefined) continue
    const tooMuch = budgetLeft !== undefined && sum(cutsOf(promotion, lines, start, touched)) > budgetLeft
    rejected.push(rejection(sent, tooMuch ? 'used-up' : 'outranked', promotion))
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
