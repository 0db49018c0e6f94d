import { type Card, type Invoice, idOf, lastDigits, type Subscription, subscriptionIdOf } from './billing-objects.ts'
import { newCharge } from './charges.ts'
import { newInvoice, newInvoicePayment } from './invoice-objects.ts'
import { newPaymentIntent, stripeId } from './objects.ts'
import type { Entry } from './prorations.ts'
import { notAllowed } from './refusal.ts'
import type { ObjectStore } from './store.ts'

/** Records an event about a subscription or one of its invoices. */
export type Tell = (subject: string, type: string, object: object) => void

const day = 24 * 3600

/** What an invoice goes through: a draft, final, then paid, voided, or left open. Each change is told. */
export const invoicing = (store: ObjectStore, shown: (object: object) => object) => {
  const keep = (invoice: Invoice, type: string, tell: Tell): Invoice => {
    store.save('invoice', invoice)
    tell(subscriptionIdOf(invoice), type, shown(invoice))
    return invoice
  }

  const nameOf = ({ price }: Entry): string => store.find('product', idOf(price.product))?.name ?? ''

  /** An invoice that is not kept: what it would be. */
  const preview = (
    subscription: Subscription,
    asked: Omit<Parameters<typeof newInvoice>[2], 'entries'> & { entries: readonly Entry[] },
    at: number,
  ): Invoice => {
    const customer = store.find('customer', idOf(subscription.customer))
    if (!customer) throw new Error(`${subscription.id} has no customer`)
    const entries = asked.entries.map((entry) => ({ ...entry, name: nameOf(entry) }))
    return newInvoice(subscription, customer, { ...asked, entries }, at)
  }

  const draft = (...asked: [...Parameters<typeof preview>, tell: Tell]): Invoice => {
    const [subscription, what, at, tell] = asked
    return keep(preview(subscription, what, at), 'invoice.created', tell)
  }

  const settled = (invoice: Invoice, at: number): Invoice => ({
    ...invoice,
    status: 'paid',
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempted: true,
    attempt_count: invoice.attempt_count + 1,
    auto_advance: false,
    ending_balance: 0,
    next_payment_attempt: null,
    status_transitions: { ...invoice.status_transitions, paid_at: at },
  })

  /** Makes a draft final: it has a number, a page, and a payment to come. Of nothing to pay, it is paid. */
  const finalize = (invoice: Invoice, daysUntilDue: number | null, at: number, tell: Tell): Invoice => {
    if (invoice.status !== 'draft') {
      throw notAllowed('This invoice is already finalized, you can’t re-finalize a non-draft invoice.')
    }
    const customer = store.find('customer', idOf(invoice.customer))
    const number = customer?.next_invoice_sequence ?? 1
    if (customer) store.save('customer', { ...customer, next_invoice_sequence: number + 1 })
    const open: Invoice = {
      ...invoice,
      status: 'open',
      number: `${customer?.invoice_prefix}-${String(number).padStart(4, '0')}`,
      automatically_finalizes_at: null,
      due_date: daysUntilDue === null ? null : at + daysUntilDue * day,
      effective_at: at,
      status_transitions: { ...invoice.status_transitions, finalized_at: at },
    }
    if (open.amount_due > 0) {
      const toPay = { cents: open.amount_due, currency: open.currency, methods: ['card'], customer: customer?.id }
      const intent = newPaymentIntent(toPay, { description: `Invoice ${open.number}` }, at)
      store.save('payment_intent', intent)
      store.save('invoice_payment', newInvoicePayment(open, intent.id, at))
    }
    keep(open, 'invoice.finalized', tell)
    return open.amount_due === 0 ? keep(settled(open, at), 'invoice.paid', tell) : open
  }

  /** Tries to charge what is open. Answers it paid, or, when the card is declined or there is none, still open. */
  const charge = (invoice: Invoice, card: Card | undefined, at: number, tell: Tell): Invoice => {
    const intent = store.intentOfInvoice(invoice.id)
    const payment = store.list('invoice_payment', { where: { invoice: invoice.id }, limit: 1 }).data[0]
    if (!intent || !payment) throw new Error(`${invoice.id} has nothing to pay`)
    const declined = card === undefined || card.card.last4 === lastDigits.declines
    const payer = { email: invoice.customer_email, ...(card ? { card: { id: card.id, last4: card.card.last4 } } : {}) }
    const attempt = newCharge(payer, intent, { method: 'card', status: declined ? 'failed' : 'succeeded' }, at)
    store.save('charge', attempt)
    store.save('payment_intent', {
      ...intent,
      status: declined ? 'requires_payment_method' : 'succeeded',
      amount_received: declined ? 0 : intent.amount,
      latest_charge: attempt.id,
      payment_method: declined ? null : attempt.payment_method,
    })
    if (declined) {
      const open: Invoice = { ...invoice, attempted: true, attempt_count: invoice.attempt_count + 1 }
      return keep(open, 'invoice.payment_failed', tell)
    }
    store.save('invoice_payment', {
      ...payment,
      amount_paid: invoice.amount_due,
      status: 'paid',
      status_transitions: { ...payment.status_transitions, paid_at: at },
    })
    return keep(settled(invoice, at), 'invoice.paid', tell)
  }

  /** Nobody is to pay it any longer. */
  const discard = (invoice: Invoice, at: number, tell: Tell): Invoice => {
    if (invoice.status !== 'open') throw notAllowed('You can only pass in open invoices. This invoice isn’t open.')
    const status_transitions = { ...invoice.status_transitions, voided_at: at }
    return keep({ ...invoice, status: 'void', auto_advance: false, status_transitions }, 'invoice.voided', tell)
  }

  /** The invoices of a subscription that can be paid. */
  const openOf = (subscription: string): Invoice[] =>
    store
      .list('invoice', { where: { 'parent.subscription_details.subscription': subscription }, limit: 100 })
      .data.filter(({ status }) => status === 'open')

  return { preview, draft, finalize, charge, discard, openOf, newDiscountId: () => stripeId('di_') }
}

export type Invoicing = ReturnType<typeof invoicing>
