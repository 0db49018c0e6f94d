import type { Instant } from '../platform/index.ts'
import type { Buyer, QuoteLine } from './cart.ts'
import { eventKinds, untouchedKind } from './kinds.ts'
import type { Audience, Minimum, Promotion, Scope } from './promotion.ts'
import { perPersonLimit, promotionState } from './promotion-state.ts'
import type { Missing, RejectionReason } from './rejection.ts'

/** A line as scopes are compared with it, so that its words are folded once for each quote. */
export type ScopedLine = { kind: string; isEvent: boolean; offering: string; tags: string[]; authors: string[] }

const folded = (words: readonly string[]): string[] => words.map((word) => word.trim().toLowerCase())

export const scopedLine = ({ kind, offering, tags, authors }: QuoteLine): ScopedLine => ({
  kind,
  isEvent: eventKinds.has(kind),
  offering,
  tags: folded(tags),
  authors: folded(authors),
})

/** Whether a promotion's scope names a line: by any one of its lists. What is sent by post costs what it costs. */
export const covers = (scope: Scope, line: ScopedLine): boolean => {
  if (line.kind === untouchedKind) return false
  if ('everything' in scope) return true
  const slugs = line.isEvent ? scope.events : scope.products
  return (
    scope.kinds?.includes(line.kind) ||
    slugs?.includes(line.offering) ||
    (scope.tags !== undefined && line.tags.some((tag) => scope.tags?.includes(tag))) ||
    (scope.authors !== undefined && line.authors.some((author) => scope.authors?.includes(author))) ||
    false
  )
}

const judgeAudience = (promotion: Promotion, buyer: Buyer): RejectionReason | undefined => {
  const { audience } = promotion
  if (audience.type === 'everyone') return undefined
  if (!buyer.known) return 'sign-in-needed'
  return belongs(audience, promotion.id, buyer) ? undefined : 'not-eligible'
}

const belongs = (audience: Audience, promotionId: string, buyer: Buyer): boolean => {
  const email = buyer.email?.trim().toLowerCase() ?? ''
  switch (audience.type) {
    case 'everyone':
      return true
    case 'members':
      return buyer.memberships.length > 0
    case 'plan':
      return buyer.memberships.some(({ plan }) => plan === audience.plan)
    case 'domains':
      return audience.domains.includes(email.slice(email.lastIndexOf('@') + 1))
    case 'emails':
      return audience.emails.includes(email)
    case 'first-purchase':
      return buyer.firstPurchase === true
    case 'imported':
      return buyer.invitedTo.includes(promotionId)
  }
}

/** Judged on what the promotion covers, at list price: a discount beside it does not take the minimum away. */
const missingOf = (minimum: Minimum, lines: readonly QuoteLine[], touched: readonly number[]): Missing | undefined => {
  let [cents, units] = [minimum.spendCents ?? 0, minimum.quantity ?? 0]
  for (const index of touched) {
    const line = lines[index]
    if (!line) continue
    cents -= line.unitCents * line.quantity
    units -= line.quantity
  }
  return cents > 0 || units > 0 ? { ...(cents > 0 && { cents }), ...(units > 0 && { units }) } : undefined
}

export type Situation = {
  lines: readonly QuoteLine[]
  scoped: readonly ScopedLine[]
  buyer: Buyer
  usesTaken: Readonly<Record<string, number>>
  centsGiven: Readonly<Record<string, number>>
  now: Instant
}

/** The lines that a promotion may touch (their indexes), or why it does not apply. */
export type Verdict =
  | { touched: number[]; reason?: undefined }
  | { reason: RejectionReason; missing?: Missing; touched?: undefined }

/**
 * Whether a promotion applies to this cart and person right now. Looks at the lines last, once each.
 * @param spent  whether the single-use code by which it was asked for has been used
 */
export const judge = (promotion: Promotion, situation: Situation, spent = false): Verdict => {
  const { lines, scoped, buyer, usesTaken, centsGiven, now } = situation
  const { id } = promotion
  const state = promotionState(promotion, usesTaken[id] ?? 0, now, centsGiven[id] ?? 0)
  if (state === 'hidden') return { reason: 'unknown' }
  if (state === 'scheduled') return { reason: 'not-started' }
  if (state !== 'running') return { reason: state }
  if (spent) return { reason: 'used-up' }
  const audience = judgeAudience(promotion, buyer)
  if (audience !== undefined) return { reason: audience }
  const perPerson = perPersonLimit(promotion)
  if (perPerson !== undefined && (buyer.uses[id] ?? 0) >= perPerson) return { reason: 'used-by-you' }
  const touched: number[] = []
  for (let index = 0; index < scoped.length; index += 1) {
    const line = scoped[index]
    if (line && covers(promotion.scope, line)) touched.push(index)
  }
  if (touched.length === 0) return { reason: 'not-for-these' }
  const missing = promotion.minimum && missingOf(promotion.minimum, lines, touched)
  return missing ? { reason: 'below-minimum', missing } : { touched }
}
