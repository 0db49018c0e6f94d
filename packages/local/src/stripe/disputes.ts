import type { DatabaseSync } from 'node:sqlite'
import { Problem } from '@lectern/core/platform'
import type Stripe from 'stripe'
import { atomically } from '../state.ts'
import type { EventLog, EventRow } from './events.ts'
import { type Charge, type Dispute, type Session, stripeId } from './objects.ts'
import type { ObjectStore } from './store.ts'

/** How long an answer to the bank may take. */
const answerSeconds = 10 * 24 * 3600

const evidence: Dispute['evidence'] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

/** A chargeback of all that is left of a charge, to be answered. Its movements of money are not kept apart. */
const newDispute = (charge: Charge, reason: string, created: number): Dispute => ({
  id: stripeId('du_'),
  object: 'dispute',
  amount: charge.amount - charge.amount_refunded,
  balance_transactions: [],
  charge: charge.id,
  created,
  currency: charge.currency,
  enhanced_eligibility_types: [],
  evidence,
  evidence_details: {
    due_by: created + answerSeconds,
    enhanced_eligibility: {},
    has_evidence: false,
    past_due: false,
    submission_count: 0,
    submission_method: 'not_submitted',
  },
  intended_submission_method: null,
  is_charge_refundable: false,
  livemode: false,
  metadata: {},
  payment_intent: charge.payment_intent as Stripe.Dispute['payment_intent'],
  reason,
  status: 'needs_response',
})

/** What a buyer's bank does about a payment: it takes the money back when the dispute opens, and returns it when it is won. */
export const disputes = (options: { state: DatabaseSync; store: ObjectStore; events: EventLog; now: () => Date }) => {
  const { state, store, events } = options

  const paidCharge = (session: Session): Charge => {
    const charge = store.chargeOf(store.intentOf(session))
    if (charge?.status !== 'succeeded' || charge.refunded) {
      throw new Problem('conflict', 'checkout.nothing-paid', 'This checkout has no payment to dispute.')
    }
    return charge
  }

  const findOf = (session: Session): Dispute | undefined => {
    const intent = store.intentOf(session)
    return intent && store.list('dispute', { where: { payment_intent: intent.id }, limit: 1 }).data[0]
  }

  const told = (session: Session, type: string, dispute: Dispute): EventRow => {
    store.save('dispute', dispute)
    return events.record({ subject: session.id, type, object: dispute, delivery: 'pending' })
  }

  const open = (session: Session, reason: string): EventRow => {
    const charge = paidCharge(session)
    if (findOf(session)) {
      throw new Problem(
        'conflict',
        'checkout.disputed',
        'This payment was already disputed, which can happen only once.',
      )
    }
    return atomically(state, () => {
      store.save('charge', { ...charge, disputed: true })
      const created = Math.floor(options.now().getTime() / 1000)
      return told(session, 'charge.dispute.created', newDispute(charge, reason, created))
    })
  }

  const getOpen = (session: Session): Dispute => {
    const dispute = findOf(session)
    if (dispute?.status === 'needs_response' || dispute?.status === 'under_review') return dispute
    throw new Problem('conflict', 'checkout.not-disputed', 'This payment has no open dispute.')
  }

  /** Sends the bank our side of it, after which it thinks. */
  const answer = (session: Session): EventRow => {
    const dispute = getOpen(session)
    const details = { ...dispute.evidence_details, has_evidence: true, submission_count: 1 }
    const sent: Dispute = {
      ...dispute,
      status: 'under_review',
      evidence_details: { ...details, submission_method: 'manual' },
    }
    return atomically(state, () => told(session, 'charge.dispute.updated', sent))
  }

  const close = (session: Session, status: 'won' | 'lost'): EventRow => {
    const dispute = getOpen(session)
    const closed: Dispute = { ...dispute, status, is_charge_refundable: status === 'won' }
    return atomically(state, () => told(session, 'charge.dispute.closed', closed))
  }

  return { open, answer, close, findOf }
}

export type Disputes = ReturnType<typeof disputes>
