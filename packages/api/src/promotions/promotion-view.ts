import type { Instant, Table } from '@lectern/core/platform'
import { Promotion, promotionCounts, promotionState, promotionWindow } from '@lectern/core/pricing'
import * as z from 'zod'

export const PromotionView = z
  .object({
    ...Promotion.shape,
    state: z.enum(['scheduled', 'hidden', 'running', 'used-up', 'ended', 'paused']),
    usesTaken: z
      .int()
      .describe("Includes held and confirmed orders. Counted only if there's a total limit or a budget."),
    givenCents: z.int().optional().describe('How much of its budget is used, by held and confirmed orders.'),
    startsAt: z.string().optional().describe('The first instant of its window.'),
    endsAt: z.string().optional().describe('The first instant after its window, or when it was ended early.'),
  })
  .meta({ id: 'Promotion' })
export type PromotionView = z.infer<typeof PromotionView>

export const PromotionParam = z.object({ id: z.string().max(40) })

/** Promotions as organizers see them, each with its state and counts. */
export const showPromotions = async (
  table: Table,
  promotions: readonly Promotion[],
  now: Instant,
): Promise<PromotionView[]> => {
  const counted = promotions.filter(
    ({ limits, budgetCents }) => limits?.total !== undefined || budgetCents !== undefined,
  )
  const { usesTaken: taken, centsGiven } = await promotionCounts(
    table,
    counted.map(({ id }) => id),
  )
  return promotions.map((promotion) => {
    const uses = taken[promotion.id] ?? 0
    const { from, until } = promotionWindow(promotion)
    return {
      ...promotion,
      state: promotionState(promotion, uses, now, centsGiven[promotion.id]),
      usesTaken: uses,
      givenCents: promotion.budgetCents === undefined ? undefined : (centsGiven[promotion.id] ?? 0),
      startsAt: from,
      endsAt: until,
    }
  })
}

export const showPromotion = async (table: Table, promotion: Promotion, now: Instant): Promise<PromotionView> => {
  const [shown] = await showPromotions(table, [promotion], now)
  return shown as PromotionView
}
