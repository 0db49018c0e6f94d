import type Stripe from 'stripe'
import type { Item, Price, Subscription } from './billing-objects.ts'
import { decimal, stripeId } from './objects.ts'

/** The older name of a price, which items carry beside it. */
const planOf = (price: Price): Stripe.Plan => ({
  id: price.id,
  object: 'plan',
  active: price.active,
  amount: price.unit_amount,
  amount_decimal: decimal(price.unit_amount ?? 0),
  billing_scheme: 'per_unit',
  created: price.created,
  currency: price.currency,
  interval: 'year',
  interval_count: 1,
  livemode: false,
  metadata: price.metadata,
  meter: null,
  nickname: null,
  product: price.product,
  tiers_mode: null,
  transform_usage: null,
  trial_period_days: null,
  usage_type: 'licensed',
})

export type Period = { start: number; end: number }

export const newItem = (
  subscription: string,
  asked: { id?: string | undefined; price: Price; quantity: number; created: number },
  period: Period,
): Item => ({
  id: asked.id ?? stripeId('si_', 14),
  object: 'subscription_item',
  billing_thresholds: null,
  created: asked.created,
  current_period_end: period.end,
  current_period_start: period.start,
  current_trial: null,
  discounts: [],
  metadata: {},
  plan: planOf(asked.price),
  price: asked.price,
  quantity: asked.quantity,
  subscription,
  tax_rates: [],
})

export const periodOf = ({ items }: Subscription): Period => ({
  start: items.data[0]?.current_period_start ?? 0,
  end: items.data[0]?.current_period_end ?? 0,
})

export const itemList = (subscription: string, data: Item[]): Subscription['items'] => ({
  object: 'list',
  data,
  has_more: false,
  url: `/v1/subscription_items?subscription=${subscription}`,
})

/** A subscription that begins; active, as Stripe has one from the start, whether or not its first invoice is paid. */
export const newSubscription = (
  asked: {
    customer: string
    items: { price: Price; quantity: number }[]
    metadata: Record<string, string>
    taxed: boolean
    card?: string | undefined
    daysUntilDue?: number | undefined
    customFields?: { name: string; value: string }[] | undefined
  },
  period: Period,
): Subscription => {
  const id = stripeId('sub_')
  const created = period.start
  const items = asked.items.map((item) => newItem(id, { ...item, created }, period))
  return {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: {
      disabled_reason: null,
      enabled: asked.taxed,
      liability: asked.taxed ? { type: 'self' } : null,
    },
    billing_cycle_anchor: created,
    billing_cycle_anchor_config: null,
    billing_mode: { type: 'flexible', flexible: { proration_discounts: 'included' } },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: asked.daysUntilDue === undefined ? 'charge_automatically' : 'send_invoice',
    created,
    currency: asked.items[0]?.price.currency ?? 'usd',
    customer: asked.customer,
    customer_account: null,
    days_until_due: asked.daysUntilDue ?? null,
    default_payment_method: asked.card ?? null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: asked.customFields ?? null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: itemList(id, items),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: asked.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: created,
    status: 'active',
    test_clock: null,
    transfer_data: null,
    trial_end: null,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' },
    },
    trial_start: null,
  }
}
