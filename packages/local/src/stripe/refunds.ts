import type { DatabaseSync } from 'node:sqlite'
import { atomically } from '../state.ts'
import { idOf, subscriptionIdOf } from './billing-objects.ts'
import { newRefund } from './charges.ts'
import type { EventLog, EventRow } from './events.ts'
import type { Charge, Refund } from './objects.ts'
import type { RefundCreate } from './parameters.ts'
import { noSuch, notAllowed, wrongParameter } from './refusal.ts'
import type { ObjectStore } from './store.ts'

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`

/** Refunds of charges, whole or in part, never more than is left. */
export const refunds = (options: { state: DatabaseSync; store: ObjectStore; events: EventLog; now: () => Date }) => {
  const { state, store, events } = options

  const chargeToRefund = (asked: RefundCreate): Charge => {
    if (asked.charge !== undefined) {
      const charge = store.find('charge', asked.charge)
      if (!charge) throw noSuch(400, 'charge', asked.charge, 'charge')
      return charge
    }
    if (asked.payment_intent === undefined) {
      throw wrongParameter(
        'parameter_missing',
        'payment_intent',
        'One of the following params should be provided for this request: payment_intent or charge.',
      )
    }
    const intent = store.find('payment_intent', asked.payment_intent)
    if (!intent) throw noSuch(400, 'payment_intent', asked.payment_intent, 'payment_intent')
    const charge = store.chargeOf(intent)
    if (charge?.status !== 'succeeded') {
      throw notAllowed(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`)
    }
    return charge
  }

  /** What a payment's events are about: its session, or the subscription whose invoice it paid. */
  const subjectOf = (intent: Charge['payment_intent']): string => {
    if (typeof intent !== 'string') return ''
    const session = store.list('checkout.session', { where: { payment_intent: intent }, limit: 1 }).data[0]
    const paid = store.list('invoice_payment', { where: { 'payment.payment_intent': intent }, limit: 1 }).data[0]
    const invoice = paid && store.find('invoice', idOf(paid.invoice))
    return session?.id ?? (invoice ? subscriptionIdOf(invoice) : '')
  }

  /** Gives money back; without `amount`, all that is left. Answers with the refund and the events that it caused. */
  const create = (asked: RefundCreate): { refund: Refund; caused: EventRow[] } => {
    const charge = chargeToRefund(asked)
    if (charge.status !== 'succeeded') throw notAllowed(`Charge ${charge.id} was not successful and can't be refunded.`)
    const dispute = store.list('dispute', { where: { charge: charge.id }, limit: 1 }).data[0]
    if (dispute && !dispute.is_charge_refundable) {
      throw notAllowed(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: 'charge_disputed' })
    }
    const left = charge.amount - charge.amount_refunded
    if (asked.amount !== undefined && asked.amount < 1) {
      throw wrongParameter('parameter_invalid_integer', 'amount', 'Invalid positive integer')
    }
    if (left === 0) {
      throw notAllowed(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
    }
    const amount = asked.amount ?? left
    if (amount > left) {
      const message = `Refund amount (${dollars(amount)}) is greater than unrefunded amount on charge (${dollars(left)})`
      throw notAllowed(message, { param: 'amount' })
    }
    return atomically(state, () => {
      const refund = newRefund(charge, asked, amount, Math.floor(options.now().getTime() / 1000))
      const refunded: Charge = {
        ...charge,
        amount_refunded: charge.amount_refunded + amount,
        refunded: amount === left,
      }
      store.save('refund', refund)
      store.save('charge', refunded)
      const subject = subjectOf(charge.payment_intent)
      const caused = [
        events.record({ subject, type: 'refund.created', object: refund, delivery: 'pending' }),
        events.record({ subject, type: 'charge.refunded', object: refunded, delivery: 'pending' }),
      ]
      return { refund, caused }
    })
  }

  return { create }
}
