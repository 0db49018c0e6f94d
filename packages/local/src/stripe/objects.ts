import { randomBytes } from 'node:crypto'
import type Stripe from 'stripe'
import type { SessionCreate } from './parameters.ts'

/** The version of Stripe's API that the stand-in speaks: the one that the SDK pins. */
export const apiVersion = '2026-10-28.endive'

// As kept: references are ids, and a session holds its lines, which answers show only when asked to expand them.
export type Session = Stripe.Checkout.Session & { line_items: Stripe.ApiList<Stripe.LineItem> }
export type PaymentIntent = Stripe.PaymentIntent
export type Charge = Stripe.Charge
export type Refund = Stripe.Refund
export type Dispute = Stripe.Dispute

/** An amount as it goes over the wire: a string, which the SDK turns into its Decimal. */
export const decimal = (amount: number): Stripe.Decimal => String(amount) as unknown as Stripe.Decimal

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** An id that looks like Stripe's: a prefix and letters and digits. */
export const stripeId = (prefix: string, length = 24): string =>
  prefix + Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('')

type PriceData = NonNullable<SessionCreate['line_items'][number]['price_data']>

const lineOf = (
  price: Stripe.Price,
  line: { name: string; quantity: number; discountCents: number; metadata?: Record<string, string> | undefined },
): Stripe.LineItem => {
  const amount = (price.unit_amount ?? 0) * line.quantity
  return {
    id: stripeId('li_'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: line.discountCents,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount - line.discountCents,
    currency: price.currency,
    description: line.name,
    metadata: line.metadata ?? {},
    quantity: line.quantity,
    price,
  }
}

/** A line at an amount of its own, paid once. */
export const newLine = (
  data: PriceData,
  quantity: number,
  metadata: Record<string, string> | undefined,
  created: number,
) =>
  lineOf(
    {
      id: stripeId('price_'),
      object: 'price',
      active: false,
      billing_scheme: 'per_unit',
      created,
      currency: data.currency.toLowerCase(),
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: stripeId('prod_', 14),
      recurring: null,
      tax_behavior: data.tax_behavior ?? 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'one_time',
      unit_amount: data.unit_amount,
      unit_amount_decimal: decimal(data.unit_amount),
    },
    { name: data.product_data.name, quantity, discountCents: 0, metadata },
  )

/** A line at a price that is kept, paid every year; `discountCents` is taken off the first time. */
export const newYearlyLine = (price: Stripe.Price, name: string, quantity: number, discountCents: number) =>
  lineOf(price, { name, quantity, discountCents })

/** A new, open session. Amounts are in cents; `created` and `expiresAt` in epoch seconds. */
export const newSession = (
  asked: SessionCreate,
  lines: Stripe.LineItem[],
  created: number,
  expiresAt: number,
): Session => {
  const id = stripeId('cs_test_', 58)
  const sumOf = (name: 'amount_subtotal' | 'amount_total' | 'amount_discount') =>
    lines.reduce((sum, line) => sum + line[name], 0)
  const yearly = asked.mode === 'subscription'
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: asked.adaptive_pricing?.enabled ?? false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: sumOf('amount_subtotal'),
    amount_total: sumOf('amount_total'),
    automatic_tax: automaticTax(asked.automatic_tax?.enabled ?? false),
    billing_address_collection: asked.billing_address_collection ?? null,
    cancel_url: asked.cancel_url ?? null,
    client_reference_id: asked.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created,
    currency: lines[0]?.currency ?? 'usd',
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: null,
    customer_account: null,
    customer_creation: yearly ? 'always' : (asked.customer_creation ?? 'if_required'),
    customer_details: asked.customer_email ? customerDetails(asked.customer_email) : null,
    customer_email: asked.customer_email ?? null,
    discounts: (asked.discounts ?? []).map(({ coupon }) => ({ coupon, promotion_code: null })),
    expires_at: expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    line_items: { object: 'list', data: lines, has_more: false, url: `/v1/checkout/sessions/${id}/line_items` },
    livemode: false,
    locale: asked.locale ?? null,
    managed_payments: null,
    metadata: asked.metadata ?? {},
    mode: asked.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: yearly ? 'always' : 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: yearly ? ['card'] : ['card', 'us_bank_account'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: asked.submit_type ?? null,
    subscription: null,
    success_url: asked.success_url,
    total_details: { amount_discount: sumOf('amount_discount'), amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: null,
    wallet_options: null,
  }
}

/** Stripe knows the tax once the buyer has said where they live, which is when they pay. */
const automaticTax = (enabled: boolean): Stripe.Checkout.Session.AutomaticTax => ({
  enabled,
  liability: enabled ? { type: 'self' } : null,
  provider: enabled ? 'stripe' : null,
  status: enabled ? 'requires_location_inputs' : null,
})

const customerDetails = (email: string): Stripe.Checkout.Session.CustomerDetails => ({
  address: null,
  business_name: null,
  email,
  individual_name: null,
  name: null,
  phone: null,
  tax_exempt: 'none',
  tax_ids: [],
})

/** What the session's maker asked to be written on the payment; kept beside the session until someone pays. */
export type PaymentIntentData = NonNullable<SessionCreate['payment_intent_data']>

const shippingOf = (asked: NonNullable<PaymentIntentData['shipping']>): Stripe.PaymentIntent.Shipping => {
  const { line1, line2 = null, city = null, state = null, postal_code = null, country = null } = asked.address
  return {
    name: asked.name,
    address: { line1, line2, city, state, postal_code, country },
    phone: asked.phone ?? null,
    carrier: null,
    tracking_number: null,
  }
}

/** What is to be paid, of a session or of an invoice. */
export type ToPay = { cents: number; currency: string; methods: string[]; customer?: string | undefined }

export const newPaymentIntent = (asked: ToPay, data: PaymentIntentData, created: number): PaymentIntent => {
  const id = stripeId('pi_')
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: asked.cents,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${stripeId('', 25)}`,
    confirmation_method: 'automatic',
    created,
    currency: asked.currency,
    customer: asked.customer ?? null,
    customer_account: null,
    description: data.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: data.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: asked.methods,
    payment_record: null,
    processing: null,
    receipt_email: data.receipt_email ?? null,
    review: null,
    setup_future_usage: null,
    shipping: data.shipping ? shippingOf(data.shipping) : null,
    source: null,
    statement_descriptor: data.statement_descriptor ?? null,
    statement_descriptor_suffix: data.statement_descriptor_suffix ?? null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
}
