import { type Actor, type Client, pendingAttempts } from '../identity/index.ts'
import { deriveToken, type Instant, type PendingWrite, type Problem, type Table } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import type { Order, OrderRequest } from './order.ts'
import { openSeats } from './order-seats.ts'
import { signInNeeded } from './problems.ts'
import { pendingUnpaid, type UnpaidCount } from './unpaid-store.ts'

/**
 * What someone who has not signed in may take or name before a sign-in is asked for. Nothing here limits who registers for
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
  /**
   * Places on the waiting list of one event that one network address takes in a month. Few, since a seat that comes up is kept
   * a day for each of them: a shorter offer would be lost on honest people who are asleep.
   */
  placesPerMonth: 5,
} as const

/** Where a signed-out visitor's request comes from. Nothing for someone signed in, or for the product itself. */
export const strangerFrom = (actor: Actor, client: Client | undefined): Client | undefined =>
  actor.kind === 'visitor' ? client : undefined

/** What an order that waits for its payment holds: open seats by event, and uses of promotions that others share. */
const unpaidOf = (order: Order): { what: string; count: number; limit: number }[] => [
  ...openSeats(order).map(({ event }) => ({ what: `event:${event}`, count: 1, limit: strangerLimits.unpaidSeats })),
  ...order.uses
    .filter(({ limitTotal, budgetCents }) => limitTotal !== undefined || budgetCents !== undefined)
    .map(({ promotionId, count }) => ({ what: `promotion:${promotionId}`, count, limit: strangerLimits.unpaidUses })),
]

/** Under which name a network address is counted: keyed, so that what's stored reveals no address. */
export const holderOf = ({ secret }: Pick<CheckoutContext, 'secret'>, { address }: Client): string =>
  deriveToken(secret, `unpaid holds\n${address}`)

/** What an order holds before and after a commit; nothing before one that is placed, nothing after one that is paid or ends. */
export type HoldChange = { before?: Order | undefined; after?: Order | undefined }

/**
 * Counts what unpaid orders hold, in the commit that changes them, whose conditions on the orders make it happen once. What
 * one network comes to hold more of is refused as `unpaid:<what>` beyond the limit; fewer never is. Nothing for orders of
 * people who have signed in.
 */
export const pendingHoldCounts = (table: Table, changes: readonly HoldChange[], now: Instant): PendingWrite[] => {
  const holders = new Map<string, Map<string, UnpaidCount & { limit: number }>>()
  const add = (order: Order | undefined, sign: 1 | -1) => {
    if (order?.heldFrom === undefined) return
    const counts = holders.get(order.heldFrom) ?? new Map()
    holders.set(order.heldFrom, counts)
    for (const { what, count, limit } of unpaidOf(order))
      counts.set(what, { what, count: (counts.get(what)?.count ?? 0) + sign * count, limit })
  }
  for (const { before, after } of changes) {
    add(after, 1)
    add(before, -1)
  }
  return [...holders].flatMap(([holder, counts]) =>
    pendingUnpaid(
      table,
      holder,
      [...counts.values()]
        .filter(({ count }) => count !== 0)
        .map(({ limit, ...change }) => (change.count > 0 ? { ...change, limit } : change)),
      now,
    ),
  )
}

const day = 24 * 3600

/** Counts the other people an order names, by network and by buyer; refused as `others`. */
export const pendingOthers = (table: Table, request: OrderRequest, stranger: Client, now: Instant): PendingWrite[] => {
  const { email } = request.buyer
  const others = new Set((request.attendees ?? []).flatMap((one) => (one.email === email ? [] : [one.email]))).size
  return pendingOthersNamed(table, email, others, stranger, now)
}

/** Counts so many other people a buyer names, in an order or by handing on a seat; refused as `others`. */
export const pendingOthersNamed = (
  table: Table,
  buyer: string,
  others: number,
  stranger: Client,
  now: Instant,
): PendingWrite[] => {
  if (others === 0) return []
  const counted = { limit: strangerLimits.othersPerDay, windowSeconds: day, count: others }
  return [`address ${stranger.address}`, `buyer ${buyer}`].map((who) =>
    pendingAttempts(table, 'others', { key: `others named\n${who}`, ...counted }, now),
  )
}

/** Counts a place on a waiting list; refused as `places`. */
export const pendingPlaceCount = (table: Table, event: string, stranger: Client, now: Instant): PendingWrite =>
  pendingAttempts(
    table,
    'places',
    {
      ...{ key: `places\n${stranger.address}\n${event}`, windowSeconds: 30 * day, count: 1 },
      limit: strangerLimits.placesPerMonth,
    },
    now,
  )

export const tooManyUnpaid = (seats: number): Problem =>
  signInNeeded(`An order with more than ${seats} unpaid seats requires signing in.`)

export const tooManyHeld = (): Problem => signInNeeded('Too many orders from your network are waiting for payment.')

export const tooManyOthers = (people: number): Problem =>
  signInNeeded(`Registering more than ${people} other people a day requires signing in.`)

export const tooManyPlaces = (): Problem =>
  signInNeeded('Too many people from your network are already waiting for this.')
