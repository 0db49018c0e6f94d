import type { Instant, Table } from '../platform/index.ts'
import { closedCheckout } from './cancel-order.ts'
import type { CheckoutContext } from './checkout-context.ts'
import type { Order } from './order.ts'
import { findOrder, listOrdersOf } from './order-store.ts'
import { releaseOrder } from './release-order.ts'
import { settleWith } from './settle-checkout.ts'

/** Whether an order in someone's name waits for a payment and was placed by another, or by them before they signed in. */
export const isHeldByOther = (order: Order, buyerId: string): boolean =>
  order.status === 'awaiting-payment' && order.placedBy !== buyerId && order.checkout?.state !== 'processing'

/**
 * Orders in someone's name that others hold unpaid, and that hold uses of these promotions. Anybody can give an address as
 * the buyer's; who has signed in as that person is not kept by it from what they may use so often.
 */
export const findHeldByOthers = async (
  table: Table,
  buyerId: string,
  promotionIds: readonly string[],
): Promise<Order[]> => {
  const holds = (order: Order): boolean =>
    isHeldByOther(order, buyerId) && order.uses.some(({ promotionId }) => promotionIds.includes(promotionId))
  const listed = (await listOrdersOf(table, buyerId)).filter(holds)
  // The list is an index, which may still show what was paid a moment ago.
  const found = await Promise.all(listed.map(({ id }) => findOrder(table, id)))
  return found.flatMap((order) => (order && holds(order) ? [order] : []))
}

/**
 * Ends such orders for who signed in as their buyer: their payment pages are closed first, and a payment that came counts.
 * @returns whether there were any, in which case everything must be looked at again
 */
export const endHeldByOthers = async (
  context: CheckoutContext,
  orders: readonly Order[],
  now: Instant,
): Promise<boolean> => {
  for (const order of orders) {
    const checkout = order.checkout && (await closedCheckout(context, order.checkout.id))
    if (checkout && checkout.state !== 'expired') await settleWith(context, checkout, now)
    else await releaseOrder(context, order, { status: 'cancelled', tell: false }, now)
  }
  return orders.length > 0
}
