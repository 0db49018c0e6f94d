import { findEvents } from '../catalog/index.ts'
import { announce, commit, type Instant, type PendingWrite, type Table, transactionLimit } from '../platform/index.ts'
import { pendingGiveBackUses } from '../pricing/index.ts'
import type { Desk } from './desk.ts'
import { downloadsOf, seatsOf } from './line-kind.ts'
import { become, type Order, type OrderSeat, seatsOfLines } from './order.ts'
import type { OrderLine } from './order-line.ts'
import { pendingOrder, pendingOrderKeyRemoval } from './order-store.ts'
import { pendingRegistrationStatus } from './registration-store.ts'
import { type PoolChange, pendingSeats } from './seat-store.ts'
import { pendingHoldCountsEnded } from './strangers.ts'

/** The seats of some lines, given back to exactly the pools they were taken from. */
export const seatsGivenBack = (lines: readonly OrderLine[]): PoolChange[] =>
  lines.flatMap((line) => seatsOf(line).map((pool) => ({ pool: { ...pool, limit: 0 }, seats: -line.quantity })))

/** The events of some lines in which seats came up that somebody may be waiting for. */
export const freedEvents = (lines: readonly OrderLine[]): string[] => [
  ...new Set(lines.flatMap((line) => seatsOf(line).map(({ event }) => event))),
]

export const announceFreed = (table: Table, lines: readonly OrderLine[], now: Instant): PendingWrite[] =>
  freedEvents(lines).map((event) => announce(table, 'seats.freed', { event }, now))

const pendingEnded = (
  table: Table,
  seats: readonly OrderSeat[],
  to: 'expired' | 'cancelled',
  now: Instant,
): PendingWrite[] => seats.map((seat) => pendingRegistrationStatus(table, seat, 'held', to, now))

/**
 * Ends an order that was never paid and gives back exactly the seats and uses it took, once: the order's revision
 * stands in the same commit, so whoever comes second is refused.
 * @returns whether this call did it
 */
export const releaseOrder = async (
  desk: Pick<Desk, 'table'>,
  order: Order,
  as: { status: 'expired' | 'cancelled'; freeKey?: boolean; tell: boolean },
  now: Instant,
): Promise<boolean> => {
  const { table } = desk
  const ended: Order = {
    ...become(order, as.status),
    lines: order.lines.map((line) => ({ ...line, status: 'ended' })),
    holdEndsAt: undefined,
    heldFrom: undefined,
    checkout: order.checkout ? { ...order.checkout, url: undefined } : undefined,
  }
  const result = await commit(table, [
    pendingOrder(table, ended),
    ...pendingEnded(table, seatsOfLines(order, order.lines), as.status, now),
    ...pendingSeats(table, seatsGivenBack(order.lines)),
    ...pendingGiveBackUses(table, order.uses, order.buyer.personId),
    ...pendingHoldCountsEnded(table, order, now),
    ...announceFreed(table, order.lines, now),
    ...(as.freeKey && order.key ? [pendingOrderKeyRemoval(table, order.key)] : []),
    ...(as.tell ? [announce(table, 'order.expired', { order: order.id }, now)] : []),
  ])
  return result.committed
}

/** Whether an order is small enough to be ended whole in one commit, with everything that it took and announced. */
export const endsInOneCommit = (table: Table, order: Order): boolean =>
  // The order, its key and two announcements; of each seat the registration and the grant; the grants
  // of the titles.
  4 +
    2 * order.seats.length +
    order.lines.flatMap(downloadsOf).length +
    pendingSeats(table, seatsGivenBack(order.lines)).length +
    pendingGiveBackUses(table, order.uses, order.buyer.personId).length +
    pendingHoldCountsEnded(table, order, order.placedAt).length +
    freedEvents(order.lines).length <=
  transactionLimit

/** The events of an order as they stand. */
export const eventsOf = (table: Table, order: Order) =>
  findEvents(
    table,
    order.seats.map((seat) => seat.event),
  )
