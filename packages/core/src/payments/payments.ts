import { type Cents, type Instant, Problem } from '../platform/index.ts'
import type { Billing, Subscription, SubscriptionRequest } from './billing.ts'

/** What is to be paid, in final amounts: the price is computed here, and the provider only collects it. */
export type CheckoutRequest = {
  /** What it is paid for: our order. Comes back with every event. */
  reference: string
  /** Names this attempt. Asking twice with one key opens one session. */
  key: string
  email: string
  lines: { title: string; quantity: number; totalCents: Cents }[]
  /** Of a membership, instead of the lines: what is charged now and every year. */
  subscription?: SubscriptionRequest | undefined
  /** Of a membership: an invoice is sent, to be paid within some days, instead of a page that is open for minutes. */
  invoice?: { name: string; daysToPay: number; purchaseOrder?: string | undefined } | undefined
  /**
   * Whether the provider adds sales tax to these amounts, by the billing address that it then asks for. What is sold
   * is of the kind that the account there has set; a total that tax is added to is known only once it is paid.
   */
  automaticTax?: boolean | undefined
  /** Where what was bought is sent, if it is: noted on the payment, so that nobody is asked for it a second time. */
  shipTo?: ShipTo | undefined
  /** When the session closes by itself: 30 minutes to 24 hours from now (Stripe, Checkout Session `expires_at`). */
  expiresAt: Instant
  returnUrl: string
  cancelUrl: string
}

/** Someone's postal address; the country by its two letters (ISO 3166-1), the region as it is written there. */
export type ShipTo = {
  name: string
  line1: string
  line2?: string | undefined
  city: string
  region?: string | undefined
  postalCode?: string | undefined
  country: string
}

/**
 * The state of a payment, in our words: open (can be paid), processing (completed, the money is under way), paid,
 * failed (completed, the money did not come), expired.
 */
export type CheckoutState = 'open' | 'processing' | 'paid' | 'failed' | 'expired'

export type Checkout = {
  id: string
  reference: string
  state: CheckoutState
  /** Where the buyer pays, while it is open. */
  url?: string | undefined
  paymentId?: string | undefined
  /** All that was collected, tax included. */
  paidCents: Cents
  /** The sales tax in that, when it was asked for. */
  taxCents?: Cents | undefined
  /** The same for each line asked for, in their order: kinds of goods are taxed differently. */
  lineTaxCents?: Cents[] | undefined
  /** What was subscribed to, once it is completed. */
  subscription?: Subscription | undefined
}

/**
 * A buyer's objection at their bank. Open: undecided, also before the bank has taken the money back. Won: the money
 * stayed, or came back. Lost: it went to the buyer, even if we conceded or have appealed.
 */
export type Dispute = {
  id: string
  /** What the disputed payment was for: our order. */
  reference: string
  paymentId?: string | undefined
  amountCents: Cents
  /** The provider's word: `fraudulent`, `product_not_received`. */
  reason: string
  state: 'open' | 'won' | 'lost'
  openedAt: Instant
  /** Until when evidence can be sent to the bank, if it takes any. */
  dueBy?: Instant | undefined
}

/** Something that the provider says has happened. Only a reason to look: the state is always fetched. */
export type PaymentEvent = {
  id: string
  type: string
  checkoutId?: string | undefined
  disputeId?: string | undefined
  subscriptionId?: string | undefined
}

const unavailable = {
  code: 'payments.unavailable',
  message: 'Payment isn’t available right now. You haven’t been charged. Please try again in a few minutes.',
} as const

export const paymentsUnavailable = (): Problem => new Problem('unavailable', unavailable.code, unavailable.message)

/**
 * The provider refused for good: asking the same again can't help, and an operator must look. To someone waiting for an
 * answer, it's the same as a provider that's down.
 */
export class PaymentsRefused extends Problem {
  /** `account`: our key or the account there (401, 403). `request`: this very request, or what it names. */
  readonly about: 'account' | 'request'

  constructor(about: PaymentsRefused['about']) {
    super('unavailable', unavailable.code, unavailable.message)
    this.about = about
  }
}

/**
 * What we report about a refusal: what was asked, and the provider's own type and code for why. Never the message,
 * because it may quote data.
 */
export type RefusalFacts = {
  asked: Exclude<keyof Payments, 'readWebhook'>
  status?: number | undefined
  type?: string | undefined
  code?: string | undefined
}

/** The most that one payment can be, in cents: Stripe takes eight digits (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
export const largestChargeCents: Cents = 99_999_999

/** The payment provider as the domain sees it. Every method may throw Problem unavailable `payments.unavailable`. */
export type Payments = Billing & {
  openCheckout(request: CheckoutRequest): Promise<Checkout>
  findCheckout(id: string): Promise<Checkout>
  /** Closes an open session so that it can no longer be paid. Returns its state after that, which may be paid. */
  closeCheckout(id: string): Promise<Checkout>
  /** Sends money back. Keyed: asking twice refunds once. */
  refund(request: {
    key: string
    paymentId: string
    amountCents: Cents
    reference: string
  }): Promise<{ id: string; state: 'made' | 'failed' }>
  findDispute(id: string): Promise<Dispute>
  /** Checks the signature on the raw body. Throws Problem invalid `payments.bad-signature`. */
  readWebhook(body: string, signature: string): Promise<PaymentEvent>
}
