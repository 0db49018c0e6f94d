import { eventAccess, type GrantSource, pendingGrant, pendingRevoke } from '../access/index.ts'
import type { Instant, PendingWrite, Table } from '../platform/index.ts'
import type { Order, OrderLine, OrderSeat } from './order.ts'

/** Where access by a line comes from: the membership that made it free, else the purchase. */
const sourceOf = (line: OrderLine | undefined): GrantSource =>
  line?.totalCents === 0 && line.applied.some((applied) => applied.source === 'membership') ? 'membership' : 'purchase'

const grantOf = (order: Order, seat: OrderSeat) => ({
  personId: seat.personId,
  what: eventAccess(seat.event),
  source: sourceOf(order.lines.find((line) => line.id === seat.line)),
  sourceId: order.id,
})

/** Access for the people of some seats, given by their order. */
export const pendingGrants = (table: Table, order: Order, seats: readonly OrderSeat[], now: Instant): PendingWrite[] =>
  seats.map((seat) => pendingGrant(table, { ...grantOf(order, seat), grantedAt: now }))

/** Takes that access away again; what the same people have from elsewhere stays. */
export const pendingRevokes = (table: Table, order: Order, seats: readonly OrderSeat[]): PendingWrite[] =>
  seats.map((seat) => pendingRevoke(table, grantOf(order, seat)))
