import { eventAccess, pendingGrant, pendingRevoke } from '../access/index.ts'
import type { Instant, PendingWrite, Table } from '../platform/index.ts'
import { grantsOfLine, sourceOf } from './line-kind.ts'
import type { Order, OrderSeat } from './order.ts'
import type { OrderLine } from './order-line.ts'
import { openSeats } from './order-seats.ts'

/** What lets attendees into events. */
const grantsOfSeats = (order: Order, seats: readonly OrderSeat[]) =>
  seats.map((seat) => ({
    personId: seat.personId,
    what: eventAccess(seat.event),
    source: sourceOf(order.lines.find((line) => line.id === seat.line)),
    sourceId: order.id,
  }))

/** Access by some lines, given by their order: attendees into events, the buyer into titles. */
export const pendingGrants = (table: Table, order: Order, lines: readonly OrderLine[], now: Instant): PendingWrite[] =>
  [
    ...grantsOfSeats(order, openSeats(order, lines)),
    ...lines.flatMap((line) => grantsOfLine(order, line)).map((grant) => ({ ...grant, preorder: 'unsaid' as const })),
  ].map((grant) => pendingGrant(table, { ...grant, grantedAt: now }))

/** Takes away the access by some lines and some seats; what the same people have from elsewhere stays. */
export const pendingRevokes = (
  table: Table,
  order: Order,
  lines: readonly OrderLine[],
  seats: readonly OrderSeat[],
): PendingWrite[] =>
  [...grantsOfSeats(order, seats), ...lines.flatMap((line) => grantsOfLine(order, line))].map((grant) =>
    pendingRevoke(table, grant),
  )
