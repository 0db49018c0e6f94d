import type { Event } from '../catalog/index.ts'
import { type Checkout, PaymentsRefused } from '../payments/index.ts'
import { again, commit, type Instant, retrying } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { endOrderLines } from './end-order-lines.ts'
import { endingOf } from './line-kind.ts'
import { openCheckout } from './open-checkout.ts'
import { become, liveLines, type Order } from './order.ts'
import type { OrderLine } from './order-line.ts'
import {
  cancellationClosed,
  cancellationClosedForDebit,
  nothingToCancel,
  orderBusy,
  titlesStay,
} from './order-problems.ts'
import { openSeats } from './order-seats.ts'
import { findOrder, getOrder, pendingOrder } from './order-store.ts'
import { eventsOf, releaseOrder } from './release-order.ts'
import { seatTerms } from './seat-terms.ts'
import { settleWith } from './settle-checkout.ts'

export const mayCancel = (order: Order, events: ReadonlyMap<string, Event>, now: Instant): boolean =>
  order.status === 'awaiting-payment' ||
  (order.status === 'confirmed' && ticketsOf(order).length > 0 && closedEvent(order, events, now) === undefined)

/** What its buyer may cancel. Titles were delivered when they were paid; the organizer refunds them on request. */
const ticketsOf = (order: Order): OrderLine[] => liveLines(order).filter((line) => endingOf(line).by === 'buyer')

const closedEvent = (order: Order, events: ReadonlyMap<string, Event>, now: Instant): Event | undefined => {
  const seats = openSeats(order, liveLines(order))
  return [...events.values()].find((event) =>
    seats.some((seat) => seat.event === event.slug && !seatTerms(order, seat, event, now).open),
  )
}

/**
 * The payment page, closed. Nothing when the provider refuses for good to look at it: the order is still canceled, by its
 * buyer or with its event, and a payment that comes after all goes back, as for every canceled order.
 */
export const closedCheckout = async (context: CheckoutContext, id: string): Promise<Checkout | undefined> => {
  try {
    return await context.payments.closeCheckout(id)
  } catch (error) {
    if (error instanceof PaymentsRefused) return undefined
    throw error
  }
}

/**
 * The buyer cancels. Unpaid: the whole order; the payment page is closed first, and if a payment came meanwhile that
 * counts and the policy decides. Paid: the seats, all of whose money goes back within the events' policy; titles stay.
 * @throws Problem conflict `registration.cancellation-closed`, `registration.titles-stay`, `registration.nothing-to-cancel`
 */
export const cancelOrder = async (context: CheckoutContext, orderId: string, now: Instant): Promise<Order> => {
  let closed = false
  return retrying(orderBusy, async () => {
    const order = await getOrder(context.table, orderId)
    if (order.status === 'awaiting-payment') {
      if (order.payBy === 'invoice' && !order.checkout) {
        // Whether it was sent is unknown. Asked for again under its key it's found, and can be withdrawn.
        await openCheckout(context, order, now)
        return again
      }
      if (order.checkout) {
        const checkout = await closedCheckout(context, order.checkout.id)
        closed = true
        if (checkout && checkout.state !== 'expired') {
          await settleWith(context, checkout, now)
          const settled = await findOrder(context.table, orderId)
          // A bank debit under way cannot be called back; it is refunded once it has settled.
          if (settled?.status === 'awaiting-payment') throw cancellationClosedForDebit()
          return again
        }
      }
      if (!(await releaseOrder(context, order, { status: 'cancelled', tell: false }, now))) return again
      return (await findOrder(context.table, orderId)) ?? order
    }
    // The provider's word that the page is closed may end the order before our own commit does.
    if (closed && order.status === 'expired') {
      const { committed } = await commit(context.table, [pendingOrder(context.table, become(order, 'cancelled'))])
      return committed ? become(order, 'cancelled') : again
    }
    if (closed && order.status === 'cancelled') return order
    if (order.status !== 'confirmed') throw nothingToCancel()
    const late = closedEvent(order, await eventsOf(context.table, order), now)
    if (late) throw cancellationClosed(late)
    const lines = ticketsOf(order).map((line) => line.id)
    if (lines.length === 0) throw titlesStay()
    const ended = await endOrderLines(context, order, lines, 'cancelled-by-buyer', now)
    return ended ?? again
  })
}
