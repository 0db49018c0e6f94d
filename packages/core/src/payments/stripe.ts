import Stripe from 'stripe'
import { epochSeconds, instantFromEpochSeconds, Problem } from '../platform/index.ts'
import {
  type Checkout,
  type CheckoutRequest,
  type CheckoutState,
  type Dispute,
  type Payments,
  PaymentsRefused,
  paymentsUnavailable,
  type RefusalFacts,
  type ShipTo,
} from './payments.ts'

export type StripeOptions = {
  secretKey: string
  /** Signs what the provider sends. Only who receives that needs it. */
  webhookSecret?: string | undefined
  /** Somewhere else than Stripe's own address: `http://127.0.0.1:4242`. */
  address?: string | undefined
  /** How long one attempt waits for an answer: 10 seconds unless told. */
  timeoutMilliseconds?: number | undefined
  /** How often what failed in passing is asked again before it counts as failed: twice unless told. */
  retries?: number | undefined
  /** Called with what was refused for good, for an operator: nobody can pay, or our books and the provider's differ. */
  onRefused?: ((facts: RefusalFacts) => void) | undefined
}

/** Of statuses, those by which the provider says that it may work later. */
const passingStatuses: readonly number[] = [409, 429]

/**
 * Turns what the provider answers into our two outcomes: it cannot be asked now ("cannot be reached", "too many
 * requests", "broken inside"), or it refuses for good. Both are the same to a buyer.
 */
const asking = async <T>(call: () => Promise<T>, tell: (refusal: Stripe.errors.StripeError) => void): Promise<T> => {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const status = error.statusCode ?? 500
    if (status >= 500 || passingStatuses.includes(status)) throw paymentsUnavailable()
    tell(error)
    throw new PaymentsRefused(status === 401 || status === 403 ? 'account' : 'request')
  }
}

/** Stripe takes fewer addresses for one than browsers do: `a..b@example.com`. */
const isAddressRefused = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  (error.code === 'email_invalid' || error.param === 'customer_email')

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

/**
 * The state of a dispute, in our words. An inquiry that came to nothing is won. `prevented` was settled by returning
 * the money. During an appeal, the money is still away (the SDK's `Dispute.Status`).
 */
const disputeStates: Record<string, Dispute['state']> = {
  won: 'won',
  warning_closed: 'won',
  lost: 'lost',
  prevented: 'lost',
  appeal_needs_response: 'lost',
  appeal_under_review: 'lost',
}

