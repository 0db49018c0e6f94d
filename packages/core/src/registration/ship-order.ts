import * as z from 'zod'
import { again, announce, commit, type Instant, lineOrNothing, retrying } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { sendsCopies } from './line-kind.ts'
import { liveLines, type Order } from './order.ts'
import { nothingToShip, orderBusy } from './order-problems.ts'
import { getOrder, pendingOrder } from './order-store.ts'
import { orderShipped } from './topics.ts'

export const ShipmentRequest = z.strictObject({
  carrier: lineOrNothing(60).optional(),
  tracking: lineOrNothing(80).optional(),
})
export type ShipmentRequest = z.infer<typeof ShipmentRequest>

/**
 * An admin has sent an order's copies. Its buyer is told once; doing it again corrects carrier and number quietly.
 * @throws Problem not-found; conflict `registration.nothing-to-ship` when no live line goes by post
 */
export const markShipped = async (
  context: Pick<CheckoutContext, 'table'>,
  orderId: string,
  request: ShipmentRequest,
  now: Instant,
): Promise<Order> =>
  retrying(orderBusy, async () => {
    const order = await getOrder(context.table, orderId)
    if (order.status !== 'confirmed' || !order.shipment || !sendsCopies(liveLines(order))) throw nothingToShip()
    const first = order.shipment.state === 'to-ship'
    const shipped: Order = {
      ...order,
      shipment: { ...request, state: 'shipped', shippedAt: order.shipment.shippedAt ?? now },
    }
    const result = await commit(context.table, [
      pendingOrder(context.table, shipped),
      ...(first ? [announce(context.table, orderShipped, { order: order.id }, now)] : []),
    ])
    return result.committed ? { ...shipped, revision: order.revision + 1 } : again
  })
