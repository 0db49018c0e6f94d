import { type Instant, instantOf, type Window, within } from '../platform/index.ts'
import type { NewPromotion, Promotion } from './promotion.ts'

type Timed = Pick<NewPromotion, 'window' | 'revealsAt'> & Pick<Partial<Promotion>, 'endedAt'>
type Moments = { window: Window; revealsAt: Instant | undefined }

/** Worked out once for each promotion that was loaded: finding an instant in a zone costs more than a whole quote. */
const moments = new WeakMap<object, Moments>()

const momentsOf = (terms: Timed): Moments => {
  const known = moments.get(terms)
  if (known) return known
  const { window, revealsAt, endedAt } = terms
  const from = window?.from === undefined ? undefined : instantOf(window.from, window.zone)
  const until = window?.until === undefined ? undefined : instantOf(window.until, window.zone)
  const made: Moments = {
    window: { from, until: until === undefined || (endedAt !== undefined && endedAt < until) ? endedAt : until },
    revealsAt:
      revealsAt === undefined || revealsAt.endsWith('Z') ? revealsAt : instantOf(revealsAt, window?.zone ?? 'UTC'),
  }
  moments.set(terms, made)
  return made
}

/** The moments between which a promotion runs; an edge that it does not name is open. Ended early, it ends then. */
export const promotionWindow = (terms: Pick<Timed, 'window' | 'endedAt'>): Window => momentsOf(terms).window

/** The moment before which nobody may learn of a promotion, when it names one. */
export const promotionRevealsAt = (terms: Pick<Timed, 'revealsAt' | 'window'>): Instant | undefined =>
  momentsOf(terms).revealsAt

/** The state of a promotion. `hidden` is not yet revealed; `scheduled` is known but has not begun. */
export type PromotionState = 'scheduled' | 'hidden' | 'running' | 'used-up' | 'ended' | 'paused'

/**
 * Derived, never stored. Hidden comes first, so that nothing else about a hidden promotion shows.
 * @param uses  how many uses are taken, both held and confirmed
 * @param givenCents  how much of its budget is given, both held and confirmed
 */
export const promotionState = (promotion: Promotion, uses: number, now: Instant, givenCents = 0): PromotionState => {
  const { window, revealsAt } = momentsOf(promotion)
  if (revealsAt !== undefined && now < revealsAt) return 'hidden'
  if (window.until !== undefined && now >= window.until) return 'ended'
  if (promotion.paused) return 'paused'
  if (!within(window, now)) return 'scheduled'
  const { limits, budgetCents } = promotion
  if (limits?.total !== undefined && uses >= limits.total) return 'used-up'
  if (budgetCents !== undefined && givenCents >= budgetCents) return 'used-up'
  return 'running'
}

/** Uses one person may take: one of a promotion for first purchases, whatever else it says. */
export const perPersonLimit = ({ audience, limits }: Pick<Promotion, 'audience' | 'limits'>): number | undefined =>
  audience.type === 'first-purchase' ? 1 : limits?.perPerson
