import type Stripe from 'stripe'
import { instantFromEpochSeconds, Problem } from '../platform/index.ts'
import { type Dispute, type PaymentEvent, type Payments, PaymentsRefused } from './payments.ts'
import { stripeBilling } from './stripe-billing.ts'
import { stripeCheckout } from './stripe-checkout.ts'
import { openStripe, type StripeOptions } from './stripe-connection.ts'
import { withInvoices } from './stripe-invoice.ts'

export type { StripeOptions } from './stripe-connection.ts'

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

/** What an event is about. Of all that it says, only ids are taken. */
const subjectOf = (subject: Stripe.Event['data']['object']): Omit<PaymentEvent, 'id' | 'type'> => {
  switch (subject.object) {
    case 'checkout.session':
      return { checkoutId: subject.id }
    case 'dispute':
      return { disputeId: subject.id }
    case 'subscription':
      return { subscriptionId: subject.id }
    case 'invoice': {
      const of = subject.parent?.subscription_details?.subscription
      return of ? { subscriptionId: typeof of === 'string' ? of : of.id } : {}
    }
    default:
      return {}
  }
}

/** Stripe as the domain sees a payment provider. */
export const connectStripe = (options: StripeOptions): Payments => {
  const connection = openStripe(options)
  const { stripe, ask } = connection
  const subscriptions = stripeBilling(connection)
  /**
   * A refund that was made under a key before. Stripe forgets idempotency keys after a day
   * (docs.stripe.com/api/idempotent_requests), and a refund may be tried for longer than that.
   */
  const findRefund = async (paymentId: string, key: string): Promise<Stripe.Refund | undefined> => {
    const list = () => stripe.refunds.list({ payment_intent: paymentId, limit: 100 })
    const made = await ask('refund', list, 'request')
    return made.data.find((refund) => refund.metadata?.key === key)
  }
  /** The order of a payment that names none itself: that of the subscription whose invoice it paid. */
  const findReference = async (payment_intent: string): Promise<string> => {
    const payment = { type: 'payment_intent' as const, payment_intent }
    const list = () => stripe.invoicePayments.list({ payment, limit: 1, expand: ['data.invoice'] })
    const { data } = await ask('findDispute', list)
    const invoice = data[0]?.invoice
    return typeof invoice === 'object' && !invoice.deleted
      ? (invoice.parent?.subscription_details?.metadata?.order ?? '')
      : ''
  }
  return {
    ...subscriptions.billing,
    ...withInvoices(stripeCheckout(connection, subscriptions), connection, subscriptions),
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
    findDispute: async (id) => {
      const asked = { expand: ['payment_intent'] }
      const dispute = disputeOf(await ask('findDispute', () => stripe.disputes.retrieve(id, asked)))
      if (dispute.reference !== '' || dispute.paymentId === undefined) return dispute
      return { ...dispute, reference: await findReference(dispute.paymentId) }
    },
    readWebhook: async (body, signature) => {
      if (!options.webhookSecret) throw new Error('Webhooks are not received here')
      try {
        const event = await stripe.webhooks.constructEventAsync(body, signature, options.webhookSecret)
        return { id: event.id, type: event.type, ...subjectOf(event.data.object) }
      } catch {
        throw new Problem('invalid', 'payments.bad-signature', 'The signature doesn’t match the body.')
      }
    },
  }
}
