import { type Event, promisedDeadline, readSku, refundDeadline } from '../catalog/index.ts'
import { type Instant, notFound } from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import type { Desk } from './desk.ts'
import { endOrderLines } from './end-order-lines.ts'
import { lineKind } from './goods.ts'
import { changeAttempts, liveLines, type Order, type OrderLine, seatsOfLines } from './order.ts'
import { findOrder } from './order-store.ts'
import { cancellationClosed, cancellationClosedForDebit, nothingToCancel, orderBusy, titlesStay } from './problems.ts'
import { eventsOf, releaseOrder } from './release-order.ts'
import { settleWith } from './settle-checkout.ts'

/** What an order was promised about canceling. */
export type Promised = Pick<Order, 'placedAt' | 'lines'>

/**
 * Until when a buyer may cancel: what was paid for, so long before the first session; what was free, until it starts.
 * For an order that was placed, the latest of that, of what held when it was placed, and of any deadline in between.
 */
export const cancellableUntil = (event: Event, paid: boolean, order?: Promised): Instant | undefined => {
  const today = paid ? refundDeadline(event) : scheduleSpan(event.sessions)?.startsAt
  if (today === undefined || order === undefined) return today
  const frozen = order.lines
    .filter(({ sku }) => readSku(sku)?.offering === event.slug)
    .map(({ refundableUntil }) => refundableUntil)
  const kept = paid ? promisedDeadline(event, order.placedAt) : undefined
  return [today, kept, ...frozen]
    .filter((until) => until !== undefined)
    .sort()
    .at(-1)
}

export const mayCancel = (order: Order, events: ReadonlyMap<string, Event>, now: Instant): boolean =>
  order.status === 'awaiting-payment' ||
  (order.status === 'confirmed' && ticketsOf(order).length > 0 && closedEvent(order, events, now) === undefined)

/** What its buyer may cancel. Titles were delivered when they were paid; the organiser refunds them on request. */
const ticketsOf = (order: Order): OrderLine[] => liveLines(order).filter((line) => lineKind(line) === 'ticket')

const closedEvent = (order: Order, events: ReadonlyMap<string, Event>, now: Instant): Event | undefined => {
  const seats = seatsOfLines(order, liveLines(order))
  return [...events.values()].find((event) => {
    if (!seats.some((seat) => seat.event === event.slug)) return false
    const until = cancellableUntil(event, order.paidCents > 0, order)
    return until !== undefined && now >= until
  })
}

/**
 * The buyer cancels. Unpaid: the whole order; the payment page is closed first, and if a payment came meanwhile that
 * counts and the policy decides. Paid: the seats, all of whose money goes back within the events' policy; titles stay.
 * @throws Problem conflict `registration.cancellation-closed`, `registration.titles-stay`, `registration.nothing-to-cancel`
 */
export const cancelOrder = async (desk: Desk, orderId: string, now: Instant): Promise<Order> => {
  for (let attempt = 1; attempt <= changeAttempts; attempt += 1) {
    const order = await findOrder(desk.table, orderId)
    if (!order) throw notFound('order')
    if (order.status === 'awaiting-payment') {
      if (order.checkout) {
        const checkout = await desk.payments.closeCheckout(order.checkout.id)
        if (checkout.state !== 'expired') {
          await settleWith(desk, checkout, now)
          const settled = await findOrder(desk.table, orderId)
          // A bank debit under way cannot be called back; it is refunded once it has settled.
          if (settled?.status === 'awaiting-payment') throw cancellationClosedForDebit()
          continue
        }
      }
      if (!(await releaseOrder(desk, order, { status: 'cancelled', tell: false }, now))) continue
      return (await findOrder(desk.table, orderId)) ?? order
    }
    if (order.status !== 'confirmed') throw nothingToCancel()
    const closed = closedEvent(order, await eventsOf(desk.table, order), now)
    if (closed) throw cancellationClosed(closed)
    const lines = ticketsOf(order).map((line) => line.id)
    if (lines.length === 0) throw titlesStay()
    const ended = await endOrderLines(desk, order, lines, 'cancelled-by-buyer', now)
    if (ended) return ended
  }
  throw orderBusy()
}
