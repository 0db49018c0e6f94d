import type Stripe from 'stripe'
import { type Charge, type PaymentIntent, type Refund, stripeId } from './objects.ts'
import type { RefundCreate } from './parameters.ts'

export type Method = 'card' | 'bank'

const card = (amount: number, last4: string): Stripe.Charge.PaymentMethodDetails => ({
  type: 'card',
  card: {
    amount_authorized: amount,
    authorization_code: null,
    brand: 'visa',
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    electronic_commerce_indicator: null,
    exp_month: 12,
    exp_year: 2034,
    fingerprint: null,
    funding: 'credit',
    installments: null,
    last4,
    mandate: null,
    network: 'visa',
    network_token: { used: false },
    network_transaction_id: null,
    regulated_status: 'unregulated',
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  },
})

const bank: Stripe.Charge.PaymentMethodDetails = {
  type: 'us_bank_account',
  us_bank_account: {
    account_holder_type: 'individual',
    account_type: 'checking',
    bank_name: 'STRIPE TEST BANK',
    fingerprint: null,
    last4: '6789',
    payment_reference: null,
    routing_number: '110000000',
  },
}

const approved = {
  network_status: 'approved_by_network',
  reason: null,
  seller_message: 'Payment complete.',
  type: 'authorized',
} as const

const outcomes = {
  succeeded: approved,
  pending: approved,
  failed: {
    network_status: 'declined_by_network',
    reason: 'generic_decline',
    seller_message: 'The bank did not return any further details with this decline.',
    type: 'issuer_declined',
  },
} as const

/** Who pays, and with which card on file, if it is one. */
export type Payer = { email: string | null; card?: { id: string; last4: string } }

/** An attempt to charge: at once for a card, pending for a bank debit, failed for a decline. */
export const newCharge = (
  payer: Payer,
  intent: PaymentIntent,
  attempt: { method: Method; status: 'succeeded' | 'pending' | 'failed' },
  created: number,
): Charge => ({
  id: stripeId('ch_'),
  object: 'charge',
  amount: intent.amount,
  amount_captured: attempt.status === 'failed' ? 0 : intent.amount,
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  balance_transaction: attempt.status === 'succeeded' ? stripeId('txn_') : null,
  billing_details: { address: null, email: payer.email, name: null, phone: null, tax_id: null },
  calculated_statement_descriptor: null,
  captured: attempt.status !== 'failed',
  created,
  currency: intent.currency,
  customer: intent.customer,
  description: intent.description,
  disputed: false,
  failure_balance_transaction: null,
  failure_code: attempt.status === 'failed' ? 'card_declined' : null,
  failure_message: attempt.status === 'failed' ? 'Your card was declined.' : null,
  fraud_details: {},
  livemode: false,
  metadata: intent.metadata,
  on_behalf_of: null,
  outcome: { advice_code: null, network_advice_code: null, network_decline_code: null, ...outcomes[attempt.status] },
  paid: attempt.status === 'succeeded',
  payment_intent: intent.id,
  payment_method: payer.card?.id ?? stripeId('pm_'),
  payment_method_details: attempt.method === 'card' ? card(intent.amount, payer.card?.last4 ?? '4242') : bank,
  receipt_email: intent.receipt_email,
  receipt_number: null,
  receipt_url: null,
  refunded: false,
  review: null,
  shipping: intent.shipping,
  source: null,
  source_transfer: null,
  statement_descriptor: intent.statement_descriptor,
  statement_descriptor_suffix: intent.statement_descriptor_suffix,
  status: attempt.status,
  transfer_data: null,
  transfer_group: null,
})

/** A refund of part or all of a charge, which succeeds at once. `amount` is in cents. */
export const newRefund = (charge: Charge, asked: RefundCreate, amount: number, created: number): Refund => ({
  id: stripeId('re_'),
  object: 'refund',
  amount,
  balance_transaction: stripeId('txn_'),
  charge: charge.id,
  created,
  currency: charge.currency,
  customer: null,
  customer_account: null,
  metadata: asked.metadata ?? {},
  payment_intent: typeof charge.payment_intent === 'string' ? charge.payment_intent : null,
  payment_method: charge.payment_method,
  reason: asked.reason ?? null,
  receipt_number: null,
  source_transfer_reversal: null,
  status: 'succeeded',
  transfer_reversal: null,
})
