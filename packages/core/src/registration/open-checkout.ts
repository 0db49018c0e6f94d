import { type CheckoutRequest, paymentsUnavailable } from '../payments/index.ts'
import { addSeconds, commit, type Instant, Problem } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { isMembership } from './line-kind.ts'
import { graceSeconds, liveLines, type Order, orderToken, paymentSeconds } from './order.ts'
import { findOrder, pendingOrder } from './order-store.ts'
import { releaseOrder } from './release-order.ts'

/** The page of an order, with the token that opens it. */
export const orderUrl = (context: Pick<CheckoutContext, 'siteUrl' | 'secret'>, orderId: string): string =>
  `${context.siteUrl}/orders/${orderId}?token=${orderToken(context.secret, orderId)}`

/** Until when an order can be paid at the provider: the hold outlives that by the grace period. */
export const payableUntil = (order: Order): Instant =>
  order.holdEndsAt && order.checkout
    ? addSeconds(order.holdEndsAt, -graceSeconds)
    : addSeconds(order.placedAt, paymentSeconds)

/** Stripe takes no session of less than 30 minutes, so one opened later than this gets its full time again. */
const openedLateSeconds = 20

/** From when its time to pay counts: from now, when an attempt that was cut off goes on only later. */
const payableFrom = ({ placedAt }: Order, now: Instant): Instant =>
  now <= addSeconds(placedAt, openedLateSeconds) ? placedAt : now

/** What is charged every year, for a membership. */
const subscribing = ({ lines }: Order): Pick<CheckoutRequest, 'subscription'> => {
  const line = lines.find(isMembership)
  if (!line) return {}
  const { items, discountCents, discountRenews } = line
  const discount = { cents: discountCents, from: discountRenews ? ('all' as const) : ('first' as const) }
  return { subscription: { items, ...(discountCents > 0 ? { discount } : {}) } }
}

const isUnopened = (order: Order | undefined): order is Order =>
  order?.status === 'awaiting-payment' && order.checkout === undefined && liveLines(order).length > 0

/**
 * Opens the payment page for an order whose seats are held, and keeps where it is. Keyed by the order and its end, so
 * that attempts side by side find one page; only the page that was kept is ever shown to anybody. When the provider
 * does not answer, whether it acted is unknown; but nobody has the address of that page, so the hold is released, the
 * key freed, and the buyer told to try again. The same happens when it refuses for good.
 */
export const openCheckout = async (context: CheckoutContext, order: Order, now: Instant): Promise<Order> => {
  try {
    const url = orderUrl(context, order.id)
    const expiresAt = addSeconds(payableFrom(order, now), paymentSeconds)
    const checkout = await context.payments.openCheckout({
      reference: order.id,
      key: `checkout:${order.id}:${expiresAt}`,
      email: order.buyer.email,
      lines: order.lines
        .filter((line) => line.totalCents > 0)
        .map((line) => ({
          title: `${line.title}: ${line.ticketName}`,
          quantity: line.quantity,
          totalCents: line.totalCents,
        })),
      ...subscribing(order),
      ...(order.salesTax ? { automaticTax: true } : {}),
      ...(order.shipTo ? { shipTo: order.shipTo } : {}),
      expiresAt,
      returnUrl: url,
      cancelUrl: url,
    })
    for (let current: Order | undefined = order; isUnopened(current); ) {
      const opened: Order = {
        ...current,
        holdEndsAt: addSeconds(expiresAt, graceSeconds),
        checkout: { id: checkout.id, url: checkout.url, state: 'open' },
      }
      const result = await commit(context.table, [pendingOrder(context.table, opened)])
      if (result.committed) return { ...opened, revision: current.revision + 1 }
      // Another attempt with the same key opened it or gave it up, the clock released it, or one of its seats ended.
      current = await findOrder(context.table, order.id)
      if (current?.checkout || current?.paidAt) return current
    }
    throw paymentsUnavailable()
  } catch (error) {
    if (!(error instanceof Problem && error.kind === 'unavailable')) throw error
    if (await releaseOrder(context, order, { status: 'cancelled', freeKey: true, tell: false }, now)) throw error
    const current = await findOrder(context.table, order.id)
    if (current?.status === 'awaiting-payment' && current.checkout) return current
    throw error
  }
}
