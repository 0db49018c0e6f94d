import type { BilledItem } from '../payments/index.ts'
import type { Plan } from './plan.ts'

/** What a membership's next period is charged by today's prices. Nothing where its plan is not on sale: it keeps its own. */
export const itemsOf = (plan: Plan | undefined, seats: number): BilledItem[] | undefined => {
  if (plan?.status !== 'on-sale' || !plan.prices) return undefined
  const extra = plan.seats ? seats - plan.seats.included : 0
  if (extra > 0 && plan.prices.seat === undefined) return undefined
  return [
    { price: plan.prices.plan, quantity: 1 },
    ...(extra > 0 ? [{ price: plan.prices.seat ?? '', quantity: extra }] : []),
  ]
}
