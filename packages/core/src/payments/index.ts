// Collecting and returning money through Stripe. Knows amounts and references, no order.
export { createStripePayments } from './create-payments.ts'
export {
  type Checkout,
  type CheckoutRequest,
  type CheckoutState,
  type Dispute,
  largestChargeCents,
  type PaymentEvent,
  type Payments,
  PaymentsRefused,
  paymentsUnavailable,
  type RefusalFacts,
  type ShipTo,
} from './payments.ts'
export { firstSeen, markSeen } from './seen-event-store.ts'
export type { StripeOptions } from './stripe.ts'
