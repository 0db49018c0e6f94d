import { Problem } from '../platform/index.ts'
import { blockingRejections, type Quote } from './quote.ts'

/** What can be wrong with a promotion's terms, found when it is saved. */
export type PromotionFault =
  | 'pricing.code-missing'
  | 'pricing.code-not-wanted'
  | 'pricing.bad-code'
  | 'pricing.bad-benefit'
  | 'pricing.empty-scope'
  | 'pricing.empty-audience'
  | 'pricing.bad-limits'
  | 'pricing.bad-window'
  | 'pricing.skipped-hour'
  | 'pricing.bad-reveal'
  | 'pricing.unknown-kind'
  | 'pricing.unknown-plan'
  | 'pricing.bad-budget'
  | 'pricing.bad-minimum'
  | 'pricing.bad-combination'

/** An order names codes that do not apply: nothing is placed at another price than the one asked for. */
export const codeNotApplied = (quote: Pick<Quote, 'rejected'>): Problem => {
  const rejected = blockingRejections(quote)
  const message = rejected[0]?.message ?? 'A code doesn’t apply to this order.'
  return new Problem('conflict', 'pricing.code-not-applied', message, { rejected })
}

/** The total that the buyer expected no longer holds; the new quote goes with it. */
export const priceChanged = (quote: Quote): Problem =>
  new Problem('conflict', 'pricing.changed', 'The price has changed. Please check the new total before you confirm.', {
    quote,
  })

export const codeTaken = (code: string): Problem =>
  new Problem(
    'conflict',
    'pricing.code-taken',
    `Another promotion already uses the code ${code}. Codes that differ only in case or dashes count as the same.`,
  )

/** Two automatic promotions that do not combine claim the same purchases at the same time. */
export const overlaps = (other: { id: string; title: string }): Problem => {
  const message = `“${other.title}” also applies automatically to the same items at the same time. Change the dates of one of them, or pause it.`
  return new Problem('conflict', 'pricing.overlap', message, {
    promotion: other.id,
    errors: [{ path: 'window', message }],
  })
}

export const unknownPlan = (plan: string): Problem => {
  const message = `There’s no plan called ${plan}.`
  return new Problem('invalid', 'pricing.unknown-plan', message, {
    errors: [{ path: 'audience.plan', message }],
  })
}

/** Someone else saved the promotion in between. */
export const promotionChanged = (): Problem =>
  new Problem(
    'conflict',
    'pricing.promotion-changed',
    'Someone else just edited this promotion. Reload to see it, then make your change again.',
  )
