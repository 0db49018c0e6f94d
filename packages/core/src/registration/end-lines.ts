import type { Cents, Instant } from '../platform/index.ts'
import { endingOf, sendsCopies } from './line-kind.ts'
import {
  become,
  liveLines,
  type Order,
  type OrderSeat,
  type Refund,
  type RefundReason,
  refundedCents,
} from './order.ts'
import type { OrderLine } from './order-line.ts'
import { centsOfSeats, openCents, openQuantity, openSeats } from './order-seats.ts'

/** The line for sending copies, which goes with the last of them, unless the parcel is on its way. */
const sendingFor = (order: Order, ending: readonly OrderLine[]): OrderLine[] => {
  const left = liveLines(order).filter((line) => !ending.includes(line))
  const over = order.shipment?.state !== 'shipped' && !sendsCopies(left) && ending.length > 0
  return over ? left.filter((line) => endingOf(line).by === 'last-copy') : []
}

export type Ending = {
  reason: RefundReason
  refundId: string
  now: Instant
  /** Registrations whose seats end one by one; their line ends with the last of them. */
  seats?: readonly string[]
  /** The refund time is over: the seats end, and what was paid for them stays. */
  keepMoney?: boolean
  /** What goes back for the lines, where that is not what they cost: the rest of a year. */
  owedCents?: Cents | undefined
}

/** What became of an order: the lines and the seats that ended, and the refund if money goes back. */
export type Ended = { order: Order; ended: OrderLine[]; seats: OrderSeat[]; refund?: Refund }

/** A refund of some lines and seats, for at most what is left of what was paid. */
const refundFor = (
  order: Order,
  owedCents: Cents,
  of: { lines: string[]; seats: readonly OrderSeat[] },
  { refundId, reason, now }: Ending,
): Refund | undefined => {
  const amountCents = Math.min(owedCents, order.paidCents - refundedCents(order))
  if (amountCents <= 0) return undefined
  const seats = of.seats.map(({ registration }) => registration)
  return {
    id: refundId,
    lines: [...new Set([...of.lines, ...of.seats.map(({ line }) => line)])],
    ...(seats.length > 0 ? { seats } : {}),
    amountCents,
    reason,
    state: 'due',
    decidedAt: now,
  }
}

/** An order of which nothing is left ends with its last line; one that waits for payment ends with its hold. */
const endedWhenEmpty = (order: Order): Order => {
  if (order.status === 'awaiting-payment' || liveLines(order).length > 0) return order
  const status = refundedCents(order) > 0 ? 'refunded' : 'cancelled'
  return order.status === status ? order : become(order, status)
}

/**
 * Ends some live lines, or single seats of them: what they cost, as it was frozen, is refunded when the order was paid;
 * nothing is re-spread over what stays. An organizer's refund of a line also returns what was kept for its seats.
 */
export const endLines = (order: Order, lineIds: readonly string[], ending: Ending): Ended => {
  const live = liveLines(order)
  const named = live.filter((line) => lineIds.includes(line.id))
  const rest = live.filter((line) => !named.includes(line))
  const single = openSeats(order, rest).filter(({ registration }) => ending.seats?.includes(registration))
  const emptied = rest.filter((line) => {
    const count = single.filter((seat) => seat.line === line.id).length
    return count > 0 && count === openQuantity(order, line)
  })
  const sending = sendingFor(order, [...named, ...emptied])
  const ended = [...named, ...emptied, ...sending]
  const kept =
    ending.reason === 'refunded-by-organiser'
      ? order.seats.filter(
          (seat) => seat.ended?.kept && (lineIds.includes(seat.line) || ending.seats?.includes(seat.registration)),
        )
      : []
  const owed = ending.keepMoney
    ? 0
    : [...named, ...sending].reduce((sum, line) => sum + openCents(order, line), 0) +
      centsOfSeats(order, [...single, ...kept])
  const refund = refundFor(
    order,
    ending.owedCents ?? owed,
    { lines: [...named, ...sending].map(({ id }) => id), seats: [...single, ...kept] },
    ending,
  )
  const changed: Order = {
    ...order,
    lines: order.lines.map((line) => (ended.some((one) => one.id === line.id) ? { ...line, status: 'ended' } : line)),
    seats: order.seats.map((seat) => {
      if (single.includes(seat)) {
        const keeps = ending.keepMoney && centsOfSeats(order, [seat]) > 0
        return { ...seat, ended: { at: ending.now, reason: ending.reason, ...(keeps ? { kept: true } : {}) } }
      }
      if (!kept.includes(seat) || !seat.ended) return seat
      const { kept: _, ...was } = seat.ended
      return { ...seat, ended: was }
    }),
    refunds: refund ? [...order.refunds, refund] : order.refunds,
  }
  const seats = [...openSeats(order, named), ...single]
  return { order: endedWhenEmpty(changed), ended, seats, ...(refund ? { refund } : {}) }
}

/**
 * What was paid for seats that had ended by the time the payment came goes back at once: the provider charges what the
 * payment page was opened for.
 */
export const returnEndedSeats = (
  order: Order,
  { refundId, now }: Pick<Ending, 'refundId' | 'now'>,
): { order: Order; refund?: Refund } => {
  const seats = order.seats.filter((seat) => seat.ended)
  const reason = seats[0]?.ended?.reason ?? 'cancelled-by-attendee'
  const refund = refundFor(order, centsOfSeats(order, seats), { lines: [], seats }, { refundId, reason, now })
  if (!refund) return { order: endedWhenEmpty(order) }
  return { order: endedWhenEmpty({ ...order, refunds: [...order.refunds, refund] }), refund }
}
