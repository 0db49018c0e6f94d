import type { Instant, Table } from '../platform/index.ts'
import type { Buyer } from './cart.ts'
import { findInvitations } from './invited-store.ts'
import type { Promotion } from './promotion.ts'
import { perPersonLimit, promotionState } from './promotion-state.ts'
import type { PromotionUse, QuoteInput } from './quote.ts'
import { findNamed, listAutomaticPromotions } from './store.ts'
import { promotionCounts, usesByPerson } from './uses-store.ts'

/** What `quote` needs to know of promotions, and what of the buyer depends on which there are. */
export type Offers = Omit<QuoteInput, 'lines' | 'codes' | 'buyer' | 'now'> & {
  buyer: Pick<Buyer, 'uses' | 'firstPurchase' | 'invitedTo'>
}

/** Who it's for: whose uses are counted, whose address is looked up, and how to find out whether they ever bought. */
export type OfferBuyer = {
  personId?: string | undefined
  /** Only of someone known; of others no list is looked up. */
  email?: string | undefined
  /** Asked once, and only when a promotion for first purchases runs. Left out, nobody's is the first. */
  isFirstPurchase?: (() => Promise<boolean>) | undefined
  /**
   * Uses that are held in their name and do not count against them. Asked once, and only of promotions of which they would
   * have no use left.
   */
  heldByOthers?: ((promotionIds: string[]) => Promise<PromotionUse[]>) | undefined
}

/**
 * Loads what a quote of these codes needs: the promotions that they name and the automatic ones, then what is counted
 * of those that run. What is not yet revealed is left out before anything else is read for it, so that the work done
 * for a hidden code is that for an unknown one.
 */
export const loadOffers = async (
  table: Table,
  codes: readonly string[],
  now: Instant,
  { personId, email, isFirstPurchase, heldByOthers }: OfferBuyer = {},
): Promise<Offers> => {
  const [named, automatic] = await Promise.all([findNamed(table, codes), listAutomaticPromotions(table)])
  const stateOf = (promotion: Promotion) => promotionState(promotion, 0, now)
  const promotions = [...named.promotions, ...automatic].filter((promotion) => stateOf(promotion) !== 'hidden')
  const running = promotions.filter((promotion) => stateOf(promotion) === 'running')
  const idsOf = (which: (promotion: Promotion) => boolean): string[] => running.filter(which).map(({ id }) => id)
  const [counts, uses, invitedTo, firstPurchase] = await Promise.all([
    promotionCounts(
      table,
      idsOf(({ limits, budgetCents }) => limits?.total !== undefined || budgetCents !== undefined),
    ),
    personId === undefined
      ? ({} as Record<string, number>)
      : usesByPerson(
          table,
          personId,
          idsOf((promotion) => perPersonLimit(promotion) !== undefined),
        ),
    email === undefined
      ? []
      : findInvitations(
          table,
          email,
          idsOf(({ audience }) => audience.type === 'imported'),
        ),
    idsOf(({ audience }) => audience.type === 'first-purchase').length > 0 ? isFirstPurchase?.() : undefined,
  ])
  const spent = idsOf(
    (promotion) => (uses[promotion.id] ?? 0) >= (perPersonLimit(promotion) ?? Number.POSITIVE_INFINITY),
  )
  for (const { promotionId, count } of spent.length > 0 ? ((await heldByOthers?.(spent)) ?? []) : [])
    if (spent.includes(promotionId)) uses[promotionId] = (uses[promotionId] ?? 0) - count
  return { promotions, singleCodes: named.singleCodes, ...counts, buyer: { uses, invitedTo, firstPurchase } }
}
