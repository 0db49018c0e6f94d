import type { Dispute } from '../payments/index.ts'
import { again, commit, type Instant, retrying } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import type { Order, OrderDispute } from './order.ts'
import { orderBusy } from './order-problems.ts'
import { findOrder, pendingOrder } from './order-store.ts'

/**
 * Records on an order what became of a dispute of its payment. Seats, access, and lines stay as they are: what to do
 * about a lost dispute is for an organizer to decide. A repeated or late report changes nothing.
 * @returns the order after that, or nothing when the payment isn't for an order of ours
 */
export const recordDispute = async (
  context: Pick<CheckoutContext, 'table' | 'payments'>,
  disputeId: string,
  now: Instant,
): Promise<Order | undefined> => {
  let dispute = await context.payments.findDispute(disputeId)
  return retrying(orderBusy, async () => {
    const order = await findOrder(context.table, dispute.reference)
    if (!order) return undefined
    if (!tellsNews(order.dispute, dispute)) return order
    // Fetched after the order was read, so that what is written is never older than what it is written over.
    dispute = await context.payments.findDispute(disputeId)
    if (!tellsNews(order.dispute, dispute)) return order
    const changed: Order = { ...order, dispute: recorded(dispute, order.dispute, now) }
    return (await commit(context.table, [pendingOrder(context.table, changed)])).committed
      ? { ...changed, revision: order.revision + 1 }
      : again
  })
}

/** What is over is never open again; of two disputes of one payment the one that was opened later is shown. */
const tellsNews = (known: OrderDispute | undefined, found: Dispute): boolean => {
  if (!known) return true
  if (known.id !== found.id) return found.openedAt > known.openedAt
  if (known.state !== 'open' && found.state === 'open') return false
  return (
    known.state !== found.state ||
    known.amountCents !== found.amountCents ||
    known.reason !== found.reason ||
    known.dueBy !== found.dueBy
  )
}

const recorded = (found: Dispute, known: OrderDispute | undefined, now: Instant): OrderDispute => {
  const { id, amountCents, reason, state, openedAt, dueBy } = found
  const closedAt = known?.id === id && known.state === state ? known.closedAt : now
  return {
    id,
    amountCents,
    reason,
    state,
    openedAt,
    ...(dueBy ? { dueBy } : {}),
    ...(state === 'open' ? {} : { closedAt }),
  }
}
