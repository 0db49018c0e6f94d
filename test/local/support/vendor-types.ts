import type Stripe from 'stripe'

// The vendor's own declarations, of which JSON Schema is made. A reference is an id unless it was asked to be expanded,
// so it is narrowed to one: the objects behind it would draw in all of Stripe, with names that the generator confuses.
type AsIds<T> = {
  [K in keyof T]: K extends 'metadata' ? T[K] : string extends T[K] ? Extract<T[K], string | null | undefined> : T[K]
}

type Unchecked<K extends string> = { [P in K]?: unknown }

type SessionLinks =
  | 'discounts'
  | 'invoice_creation'
  | 'line_items'
  | 'shipping_cost'
  | 'shipping_options'
  | 'total_details'
type IntentLinks = 'last_payment_error' | 'transfer_data'

export type Session = AsIds<Omit<Stripe.Checkout.Session, SessionLinks | 'automatic_tax'>> &
  Unchecked<SessionLinks | 'automatic_tax'>
export type PaymentIntent = AsIds<Omit<Stripe.PaymentIntent, IntentLinks>> & Unchecked<IntentLinks>
export type Refund = AsIds<Stripe.Refund>
export type AutomaticTax = AsIds<Omit<Stripe.Checkout.Session.AutomaticTax, 'liability'>> & Unchecked<'liability'>
export type Dispute = AsIds<Omit<Stripe.Dispute, 'balance_transactions' | 'evidence'>> &
  Unchecked<'balance_transactions' | 'evidence'>
export type Evidence = AsIds<Stripe.Dispute.Evidence>
export type LineItem = AsIds<Omit<Stripe.LineItem, 'price' | 'discounts' | 'taxes'>> & Unchecked<'price'>

export type SessionCreateParams = Stripe.Checkout.SessionCreateParams
export type SessionExpireParams = Stripe.Checkout.SessionExpireParams
export type SessionListParams = Stripe.Checkout.SessionListParams
export type RefundCreateParams = Stripe.RefundCreateParams
export type RefundListParams = Stripe.RefundListParams
export type DisputeListParams = Stripe.DisputeListParams
