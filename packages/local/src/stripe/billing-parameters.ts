import * as z from 'zod'
import {
  address,
  billingMode,
  currency,
  discounts,
  email,
  expand,
  flag,
  metadata,
  page,
  text,
  whole,
} from './parameters.ts'

// What the stand-in accepts about subscriptions; see parameters.ts.

/** A parameter that is set back by sending nothing. */
const emptied = z.literal('')

export const CustomerCreate = z.strictObject({
  email: email.optional(),
  name: text(256).optional(),
  metadata: metadata.optional(),
  expand,
})
/** The same may be changed later. */
export const CustomerUpdate = CustomerCreate
export type CustomerCreate = z.infer<typeof CustomerCreate>

export const PriceCreate = z.strictObject({
  currency,
  unit_amount: whole,
  lookup_key: text(200).optional(),
  recurring: z.strictObject({ interval: z.enum(['year']) }),
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
  product_data: z.strictObject({ name: text(1500) }),
  metadata: metadata.optional(),
  expand,
})
export type PriceCreate = z.infer<typeof PriceCreate>

export const PriceList = z.strictObject({
  ...page,
  active: flag.optional(),
  lookup_keys: z.array(text(200)).max(10).optional(),
})

export const CouponCreate = z.strictObject({
  amount_off: whole,
  currency,
  duration: z.enum(['once', 'forever']),
  max_redemptions: whole.optional(),
  name: text(40).optional(),
  metadata: metadata.optional(),
  expand,
})
export type CouponCreate = z.infer<typeof CouponCreate>

export const SubscriptionCreate = z.strictObject({
  customer: text(200),
  items: z
    .array(z.strictObject({ price: text(200), quantity: whole.optional() }))
    .min(1, 'empty')
    .max(20),
  discounts,
  billing_mode: billingMode,
  collection_method: z.enum(['send_invoice']),
  days_until_due: whole,
  invoice_settings: z
    .strictObject({ custom_fields: z.array(z.strictObject({ name: text(40), value: text(140) })).max(4) })
    .optional(),
  metadata: metadata.optional(),
  expand,
})
export type SubscriptionCreate = z.infer<typeof SubscriptionCreate>

const changedItem = z.strictObject({
  id: text(200).optional(),
  price: text(200).optional(),
  quantity: whole.optional(),
  deleted: flag.optional(),
})
export type ChangedItem = z.infer<typeof changedItem>

const change = {
  items: z.array(changedItem).min(1, 'empty').max(20).optional(),
  proration_behavior: z.enum(['always_invoice', 'none']).optional(),
  proration_date: whole.optional(),
}

export const SubscriptionUpdate = z.strictObject({
  ...change,
  payment_behavior: z.enum(['pending_if_incomplete']).optional(),
  cancel_at_period_end: flag.optional(),
  cancel_at: emptied.optional(),
  expand,
})
export type SubscriptionUpdate = z.infer<typeof SubscriptionUpdate>

export const SubscriptionList = z.strictObject({
  ...page,
  customer: text(200).optional(),
  status: z.enum(['active', 'past_due', 'canceled', 'incomplete']).optional(),
})

export const InvoicePreview = z.strictObject({
  subscription: text(200),
  subscription_details: z.strictObject(change).optional(),
  expand,
})

export const InvoiceList = z.strictObject({
  ...page,
  subscription: text(200).optional(),
  customer: text(200).optional(),
  status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']).optional(),
})

export const InvoicePaymentList = z.strictObject({
  ...page,
  invoice: text(200).optional(),
  payment: z.strictObject({ type: z.enum(['payment_intent']), payment_intent: text(200) }).optional(),
})

export const PortalSessionCreate = z.strictObject({
  customer: text(200),
  return_url: address.optional(),
  expand,
})