const disputeOf = (dispute: Stripe.Dispute): Dispute => {
  const intent = dispute.payment_intent
  const dueBy = dispute.evidence_details.due_by
  return {
    id: dispute.id,
    reference: typeof intent === 'object' ? (intent?.metadata.order ?? '') : '',
    paymentId: typeof intent === 'string' ? intent : intent?.id,
    amountCents: dispute.amount,
    reason: dispute.reason,
    state: disputeStates[dispute.status] ?? 'open',
    openedAt: instantFromEpochSeconds(dispute.created),
    // 0 where the bank takes no answer.
    dueBy: dueBy ? instantFromEpochSeconds(dueBy) : undefined,
  }
}

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
export const connectStripe = (options: StripeOptions): Payments => {
  const address = options.address ? new URL(options.address) : undefined
  const stripe = new Stripe(options.secretKey, {
    maxNetworkRetries: options.retries ?? 2,
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
  /** Asks, and tells the operator of a refusal unless it is one of those that `expected` names. */
  const ask = <T>(asked: RefusalFacts['asked'], call: () => Promise<T>, expected?: 'request'): Promise<T> =>
    asking(call, ({ statusCode, type, code }) => {
      const account = statusCode === 401 || statusCode === 403
      if (account || expected !== 'request') options.onRefused?.({ asked, status: statusCode, type, code })
    })
  /** With the tax of each line, which a session tells only when its lines are asked for. */
  const withTax = async (session: Stripe.Checkout.Session): Promise<Checkout> => {
    const checkout = checkoutOf(session)
    if (checkout.state !== 'paid' || !session.automatic_tax.enabled) return checkout
    // One page holds as many as a session can have.
    const lines = await ask('findCheckout', () => stripe.checkout.sessions.listLineItems(session.id, { limit: 100 }))
    return {
      ...checkout,
      taxCents: session.total_details?.amount_tax ?? 0,
      lineTaxCents: lines.data.map((line) => line.amount_tax),
    }
  }
  /**
   * A refund that was made under a key before. Stripe forgets idempotency keys after a day
   * (docs.stripe.com/api/idempotent_requests), and a refund may be tried for longer than that.
   */
  const findRefund = async (paymentId: string, key: string): Promise<Stripe.Refund | undefined> => {
    const list = () => stripe.refunds.list({ payment_intent: paymentId, limit: 100 })
    const made = await ask('refund', list, 'request')
    return made.data.find((refund) => refund.metadata?.key === key)
  }
  const find = async (id: string) =>
    withTax(await ask('findCheckout', () => stripe.checkout.sessions.retrieve(id, expand)))
  return {
    openCheckout: async (request) => {
      // Without an address Stripe's page asks for one. What was refused is remembered under its key, so this has its own.
      const open = (email: string | undefined) =>
        stripe.checkout.sessions.create(
          {
            mode: 'payment',
            client_reference_id: request.reference,
            ...(email === undefined ? {} : { customer_email: email }),
            line_items: request.lines.map(lineItemOf(request.automaticTax ?? false)),
            // Without a customer of Stripe's own it calculates tax by the billing address, which it must then have in
            // full.
            ...(request.automaticTax
              ? { automatic_tax: { enabled: true }, billing_address_collection: 'required' as const }
              : {}),
            expires_at: epochSeconds(request.expiresAt),
            success_url: request.returnUrl,
            cancel_url: request.cancelUrl,
            payment_intent_data: {
              metadata: { order: request.reference },
              ...(request.shipTo ? { shipping: shippingOf(request.shipTo) } : {}),
            },
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
        return await withTax(await ask('closeCheckout', () => stripe.checkout.sessions.expire(id, expand), 'request'))
      } catch (error) {
        // Stripe refuses to expire what is not open: paid meanwhile, or expired already. Looking tells which.
        if (error instanceof PaymentsRefused && error.about === 'request') return await find(id)
        throw error
      }
    },
    refund: async (request) => {
      try {
        const refund =
          (await findRefund(request.paymentId, request.key)) ??
          (await ask(
            'refund',
            () =>
              stripe.refunds.create(
                {
                  payment_intent: request.paymentId,
                  amount: request.amountCents,
                  metadata: { order: request.reference, key: request.key },
                },
                { idempotencyKey: request.key },
              ),
            'request',
          ))
        return { id: refund.id, state: refund.status === 'failed' || refund.status === 'canceled' ? 'failed' : 'made' }
      } catch (error) {
        // Refused for good (refunded by hand at Stripe, or disputed): an admin must look, repeating cannot help.
        if (error instanceof PaymentsRefused && error.about === 'request') return { id: '', state: 'failed' }
        throw error
      }
    },
    findDispute: async (id) => disputeOf(await ask('findDispute', () => stripe.disputes.retrieve(id, expand))),
    readWebhook: async (body, signature) => {
      if (!options.webhookSecret) throw new Error('Webhooks are not received here')
      try {
        const event = await stripe.webhooks.constructEventAsync(body, signature, options.webhookSecret)
        const subject = event.data.object
        return {
          id: event.id,
          type: event.type,
          ...(subject.object === 'checkout.session' ? { checkoutId: subject.id } : {}),
          ...(subject.object === 'dispute' ? { disputeId: subject.id } : {}),
        }
      } catch {
        throw new Problem('invalid', 'payments.bad-signature', 'The signature doesn’t match the body.')
      }
    },
  }
}
