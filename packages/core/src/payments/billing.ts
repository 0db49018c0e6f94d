import type { Cents, Instant } from '../platform/index.ts'

/** A yearly price that is kept at the provider, and how many times it is charged. */
export type BilledItem = { price: string; quantity: number }

/** What a yearly price is for: a plan itself, or one more seat in it. */
export type YearlyPrice = { plan: string; part: 'plan' | 'seat'; title: string; cents: Cents }

/** A payment that has come for a subscription: each invoice that was paid, its renewals among them. */
export type Payment = {
  /** The invoice. Names the payment: it is told once. */
  id: string
  paymentId?: string | undefined
  cents: Cents
  paidAt: Instant
}

/** What is owed for a period that has begun, and the page on which it can be paid. */
export type Owed = { id: string; cents: Cents; since: Instant; url?: string | undefined }

/**
 * A subscription at the provider, in our words. The provider's own is the only truth: it is fetched whenever anything hints
 * at a change, and what an event says of it is never believed.
 */
export type Subscription = {
  id: string
  /** The order it was bought by. */
  reference: string
  customer: string
  /**
   * Incomplete: its first payment has not come, so it has never begun. Past due: a renewal waits for its payment, also one
   * that is paid by invoice and not late yet.
   */
  state: 'incomplete' | 'live' | 'past-due' | 'ended'
  startedAt: Instant
  /**
   * The end of the last period that was paid for. The provider's own period moves on before the renewal is paid; this doesn't.
   * A renewal that was voided there isn't paid; to give one away, it is marked as paid there.
   */
  paidUntil: Instant
  /** Whether it is charged again at the end of the period. */
  renews: boolean
  /** What the next renewal charges, so that a change at renewal shows at once. */
  items: (BilledItem & Pick<YearlyPrice, 'plan' | 'part' | 'cents'>)[]
  /** The renewal that waits for its payment, or the change that does. */
  owed?: Owed | undefined
  /** A change that was asked for and counts once it is paid. */
  waiting: boolean
  /** Each period is paid by an invoice that is sent, and no card is charged. */
  invoiced?: true | undefined
  /** What came for it so far, the newest first: each invoice that was paid, renewals and changes among them. */
  payments: Payment[]
  endedAt?: Instant | undefined
}

/** How a subscription is bought on the provider's page, beside what every checkout says. */
export type SubscriptionRequest = {
  items: BilledItem[]
  /** What our quote takes off, from the first payment or from all of them. */
  discount?: { cents: Cents; from: 'first' | 'all' } | undefined
}

/** A change that is charged at once: what the subscription is to hold, as of an instant by which the rest of the period is measured. */
export type SubscriptionChange = { items: BilledItem[]; at: Instant }

/**
 * Subscriptions at the provider. Every method may throw Problem unavailable `payments.unavailable`. Keyed: asking twice
 * under one key acts once.
 */
export type Billing = {
  /** The provider's id of a price. What is kept already is found, so that a price is made once for its plan, part and cents. */
  keepPrice(price: YearlyPrice): Promise<string>
  findSubscription(id: string): Promise<Subscription>
  /** What a change would cost now, to the cent, for the days that are left; below zero where money would come back. */
  previewChange(id: string, change: SubscriptionChange): Promise<Cents>
  /**
   * Changes a subscription and charges the difference at once. It counts when that is paid: a declined card leaves all as it
   * was, and the answer is `waiting`, with what is owed, for at most 23 hours. Another change takes the place of one that waits.
   * Refused for a subscription that is paid by invoice, which can't wait
   * (docs.stripe.com/billing/subscriptions/pending-updates).
   */
  changeNow(id: string, change: SubscriptionChange & { key: string }): Promise<Subscription>
  /** Changes what the next period holds and costs; nothing is charged, and nothing comes back. */
  changeAtRenewal(id: string, change: { items: BilledItem[]; key: string }): Promise<Subscription>
  /** Stops the renewal, or takes that back, until the period ends. */
  setRenewal(id: string, change: { renews: boolean; key: string }): Promise<Subscription>
  /** Ends it at this instant, with what was still owed for it; of one that has ended, just that. Returns no money by itself. */
  endSubscription(id: string, key: string): Promise<Subscription>
  /** A subscription that is paid by invoice within some days: it is `incomplete` until then. */
  openInvoice(request: {
    reference: string
    key: string
    email: string
    name: string
    items: BilledItem[]
    discount?: SubscriptionRequest['discount']
    daysToPay: number
    purchaseOrder?: string | undefined
  }): Promise<Subscription>
  /** Says who pays from now on: to whom the provider writes. The card that is on file stays. */
  changePayer(customer: string, payer: { email: string; name: string }): Promise<void>
  /** The provider's own page for cards and invoices, good for minutes. */
  openPortal(request: { customer: string; returnUrl: string }): Promise<string>
}
