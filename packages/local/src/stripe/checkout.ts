import type { DatabaseSync } from 'node:sqlite'
import { notFound, Problem } from '@lectern/core/platform'
import { atomically } from '../state.ts'
import type { Billing } from './billing.ts'
import { type Method, newCharge } from './charges.ts'
import { linesOf, yearlyOf } from './checkout-lines.ts'
import type { EventLog, EventRow } from './events.ts'
import { type Charge, newPaymentIntent, newSession, type PaymentIntent, type Session, type ToPay } from './objects.ts'
import type { SessionCreate } from './parameters.ts'
import { wrongParameter } from './refusal.ts'
import type { ObjectStore } from './store.ts'
import { taxed } from './tax.ts'

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
  billing: Billing
}) => {
  const { state, store, events, billing } = options
  const seconds = (): number => Math.floor(options.now().getTime() / 1000)

  const event = (session: Session, type: string, object: object, deliver = true): EventRow =>
    events.record({ subject: session.id, type, object, delivery: deliver ? 'pending' : 'lost' })

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
    const session = newSession(asked, linesOf(store, asked, created), created, expiresAt)
    const yearly = asked.mode === 'subscription' ? yearlyOf(asked) : undefined
    atomically(state, () => {
      store.save('checkout.session', session)
      if (yearly) store.save('session_subscription', { ...yearly, id: dataId(session.id) })
      else store.save('payment_intent_data', { ...asked.payment_intent_data, id: dataId(session.id) })
    })
    return session
  }

  const toPay = (session: Session): ToPay => ({
    cents: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    methods: session.payment_method_types,
  })

  /** The intent of a session: made at the first attempt to pay, as Stripe does since 2022. */
  const intentOf = (session: Session): PaymentIntent => {
    const known = store.intentOf(session)
    if (known) return known
    const { id: _, ...data } = store.find('payment_intent_data', dataId(session.id)) ?? { id: '' }
    return newPaymentIntent(toPay(session), data, seconds())
  }

  const payer = ({ customer_email: email }: Session) => ({ email })

  const declined = (charge: Charge): PaymentIntent['last_payment_error'] => ({
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'generic_decline',
    message: 'Your card was declined.',
    charge: charge.id,
  })

  type Acted = { session: Session; event: EventRow; caused?: EventRow[] }

  /** Pays the first year of what is paid every year, and begins it. */
  const subscribe = (open: Session, method: Method, deliver: boolean): Acted => {
    const asked = store.find('session_subscription', dataId(open.id))
    if (!asked) throw notFound('subscription of the session')
    if (method === 'bank') throw new Problem('conflict', 'checkout.card-only', 'A subscription is paid by card.')
    return atomically(state, () => {
      const { result, caused } = billing.begin(open, asked, deliver)
      const session: Session = {
        ...open,
        status: 'complete',
        payment_status: 'paid',
        customer: result.customer.id,
        subscription: result.subscription.id,
        invoice: result.invoice.id,
      }
      store.save('checkout.session', session)
      return { session, event: event(session, 'checkout.session.completed', options.shown(session), deliver), caused }
    })
  }

  /** Pays an open session. By card it is paid at once; a bank debit is pending until it settles or bounces. */
  const pay = (id: string, method: Method, deliver: boolean): Acted => {
    const open = taxed(getOpen(id))
    if (open.mode === 'subscription') return subscribe(open, method, deliver)
    return atomically(state, () => {
      const intent = intentOf(open)
      const paid = method === 'card'
      const charge = newCharge(payer(open), intent, { method, status: paid ? 'succeeded' : 'pending' }, seconds())
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
      const charge = newCharge(payer(open), intent, { method: 'card', status: 'failed' }, seconds())
      const failed: PaymentIntent = { ...intent, latest_charge: charge.id, last_payment_error: declined(charge) }
      // What is paid every year has no payment of its own: its invoice is only made when it is paid.
      const session: Session = open.mode === 'subscription' ? open : { ...open, payment_intent: intent.id }
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
