import { eventAccess, pendingGrant, pendingRevoke } from '../access/index.ts'
import type { Instant, PendingWrite, Table } from '../platform/index.ts'
import { grantsOfLine, sourceOf } from './line-kind.ts'
import type { Order, OrderSeat } from './order.ts'
import type { OrderLine } from './order-line.ts'
import { openSeats } from './order-seats.ts'

/** What some lines of an order let people into: attendees into events, the buyer into titles. */
const grantsOf = (order: Order, lines: readonly OrderLine[], seats: readonly OrderSeat[]) => [
  ...seats.map((seat) => ({
    personId: seat.personId,
    what: eventAccess(seat.event),
    source: sourceOf(order.lines.find((line) => line.id === seat.line)),
    sourceId: order.id,
  })),
  ...lines.flatMap((line) => grantsOfLine(order, line)),
]

/** Access by some lines, given by their order. */
export const pendingGrants = (table: Table, order: Order, lines: readonly OrderLine[], now: Instant): PendingWrite[] =>
  grantsOf(order, lines, openSeats(order, lines)).map((grant) => pendingGrant(table, { ...grant, grantedAt: now }))

/** Takes away the access by some lines and some seats; what the same people have from elsewhere stays. */
export const pendingRevokes = (
  table: Table,
  order: Order,
  lines: readonly OrderLine[],
  seats: readonly OrderSeat[],
): PendingWrite[] => grantsOf(order, lines, seats).map((grant) => pendingRevoke(table, grant))
