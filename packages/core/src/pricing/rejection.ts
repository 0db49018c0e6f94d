import * as z from 'zod'
import { epochMilliseconds, formatCents, type Instant } from '../platform/index.ts'
import type { Promotion } from './promotion.ts'
import { promotionWindow } from './promotion-state.ts'

/**
 * Why a code did not apply. `unknown` covers malformed and not yet revealed codes too, word for word the same;
 * `sign-in-needed` says nothing of whether signing in will help; `used-up` covers a budget that the discount no longer
 * fits into and a single-use code that was used; `outranked` means that the price is as low without it.
 */
export const RejectionReason = z.enum([
  'unknown',
  'not-started',
  'ended',
  'paused',
  'used-up',
  'used-by-you',
  'not-for-these',
  'below-minimum',
  'sign-in-needed',
  'not-eligible',
  'outranked',
])
export type RejectionReason = z.infer<typeof RejectionReason>

/** A code as it was sent, why it did not apply, and that in a sentence for the buyer. */
export const Rejection = z.object({ code: z.string(), reason: RejectionReason, message: z.string() })
export type Rejection = z.infer<typeof Rejection>

/** What an order lacks of a promotion's minimum. */
export type Missing = { cents?: number; units?: number }

/** A moment in the promotion's own zone, which it names. */
const momentIn = (zone: string, instant: Instant): string => {
  const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: zone })
  return `${format.format(epochMilliseconds(instant)).replace(/\u202f/g, ' ')} (${zone})`
}

const starts = (promotion: Promotion | undefined): string => {
  const from = promotion && promotionWindow(promotion).from
  return from && promotion.window ? ` It starts on ${momentIn(promotion.window.zone, from)}.` : ''
}

const lacks = ({ cents, units }: Missing): string =>
  [
    ...(cents === undefined ? [] : [`${formatCents(cents)} more`]),
    ...(units === undefined ? [] : [`${units} ${units === 1 ? 'unit' : 'units'} more`]),
  ].join(' and ')

type Sentence = (code: string, promotion: Promotion | undefined, missing: Missing) => string

const sentences: Record<RejectionReason, Sentence> = {
  // Show only what the buyer typed, because a hidden code must get the same answer as an unknown one.
  unknown: (code) => `“${code}” isn’t a valid code. Check the spelling.`,
  'not-started': (code, promotion) => `The code ${code} isn’t active yet.${starts(promotion)}`,
  ended: (code) => `The code ${code} has ended.`,
  paused: (code) => `The code ${code} isn’t available right now.`,
  'used-up': (code) => `The code ${code} has been used up.`,
  'used-by-you': (code) => `You’ve already used the code ${code} as many times as you can.`,
  'not-for-these': (code) => `The code ${code} doesn’t apply to anything in this order.`,
  'below-minimum': (code, _, missing) =>
    `The code ${code} needs a larger order. Add ${lacks(missing)} of what it covers.`,
  'sign-in-needed': (code) => `The code ${code} is only for certain people. Sign in to see if you can use it.`,
  'not-eligible': (code) => `The code ${code} isn’t available to your account.`,
  outranked: (code) => `You don’t need the code ${code}. Your price is just as low or lower without it.`,
}

export const rejection = (
  code: string,
  reason: RejectionReason,
  promotion?: Promotion,
  missing: Missing = {},
): Rejection => ({ code, reason, message: sentences[reason](code, promotion, missing) })
