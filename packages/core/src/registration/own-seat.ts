import type { Actor } from '../identity/index.ts'
import { announce, type Instant, newId, type PendingWrite, type Table } from '../platform/index.ts'
import { endLines } from './end-lines.ts'
import { liveLines, type Order, type OrderRequest } from './order.ts'
import { openSeats } from './order-seats.ts'
import { findOrder, pendingOrder } from './order-store.ts'
import type { Registration } from './registration.ts'
import { announceFreed, seatsGivenBack } from './release-order.ts'
import type { PoolChange } from './seat-store.ts'
import { seatsPassedOn } from './topics.ts'
import type { Waiting } from './waiting.ts'

/** Whose doing a seat is: someone else's, that of who gave the attendee's own address, or their own after signing in. */
type Claim = 0 | 1 | 2

const claimOf = (seat: Seated, request: OrderRequest, actor: Actor): Claim =>
  actor.kind === 'person' && actor.id === seat.personId ? 2 : seat.email === request.buyer.email ? 1 : 0

const claimIn = (order: Order, personId: string): Claim =>
  order.placedBy === personId ? 2 : order.buyer.personId === personId ? 1 : 0

type Seated = { personId: string; email: string; event: { slug: string } }

/** An unpaid order of someone else, as it is and as it becomes when some of its attendees register for themselves. */
export type Displaced = { before: Order; after: Order; registrations: readonly Registration[] }

/**
 * What an order takes over: unpaid seats of its attendees that someone with a weaker claim holds. So an order that
 * someone else never pays keeps nobody from registering, even while a bank debit for it is under way. Reads each order
 * in question.
 * @param live  the attendees' live registrations
 */
export const findDisplaced = async (
  table: Table,
  seated: readonly Seated[],
  live: readonly Registration[],
  request: OrderRequest,
  actor: Actor,
  now: Instant,
): Promise<Displaced[]> => {
  const claims = new Map(
    live
      .filter(({ status }) => status === 'held')
      .map((held) => {
        const own = seated.find(({ personId, event }) => personId === held.personId && event.slug === held.event)
        return [held, own ? claimOf(own, request, actor) : 0] as const
      }),
  )
  const wanted = [...claims].filter(([, claim]) => claim > 0)
  const orders = await Promise.all(
    [...new Set(wanted.map(([{ orderId }]) => orderId))].map((id) => findOrder(table, id)),
  )
  return orders.flatMap((order): Displaced[] => {
    if (order?.status !== 'awaiting-payment') return []
    const open = openSeats(order, liveLines(order)).map(({ registration }) => registration)
    const registrations = wanted
      .filter(([{ id, personId }, claim]) => open.includes(id) && claim > claimIn(order, personId))
      .map(([registration]) => registration)
    if (registrations.length === 0) return []
    const seats = registrations.map(({ id }) => id)
    const ending = { reason: 'cancelled-by-attendee', refundId: newId('refund'), now, seats } as const
    return [{ before: order, after: endLines(order, [], ending).order, registrations }]
  })
}

const seatsOf = ({ before, registrations }: Displaced) =>
  before.seats.filter((seat) => registrations.some(({ id }) => id === seat.registration))

/** The seats that pass on: released to their pools, to be taken again in the same commit. */
export const changesOfDisplaced = (displaced: readonly Displaced[]): PoolChange[] =>
  displaced.flatMap((one) => seatsGivenBack(one.before, seatsOf(one)))

/** Until when an offer keeps a seat for who takes it: their own offer, or that of a seat of the same kind that passes on. */
export const offeredUntil = (
  offers: readonly Waiting[],
  displaced: readonly Displaced[],
  taken: { sku: string; personId: string },
): Instant | undefined => {
  const own = offers.find(({ sku, personId }) => sku === taken.sku && personId === taken.personId)
  if (own) return own.offeredUntil
  for (const one of displaced) {
    for (const seat of seatsOf(one)) {
      const line = one.before.lines.find(({ id }) => id === seat.line)
      if (seat.personId === taken.personId && line?.sku === taken.sku) return seat.offeredUntil
    }
  }
  return undefined
}

/**
 * Ends those seats in the orders that held them, and tells their buyers. A buyer who still pays such an order is
 * refunded at once for its ended seats. Refused as `order` when one has changed since it was read, for example by its
 * payment.
 */
export const pendingDisplaced = (table: Table, displaced: readonly Displaced[], now: Instant): PendingWrite[] =>
  displaced.flatMap((one) => [
    pendingOrder(table, one.after),
    ...announceFreed(table, one.before, seatsOf(one), now),
    announce(table, seatsPassedOn, { order: one.before.id, seats: one.registrations.map(({ id }) => id) }, now),
  ])
