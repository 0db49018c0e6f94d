import type { Event } from '../catalog/index.ts'
import { again, announce, commit, type Instant, multiLine, retrying } from '../platform/index.ts'
import { mayCancel } from './cancel-order.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { type Order, refundedCents } from './order.ts'
import { orderBusy, refundAsked, refundNotAsked } from './order-problems.ts'
import { getOrder, pendingOrder } from './order-store.ts'
import { eventsOf } from './release-order.ts'
import { refundRequested } from './topics.ts'

/** Why a buyer asks for their money back, in their own words. */
export const RefundReasonText = multiLine(1000).min(3, 'Enter a reason in a few words')

export const isRefundAsked = ({ askedRefund }: Pick<Order, 'askedRefund'>): boolean =>
  askedRefund !== undefined && askedRefund.answeredAt === undefined

/** Whether a buyer has to ask the organizer: something was paid and not refunded, and they cannot cancel it by themselves. */
export const mayAskRefund = (order: Order, events: ReadonlyMap<string, Event>, now: Instant): boolean =>
  (order.status === 'confirmed' || (order.status === 'cancelled' && order.paidAt !== undefined)) &&
  order.paidCents > refundedCents(order) &&
  !mayCancel(order, events, now)

/** Changes the current order, and retries when another change came first. */
const change = async (
  context: Pick<CheckoutContext, 'table'>,
  orderId: string,
  decide: (order: Order) => Promise<Order>,
  topic: typeof refundRequested | undefined,
  now: Instant,
): Promise<Order> =>
  retrying(orderBusy, async () => {
    const order = await getOrder(context.table, orderId)
    const next = await decide(order)
    if (next === order) return order
    const told = topic === undefined ? [] : [announce(context.table, topic, { order: orderId, at: now }, now)]
    const result = await commit(context.table, [pendingOrder(context.table, next), ...told])
    return result.committed ? { ...next, revision: order.revision + 1 } : again
  })

/**
 * A buyer asks for a refund that the policy no longer gives. The request is on the order for the organizer, who gets an
 * email. One request at a time until it's answered.
 * @throws Problem not-found; conflict `registration.refund-asked`, `registration.refund-not-asked`
 */
export const askRefund = (
  context: Pick<CheckoutContext, 'table'>,
  orderId: string,
  reason: string,
  now: Instant,
): Promise<Order> =>
  change(
    context,
    orderId,
    async (order) => {
      if (isRefundAsked(order)) throw refundAsked()
      if (!mayAskRefund(order, await eventsOf(context.table, order), now)) throw refundNotAsked()
      return { ...order, askedRefund: { reason, askedAt: now } }
    },
    refundRequested,
    now,
  )

/** An admin has answered what the buyer asked, however they did; refunding answers it too. May be repeated. */
export const answerRefund = (context: Pick<CheckoutContext, 'table'>, orderId: string, now: Instant): Promise<Order> =>
  change(
    context,
    orderId,
    async (order) =>
      order.askedRefund && isRefundAsked(order)
        ? { ...order, askedRefund: { ...order.askedRefund, answeredAt: now } }
        : order,
    undefined,
    now,
  )
