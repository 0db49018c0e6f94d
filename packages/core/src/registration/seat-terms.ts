import type { Event } from '../catalog/index.ts'
import type { Cents, Instant } from '../platform/index.ts'
import { cancellableUntil } from './line-kind.ts'
import type { Order, OrderSeat } from './order.ts'
import { centsOfSeats } from './order-seats.ts'

/** What ending a seat now would do: what was paid for it, until when that goes back, and whether it still does. */
export type SeatTerms = { paidCents: Cents; until: Instant | undefined; open: boolean }

/** The terms of a seat by its event's policy, the same for its buyer and its attendee. */
export const seatTerms = (order: Order, seat: OrderSeat, event: Event, now: Instant): SeatTerms => {
  const paidCents = order.paidCents > 0 ? centsOfSeats(order, [seat]) : 0
  const until = cancellableUntil(event, paidCents > 0, order)
  return { paidCents, until, open: order.status === 'awaiting-payment' || until === undefined || now < until }
}
