// Stripe on one machine: its wire protocol for the unchanged SDK, and what a buyer, a bank and time do to a checkout.
import type { DatabaseSync } from 'node:sqlite'
import { Problem } from '@lectern/core/platform'
import type { Hono } from 'hono'
import type { Fault, Wire } from '../fault.ts'
import { type Billing, billing as billingOf } from './billing.ts'
import { type BillingStandIn, billingStandIn } from './billing-stand-in.ts'
import { type Checkout, checkout as checkoutOf } from './checkout.ts'
import { type Disputes, disputes as disputesOf } from './disputes.ts'
import { type Courier, type Deliver, type Delivery, type EventLog, type EventRow, eventLog } from './events.ts'
import type { Session } from './objects.ts'
import { refunds as refundsOf } from './refunds.ts'
import { renderer } from './render.ts'
import { type Kind, type ObjectStore, objectStore } from './store.ts'
import { wireOf } from './wire.ts'

export type { BillingStandIn, CardKind, SubscriptionView } from './billing-stand-in.ts'
export { apiVersion } from './objects.ts'
export { taxBasisPoints, taxed } from './tax.ts'

/** A session with its lines and, while it is open, its address; references are ids. */
export type SessionView = Session

/** The state of a dispute of a session's payment, in Stripe's own words. */
export type DisputeStatus = 'needs_response' | 'under_review' | 'won' | 'lost'

/** What an act on a session came to; `delivered` tells whether its webhook was taken. */
export type Outcome = { session: SessionView; event: string; delivered: boolean }

export type StripeStandIn = {
  /** The `/v1` routes. */
  wire: Hono<Wire>
  /** Throws not-found. */
  getSession: (id: string) => SessionView
  /** Whether a bank debit of the session is on its way: neither settled nor bounced. */
  waitsForBank: (session: string) => boolean
  /** Pays an open session; throws conflict for one that is not. `deliver: false` loses the webhook for good. */
  pay: (session: string, options?: { deliver?: boolean; method?: 'card' | 'bank' }) => Promise<Outcome>
  /** Declines the card; the session stays open. */
  fail: (session: string) => Promise<Outcome>
  expire: (session: string) => Promise<Outcome>
  /** Settles the bank debit of a session that was paid by bank. */
  settle: (session: string) => Promise<Outcome>
  /** Bounces it. */
  bounce: (session: string) => Promise<Outcome>
  /** The buyer's bank takes back what is left of a payment. Throws conflict when nothing is paid, or it happened before. */
  dispute: (session: string, options?: { reason?: string }) => Promise<Outcome>
  /** Sends the bank our evidence. */
  answerDispute: (session: string) => Promise<Outcome>
  /** The bank decides. */
  closeDispute: (session: string, status: 'won' | 'lost') => Promise<Outcome>
  findDispute: (session: string) => DisputeStatus | undefined
  /** What happens to subscriptions. */
  billing: BillingStandIn
  /**
   * Delivers a webhook `times` times (once, unless told). A type that happened repeats its event. One that never did is
   * made up once from the current state of the session, or the subscription, and then repeats as well.
   */
  replay: (asked: Replayed) => Promise<{ event: string; delivered: number }>
  /** Decides what becomes of each webhook that is sent from now on. Without one, each comes once. */
  setCourier: (courier: Courier | undefined) => void
  /** Expires every session whose end has come, and delivers that; answers how many there were. */
  expireDue: () => Promise<number>
  /** Tries each undelivered webhook once more. Call it at start, and from time to time; never while handling a webhook. */
  redeliverPending: () => Promise<{ delivered: number; pending: number }>
  /** Resolves when no webhook is on its way: those that API calls cause (refunds, expiry) are sent after the answer. */
  idle: () => Promise<void>
  setFault: (fault: Fault | undefined) => void
  /** How many objects of a kind were ever made, or events, or events in a delivery state. */
  countOf: (what: Kind | 'event' | Delivery) => number
  /** The events of a session or a subscription, oldest first. */
  listEvents: (subject: string) => Omit<EventRow, 'body'>[]
}

export type Replayed = { type: string; times?: number | undefined } & (
  | { session: string; subscription?: undefined }
  | { subscription: string; session?: undefined }
)

const deliveries: readonly string[] = ['pending', 'delivered', 'lost', 'given-up']

