import type Stripe from 'stripe'
import type { CouponCreate, CustomerCreate, PriceCreate } from './billing-parameters.ts'
import { decimal, stripeId } from './objects.ts'

export type Customer = Stripe.Customer
export type Price = Stripe.Price
export type Product = Stripe.Product
export type Coupon = Stripe.Coupon
export type Card = Stripe.PaymentMethod & { card: Stripe.PaymentMethod.Card }
export type Subscription = Stripe.Subscription
export type Item = Stripe.SubscriptionItem
export type Invoice = Stripe.Invoice
export type InvoicePayment = Stripe.InvoicePayment
export type PortalSession = Stripe.BillingPortal.Session

/** What was charged for an item, for what is left of its period at that time; `off` is what a lasting discount takes of a whole one. */
export type Debit = { cents: number; start: number; off: number }

/** What happens to a subscription by itself, and when. */
export type Due = {
  at: number
  act: 'renew' | 'retry' | 'give-up' | 'expire' | 'finalize' | 'overdue'
  invoice?: string
}

/** What we know of a subscription that Stripe's object doesn't say. */
export type SubscriptionData = {
  id: string
  subscription: string
  /** When the first of `agenda` is due; null once nothing is. */
  due: number | null
  agenda: Due[]
  debits: Record<string, Debit>
  discount?: { id: string; coupon: string }
}

/** What was asked about the subscription that a session leads to. */
export type SessionSubscription = {
  id: string
  items: { price: string; quantity: number }[]
  coupon?: string | undefined
  metadata: Record<string, string>
}

/** What is kept, by the name that Stripe's objects carry. */
export type Stored = {
  customer: Customer
  product: Product
  price: Price
  coupon: Coupon
  payment_method: Card
  subscription: Subscription
  subscription_data: SubscriptionData
  session_subscription: SessionSubscription
  invoice: Invoice
  invoice_payment: InvoicePayment
  'billing_portal.session': PortalSession
}

export const idOf = (value: string | { id: string } | null): string =>
  typeof value === 'string' ? value : (value?.id ?? '')

export const subscriptionIdOf = ({ parent }: Invoice): string =>
  idOf(parent?.subscription_details?.subscription ?? null)

export const newCustomer = (asked: CustomerCreate, created: number): Customer => ({
  id: stripeId('cus_', 14),
  object: 'customer',
  address: null,
  balance: 0,
  created,
  currency: null,
  customer_account: null,
  default_source: null,
  delinquent: false,
  description: null,
  discount: null,
  email: asked.email ?? null,
  invoice_prefix: stripeId('', 8).toUpperCase(),
  invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
  livemode: false,
  metadata: asked.metadata ?? {},
  name: asked.name ?? null,
  next_invoice_sequence: 1,
  phone: null,
  preferred_locales: [],
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
})

export const newProduct = (name: string, created: number): Product => ({
  id: stripeId('prod_', 14),
  object: 'product',
  active: true,
  created,
  default_price: null,
  description: null,
  images: [],
  livemode: false,
  marketing_features: [],
  metadata: {},
  name,
  package_dimensions: null,
  shippable: null,
  statement_descriptor: null,
  tax_code: null,
  tax_details: null,
  type: 'service',
  unit_label: null,
  updated: created,
  url: null,
})

export const newPrice = (asked: PriceCreate, product: string, created: number): Price => ({
  id: stripeId('price_'),
  object: 'price',
  active: true,
  billing_scheme: 'per_unit',
  created,
  currency: asked.currency.toLowerCase(),
  custom_unit_amount: null,
  livemode: false,
  lookup_key: asked.lookup_key ?? null,
  metadata: asked.metadata ?? {},
  nickname: null,
  product,
  recurring: {
    interval: asked.recurring.interval,
    interval_count: 1,
    meter: null,
    trial_period_days: null,
    usage_type: 'licensed',
  },
  tax_behavior: asked.tax_behavior ?? 'unspecified',
  tiers_mode: null,
  transform_quantity: null,
  type: 'recurring',
  unit_amount: asked.unit_amount,
  unit_amount_decimal: decimal(asked.unit_amount),
})

export const newCoupon = (asked: CouponCreate, created: number): Coupon => ({
  id: stripeId('', 8),
  object: 'coupon',
  amount_off: asked.amount_off,
  created,
  currency: asked.currency.toLowerCase(),
  duration: asked.duration,
  duration_in_months: null,
  livemode: false,
  max_redemptions: asked.max_redemptions ?? null,
  metadata: asked.metadata ?? {},
  name: asked.name ?? null,
  percent_off: null,
  redeem_by: null,
  times_redeemed: 0,
  valid: true,
})

/**
 * The two cards that there are, by their last digits: one that pays, and one that can be kept but is declined whenever
 * it is charged (docs.stripe.com/testing, "Decline after attaching").
 */
export const lastDigits = { pays: '4242', declines: '0341' } as const

export const newCard = (customer: string, last4: string, created: number): Card => ({
  id: stripeId('pm_'),
  object: 'payment_method',
  allow_redisplay: 'always',
  billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
  card: {
    brand: 'visa',
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: 'visa',
    exp_month: 12,
    exp_year: 2034,
    fingerprint: null,
    funding: 'credit',
    generated_from: null,
    last4,
    networks: { available: ['visa'], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  },
  created,
  customer,
  customer_account: null,
  livemode: false,
  metadata: {},
  type: 'card',
})

export const newPortalSession = (customer: string, returnUrl: string | undefined, created: number): PortalSession => ({
  id: stripeId('bps_'),
  object: 'billing_portal.session',
  configuration: 'bpc_local',
  created,
  customer,
  customer_account: null,
  flow: null,
  livemode: false,
  locale: null,
  on_behalf_of: null,
  return_url: returnUrl ?? null,
  url: '',
})
