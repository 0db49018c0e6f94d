import * as z from 'zod'
import { type Form, parameterName } from './form.ts'
import { type Refusal, wrongParameter } from './refusal.ts'

// What the stand-in accepts. It refuses every other name, also the vendor's own that it does not act upon:
// a parameter taken and ignored would let a mistake pass here that shows only in production.

export const whole = z
  .string()
  .regex(/^-?\d{1,15}$/, 'invalid_integer')
  .transform(Number)
export const text = (most: number) => z.string().min(1, 'empty').max(most, 'too_long')
export const address = z
  .string()
  .max(5000, 'too_long')
  .regex(/^https?:\/\/[^\s]+$/, 'url_invalid')
/** No two dots in a row, and a domain that ends in a name: stricter than browsers are. */
export const email = z
  .string()
  .max(800, 'too_long')
  .regex(/^(?!.*\.\.)[^\s@.][^\s@]*@[^\s@]+\.[^\s@.]*[^\s@.\d][^\s@.]*$/, 'email_invalid')
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
export const currency = z.string().regex(/^[A-Za-z]{3}$/, 'invalid_currency')
export const expand = z.array(z.string().max(200)).max(20).optional()

/** Up to 50 names of 40 characters with values of 500 (docs.stripe.com/api/metadata). */
export const metadata = z
  .record(z.string().max(40, 'too_long'), z.string().max(500, 'too_long'))
  .refine((value) => Object.keys(value).length <= 50, 'too_many_keys')

/** `a[b]` and nothing more of an address but what Stripe names. */
const postalAddress = z.strictObject({
  line1: text(5000),
  line2: text(5000).optional(),
  city: text(5000).optional(),
  state: text(5000).optional(),
  postal_code: text(5000).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'invalid_country')
    .optional(),
})

const lineItem = z.strictObject({
  quantity: whole.optional(),
  metadata: metadata.optional(),
  price: text(200).optional(),
  price_data: z
    .strictObject({
      currency,
      unit_amount: whole,
      tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
      product_data: z.strictObject({
        name: text(1500),
        description: text(5000).optional(),
        images: z.array(address).max(8).optional(),
        metadata: metadata.optional(),
        tax_code: text(100).optional(),
        unit_label: text(12).optional(),
      }),
    })
    .optional(),
})

export const discounts = z
  .array(z.strictObject({ coupon: text(200) }))
  .length(1)
  .optional()
export const billingMode = z.strictObject({
  type: z.enum(['flexible']),
  flexible: z.strictObject({ proration_discounts: z.enum(['included']) }),
})

export const SessionCreate = z.strictObject({
  mode: z.enum(['payment', 'subscription']),
  ui_mode: z.enum(['hosted_page']).optional(),
  line_items: z.array(lineItem).min(1, 'empty').max(100, 'too_many_items'),
  success_url: address,
  cancel_url: address.optional(),
  expires_at: whole.optional(),
  customer_email: email.optional(),
  client_reference_id: text(200).optional(),
  locale: text(10).optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay']).optional(),
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  customer_creation: z.enum(['always', 'if_required']).optional(),
  adaptive_pricing: z.strictObject({ enabled: flag.optional() }).optional(),
  metadata: metadata.optional(),
  discounts,
  subscription_data: z.strictObject({ metadata: metadata.optional(), billing_mode: billingMode }).optional(),
  payment_intent_data: z
    .strictObject({
      description: text(1000).optional(),
      metadata: metadata.optional(),
      receipt_email: email.optional(),
      shipping: z.strictObject({ name: text(5000), address: postalAddress, phone: text(20).optional() }).optional(),
      statement_descriptor: text(22).optional(),
      statement_descriptor_suffix: text(22).optional(),
    })
    .optional(),
  expand,
})
export type SessionCreate = z.infer<typeof SessionCreate>

export const RefundCreate = z.strictObject({
  payment_intent: text(200).optional(),
  charge: text(200).optional(),
  amount: whole.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.optional(),
  expand,
})
export type RefundCreate = z.infer<typeof RefundCreate>

export const OnlyExpand = z.strictObject({ expand })

export const page = {
  limit: whole.pipe(z.number().min(1).max(100)).optional(),
  starting_after: text(200).optional(),
  ending_before: text(200).optional(),
  expand,
}
export const SessionList = z.strictObject({
  ...page,
  payment_intent: text(200).optional(),
  status: z.enum(['open', 'complete', 'expired']).optional(),
})
export const RefundList = z.strictObject({
  ...page,
  payment_intent: text(200).optional(),
  charge: text(200).optional(),
})
export const DisputeList = RefundList
export const LineItemList = z.strictObject(page)

/** The message that Stripe would word for a wrong value. */
const complaint = (issue: z.core.$ZodIssue, name: string): Refusal => {
  const tooLong = issue.code === 'too_big'
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return wrongParameter('parameter_missing', name, `Missing required param: ${name}.`)
  }
  if (issue.message === 'empty') {
    return wrongParameter('parameter_invalid_empty', name, `You passed an empty string for '${name}'.`)
  }
  if (issue.message === 'invalid_integer') {
    return wrongParameter('parameter_invalid_integer', name, `Invalid integer: ${name}`)
  }
  if (issue.message === 'url_invalid') return wrongParameter('url_invalid', name, 'Not a valid URL')
  if (issue.message === 'email_invalid') return wrongParameter('email_invalid', name, 'Invalid email address')
  if (tooLong) return wrongParameter(undefined, name, `Invalid ${name}: it is too long or has too many entries.`)
  return wrongParameter(undefined, name, `Invalid ${name}`)
}

/** Checks a form against what is accepted; the first wrong parameter is refused by name, as Stripe does. */
export const parameters = <T>(schema: z.ZodType<T>, form: Form): T => {
  const parsed = schema.safeParse(form, { reportInput: true })
  if (parsed.success) return parsed.data
  // Unknown names come first: Stripe looks at the names before the values.
  const unknown = parsed.error.issues.find((issue) => issue.code === 'unrecognized_keys')
  if (unknown?.code === 'unrecognized_keys') {
    const name = parameterName([...unknown.path, unknown.keys[0] ?? ''])
    throw wrongParameter('parameter_unknown', name, `Received unknown parameter: ${name}`)
  }
  const issue = parsed.error.issues[0]
  if (!issue) throw parsed.error
  throw complaint(issue, parameterName(issue.path))
}
