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

// Subscriptions and what belongs to them. What is left unchecked holds references that lead far away.
type SubscriptionLinks =
  | 'automatic_tax'
  | 'billing_schedules'
  | 'cancellation_details'
  | 'default_tax_rates'
  | 'discounts'
  | 'invoice_settings'
  | 'items'
  | 'pending_update'
  | 'transfer_data'
type InvoiceLinks =
  | 'account_tax_ids'
  | 'automatic_tax'
  | 'default_tax_rates'
  | 'discounts'
  | 'from_invoice'
  | 'issuer'
  | 'last_finalization_error'
  | 'lines'
  | 'parent'
  | 'payments'
  | 'shipping_cost'
  | 'total_discount_amounts'
  | 'total_pretax_credit_amounts'
type InvoiceLineLinks = 'discount_amounts' | 'discounts' | 'pretax_credit_amounts' | 'pricing' | 'quantity_decimal'
type CustomerLinks = 'discount' | 'invoice_settings' | 'sources' | 'subscriptions' | 'tax_ids'
type ItemLinks = 'discounts' | 'plan' | 'price' | 'tax_rates'
type PriceLinks = 'currency_options' | 'tiers' | 'unit_amount_decimal'

export type Subscription = AsIds<Omit<Stripe.Subscription, SubscriptionLinks>> & Unchecked<SubscriptionLinks>
export type SubscriptionItem = AsIds<Omit<Stripe.SubscriptionItem, ItemLinks>> & Unchecked<ItemLinks>
export type PendingUpdate = Omit<Stripe.Subscription.PendingUpdate, 'discount' | 'discounts' | 'subscription_items'> &
  Unchecked<'discount' | 'discounts' | 'subscription_items'>
export type Plan = AsIds<Omit<Stripe.Plan, 'amount_decimal' | 'tiers'>> & Unchecked<'amount_decimal' | 'tiers'>
export type Invoice = AsIds<Omit<Stripe.Invoice, InvoiceLinks>> & Unchecked<InvoiceLinks>
export type InvoiceLine = AsIds<Omit<Stripe.InvoiceLineItem, InvoiceLineLinks>> & Unchecked<InvoiceLineLinks>
export type InvoicePayment = AsIds<Omit<Stripe.InvoicePayment, 'payment'>> & Unchecked<'payment'>
export type Customer = AsIds<Omit<Stripe.Customer, CustomerLinks>> & Unchecked<CustomerLinks>
export type Price = AsIds<Omit<Stripe.Price, PriceLinks>> & Unchecked<PriceLinks>
export type Product = AsIds<Stripe.Product>
export type Coupon = Stripe.Coupon
export type Card = Omit<Stripe.PaymentMethod.Card, 'generated_from' | 'wallet'> & Unchecked<'generated_from' | 'wallet'>
export type PortalSession = AsIds<Stripe.BillingPortal.Session>

export type CustomerCreateParams = Stripe.CustomerCreateParams
export type PriceCreateParams = Stripe.PriceCreateParams
export type PriceListParams = Stripe.PriceListParams
export type CouponCreateParams = Stripe.CouponCreateParams
export type SubscriptionCreateParams = Stripe.SubscriptionCreateParams
export type SubscriptionUpdateParams = Stripe.SubscriptionUpdateParams
export type SubscriptionListParams = Stripe.SubscriptionListParams
export type InvoiceCreatePreviewParams = Stripe.InvoiceCreatePreviewParams
export type InvoiceListParams = Stripe.InvoiceListParams
export type InvoicePaymentListParams = Stripe.InvoicePaymentListParams
export type PortalSessionCreateParams = Stripe.BillingPortal.SessionCreateParams
