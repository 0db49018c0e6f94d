import type { DatabaseSync } from 'node:sqlite'
import { notFound, Problem } from '@lectern/core/platform'
import { atomically } from '../state.ts'
import { type Method, newCharge } from './charges.ts'
import type { EventLog, EventRow } from './events.ts'
import { type Charge, newPaymentIntent, newSession, type PaymentIntent, type Session } from './objects.ts'
import type { SessionCreate } from './parameters.ts'
import { notAllowed, wrongParameter } from './refusal.ts'
import type { ObjectStore } from './store.ts'
import { taxed } from './tax.ts'

/** The least that Stripe charges in US dollars (docs.stripe.com/currencies, "Minimum and maximum charge amounts"). */
const leastCents = 50

const minutes = 60
const hours = 3600

const dataId = (session: string): string => `data_${session}`

const closed = (session: Session): Problem =>
  new Problem(
    'conflict',
    `checkout.${session.status ?? 'closed'}`,
    session.status === 'complete'
      ? 'This checkout was already completed. Nothing was charged again.'
      : 'This checkout has expired. Nothing was charged.',
  )

/** What happens to checkout sessions. Each change commits together with the event that it causes. */
export const checkout = (options: {
  state: DatabaseSync
  store: ObjectStore
  events: EventLog
  now: () => Date
  shown: (session: Session) => object
}) => {
  const { state, store, events } = options
  const seconds = (): number => Math.floor(options.now().getTime() / 1000)

  const event = (session: Session, type: string, object: object, deliver = true): EventRow =>
    events.record({ session: session.id, type, object, delivery: deliver ? 'pending' : 'lost' })

  const close = (session: Session): EventRow => {
    const expired: Session = { ...session, status: 'expired' }
    store.save('checkout.session', expired)
    return event(expired, 'checkout.session.expired', options.shown(expired))
  }

  /** The current session. Looking at one whose time is up expires it. */
  const find = (id: string): Session | undefined => {
    const session = store.find('checkout.session', id)
    if (session?.status !== 'open' || session.expires_at > seconds()) return session
    events.sendLater([atomically(state, () => close(session))])
    return { ...session, status: 'expired' }
  }

  const get = (id: string): Session => {
    const session = find(id)
    if (!session) throw notFound('checkout session')
    return session
  }

  const getOpen = (id: string): Session => {
    const session = get(id)
    if (session.status !== 'open') throw closed(session)
    return session
  }

  const create = (asked: SessionCreate): Session => {
    const created = seconds()
    const expiresAt = asked.expires_at ?? created + 24 * hours
    if (expiresAt < created + 30 * minutes) {
      const message = 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.'
      throw wrongParameter(undefined, 'expires_at', message)
    }
    if (expiresAt > created + 24 * hours) {
      const message = 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.'
      throw wrongParameter(undefined, 'expires_at', message)
    }
    asked.line_items.forEach((line, index) => {
      const name = `line_items[${index}]`
      if (line.price_data.unit_amount < 0) {
        throw wrongParameter(
          undefined,
          `${name}[price_data][unit_amount]`,
          'This value must be greater than or equal to 0.',
        )
      }
      if (line.quantity === undefined) {
        throw wrongParameter('parameter_missing', `${name}[quantity]`, `Missing required param: ${name}[quantity].`)
      }
      if (line.quantity < 1) {
        throw wrongParameter(undefined, `${name}[quantity]`, 'This value must be greater than or equal to 1.')
      }
    })
    asked.line_items.forEach((line, index) => {
      if (asked.automatic_tax?.enabled && line.price_data.tax_behavior !== 'exclusive') {
        const name = `line_items[${index}][price_data][tax_behavior]`
        const message = `Automatic tax needs ${name}. The stand-in supports only \`exclusive\`.`
        throw wrongParameter(undefined, name, message)
      }
    })
    const session = newSession(asked, created, expiresAt)
    if (session.line_items.data.some((line) => line.currency !== session.currency)) {
      throw notAllowed('All line items must be in the same currency.', { param: 'line_items' })
    }
    if ((session.amount_total ?? 0) < leastCents) {
      throw notAllowed("The Checkout Session's total amount due must add up to at least $0.50 usd", {
        code: 'amount_too_small',
        param: 'line_items',
      })
    }
    atomically(state, () => {
      store.save('checkout.session', session)
      store.save('payment_intent_data', { ...asked.payment_intent_data, id: dataId(session.id) })
    })
    return session
  }

  /** The intent of a session: made at the first attempt to pay, as Stripe does since 2022. */
  const intentOf = (session: Session): PaymentIntent => {
    const known = store.intentOf(session)
    if (known) return known
    const { id: _, ...data } = store.find('payment_intent_data', dataId(session.id)) ?? { id: '' }
    return newPaymentIntent(session, data, seconds())
  }

  const declined = (charge: Charge): PaymentIntent['last_payment_error'] => ({
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'generic_decline',
    message: 'Your card was declined.',
    charge: charge.id,
  })

  /** Pays an open session. By card it is paid at once; a bank debit is pending until it settles or bounces. */
  const pay = (id: string, method: Method, deliver: boolean): { session: Session; event: EventRow } => {
    const open = taxed(getOpen(id))
    return atomically(state, () => {
      const intent = intentOf(open)
      const paid = method === 'card'
      const charge = newCharge(open, intent, { method, status: paid ? 'succeeded' : 'pending' }, seconds())
      store.save('charge', charge)
      store.save('payment_intent', {
        ...intent,
        status: paid ? 'succeeded' : 'processing',
        amount_received: paid ? intent.amount : 0,
        latest_charge: charge.id,
        last_payment_error: null,
        payment_method: charge.payment_method,
      })
      const session: Session = {
        ...open,
        status: 'complete',
        payment_status: paid ? 'paid' : 'unpaid',
        payment_intent: intent.id,
      }
      store.save('checkout.session', session)
      return { session, event: event(session, 'checkout.session.completed', options.shown(session), deliver) }
    })
  }

  /** A declined card: the session stays open, and the buyer may try again. */
  const fail = (id: string): { session: Session; event: EventRow } => {
    const open = taxed(getOpen(id))
    return atomically(state, () => {
      const intent = intentOf(open)
      const charge = newCharge(open, intent, { method: 'card', status: 'failed' }, seconds())
      const failed: PaymentIntent = { ...intent, latest_charge: charge.id, last_payment_error: declined(charge) }
      const session: Session = { ...open, payment_intent: intent.id }
      store.save('charge', charge)
      store.save('payment_intent', failed)
      store.save('checkout.session', session)
      return { session, event: event(session, 'payment_intent.payment_failed', failed) }
    })
  }

  /** Ends an open session, also one whose time has come but that nobody has looked at since. */
  const expire = (id: string): { session: Session; event: EventRow } => {
    const session = store.find('checkout.session', id)
    if (!session) throw notFound('checkout session')
    if (session.status !== 'open') throw closed(session)
    return { session: { ...session, status: 'expired' }, event: atomically(state, () => close(session)) }
  }

  /** How a pending bank debit ends, days later. */
  const conclude = (id: string, settled: boolean): { session: Session; event: EventRow } => {
    const session = get(id)
    const intent = store.intentOf(session)
    const charge = store.chargeOf(intent)
    if (!intent || !charge || intent.status !== 'processing') {
      throw new Problem('conflict', 'checkout.not-processing', 'This checkout has no bank debit waiting to settle.')
    }
    return atomically(state, () => {
      const ended: Charge = settled
        ? { ...charge, status: 'succeeded', paid: true }
        : { ...charge, status: 'failed', captured: false, amount_captured: 0, failure_code: 'insufficient_funds' }
      store.save('charge', ended)
      store.save('payment_intent', {
        ...intent,
        status: settled ? 'succeeded' : 'requires_payment_method',
        amount_received: settled ? intent.amount : 0,
        last_payment_error: settled
          ? null
          : {
              type: 'invalid_request_error',
              message: 'The customer account has insufficient funds.',
              charge: charge.id,
            },
      })
      const now: Session = settled ? { ...session, payment_status: 'paid' } : session
      store.save('checkout.session', now)
      const type = settled ? 'checkout.session.async_payment_succeeded' : 'checkout.session.async_payment_failed'
      return { session: now, event: event(now, type, options.shown(now)) }
    })
  }

  /** Expires every session whose end has come. */
  const expireDue = (): EventRow[] => store.dueSessions(seconds()).map((id) => expire(id).event)

  return { create, find, get, pay, fail, expire, conclude, expireDue }
}

export type Checkout = ReturnType<typeof checkout>
