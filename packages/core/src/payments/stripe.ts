import Stripe from 'stripe'
import { epochSeconds, Problem } from '../platform/index.ts'
import { type Checkout, type CheckoutState, type Payments, paymentsUnavailable } from './payments.ts'

export type StripeOptions = {
  secretKey: string
  /** Signs what the provider sends. Only who receives that needs it. */
  webhookSecret?: string | undefined
  /** Somewhere else than Stripe's own address: `http://127.0.0.1:4242`. */
  address?: string | undefined
  /** How long one attempt waits for an answer, 10 seconds unless told; there are three. */
  timeoutMilliseconds?: number | undefined
}

/** Turns "cannot be reached", "too many requests" and "broken inside" into one answer; our own mistakes stay errors. */
const asking = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (error) {
    const passing =
      error instanceof Stripe.errors.StripeConnectionError ||
      error instanceof Stripe.errors.StripeRateLimitError ||
      (error instanceof Stripe.errors.StripeError && (error.statusCode ?? 500) >= 500)
    if (passing) throw paymentsUnavailable()
    throw error
  }
}

const stateOf = (session: Stripe.Checkout.Session): CheckoutState => {
  if (session.status === 'expired') return 'expired'
  if (session.status !== 'complete') return 'open'
  if (session.payment_status !== 'unpaid') return 'paid'
  // Completed but unpaid: a bank debit under way, or one that came back. Only the payment intent tells which.
  const intent = session.payment_intent
  const failed =
    typeof intent === 'object' && intent !== null && ['requires_payment_method', 'canceled'].includes(intent.status)
  return failed ? 'failed' : 'processing'
}

const checkoutOf = (session: Stripe.Checkout.Session): Checkout => {
  const state = stateOf(session)
  const intent = session.payment_intent
  return {
    id: session.id,
    reference: session.client_reference_id ?? '',
    state,
    url: state === 'open' ? (session.url ?? undefined) : undefined,
    paymentId: typeof intent === 'string' ? intent : intent?.id,
    paidCents: state === 'paid' ? (session.amount_total ?? 0) : 0,
  }
}

const expand = { expand: ['payment_intent'] }

/** Stripe Checkout, on Stripe's hosted page (https://docs.stripe.com/payments/checkout). */
export const connectStripe = (options: StripeOptions): Payments => {
  const address = options.address ? new URL(options.address) : undefined
  const stripe = new Stripe(options.secretKey, {
    maxNetworkRetries: 2,
    timeout: options.timeoutMilliseconds ?? 10_000,
    telemetry: false,
    ...(address
      ? {
          host: address.hostname,
          port: address.port,
          protocol: address.protocol === 'http:' ? ('http' as const) : ('https' as const),
        }
      : {}),
  })
  const find = async (id: string) => checkoutOf(await asking(() => stripe.checkout.sessions.retrieve(id, expand)))
  return {
    openCheckout: async (request) => {
      const session = await asking(() =>
        stripe.checkout.sessions.create(
          {
            mode: 'payment',
            client_reference_id: request.reference,
            customer_email: request.email,
            line_items: request.lines.map((line) => ({
              // One unit at the line's final total: a discounted total need not divide by the quantity.
              quantity: 1,
              price_data: {
                currency: 'usd',
                unit_amount: line.totalCents,
                product_data: { name: line.quantity > 1 ? `${line.title} × ${line.quantity}` : line.title },
              },
            })),
            expires_at: epochSeconds(request.expiresAt),
            success_url: request.returnUrl,
            cancel_url: request.cancelUrl,
            payment_intent_data: { metadata: { order: request.reference } },
            metadata: { order: request.reference },
          },
          { idempotencyKey: request.key },
        ),
      )
      return checkoutOf(session)
    },
    findCheckout: find,
    closeCheckout: async (id) => {
      try {
        return checkoutOf(await asking(() => stripe.checkout.sessions.expire(id, expand)))
      } catch (error) {
        // Stripe refuses to expire what is not open: paid meanwhile, or expired already. Looking tells which.
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return await find(id)
        throw error
      }
    },
    refund: async (request) => {
      try {
        const refund = await asking(() =>
          stripe.refunds.create(
            {
              payment_intent: request.paymentId,
              amount: request.amountCents,
              metadata: { order: request.reference },
            },
            { idempotencyKey: request.key },
          ),
        )
        return { id: refund.id, state: refund.status === 'failed' || refund.status === 'canceled' ? 'failed' : 'made' }
      } catch (error) {
        // Refused for good (refunded by hand at Stripe, or disputed): an admin must look, repeating cannot help.
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return { id: '', state: 'failed' }
        throw error
      }
    },
    readWebhook: async (body, signature) => {
      if (!options.webhookSecret) throw new Error('Webhooks are not received here')
      try {
        const event = await stripe.webhooks.constructEventAsync(body, signature, options.webhookSecret)
        const subject = event.data.object
        return {
          id: event.id,
          type: event.type,
          ...(subject.object === 'checkout.session' ? { checkoutId: subject.id } : {}),
        }
      } catch {
        throw new Problem('invalid', 'payments.bad-signature', 'The signature does not match the body.')
      }
    },
  }
}
