import type Stripe from 'stripe'
import { type Customer, type Invoice, type InvoicePayment, idOf, type Subscription } from './billing-objects.ts'
import { decimal, stripeId } from './objects.ts'
import type { Entry } from './prorations.ts'
import { taxOf } from './tax.ts'

const sumOf = <T>(of: readonly T[], cents: (each: T) => number): number =>
  of.reduce((sum, each) => sum + cents(each), 0)

const lineOf = (
  invoice: string,
  subscription: Subscription,
  entry: Entry & { name: string },
  discount: string | undefined,
): Stripe.InvoiceLineItem => {
  const net = entry.cents - entry.discountCents
  const part = entry.cents < 0 ? 'Unused time on ' : 'Remaining time on '
  return {
    id: stripeId('il_'),
    object: 'line_item',
    amount: entry.cents,
    currency: entry.price.currency,
    description: `${entry.proration ? part : ''}${entry.quantity} × ${entry.name}`,
    discount_amounts: discount === undefined ? [] : [{ amount: entry.discountCents, discount }],
    discountable: !entry.proration,
    discounts: discount === undefined ? [] : [discount],
    invoice,
    livemode: false,
    metadata: subscription.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: entry.proration ? stripeId('ii_') : null,
        proration: entry.proration,
        proration_details: { credited_items: null },
        subscription: subscription.id,
        subscription_item: entry.item,
      },
      type: 'subscription_item_details',
    },
    period: entry.period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: entry.price.id, product: idOf(entry.price.product) },
      type: 'price_details',
      unit_amount_decimal: decimal(entry.price.unit_amount ?? 0),
    },
    quantity: entry.quantity,
    quantity_decimal: decimal(entry.quantity),
    subscription: subscription.id,
    subtotal: entry.cents,
    taxes: subscription.automatic_tax.enabled
      ? [
          {
            amount: Math.sign(net) * taxOf(Math.abs(net)),
            tax_behavior: 'exclusive',
            tax_rate_details: null,
            taxability_reason: 'standard_rated',
            taxable_amount: net,
            type: 'tax_rate_details',
          },
        ]
      : [],
  }
}

/** An invoice that is still a draft, with what comes to it. Amounts in cents, `created` in epoch seconds. */
export const newInvoice = (
  subscription: Subscription,
  customer: Customer,
  asked: {
    reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update'
    entries: readonly (Entry & { name: string })[]
    discount?: string | undefined
    prorationDate?: number | undefined
  },
  created: number,
): Invoice => {
  const id = stripeId('in_')
  const { discount } = asked
  const lines = asked.entries.map((entry) => lineOf(id, subscription, entry, discount))
  const subtotal = sumOf(lines, ({ amount }) => amount)
  const off = sumOf(asked.entries, ({ discountCents }) => discountCents)
  const taxes = lines.flatMap((line) => line.taxes ?? [])
  const total = subtotal - off + sumOf(taxes, ({ amount }) => amount)
  const due = Math.max(0, total)
  return {
    id,
    object: 'invoice',
    account_country: 'US',
    account_name: 'Lectern on your machine',
    account_tax_ids: null,
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: due,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: {
      disabled_reason: null,
      enabled: subscription.automatic_tax.enabled,
      liability: subscription.automatic_tax.enabled ? { type: 'self' } : null,
      provider: subscription.automatic_tax.enabled ? 'stripe' : null,
      status: subscription.automatic_tax.enabled ? 'complete' : null,
    },
    automatically_finalizes_at: null,
    billing_reason: asked.reason,
    collection_method: subscription.collection_method,
    created,
    currency: subscription.currency,
    custom_fields: subscription.invoice_settings.custom_fields,
    customer: customer.id,
    customer_account: null,
    customer_address: null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: discount === undefined ? [] : [discount],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: lines, has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: {
        metadata: subscription.metadata,
        subscription: subscription.id,
        ...(asked.prorationDate === undefined ? {} : { subscription_proration_date: asked.prorationDate }),
      },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: created,
    period_start: created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal,
    subtotal_excluding_tax: subtotal,
    test_clock: null,
    total,
    total_discount_amounts: discount === undefined ? [] : [{ amount: off, discount }],
    total_excluding_tax: subtotal - off,
    total_pretax_credit_amounts: [],
    total_taxes: taxes,
    webhooks_delivered_at: created,
  }
}

/** The payment that an invoice waits for. */
export const newInvoicePayment = (invoice: Invoice, intent: string, created: number): InvoicePayment => ({
  id: stripeId('inpay_'),
  object: 'invoice_payment',
  amount_paid: null,
  amount_requested: invoice.amount_due,
  created,
  currency: invoice.currency,
  invoice: invoice.id,
  is_default: true,
  livemode: false,
  payment: { payment_intent: intent, type: 'payment_intent' },
  status: 'open',
  status_transitions: { canceled_at: null, paid_at: null },
})
