import type { DatabaseSync } from 'node:sqlite'
import type { Stored } from './billing-objects.ts'
import type { Charge, Dispute, PaymentIntent, PaymentIntentData, Refund, Session } from './objects.ts'

/** What is kept, by the name that Stripe's objects carry. */
export type Kinds = Stored & {
  'checkout.session': Session
  payment_intent: PaymentIntent
  charge: Charge
  refund: Refund
  dispute: Dispute
  payment_intent_data: PaymentIntentData & { id: string }
}
export type Kind = keyof Kinds

/** Where in an object a list is filtered by. */
type Path =
  | 'payment_intent'
  | 'charge'
  | 'status'
  | 'customer'
  | 'invoice'
  | 'lookup_key'
  | 'parent.subscription_details.subscription'
  | 'payment.payment_intent'

export type Listing = {
  where: Partial<Record<Path, string | undefined>>
  limit: number
  startingAfter?: string | undefined
  endingBefore?: string | undefined
}

/** The objects of the stand-in, newest first. */
export const objectStore = (state: DatabaseSync) => {
  const find = <K extends Kind>(kind: K, id: string): Kinds[K] | undefined => {
    const row = state.prepare('SELECT body FROM stripe_objects WHERE id = ? AND kind = ?').get(id, kind)
    return row && (JSON.parse(String(row.body)) as Kinds[K])
  }

  const save = <K extends Kind>(kind: K, object: Kinds[K] & { id: string }): void => {
    state
      .prepare(
        `INSERT INTO stripe_objects (id, kind, body) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
      )
      .run(object.id, kind, JSON.stringify(object))
  }

  const list = <K extends Kind>(kind: K, listing: Listing): { data: Kinds[K][]; hasMore: boolean } => {
    const filters = Object.entries(listing.where).filter((filter): filter is [Path, string] => filter[1] !== undefined)
    const number = 'SELECT number FROM stripe_objects WHERE id = ?'
    const backwards = listing.endingBefore !== undefined && listing.startingAfter === undefined
    const cursor = listing.startingAfter ?? listing.endingBefore
    const rows = state
      .prepare(
        `SELECT body FROM stripe_objects WHERE kind = ?
         ${filters.map(([name]) => `AND json_extract(body, '$.${name}') = ?`).join(' ')}
         ${cursor === undefined ? '' : `AND number ${backwards ? '>' : '<'} (${number})`}
         ORDER BY number ${backwards ? 'ASC' : 'DESC'} LIMIT ?`,
      )
      .all(kind, ...filters.map(([, value]) => value), ...(cursor === undefined ? [] : [cursor]), listing.limit + 1)
    const data = rows.slice(0, listing.limit).map((row) => JSON.parse(String(row.body)) as Kinds[K])
    return { data: backwards ? data.reverse() : data, hasMore: rows.length > listing.limit }
  }

  /** The open sessions whose end has come, by epoch seconds; oldest first. */
  const dueSessions = (now: number): string[] =>
    state
      .prepare(
        `SELECT id FROM stripe_objects WHERE kind = 'checkout.session' AND json_extract(body, '$.status') = 'open'
         AND json_extract(body, '$.expires_at') <= ? ORDER BY number`,
      )
      .all(now)
      .map((row) => String(row.id))

  /** The subscriptions for which something is due, by epoch seconds. */
  const dueSubscriptions = (now: number): string[] =>
    state
      .prepare(
        `SELECT json_extract(body, '$.subscription') AS id FROM stripe_objects
         WHERE kind = 'subscription_data' AND json_extract(body, '$.due') <= ? ORDER BY json_extract(body, '$.due'), number`,
      )
      .all(now)
      .map((row) => String(row.id))

  const count = (kind: Kind): number =>
    Number(state.prepare('SELECT count(*) AS n FROM stripe_objects WHERE kind = ?').get(kind)?.n ?? 0)

  /** The payment of an invoice, once it is final. */
  const intentOfInvoice = (invoice: string): PaymentIntent | undefined => {
    const intent = list('invoice_payment', { where: { invoice }, limit: 1 }).data[0]?.payment.payment_intent
    return typeof intent === 'string' ? find('payment_intent', intent) : undefined
  }

  /** The payment of a session, once someone has tried to pay: its own, or that of the invoice that it led to. */
  const intentOf = ({ payment_intent: id, invoice }: Session): PaymentIntent | undefined => {
    if (typeof invoice === 'string') return intentOfInvoice(invoice)
    return typeof id === 'string' ? find('payment_intent', id) : undefined
  }

  /** The last attempt to charge for a payment. */
  const chargeOf = (intent: PaymentIntent | undefined): Charge | undefined =>
    typeof intent?.latest_charge === 'string' ? find('charge', intent.latest_charge) : undefined

  return { find, save, list, dueSessions, dueSubscriptions, count, intentOf, intentOfInvoice, chargeOf }
}

export type ObjectStore = ReturnType<typeof objectStore>
