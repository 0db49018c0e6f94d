import { type Actor, type Client, pendingAttempts } from '../identity/index.ts'
import { deriveToken, type Instant, type PendingWrite, type Table } from '../platform/index.ts'
import type { Desk } from './desk.ts'
import type { Order, OrderRequest } from './order.ts'
import { pendingUnpaid, type UnpaidCount } from './unpaid-store.ts'

/**
 * What somebody who has not signed in may take or name before a sign-in is asked for. Nothing here limits who registers for
 * themselves, and nothing who has signed in.
 */
export const strangerLimits = {
  /** Unpaid seats of one order. */
  seatsOfOrder: 5,
  /** Unpaid seats of one event that one network address holds at a time. */
  unpaidSeats: 40,
  /** Unpaid uses of one limited promotion that one network address holds at a time. */
  unpaidUses: 20,
  /** Other people that one network address, or one buyer's address, names in a day: each of them gets mail. */
  othersPerDay: 10,
  /** Places on the waiting list of one event that one network address takes in a day. */
  placesPerDay: 40,
} as const

/** From where somebody asks who has not signed in; nothing for whoever has, and for what the product does itself. */
export const strangerFrom = (actor: Actor, client: Client | undefined): Client | undefined =>
  actor.kind === 'visitor' ? client : undefined

/** What an order that waits for its payment holds: seats by event, and uses of promotions that others share. */
const unpaidOf = (order: Order): UnpaidCount[] => {
  const counts = new Map<string, UnpaidCount>()
  const add = (what: string, count: number, limit: number) =>
    counts.set(what, { what, count: count + (counts.get(what)?.count ?? 0), limit })
  for (const { event } of order.seats) add(`event:${event}`, 1, strangerLimits.unpaidSeats)
  for (const { promotionId, count, limitTotal, budgetCents } of order.uses) {
    if (limitTotal !== undefined || budgetCents !== undefined)
      add(`promotion:${promotionId}`, count, strangerLimits.unpaidUses)
  }
  return [...counts.values()]
}

/** Under which name a network address is counted: keyed, so that what is kept tells no address. */
export const holderOf = ({ secret }: Pick<Desk, 'secret'>, { address }: Client): string =>
  deriveToken(secret, `unpaid holds\n${address}`)

/** Counts what an unpaid order holds; refused as `unpaid:<what>`. Nothing for an order of somebody who has signed in. */
export const pendingHoldCounts = (table: Table, order: Order, now: Instant): PendingWrite[] =>
  order.heldFrom === undefined ? [] : pendingUnpaid(table, order.heldFrom, unpaidOf(order), now)

/** Counts it no more, in the commit that ends the hold, whose condition on the order makes it happen once. Never refused. */
export const pendingHoldCountsEnded = (table: Table, order: Order, now: Instant): PendingWrite[] =>
  order.heldFrom === undefined
    ? []
    : pendingUnpaid(
        table,
        order.heldFrom,
        unpaidOf(order).map(({ what, count }) => ({ what, count: -count })),
        now,
      )

const day = 24 * 3600

/** Counts the other people whom an order names, by network and by buyer; refused as `others`. */
export const pendingOthers = (table: Table, request: OrderRequest, stranger: Client, now: Instant): PendingWrite[] => {
  const { email } = request.buyer
  const others = new Set((request.attendees ?? []).flatMap((one) => (one.email === email ? [] : [one.email]))).size
  if (others === 0) return []
  const counted = { limit: strangerLimits.othersPerDay, windowSeconds: day, count: others }
  return [`address ${stranger.address}`, `buyer ${email}`].map((who) =>
    pendingAttempts(table, 'others', { key: `others named\n${who}`, ...counted }, now),
  )
}

/** Counts a place on a waiting list; refused as `places`. */
export const pendingPlaceCount = (table: Table, event: string, stranger: Client, now: Instant): PendingWrite =>
  pendingAttempts(
    table,
    'places',
    {
      ...{ key: `places\n${stranger.address}\n${event}`, windowSeconds: day, count: 1 },
      limit: strangerLimits.placesPerDay,
    },
    now,
  )
