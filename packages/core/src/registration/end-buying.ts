import { type Instant, Problem } from '../platform/index.ts'
import { findBuying, invoiceOpen, membershipUnderWay } from './buy-membership.ts'
import { cancelOrder } from './cancel-order.ts'
import { type CartLine, isMembershipLine } from './cart.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { findOrder } from './order-store.ts'

/**
 * Ends the unpaid order by which someone is buying a membership, since they start again: its payment page is closed first, so that
 * nobody pays twice. One read, for someone who buys a membership; none for all others.
 * @returns the order that the new one takes the place of
 * @throws Problem conflict `registration.membership-under-way` when it was paid meanwhile, or waits for its invoice's payment
 */
export const endBuying = async (
  context: CheckoutContext,
  lines: readonly CartLine[],
  person: string,
  now: Instant,
): Promise<string | undefined> => {
  if (!lines.some(isMembershipLine)) return undefined
  const id = await findBuying(context.table, person)
  const order = id === undefined ? undefined : await findOrder(context.table, id)
  if (order?.status !== 'awaiting-payment') return id
  // Someone may be about to pay what was sent to them.
  if (order.payBy === 'invoice') throw invoiceOpen(order.id)
  try {
    await cancelOrder(context, order.id, now)
  } catch (error) {
    if (error instanceof Problem && error.kind === 'conflict') throw membershipUnderWay()
    throw error
  }
  return id
}
