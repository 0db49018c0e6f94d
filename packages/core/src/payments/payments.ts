import { type Cents, type Instant, Problem } from '../platform/index.ts'

/** What is to be paid, in final amounts: the price is computed here, and the provider only collects it. */
export type CheckoutRequest = {
  /** What it is paid for: our order. Comes back with every event. */
  reference: string
  /** Names this attempt. Asking twice with one key opens one session. */
  key: string
  email: string
  lines: { title: string; quantity: number; totalCents: Cents }[]
  /** When the session closes by itself: 30 minutes to 24 hours from now (Stripe, Checkout Session `expires_at`). */
  expiresAt: Instant
  returnUrl: string
  cancelUrl: string
}

/**
 * Where a payment stands, in our words:
 * open (can be paid), processing (completed, the money is under way), paid, failed (completed, the money did not come), expired.
 */
export type CheckoutState = 'open' | 'processing' | 'paid' | 'failed' | 'expired'

export type Checkout = {
  id: string
  reference: string
  state: CheckoutState
  /** Where the buyer pays, while it is open. */
  url?: string | undefined
  paymentId?: string | undefined
  paidCents: Cents
}

/** Something that the provider says has happened. Only a reason to look: the state is always fetched. */
export type PaymentEvent = { id: string; type: string; checkoutId?: string | undefined }

export const paymentsUnavailable = (): Problem =>
  new Problem(
    'unavailable',
    'payments.unavailable',
    'The payment service does not answer at the moment. Nothing was charged. Please try again in a few minutes.',
  )

/** The payment provider as the domain sees it. Every method may throw Problem unavailable `payments.unavailable`. */
export type Payments = {
  openCheckout(request: CheckoutRequest): Promise<Checkout>
  findCheckout(id: string): Promise<Checkout>
  /** Closes an open session so that it can no longer be paid; answers how it stands then, paid perhaps. */
  closeCheckout(id: string): Promise<Checkout>
  /** Sends money back. Keyed: asking twice refunds once. */
  refund(request: {
    key: string
    paymentId: string
    amountCents: Cents
    reference: string
  }): Promise<{ id: string; state: 'made' | 'failed' }>
  /** Checks the signature on the raw body. Throws Problem invalid `payments.bad-signature`. */
  readWebhook(body: string, signature: string): Promise<PaymentEvent>
}
