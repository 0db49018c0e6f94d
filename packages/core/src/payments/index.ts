// Collecting and returning money through Stripe. Knows amounts and references, no order.
export type {
  BilledItem,
  Billing,
  Owed,
  Payment,
  Subscription,
  SubscriptionChange,
  SubscriptionRequest,
  YearlyPrice,
} from './billing.ts'
export { createStripePayments } from './create-payments.ts'
export {
  type Checkout,
  type CheckoutRequest,
  type Dispute,
  largestChargeCents,
  type PaymentEvent,
  type Payments,
  PaymentsRefused,
  paymentsUnavailable,
  type RefusalFacts,
} from './payments.ts'
export { firstSeen, markSeen } from './seen-event-store.ts'
export { webhookEvents, webhookEventsBy } from './webhook-events.ts'
