import { firstSeen, markSeen, type PaymentEvent } from '../payments/index.ts'
import type { Instant } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { hearOfSubscription } from './hear-of-subscription.ts'
import { recordDispute } from './record-dispute.ts'
import { settleCheckout } from './settle-checkout.ts'

/**
 * Looks at what an event of the payment provider is about, once for each event. What fails is not marked as seen, so that it is sent again.
 * @param realNow  the wall clock, by which the provider sends again
 * @throws Problem unavailable `payments.unavailable`; what the use cases behind it do
 */
export const hearOfPayment = async (
  context: CheckoutContext,
  { id, checkoutId, disputeId, subscriptionId }: PaymentEvent,
  { now, realNow }: { now: Instant; realNow: Instant },
): Promise<void> => {
  const concernsUs = [checkoutId, disputeId, subscriptionId].some((subject) => subject !== undefined)
  if (!concernsUs || !(await firstSeen(context.table, id, realNow))) return
  if (checkoutId !== undefined) await settleCheckout(context, checkoutId, now)
  if (disputeId !== undefined) await recordDispute(context, disputeId, now)
  if (subscriptionId !== undefined) await hearOfSubscription(context, subscriptionId, now)
  await markSeen(context.table, id, realNow)
}
