import type Stripe from 'stripe'
import { type Instant, instantFromEpochSeconds } from '../platform/index.ts'
import type { Owed, Payment, Subscription } from './billing.ts'

// What Stripe's subscription and its invoices come to in our words. Its own status and period are not enough: the period
// moves on when a renewal is made, before that is paid, and one that is paid by invoice is `active` from the start.

const idOf = (value: string | { id: string }): string => (typeof value === 'string' ? value : value.id)

/** The payment intent that paid an invoice, if its `payments` were asked for. */
export const paymentOf = ({ payments }: Stripe.Invoice): string | undefined => {
  const intent = payments?.data.find(({ status }) => status === 'paid')?.payment.payment_intent
  return intent && idOf(intent)
}

/** Whether an invoice is for a whole period, the first or a renewal, and not for a change within one. */
const isForPeriod = ({ billing_reason: reason }: Stripe.Invoice): boolean =>
  reason === 'subscription_create' || reason === 'subscription_cycle'

/** The period of an invoice for one; the least where its items have different ones. */
const periodOf = ({ created, lines }: Stripe.Invoice): { start: Instant; end: Instant } => {
  const own = lines.data.filter(({ parent }) => !parent?.subscription_item_details?.proration)
  const least = (edge: 'start' | 'end'): Instant =>
    instantFromEpochSeconds(own.length === 0 ? created : Math.min(...own.map(({ period }) => period[edge])))
  return { start: least('start'), end: least('end') }
}

const itemOf = ({ price, quantity }: Stripe.SubscriptionItem): Subscription['items'][number] => ({
  price: price.id,
  quantity: quantity ?? 0,
  plan: price.metadata.plan ?? '',
  part: price.metadata.part === 'seat' ? 'seat' : 'plan',
  cents: price.unit_amount ?? 0,
})

const owedOf = (invoice: Stripe.Invoice, since: Instant): Owed => ({
  id: invoice.id,
  cents: invoice.amount_remaining,
  since,
  url: invoice.hosted_invoice_url ?? undefined,
})

const paymentsOf = (invoices: readonly Stripe.Invoice[]): Payment[] =>
  invoices
    .filter(({ status }) => status === 'paid')
    .map((invoice) => ({
      id: invoice.id,
      paymentId: paymentOf(invoice),
      cents: invoice.amount_paid,
      paidAt: instantFromEpochSeconds(invoice.status_transitions.paid_at ?? invoice.created),
    }))
    .toSorted((a, b) => b.paidAt.localeCompare(a.paidAt))

/**
 * @param invoices  all, newest first. They are read after the subscription: the other way round, a renewal that is made in
 *   between would be missed, and its period would seem paid.
 */
export const subscriptionOf = (
  subscription: Stripe.Subscription,
  invoices: readonly Stripe.Invoice[],
): Subscription => {
  const { status, pending_update: pending } = subscription
  const startedAt = instantFromEpochSeconds(subscription.start_date)
  const paidPeriod = invoices.find((invoice) => isForPeriod(invoice) && invoice.status === 'paid')
  const newest = invoices.find(isForPeriod)
  const unpaid = newest && ['draft', 'open', 'uncollectible'].includes(newest.status ?? '') ? newest : undefined
  const change = pending && invoices.find((invoice) => !isForPeriod(invoice) && invoice.status === 'open')
  const ended = status === 'canceled' || status === 'incomplete_expired'
  const stateOf = (): Subscription['state'] => {
    if (ended) return 'ended'
    if (!paidPeriod) return 'incomplete'
    // For an hour after a period ends, its renewal is a draft that nobody has tried to charge yet.
    const waits = unpaid !== undefined && unpaid.status !== 'draft'
    return waits || status === 'unpaid' || status === 'paused' ? 'past-due' : 'live'
  }
  const owed = (): Owed | undefined => {
    if (ended) return undefined
    if (unpaid) return owedOf(unpaid, periodOf(unpaid).start)
    return change ? owedOf(change, instantFromEpochSeconds(change.created)) : undefined
  }
  return {
    id: subscription.id,
    reference: subscription.metadata.order ?? '',
    customer: idOf(subscription.customer),
    state: stateOf(),
    startedAt,
    paidUntil: paidPeriod ? periodOf(paidPeriod).end : startedAt,
    // Stripe's portal says it by an instant, the API by a flag.
    renews: !ended && !subscription.cancel_at_period_end && subscription.cancel_at === null,
    items: subscription.items.data.map(itemOf),
    owed: owed(),
    waiting: !ended && pending !== null,
    ...(subscription.collection_method === 'send_invoice' ? { invoiced: true as const } : {}),
    payments: paymentsOf(invoices),
    endedAt: subscription.ended_at === null ? undefined : instantFromEpochSeconds(subscription.ended_at),
  }
}
