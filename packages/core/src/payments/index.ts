// Collecting and returning money through Stripe. Knows amounts and references, no order.
export type { Checkout, CheckoutRequest, CheckoutState, PaymentEvent, Payments } from './payments.ts'
export { createStripePayments, type StripeOptions } from './stripe.ts'
