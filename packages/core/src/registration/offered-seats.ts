import type { Instant, PendingWrite, Table } from '../platform/index.ts'
import { isTicket } from './line-kind.ts'
import type { Order, OrderSeat } from './order.ts'
import type { LineOf } from './order-line.ts'
import { isOffered, type Waiting } from './waiting.ts'
import { findPlaces, pendingPlace } from './waiting-store.ts'

type Offered = { seat: OrderSeat; line: LineOf<'ticket'> }

/** Those of some seats whose offer's time has not run out. */
const offeredOf = (order: Order, seats: readonly OrderSeat[], now: Instant): Offered[] =>
  seats.flatMap((seat) => {
    const line = order.lines.find(({ id }) => id === seat.line)
    const runs = seat.offeredUntil !== undefined && now < seat.offeredUntil
    return line && isTicket(line) && runs ? [{ seat, line }] : []
  })

const placesOf = (table: Table, offered: readonly Offered[]): Promise<Waiting[]> =>
  findPlaces(
    table,
    offered.map(({ seat, line }) => ({ sku: line.sku, personId: seat.personId })),
  )

/**
 * Seats of an unpaid order that were offered to people on the waiting list, whose time has not run out: with the
 * order's end each is kept for that person again, as they were told, and is not free. Nobody loses an offer because of
 * who orders for them or why that order comes to nothing. Reads only of orders with such seats.
 */
export const returnOffers = async (
  table: Table,
  order: Order,
  seats: readonly OrderSeat[],
  now: Instant,
): Promise<{ kept: OrderSeat[]; writes: PendingWrite[] }> => {
  const offered = offeredOf(order, seats, now)
  const places = await placesOf(table, offered)
  const back = offered.flatMap((one) => {
    const place = places.find(({ sku, personId }) => sku === one.line.sku && personId === one.seat.personId)
    return place?.status === 'taken' ? [{ ...one, place }] : []
  })
  return {
    kept: back.map(({ seat }) => seat),
    writes: back.map(({ place, seat, line }) =>
      pendingPlace(
        table,
        { ...place, status: 'offered', offeredUntil: seat.offeredUntil, held: [...line.pools] },
        'taken',
      ),
    ),
  }
}

/** The offers that hold some seats of an order again, since it came to nothing. */
export const findReturnedOffers = async (
  table: Table,
  order: Order,
  seats: readonly OrderSeat[],
  now: Instant,
): Promise<Waiting[]> => (await placesOf(table, offeredOf(order, seats, now))).filter((place) => isOffered(place, now))
