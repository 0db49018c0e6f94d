import * as z from 'zod'
import type { Cents } from '../platform/index.ts'
import { cutsOf } from './benefit-cut.ts'
import { normalizeCode } from './code.ts'
import { judge, scopedLine } from './eligibility.ts'
import type { Promotion } from './promotion.ts'
import { promotionState } from './promotion-state.ts'
import type { Quote, QuoteInput } from './quote.ts'
import { RejectionReason } from './rejection.ts'

/** Why a promotion did nothing, in an organizer's words: hidden ones have a name of their own here. */
export const UnappliedReason = z.enum(['hidden', ...RejectionReason.options])
export type UnappliedReason = z.infer<typeof UnappliedReason>

/** A promotion that was looked at for a cart, and what came of it. For organizers only: hidden ones are among them. */
export const Considered = z.object({
  promotionId: z.string(),
  title: z.string(),
  trigger: z.enum(['code', 'automatic']),
  /** As it was sent. */
  code: z.string().optional(),
  applied: z.boolean(),
  discountCents: z.int().min(0),
  reason: UnappliedReason.optional(),
  message: z.string(),
})
export type Considered = z.infer<typeof Considered>

const sentences: Record<UnappliedReason, string> = {
  hidden: 'The code isn’t revealed yet, so the buyer is told it isn’t valid.',
  unknown: 'The buyer is told the code isn’t valid.',
  'not-started': 'It hasn’t started yet.',
  ended: 'It has ended.',
  paused: 'It’s paused.',
  'used-up': 'It has reached its limit, or its budget can’t cover this discount.',
  'used-by-you': 'This person has reached the per-person limit.',
  'not-for-these': 'It doesn’t apply to anything in the cart.',
  'below-minimum': 'The cart doesn’t meet its minimum.',
  'sign-in-needed': 'It’s only for certain people, and this buyer isn’t signed in.',
  'not-eligible': 'It isn’t for this person.',
  outranked: 'The price is as low or lower without it.',
}

const sum = (amounts: readonly Cents[]): Cents => amounts.reduce((total, amount) => total + amount, 0)

/**
 * What came of every promotion that a quote looked at: the automatic ones, and those that its codes name. Pure, and by
 * the quote's own judging. Codes that name nothing are only in the quote's `rejected`.
 * @param made  the quote of exactly this input
 * @param hidden  promotions that the codes name and that the input leaves out, since they are not revealed
 */
export const explainQuote = (input: QuoteInput, made: Quote, hidden: readonly Promotion[] = []): Considered[] => {
  const { lines, codes, singleCodes = {}, usesTaken, centsGiven = {}, buyer, now } = input
  const situation = { lines, scoped: lines.map(scopedLine), buyer, usesTaken, centsGiven, now }
  const cutByMembership = (line: number): Cents =>
    sum((made.lines[line]?.applied ?? []).flatMap((cut) => (cut.source === 'membership' ? [cut.discountCents] : [])))
  const start = lines.map((line, index) => line.unitCents * line.quantity - cutByMembership(index))

  const sentFor = ({ id, code }: Promotion): string | undefined =>
    codes.find((sent) => {
      const normal = normalizeCode(sent)
      return normal !== '' && (normal === normalizeCode(code ?? '') || singleCodes[normal]?.promotionId === id)
    })

  const reasonOf = (promotion: Promotion, sent: string | undefined): UnappliedReason => {
    if (promotionState(promotion, 0, now) === 'hidden') return 'hidden'
    const rejected = made.rejected.find(({ code }) => normalizeCode(code) === normalizeCode(sent ?? ''))
    if (sent !== undefined && rejected) return rejected.reason
    const { touched, reason } = judge(promotion, situation)
    if (reason !== undefined) return reason
    const left =
      promotion.budgetCents === undefined ? undefined : promotion.budgetCents - (centsGiven[promotion.id] ?? 0)
    return left !== undefined && sum(cutsOf(promotion, lines, start, touched)) > left ? 'used-up' : 'outranked'
  }

  const known = new Set(input.promotions.map(({ id }) => id))
  return [...input.promotions, ...hidden.filter(({ id }) => !known.has(id))].flatMap((promotion): Considered[] => {
    const { id: promotionId, title, trigger } = promotion
    const sent = trigger === 'code' ? sentFor(promotion) : undefined
    if (trigger === 'code' && sent === undefined) return []
    const discountCents = sum(
      made.applied.flatMap((cut) => (cut.promotionId === promotionId ? [cut.discountCents] : [])),
    )
    const about = { promotionId, title, trigger, ...(sent !== undefined && { code: sent }), discountCents }
    if (discountCents > 0) return [{ ...about, applied: true, message: 'Applied.' }]
    const reason = reasonOf(promotion, sent)
    return [{ ...about, applied: false, reason, message: sentences[reason] }]
  })
}
