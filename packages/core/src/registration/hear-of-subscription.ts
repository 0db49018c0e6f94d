import { syncMembership } from '../membership/index.ts'
import type { Instant } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import type { Order } from './order.ts'
import { findOrder } from './order-store.ts'
import { settleWith } from './settle-checkout.ts'

/**
 * Brings an order that is paid by invoice in line with it. What was bought on a page is settled by that page, which knows its taxes.
 * @returns the order after that, or nothing when no order waits for it
 */
export const settleInvoice = async (context: CheckoutContext, id: string, now: Instant): Promise<Order | undefined> => {
  const { payments, table } = context
  const found = await payments.findCheckout(id)
  const order = await findOrder(table, found.reference)
  if (order?.payBy !== 'invoice') return undefined
  // When its subscription was given up there, its invoice could still be paid: no more, from here on.
  const over = found.state === 'expired' && order.status === 'awaiting-payment'
  return settleWith(context, over ? await payments.closeCheckout(id) : found, now)
}

/** Word of a subscription: its membership is brought in line, or the order that waits for the payment of its first invoice. */
export const hearOfSubscription = async (context: CheckoutContext, id: string, now: Instant): Promise<void> => {
  if (!(await syncMembership(context, id, now))) await settleInvoice(context, id, now)
}
