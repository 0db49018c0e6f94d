import * as z from 'zod'
import { epochMilliseconds, type Instant } from '../platform/index.ts'
import type { Buyer, QuoteLine } from './cart.ts'
import { type Audience, type Promotion, promotionState, promotionWindow, type Scope } from './promotion.ts'

/**
 * Why a code did not apply. `unknown` covers malformed and not yet revealed codes too, word for word alike;
 * `sign-in-needed` says nothing of whether signing in will help; `outranked` means that the price is as low without it.
 */
export const RejectionReason = z.enum([
  'unknown',
  'not-started',
  'ended',
  'paused',
  'used-up',
  'used-by-you',
  'not-for-these',
  'sign-in-needed',
  'not-eligible',
  'outranked',
])
export type RejectionReason = z.infer<typeof RejectionReason>

/** A code as it was sent, why it did not apply, and that in a sentence for the buyer. */
export const Rejection = z.object({ code: z.string(), reason: RejectionReason, message: z.string() })
export type Rejection = z.infer<typeof Rejection>

const eventKinds = new Set(['class', 'webinar', 'breakout', 'conference', 'meeting'])

/** Whether a promotion's scope names a line: by any one of its lists. */
export const covers = (scope: Scope, line: Pick<QuoteLine, 'kind' | 'offering' | 'tags'>): boolean => {
  if ('everything' in scope) return true
  const slugs = eventKinds.has(line.kind) ? scope.events : scope.products
  return (
    (scope.kinds?.includes(line.kind) ?? false) ||
    (slugs?.includes(line.offering) ?? false) ||
    line.tags.some((tag) => scope.tags?.includes(tag.toLowerCase()) ?? false)
  )
}

const judgeAudience = (audience: Audience, buyer: Buyer): RejectionReason | undefined => {
  if (audience.type === 'everyone') return undefined
  if (!buyer.known) return 'sign-in-needed'
  const email = buyer.email?.trim().toLowerCase() ?? ''
  const belongs = {
    members: () => buyer.memberships.length > 0,
    domains: () => audience.type === 'domains' && audience.domains.includes(email.slice(email.lastIndexOf('@') + 1)),
    emails: () => audience.type === 'emails' && audience.emails.includes(email),
  }[audience.type]()
  return belongs ? undefined : 'not-eligible'
}

type Situation = { lines: readonly QuoteLine[]; buyer: Buyer; usesTaken: Record<string, number>; now: Instant }

/** Why a promotion does not apply to this cart and person at this moment, or nothing when it does. */
export const judge = (
  promotion: Promotion,
  { lines, buyer, usesTaken, now }: Situation,
): RejectionReason | undefined => {
  const state = promotionState(promotion, usesTaken[promotion.id] ?? 0, now)
  if (state === 'hidden') return 'unknown'
  if (state === 'scheduled') return 'not-started'
  if (state !== 'running') return state
  const audience = judgeAudience(promotion.audience, buyer)
  if (audience !== undefined) return audience
  const perPerson = promotion.limits?.perPerson
  if (perPerson !== undefined && (buyer.uses[promotion.id] ?? 0) >= perPerson) return 'used-by-you'
  return lines.some((line) => covers(promotion.scope, line)) ? undefined : 'not-for-these'
}

/** A moment in the promotion's own zone, which it names. */
const momentIn = (zone: string, instant: Instant): string => {
  const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: zone })
  return `${format.format(epochMilliseconds(instant)).replace(/\u202f/g, ' ')} (${zone})`
}

const starts = (promotion: Promotion | undefined): string => {
  const from = promotion && promotionWindow(promotion).from
  return from && promotion.window ? ` It starts on ${momentIn(promotion.window.zone, from)}.` : ''
}

const sentences: Record<RejectionReason, (code: string, promotion: Promotion | undefined) => string> = {
  // Only what the buyer typed may stand here, because a hidden code must answer as an unknown one.
  unknown: (code) => `We do not know the code ${code}. Please check how it is spelled.`,
  'not-started': (code, promotion) => `The code ${code} cannot be used yet.${starts(promotion)}`,
  ended: (code) => `The code ${code} has ended.`,
  paused: (code) => `The code ${code} is not available at the moment.`,
  'used-up': (code) => `The code ${code} has been used up.`,
  'used-by-you': (code) => `You have used the code ${code} as often as one person may.`,
  'not-for-these': (code) => `The code ${code} is not for anything in this order.`,
  'sign-in-needed': (code) => `The code ${code} is only for certain people. Sign in to see whether you can use it.`,
  'not-eligible': (code) => `The code ${code} is not open to your account.`,
  outranked: (code) => `The code ${code} was not needed: your price is at least as low without it.`,
}

export const rejection = (code: string, reason: RejectionReason, promotion?: Promotion): Rejection => ({
  code,
  reason,
  message: sentences[reason](code, promotion),
})
