import Stripe from 'stripe'
import { epochSeconds } from '../platform/index.ts'
import {
  type Checkout,
  type CheckoutRequest,
  type CheckoutState,
  type Payments,
  PaymentsRefused,
  type ShipTo,
} from './payments.ts'
import type { StripeBilling } from './stripe-billing.ts'
import type { StripeConnection } from './stripe-connection.ts'
import { paymentOf } from './stripe-subscription.ts'

const stateOf = (session: Stripe.Checkout.Session): CheckoutState => {
  if (session.status === 'expired') return 'expired'
  if (session.status !== 'complete') return 'open'
  if (session.payment_status !== 'unpaid') return 'paid'
  // Completed but unpaid: a bank debit under way, or one that came back. Only the payment intent tells which. A
  // subscription has none here: its invoice stays open, and can be paid until it ends.
  const intent = session.payment_intent
  const failed =
    typeof intent === 'object' && intent !== null && ['requires_payment_method', 'canceled'].includes(intent.status)
  return failed ? 'failed' : 'processing'
}

/** What paid for a session: an intent of its own, or that of its first invoice. */
const paymentIdOf = ({ payment_intent: intent, invoice }: Stripe.Checkout.Session): string | undefined =>
  (typeof intent === 'string' ? intent : intent?.id) ??
  (typeof invoice === 'object' && invoice !== null ? paymentOf(invoice) : undefined)

const checkoutOf = (session: Stripe.Checkout.Session): Checkout => {
  const state = stateOf(session)
  return {
    id: session.id,
    reference: session.client_reference_id ?? '',
    state,
    url: state === 'open' ? (session.url ?? undefined) : undefined,
    paymentId: paymentIdOf(session),
    paidCents: state === 'paid' ? (session.amount_total ?? 0) : 0,
  }
}

/** Stripe takes fewer addresses for one than browsers do: `a..b@example.com`. */
const isAddressRefused = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  (error.code === 'email_invalid' || error.param === 'customer_email')

const expand = { expand: ['payment_intent', 'invoice.payments', 'subscription'] }

const lineItemOf =
  (taxed: boolean) =>
  (line: CheckoutRequest['lines'][number]): Stripe.Checkout.SessionCreateParams.LineItem => ({
    // One unit at the line's final total: a discounted total need not divide by the quantity.
    quantity: 1,
    price_data: {
      currency: 'usd',
      unit_amount: line.totalCents,
      product_data: { name: line.quantity > 1 ? `${line.title} × ${line.quantity}` : line.title },
      // Said with each price, because an account whose settings do not say it refuses the session.
      ...(taxed ? { tax_behavior: 'exclusive' } : {}),
    },
  })

const shippingOf = ({ name, postalCode, region, ...address }: ShipTo) => ({
  name,
  address: { ...address, postal_code: postalCode, state: region },
})

/** Stripe Checkout, on Stripe's hosted page (https://docs.stripe.com/payments/checkout). */
export const stripeCheckout = (
  { stripe, ask }: StripeConnection,
  billing: StripeBilling,
): Pick<Payments, 'openCheckout' | 'findCheckout' | 'closeCheckout'> => {
  /** With what a session alone doesn't tell: the tax of each line, and the subscription that was bought. */
  const whole = async (session: Stripe.Checkout.Session): Promise<Checkout> => {
    const { subscription } = session
    const checkout: Checkout = {
      ...checkoutOf(session),
      ...(typeof subscription === 'object' && subscription
        ? { subscription: await billing.withInvoices('findCheckout', subscription) }
        : {}),
    }
    if (checkout.state !== 'paid' || !session.automatic_tax.enabled) return checkout
    // One page holds as many as a session can have.
    const lines = await ask('findCheckout', () => stripe.checkout.sessions.listLineItems(session.id, { limit: 100 }))
    return {
      ...checkout,
      taxCents: session.total_details?.amount_tax ?? 0,
      lineTaxCents: lines.data.map((line) => line.amount_tax),
    }
  }

  /** What is sold: amounts of our own, paid once; or prices that are kept there, paid every year. */
  const soldBy = async (request: CheckoutRequest): Promise<Partial<Stripe.Checkout.SessionCreateParams>> => {
    const metadata = { order: request.reference }
    if (!request.subscription) {
      return {
        mode: 'payment',
        line_items: request.lines.map(lineItemOf(request.automaticTax ?? false)),
        payment_intent_data: { metadata, ...(request.shipTo ? { shipping: shippingOf(request.shipTo) } : {}) },
      }
    }
    return {
      mode: 'subscription',
      line_items: request.subscription.items,
      subscription_data: { metadata, billing_mode: billing.mode },
      ...(await billing.discountsOf('openCheckout', request.key, request.subscription.discount)),
    }
  }

  const find = async (id: string) =>
    whole(await ask('findCheckout', () => stripe.checkout.sessions.retrieve(id, expand)))
  return {
    openCheckout: async (request) => {
      const sold = await soldBy(request)
      // Without an address Stripe's page asks for one. What was refused is remembered under its key, so this has its own.
      const open = (email: string | undefined) =>
        stripe.checkout.sessions.create(
          {
            ...sold,
            client_reference_id: request.reference,
            ...(email === undefined ? {} : { customer_email: email }),
            // Without a customer of Stripe's own it calculates tax by the billing address, which it must then have in
            // full.
            ...(request.automaticTax
              ? { automatic_tax: { enabled: true }, billing_address_collection: 'required' as const }
              : {}),
            expires_at: epochSeconds(request.expiresAt),
            success_url: request.returnUrl,
            cancel_url: request.cancelUrl,
            metadata: { order: request.reference },
          },
          { idempotencyKey: email === undefined ? `${request.key}:no-address` : request.key },
        )
      const session = await ask('openCheckout', () =>
        open(request.email).catch((error: unknown) => {
          if (isAddressRefused(error)) return open(undefined)
          throw error
        }),
      )
      return checkoutOf(session)
    },
    findCheckout: find,
    closeCheckout: async (id) => {
      try {
        return await whole(await ask('closeCheckout', () => stripe.checkout.sessions.expire(id, expand), 'request'))
      } catch (error) {
        // Stripe refuses to expire what is not open: paid meanwhile, or expired already. Looking tells which.
        if (error instanceof PaymentsRefused && error.about === 'request') return await find(id)
        throw error
      }
    },
  }
}
