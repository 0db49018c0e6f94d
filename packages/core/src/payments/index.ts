// Collecting and returning money through Stripe. Knows amounts and references, no order.
export { createStripePayments } from './create-payments.ts'
export {
  type Checkout,
  type Dispute,
  largestChargeCents,
  type Payments,
  PaymentsRefused,
  paymentsUnavailable,
  type RefusalFacts,
} from './payments.ts'
export { firstSeen, markSeen } from './seen-event-store.ts'
