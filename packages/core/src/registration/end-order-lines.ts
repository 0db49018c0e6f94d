import { announce, commit, type Instant, newId, type PendingWrite } from '../platform/index.ts'
import { pendingGiveBackUses } from '../pricing/index.ts'
import type { Desk } from './desk.ts'
import { endLines, liveLines, type Order, type RefundReason, seatsOfLines } from './order.ts'
import { pendingOrder } from './order-store.ts'
import { pendingRevokes } from './pending-grants.ts'
import { pendingRegistrationStatus } from './registration-store.ts'
import { announceFreed, seatsGivenBack } from './release-order.ts'
import { pendingSeats } from './seat-store.ts'

/**
 * Ends lines of a confirmed order in one commit: their registrations, their access, their seats, the refund that is
 * due for them and the announcement. Code uses come back with the last line. The order's revision stands in the
 * commit, so that nothing is given back or refunded twice.
 * @returns the order as it is then, or nothing when it changed meanwhile (look again)
 */
export const endOrderLines = async (
  desk: Pick<Desk, 'table'>,
  order: Order,
  lineIds: readonly string[],
  reason: RefundReason,
  now: Instant,
): Promise<Order | undefined> => {
  const { table } = desk
  const { order: changed, ended, refund } = endLines(order, lineIds, { reason, refundId: newId('refund'), now })
  if (ended.length === 0) return order
  const seats = seatsOfLines(order, ended)
  const over = liveLines(changed).length === 0
  const to = refund ? 'refunded' : 'cancelled'
  const writes: PendingWrite[] = [
    pendingOrder(table, changed),
    ...seats.map((seat) => pendingRegistrationStatus(table, seat, 'confirmed', to, now)),
    ...pendingRevokes(table, order, ended),
    ...pendingSeats(table, seatsGivenBack(ended)),
    ...(over ? pendingGiveBackUses(table, order.uses, order.buyer.personId) : []),
    ...announceFreed(table, ended, now),
    announce(
      table,
      'registrations.ended',
      { order: order.id, lines: ended.map((line) => line.id), reason, refund: refund?.id ?? null },
      now,
    ),
    ...(refund ? [announce(table, 'refund.due', { order: order.id, refund: refund.id }, now)] : []),
  ]
  const result = await commit(table, writes)
  return result.committed ? { ...changed, revision: order.revision + 1 } : undefined
}
