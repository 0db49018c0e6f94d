import { type Cents, shareByLargestRemainder } from '../platform/index.ts'
import type { Order, OrderSeat } from './order.ts'
import type { OrderLine } from './order-line.ts'

/** Seats of some lines that have not ended one by one before their line. */
export const openSeats = (order: Order, lines: readonly Pick<OrderLine, 'id'>[] = order.lines): OrderSeat[] =>
  order.seats.filter((seat) => !seat.ended && lines.some((line) => line.id === seat.line))

/** How many of a line's units have not ended one by one. */
export const openQuantity = (order: Order, line: Pick<OrderLine, 'id' | 'quantity'>): number =>
  line.quantity - order.seats.filter((seat) => seat.ended && seat.line === line.id).length

const zero: readonly Cents[] = []

/**
 * What each seat of a line costs, by its registration: an equal share of the line's frozen price and of its tax, by
 * largest remainder in the order of the seats. It depends on nothing that changes later, so that a seat costs the same
 * whichever others have ended, and all of them together exactly the line.
 */
export const seatCents = (order: Order, line: OrderLine): Map<string, Cents> => {
  const seats = order.seats.filter((seat) => seat.line === line.id)
  const even = seats.map(() => 1)
  const prices = shareByLargestRemainder(line.totalCents, even)
  const taxes = line.taxCents ? shareByLargestRemainder(line.taxCents, even) : zero
  return new Map(seats.map(({ registration }, index) => [registration, (prices[index] ?? 0) + (taxes[index] ?? 0)]))
}

/** What some seats of an order cost together. */
export const centsOfSeats = (order: Order, seats: readonly OrderSeat[]): Cents =>
  order.lines.reduce((sum, line) => {
    const ofLine = seats.filter((seat) => seat.line === line.id)
    if (ofLine.length === 0) return sum
    const cents = seatCents(order, line)
    return ofLine.reduce((all, { registration }) => all + (cents.get(registration) ?? 0), sum)
  }, 0)

/** What a line costs without the seats that ended one by one: its total, and its share of the tax. */
export const openCents = (order: Order, line: OrderLine): Cents =>
  line.totalCents +
  (line.taxCents ?? 0) -
  centsOfSeats(
    order,
    order.seats.filter((seat) => seat.ended && seat.line === line.id),
  )
