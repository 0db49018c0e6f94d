import type { Table, Zone } from '../platform/index.ts'
import { type RedeemedCents, type RedeemedCut, recordRedemptions } from '../pricing/index.ts'
import type { Order, OrderLine } from '../registration/index.ts'

const nothing: RedeemedCents = { listCents: 0, discountCents: 0, totalCents: 0 }

const plus = (sum: RedeemedCents, line: OrderLine, discountCents: number): RedeemedCents => ({
  listCents: sum.listCents + line.listCents,
  discountCents: sum.discountCents + discountCents,
  totalCents: sum.totalCents + line.totalCents,
})

/** What each promotion did for an order, by the prices that were frozen when it was placed. */
const cutsOf = (order: Order): RedeemedCut[] => {
  const cuts = new Map<string, RedeemedCut>()
  for (const line of order.lines) {
    for (const { promotionId, code, discountCents } of line.applied) {
      if (promotionId === undefined) continue
      const known = cuts.get(promotionId) ?? { promotionId, code, took: nothing, back: nothing }
      cuts.set(promotionId, {
        ...known,
        took: plus(known.took, line, discountCents),
        back: line.status === 'ended' ? plus(known.back, line, discountCents) : known.back,
      })
    }
  }
  return [...cuts.values()]
}

/** Records what a confirmed order redeems as of now, for the promotions report. May be repeated. */
export const recordOrder = (table: Table, order: Order, organizerZone: Zone): Promise<void> =>
  recordRedemptions(
    table,
    {
      orderId: order.id,
      at: order.paidAt ?? order.placedAt,
      ended: order.lines.filter(({ status }) => status === 'ended').length,
      cuts: cutsOf(order),
    },
    organizerZone,
  )
