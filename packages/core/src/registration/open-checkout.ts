import { addSeconds, commit, type Instant, Problem } from '../platform/index.ts'
import type { Desk } from './desk.ts'
import { type Order, orderToken, paymentSeconds } from './order.ts'
import { findOrder, pendingOrder } from './order-store.ts'
import { releaseOrder } from './release-order.ts'

/** The page of an order, with the token that opens it. */
export const orderUrl = (desk: Pick<Desk, 'siteUrl' | 'secret'>, orderId: string): string =>
  `${desk.siteUrl}/orders/${orderId}?token=${orderToken(desk.secret, orderId)}`

/** Until when an order can be paid at the provider. */
export const payableUntil = (order: Order): Instant => addSeconds(order.placedAt, paymentSeconds)

/**
 * Opens the payment page for an order whose seats are held, and keeps where it is. Keyed by the order, so that after
 * a crash in between the same page is found again.
 * When the provider does not answer, whether it acted is unknown; but nobody has the address of that page, so the
 * hold is given back, the key freed, and the buyer told to try again.
 */
export const openCheckout = async (desk: Desk, order: Order, now: Instant): Promise<Order> => {
  try {
    const url = orderUrl(desk, order.id)
    const checkout = await desk.payments.openCheckout({
      reference: order.id,
      key: `checkout:${order.id}`,
      email: order.buyer.email,
      lines: order.lines
        .filter((line) => line.totalCents > 0)
        .map((line) => ({
          title: `${line.title}: ${line.ticketName}`,
          quantity: line.quantity,
          totalCents: line.totalCents,
        })),
      expiresAt: payableUntil(order),
      returnUrl: url,
      cancelUrl: url,
    })
    const opened: Order = { ...order, checkout: { id: checkout.id, url: checkout.url, state: 'open' } }
    const result = await commit(desk.table, [pendingOrder(desk.table, opened)])
    if (result.committed) return { ...opened, revision: order.revision + 1 }
    return (await findOrder(desk.table, order.id)) ?? opened
  } catch (error) {
    if (error instanceof Problem && error.kind === 'unavailable') {
      await releaseOrder(desk, order, { status: 'cancelled', freeKey: true, tell: false }, now)
    }
    throw error
  }
}
