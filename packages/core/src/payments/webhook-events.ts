import type Stripe from 'stripe'

/**
 * What the provider is to tell us of: the events that its webhook endpoint must have switched on, by what each gives a reason to
 * look at. Others that come are answered and do no harm.
 */
export const webhookEventsBy = {
  checkout: [
    'checkout.session.completed',
    'checkout.session.expired',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
  ],
  dispute: [
    'charge.dispute.created',
    'charge.dispute.updated',
    'charge.dispute.closed',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
  ],
  subscription: [
    'customer.subscription.created',
    'customer.subscription.updated',
    'customer.subscription.deleted',
    'customer.subscription.paused',
    'customer.subscription.resumed',
    'customer.subscription.pending_update_applied',
    'customer.subscription.pending_update_expired',
    'invoice.finalized',
    'invoice.paid',
    'invoice.payment_failed',
    'invoice.voided',
  ],
} as const satisfies Record<string, readonly Stripe.Event['type'][]>

/** The same, in one list. */
export const webhookEvents: readonly string[] = Object.values(webhookEventsBy).flat()
