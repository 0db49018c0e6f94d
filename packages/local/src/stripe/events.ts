import type { DatabaseSync } from 'node:sqlite'
import Stripe from 'stripe'
import { apiVersion, stripeId } from './objects.ts'

/** What befell an event's webhook: waiting to be taken, taken, lost on purpose, or given up after three days. */
export type Delivery = 'pending' | 'delivered' | 'lost' | 'given-up'

/** `subject` is the session that an event is about, or the subscription, with its invoices. */
export type EventRow = { id: string; subject: string; type: string; delivery: Delivery; body: string }

/** What becomes of a webhook on its way: it comes once, never, twice, or not before the next redelivery. */
export type Fate = 'once' | 'never' | 'twice' | 'later'
export type Courier = (event: { subject: string; type: string }) => Fate

export type Deliver = (body: string, signatureHeader: string) => Promise<void>

/** Stripe retries a webhook that is not answered with 2xx for three days. */
const retriedForSeconds = 3 * 24 * 3600

/** The events that happened, and the delivery of their webhooks: signed again each time, the body always the same. */
export const eventLog = (options: {
  state: DatabaseSync
  now: () => Date
  webhookSecret: string
  deliver: Deliver
}) => {
  const { state } = options
  // Only its webhook signing is used, so the key is never sent anywhere.
  const { webhooks } = new Stripe('sk_test_local')
  const underWay = new Map<string, Promise<boolean>>()
  let courier: Courier = () => 'once'

  const record = (event: {
    subject: string
    type: string
    object: object
    delivery: Delivery
    madeUp?: boolean
  }): EventRow => {
    const id = stripeId('evt_')
    const created = Math.floor(options.now().getTime() / 1000)
    const body = JSON.stringify({
      id,
      object: 'event',
      api_version: apiVersion,
      created,
      data: { object: event.object },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type: event.type,
    })
    state
      .prepare(
        'INSERT INTO stripe_events (id, subject, type, made_up, delivery, created, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(id, event.subject, event.type, event.madeUp ? 1 : 0, event.delivery, created, body)
    return { id, subject: event.subject, type: event.type, delivery: event.delivery, body }
  }

  const mark = (id: string, delivery: Delivery): void => {
    state.prepare('UPDATE stripe_events SET delivery = ?, attempts = attempts + 1 WHERE id = ?').run(delivery, id)
  }

  const attempt = async (event: EventRow): Promise<boolean> => {
    try {
      // Signed with real time, whatever the set clock says: checks of a signature's age use real time too.
      const header = await webhooks.generateTestHeaderStringAsync({
        payload: event.body,
        secret: options.webhookSecret,
        timestamp: Math.floor(Date.now() / 1000),
      })
      await options.deliver(event.body, header)
      mark(event.id, 'delivered')
      return true
    } catch {
      // The receiver logs its own failures; here it only means that the webhook has to be sent again.
      mark(event.id, 'pending')
      return false
    }
  }

  /** Sends a webhook for the first time, as the courier will have it. */
  const carry = async (event: EventRow): Promise<boolean> => {
    const fate = event.delivery === 'pending' ? courier(event) : 'later'
    if (fate === 'never') mark(event.id, 'lost')
    if (fate === 'never' || fate === 'later') return false
    const taken = await attempt(event)
    return fate === 'twice' ? attempt(event) : taken
  }

  const noted = (event: EventRow, delivery: Promise<boolean>): Promise<boolean> => {
    const sending = delivery.finally(() => {
      if (underWay.get(event.id) === sending) underWay.delete(event.id)
    })
    underWay.set(event.id, sending)
    return sending
  }

  /** Sends an event's webhook and tells whether it was taken; one that is not stays pending. */
  const send = (event: EventRow): Promise<boolean> => noted(event, attempt(event))

  /** Sends webhooks one after another once the present answer is on its way, as Stripe's come on their own. */
  const sendLater = (events: readonly EventRow[]): void => {
    let before = new Promise<boolean>((resolve) => setImmediate(() => resolve(true)))
    for (const event of events) {
      const sent = before.then(() => carry(event))
      before = noted(event, sent)
    }
  }

  /** Sends webhooks one after another, before it resolves. */
  const sendAll = async (events: readonly EventRow[]): Promise<boolean> => {
    let taken = true
    for (const event of events) taken = (await noted(event, carry(event))) && taken
    return taken
  }

  /** Resolves when no webhook is on its way. */
  const idle = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay.values())
  }

  const rows = (where: string, ...values: (string | number)[]): EventRow[] =>
    state
      .prepare(`SELECT id, subject, type, delivery, body FROM stripe_events WHERE ${where}`)
      .all(...values)
      .map((row) => ({
        id: String(row.id),
        subject: String(row.subject),
        type: String(row.type),
        delivery: String(row.delivery) as Delivery,
        body: String(row.body),
      }))

  /** Tries every undelivered webhook once more, oldest first; those older than three days are given up. */
  const redeliverPending = async (): Promise<{ delivered: number; pending: number }> => {
    await idle()
    const oldest = Math.floor(options.now().getTime() / 1000) - retriedForSeconds
    state
      .prepare("UPDATE stripe_events SET delivery = 'given-up' WHERE delivery = 'pending' AND created < ?")
      .run(oldest)
    let delivered = 0
    const pending = rows("delivery = 'pending' ORDER BY number")
    for (const event of pending) if (await send(event)) delivered += 1
    return { delivered, pending: pending.length - delivered }
  }

  return {
    record,
    send,
    sendAll,
    sendLater,
    setCourier: (next: Courier | undefined): void => {
      courier = next ?? (() => 'once')
    },
    idle,
    redeliverPending,
    /** The latest event of a type about a subject; one that happened before one that was made up. */
    findLatest: (subject: string, type: string): EventRow | undefined =>
      rows('subject = ? AND type = ? ORDER BY made_up, number DESC LIMIT 1', subject, type)[0],
    listOf: (subject: string): Omit<EventRow, 'body'>[] =>
      rows('subject = ? ORDER BY number', subject).map(({ body: _, ...event }) => event),
    count: (delivery?: Delivery): number =>
      Number(
        state
          .prepare('SELECT count(*) AS n FROM stripe_events WHERE ? IS NULL OR delivery = ?')
          .get(delivery ?? null, delivery ?? null)?.n ?? 0,
      ),
  }
}

export type EventLog = ReturnType<typeof eventLog>
