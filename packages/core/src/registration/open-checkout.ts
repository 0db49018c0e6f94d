import { type CheckoutRequest, PaymentsRefused, paymentsUnavailable } from '../payments/index.ts'
import { addSeconds, announce, commit, type Instant, Problem } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { isMembership } from './line-kind.ts'
import {
  graceSeconds,
  invoiceDays,
  invoiceEndsAt,
  liveLines,
  type Order,
  orderToken,
  paymentSeconds,
  processingLookSeconds,
} from './order.ts'
import { findOrder, pendingOrder } from './order-store.ts'
import { releaseOrder } from './release-order.ts'
import { orderInvoiced } from './topics.ts'

/** The page of an order, with the token that opens it. */
export const orderUrl = (context: Pick<CheckoutContext, 'siteUrl' | 'secret'>, orderId: string): string =>
  `${context.siteUrl}/orders/${orderId}?token=${orderToken(context.secret, orderId)}`

/** Until when an order can be paid at the provider: the hold outlives that by the grace period. */
export const payableUntil = (order: Order): Instant => {
  if (order.payBy === 'invoice') return invoiceEndsAt(order)
  return order.holdEndsAt && order.checkout
    ? addSeconds(order.holdEndsAt, -graceSeconds)
    : addSeconds(order.placedAt, paymentSeconds)
}

/** Stripe takes no session of less than 30 minutes, so one opened later than this gets its full time again. */
const openedLateSeconds = 20

/** From when its time to pay counts: from now, when an attempt that was cut off goes on only later. */
const payableFrom = ({ placedAt }: Order, now: Instant): Instant =>
  now <= addSeconds(placedAt, openedLateSeconds) ? placedAt : now

/** What is charged every year, for a membership. */
const subscribing = ({ lines }: Order): Pick<CheckoutRequest, 'subscription'> => {
  const line = lines.find(isMembership)
  if (!line) return {}
  const { discountCents, discountRenews } = line
  // In one order: what is asked for again under a key must be what was asked for, to the letter, and stores keep none.
  const items = line.items.map(({ price, quantity }) => ({ price, quantity }))
  const discount = { cents: discountCents, from: discountRenews ? ('all' as const) : ('first' as const) }
  return { subscription: { items, ...(discountCents > 0 ? { discount } : {}) } }
}

/** An invoice instead of a page, where that was asked for. */
const invoicing = ({ payBy, buyer, billing }: Order): Pick<CheckoutRequest, 'invoice'> => {
  if (payBy !== 'invoice') return {}
  const { company, purchaseOrder } = billing ?? {}
  return { invoice: { name: company ?? buyer.name, daysToPay: invoiceDays, purchaseOrder } }
}

const isUnopened = (order: Order | undefined): order is Order =>
  order?.status === 'awaiting-payment' && order.checkout === undefined && liveLines(order).length > 0

/**
 * Opens the payment page for an order whose seats are held, and keeps where it is. Keyed by the order and its end, so
 * that attempts side by side find one page; only the page that was kept is ever shown to anybody. When the provider
 * does not answer, whether it acted is unknown; but nobody has the address of that page, so the hold is released, the
 * key freed, and the buyer told to try again. The same happens when it refuses for good. An invoice may have been sent, though:
 * its order stays, and is asked for again under the same key, by the buyer or the clock.
 */
export const openCheckout = async (context: CheckoutContext, order: Order, now: Instant): Promise<Order> => {
  try {
    const url = orderUrl(context, order.id)
    const isInvoiced = order.payBy === 'invoice'
    const expiresAt = isInvoiced ? invoiceEndsAt(order) : addSeconds(payableFrom(order, now), paymentSeconds)
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
      ...invoicing(order),
      ...(order.salesTax ? { automaticTax: true } : {}),
      ...(order.shipTo ? { shipTo: order.shipTo } : {}),
      expiresAt,
      returnUrl: url,
      cancelUrl: url,
    })
    for (let current: Order | undefined = order; isUnopened(current); ) {
      const opened: Order = {
        ...current,
        holdEndsAt: isInvoiced ? addSeconds(now, processingLookSeconds) : addSeconds(expiresAt, graceSeconds),
        checkout: { id: checkout.id, url: checkout.url, state: 'open' },
      }
      const result = await commit(context.table, [
        pendingOrder(context.table, opened),
        ...(isInvoiced ? [announce(context.table, orderInvoiced, { order: order.id }, now)] : []),
      ])
      if (result.committed) return { ...opened, revision: current.revision + 1 }
      // Another attempt with the same key opened it or gave it up, the clock released it, or one of its seats ended.
      current = await findOrder(context.table, order.id)
      if (current?.checkout || current?.paidAt) return current
    }
    throw paymentsUnavailable()
  } catch (error) {
    if (!(error instanceof Problem && error.kind === 'unavailable')) throw error
    const isRefused = error instanceof PaymentsRefused && error.about === 'request'
    if (order.payBy === 'invoice' && !isRefused) throw error
    if (await releaseOrder(context, order, { status: 'cancelled', freeKey: true, tell: false }, now)) throw error
    const current = await findOrder(context.table, order.id)
    if (current?.status === 'awaiting-payment' && current.checkout) return current
    throw error
  }
}
