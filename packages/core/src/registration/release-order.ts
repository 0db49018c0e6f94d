import { catalogTopics, findEvents } from '../catalog/index.ts'
import { announce, commit, type Instant, type PendingWrite, type Table, transactionLimit } from '../platform/index.ts'
import { pendingGiveBackUses } from '../pricing/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { downloadsOf, seatsOf } from './line-kind.ts'
import { returnOffers } from './offered-seats.ts'
import { become, type Order, type OrderSeat } from './order.ts'
import { openSeats } from './order-seats.ts'
import { pendingOrder, pendingOrderKeyRemoval } from './order-store.ts'
import { pendingRegistrationStatus } from './registration-store.ts'
import { type PoolChange, pendingSeats } from './seat-store.ts'
import { pendingHoldCounts } from './strangers.ts'
import { orderExpired } from './topics.ts'

/** Some seats of an order, released to exactly the pools they were taken from. */
export const seatsGivenBack = (order: Order, seats: readonly OrderSeat[]): PoolChange[] =>
  seats.flatMap((seat) => {
    const line = order.lines.find(({ id }) => id === seat.line)
    return line ? seatsOf(line).map((pool) => ({ pool: { ...pool, limit: 0 }, seats: -1 })) : []
  })

/** The events in which seats came up that someone may be waiting for. */
export const freedEvents = (order: Order, seats: readonly OrderSeat[]): string[] => [
  ...new Set(seatsGivenBack(order, seats).map(({ pool }) => pool.event)),
]

export const announceFreed = (table: Table, order: Order, seats: readonly OrderSeat[], now: Instant): PendingWrite[] =>
  freedEvents(order, seats).map((event) => announce(table, catalogTopics.seatsFreed, { event }, now))

const pendingEnded = (
  table: Table,
  seats: readonly OrderSeat[],
  to: 'expired' | 'cancelled',
  now: Instant,
): PendingWrite[] => seats.map((seat) => pendingRegistrationStatus(table, seat, 'held', to, now))

/**
 * Ends an order that was never paid and releases exactly the seats and uses it took, once. The same commit checks the
 * order's revision, so a second attempt is refused. A seat that an offer keeps goes back to the offer.
 * @returns whether this call did it
 */
export const releaseOrder = async (
  context: Pick<CheckoutContext, 'table'>,
  order: Order,
  as: { status: 'expired' | 'cancelled'; freeKey?: boolean; tell: boolean },
  now: Instant,
): Promise<boolean> => {
  const { table } = context
  const seats = openSeats(order)
  const offers = await returnOffers(table, order, seats, now)
  const freed = seats.filter((seat) => !offers.kept.includes(seat))
  const ended: Order = {
    ...become(order, as.status),
    lines: order.lines.map((line) => ({ ...line, status: 'ended' })),
    holdEndsAt: undefined,
    heldFrom: undefined,
    checkout: order.checkout ? { ...order.checkout, url: undefined } : undefined,
  }
  const result = await commit(table, [
    pendingOrder(table, ended),
    ...pendingEnded(table, seats, as.status, now),
    ...pendingSeats(table, seatsGivenBack(order, freed)),
    ...offers.writes,
    ...pendingGiveBackUses(table, order.uses, order.buyer.personId),
    ...pendingHoldCounts(table, [{ before: order }], now),
    ...announceFreed(table, order, freed, now),
    ...(as.freeKey && order.key ? [pendingOrderKeyRemoval(table, order.key)] : []),
    ...(as.tell ? [announce(table, orderExpired, { order: order.id }, now)] : []),
  ])
  return result.committed
}

/** Whether an order is small enough to be ended whole in one commit, with everything that it took and announced. */
export const endsInOneCommit = (table: Table, order: Order): boolean =>
  // The order, its key and two announcements; of each seat the registration and the grant; the grants
  // of the titles; of each seat from the waiting list the place there.
  4 +
    2 * order.seats.length +
    order.seats.filter(({ offeredUntil }) => offeredUntil !== undefined).length +
    order.lines.flatMap(downloadsOf).length +
    pendingSeats(table, seatsGivenBack(order, order.seats)).length +
    pendingGiveBackUses(table, order.uses, order.buyer.personId).length +
    pendingHoldCounts(table, [{ before: order }], order.placedAt).length +
    freedEvents(order, order.seats).length <=
  transactionLimit

/** An order's events as they are now. */
export const eventsOf = (table: Table, order: Order) =>
  findEvents(
    table,
    order.seats.map((seat) => seat.event),
  )