export const createStripeStandIn = (options: {
  state: DatabaseSync
  /** The stand-in's clock: when sessions are made and expire. Signatures use real time. */
  now: () => Date
  /** Where the payment pages are; read again each time, since the port is known only once the server listens. */
  siteUrl: () => string
  webhookSecret: string
  /** Takes a webhook to its receiver; throws when the answer is not 2xx. */
  deliver: Deliver
}): StripeStandIn => {
  const store = objectStore(options.state)
  const render = renderer({ store, siteUrl: options.siteUrl })
  const events = eventLog(options)
  const billing = billingOf({ ...options, store, events, shown: render.shown })
  const checkout = checkoutOf({ ...options, store, events, billing, shown: render.shown })
  const refunds = refundsOf({ ...options, store, events })
  const disputes = disputesOf({ ...options, store, events })
  const { wire, setFault } = wireOf({ ...options, store, events, render, checkout, refunds, billing })

  const view = (session: Session): SessionView => render.expand(session, ['line_items']) as SessionView

  const delivering = async (act: { session: Session; event: EventRow; caused?: EventRow[] }): Promise<Outcome> => {
    await events.sendAll(act.caused ?? [])
    const delivered = await events.sendAll([act.event])
    return { session: view(act.session), event: act.event.id, delivered }
  }

  const disputing = (id: string, act: (session: Session) => EventRow): Promise<Outcome> => {
    const session = checkout.get(id)
    return delivering({ session, event: act(session) })
  }

  return {
    wire,
    setFault,
    getSession: (id) => view(checkout.get(id)),
    waitsForBank: (id) => store.intentOf(checkout.get(id))?.status === 'processing',
    pay: async (id, how = {}) => delivering(checkout.pay(id, how.method ?? 'card', how.deliver ?? true)),
    fail: async (id) => delivering(checkout.fail(id)),
    expire: async (id) => delivering(checkout.expire(id)),
    settle: async (id) => delivering(checkout.conclude(id, true)),
    bounce: async (id) => delivering(checkout.conclude(id, false)),
    dispute: async (id, how = {}) => disputing(id, (session) => disputes.open(session, how.reason ?? 'fraudulent')),
    answerDispute: async (id) => disputing(id, disputes.answer),
    closeDispute: async (id, status) => disputing(id, (session) => disputes.close(session, status)),
    findDispute: (id) => disputes.findOf(checkout.get(id))?.status as DisputeStatus | undefined,
    billing: billingStandIn({ billing, events }),
    replay: async (asked) => replay({ store, render, events, checkout, disputes, billing }, asked),
    setCourier: events.setCourier,
    expireDue: async () => {
      const expired = checkout.expireDue()
      await events.sendAll(expired)
      await events.idle()
      return expired.length
    },
    redeliverPending: events.redeliverPending,
    idle: events.idle,
    listEvents: events.listOf,
    countOf: (what) => {
      if (what === 'event') return events.count()
      return deliveries.includes(what) ? events.count(what as Delivery) : store.count(what as Kind)
    },
  }
}

type Parts = {
  store: ObjectStore
  render: ReturnType<typeof renderer>
  events: EventLog
  checkout: Checkout
  disputes: Disputes
  billing: Billing
}

/** What a made-up event is about: the object that its type names, in its current state. */
const subjectOf = ({ store, render, disputes }: Parts, session: Session, type: string): object => {
  const intent = store.intentOf(session)
  if (type.startsWith('checkout.session.')) return render.shown(session)
  if (intent && type.startsWith('payment_intent.')) return intent
  const charge = store.chargeOf(intent)
  if (type.startsWith('charge.dispute.')) {
    const dispute = disputes.findOf(session)
    if (dispute) return dispute
  } else if (charge && type.startsWith('charge.')) return charge
  const refund = intent && store.list('refund', { where: { payment_intent: intent.id }, limit: 1 }).data[0]
  if (refund && type.startsWith('refund.')) return refund
  throw new Problem(
    'conflict',
    'checkout.nothing-to-tell',
    `The session has nothing that a ${type} event could be about.`,
  )
}

/** The same about a subscription: itself, or its newest invoice. */
const subjectOfSubscription = ({ billing, render }: Parts, id: string, type: string): object => {
  const subscription = billing.find(id)
  const invoice = billing.invoicesOf(id)[0]
  if (type.startsWith('customer.subscription.')) return subscription
  if (invoice && type.startsWith('invoice.')) return render.shown(invoice)
  throw new Problem(
    'conflict',
    'subscription.nothing-to-tell',
    `The subscription has nothing that a ${type} event could be about.`,
  )
}

const replay: (parts: Parts, asked: Replayed) => ReturnType<StripeStandIn['replay']> = async (parts, asked) => {
  const { type } = asked
  const session = asked.session === undefined ? undefined : parts.checkout.get(asked.session)
  const subject = session?.id ?? parts.billing.find(asked.subscription ?? '').id
  const object = () => (session ? subjectOf(parts, session, type) : subjectOfSubscription(parts, subject, type))
  const event =
    parts.events.findLatest(subject, type) ??
    parts.events.record({ subject, type, object: object(), delivery: 'pending', madeUp: true })
  let delivered = 0
  for (let time = 0; time < (asked.times ?? 1); time += 1) if (await parts.events.send(event)) delivered += 1
  return { event: event.id, delivered }
}
