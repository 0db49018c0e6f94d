import { PaymentsRefused } from '../payments/index.ts'
import { addSeconds, commit, type Instant } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { settleInvoice } from './hear-of-subscription.ts'
import { openCheckout } from './open-checkout.ts'
import { invoiceEndsAt, liveLines, type Order, processingLookSeconds } from './order.ts'
import { openSeats } from './order-seats.ts'
import { findOrder, listDueHolds, pendingOrder } from './order-store.ts'
import { releaseOrder } from './release-order.ts'
import { settleWith } from './settle-checkout.ts'

/** An invoice that waits to be paid: sent, if that is unknown; else looked at each day, in case no word of its payment came. */
const lookAtInvoice = async (context: CheckoutContext, order: Order, now: Instant): Promise<boolean> => {
  if (!order.checkout) return (await openCheckout(context, order, now)).status === 'awaiting-payment'
  const settled = await settleInvoice(context, order.checkout.id, now)
  if (settled?.status !== 'awaiting-payment') return false
  const later = { ...settled, holdEndsAt: addSeconds(now, processingLookSeconds) }
  await commit(context.table, [pendingOrder(context.table, later)])
  return true
}

/**
 * Ends a hold that has run out, after asking the provider: a payment that came counts, a page that is still open is
 * closed first, and when the provider cannot be asked the seats stay where they are.
 * @returns whether the order still waits for payment
 */
const releaseHold = async (context: CheckoutContext, order: Order, now: Instant): Promise<boolean> => {
  if (order.payBy === 'invoice' && now < invoiceEndsAt(order)) return lookAtInvoice(context, order, now)
  if (!order.checkout) {
    // Cut off before its payment page was kept: nobody has that page's address, so nobody can pay. Who asked may ask again.
    return !(await releaseOrder(context, order, { status: 'expired', freeKey: true, tell: false }, now))
  }
  try {
    const settled = await settleWith(context, await context.payments.closeCheckout(order.checkout.id), now)
    return settled?.status === 'awaiting-payment'
  } catch (error) {
    // The provider has no such page, for good: nothing can have been paid on it. If our own key is refused, we don't
    // know what was paid. Then the seats stay, and an operator is told.
    if (!(error instanceof PaymentsRefused && error.about === 'request')) throw error
    return !(await releaseOrder(context, order, { status: 'expired', tell: true }, now))
  }
}

const isDue = (order: Order, now: Instant): boolean => order.holdEndsAt !== undefined && order.holdEndsAt <= now

/**
 * Ends an order's hold if it has run out.
 * @param seats  registrations that the caller read as held by it
 * @returns whether they are free or taken for good: ended now, or ended or paid since they were read
 */
export const releaseDueHold = async (
  context: CheckoutContext,
  orderId: string,
  seats: readonly string[],
  now: Instant,
): Promise<boolean> => {
  const order = await findOrder(context.table, orderId)
  if (!order) return false
  const held = openSeats(order, liveLines(order)).map(({ registration }) => registration)
  if (order.status !== 'awaiting-payment' || seats.some((seat) => !held.includes(seat))) return true
  return isDue(order, now) && !(await releaseHold(context, order, now))
}

/** Ends the holds on an event's seats that have run out, for someone who needs one. @returns whether any ended */
export const releaseDueHoldsOf = async (context: CheckoutContext, event: string, now: Instant): Promise<boolean> => {
  const due = (await listDueHolds(context.table, now, 25)).filter((order) =>
    order.seats.some((seat) => seat.event === event),
  )
  const kept = await Promise.all(due.map((order) => releaseHold(context, order, now).catch(() => true)))
  return kept.some((still) => !still)
}

/**
 * The sweeper: ends every hold that has run out by `now`, in rounds, until none is left that can be ended.
 * One order that cannot be settled (the provider is down) stays due and holds up no other.
 */
export const releaseDueHolds = async (
  context: CheckoutContext,
  now: Instant,
  onError: (order: Order, error: unknown) => void,
): Promise<{ ended: number; kept: number }> => {
  const count = { ended: 0, kept: 0 }
  for (;;) {
    const due = await listDueHolds(context.table, now, 25)
    let ended = 0
    for (const order of due) {
      try {
        if (!(await releaseHold(context, order, now))) ended += 1
      } catch (error) {
        onError(order, error)
      }
    }
    count.ended += ended
    count.kept = due.length - ended
    if (ended === 0) return count
  }
}
