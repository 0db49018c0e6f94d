import { eventState, findEvent } from '../catalog/index.ts'
import { again, type Instant, notFound, Problem, retrying } from '../platform/index.ts'
import { cancelOrder } from './cancel-order.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { endOrderLines } from './end-order-lines.ts'
import { liveLines, type Order } from './order.ts'
import {
  cancellationClosed,
  eventOver,
  nothingToCancel,
  orderBusy,
  refundTimeOver,
  registrationEnded,
} from './order-problems.ts'
import { openSeats } from './order-seats.ts'
import { findOrder, getOrder } from './order-store.ts'
import { cancelledEvent } from './problems.ts'
import { isLiveRegistration, type Registration } from './registration.ts'
import { findRegistration } from './registration-store.ts'
import { eventsOf } from './release-order.ts'
import { seatTerms } from './seat-terms.ts'

/**
 * The buyer cancels some seats of an order; the others stay as they are. What a seat cost, as it was frozen, goes back
 * within its event's policy. Of an order that waits for its payment the seats end at once, and their share goes back when
 * the payment comes, since the payment page keeps the total that it was opened for; with the last seat the order is cancelled.
 * @param registrations  ids of the registrations that are to end
 * @throws Problem not-found; conflict `registration.cancellation-closed`, `registration.nothing-to-cancel`
 */
export const cancelSeats = async (
  context: CheckoutContext,
  orderId: string,
  registrations: readonly string[],
  now: Instant,
): Promise<Order> =>
  retrying(orderBusy, async () => {
    const order = await getOrder(context.table, orderId)
    const named = order.seats.filter(({ registration }) => registrations.includes(registration))
    if (named.length < new Set(registrations).size) throw notFound('registration')
    const open = openSeats(order, liveLines(order))
    const ending = open.filter((seat) => named.includes(seat))
    const waits = order.status === 'awaiting-payment'
    if (ending.length === 0 || (!waits && order.status !== 'confirmed')) throw nothingToCancel()
    const left = liveLines(order).some((line) => open.some((seat) => seat.line === line.id && !ending.includes(seat)))
    if (waits && !left && order.lines.every((line) => open.some((seat) => seat.line === line.id))) {
      return cancelOrder(context, orderId, now)
    }
    const events = await eventsOf(context.table, order)
    for (const seat of ending) {
      const event = events.get(seat.event)
      if (event && !seatTerms(order, seat, event, now).open) throw cancellationClosed(event)
    }
    const seats = ending.map(({ registration }) => registration)
    const ended = await endOrderLines(context, order, [], 'cancelled-by-buyer', now, { seats, returnOffers: true })
    return ended ?? again
  })

/** An order whose last seat was given up before it was paid has nothing left to pay for: its payment page is closed. */
export const closeWhenEmpty = async (context: CheckoutContext, order: Order, now: Instant): Promise<void> => {
  if (order.status !== 'awaiting-payment' || liveLines(order).length > 0) return
  try {
    await cancelOrder(context, order.id, now)
  } catch (error) {
    // The provider doesn't answer, or the money is on its way. The hold's end or the payment will handle it.
    if (!(error instanceof Problem)) throw error
  }
}

/**
 * An attendee gives up their seat, whether they or someone else registered them, until the event is over. Within the
 * policy, what was paid for it goes back to the buyer; after that the seat ends without a refund. An unpaid seat ends
 * at once, without a call to the provider.
 * @param options.forfeit  the attendee knows that nothing goes back
 * @throws Problem conflict `registration.ended`, `registration.event-over`, `registration.cancelled-event`;
 *   `registration.refund-time-over` when money would stay and `forfeit` isn't set
 */
export const giveUpSeat = async (
  context: CheckoutContext,
  own: Pick<Registration, 'personId' | 'event' | 'id'>,
  options: { forfeit: boolean },
  now: Instant,
): Promise<Order> =>
  retrying(orderBusy, async () => {
    const [registration, event] = await Promise.all([
      findRegistration(context.table, own.personId, own.event),
      findEvent(context.table, own.event),
    ])
    if (!event || !registration || registration.id !== own.id || !isLiveRegistration(registration)) {
      throw registrationEnded()
    }
    const order = await findOrder(context.table, registration.orderId)
    const seat = order && openSeats(order, liveLines(order)).find((one) => one.registration === own.id)
    // Read before and after someone ended it.
    if (!order || !seat) return again
    const state = eventState(event, now)
    if (state === 'cancelled') throw cancelledEvent(event)
    if (state === 'ended' && registration.status === 'confirmed') throw eventOver(event)
    const { paidCents, open } = seatTerms(order, seat, event, now)
    const keepMoney = paidCents > 0 && !open
    if (keepMoney && !options.forfeit) throw refundTimeOver(event)
    const reason = order.buyer.personId === own.personId ? 'cancelled-by-buyer' : 'cancelled-by-attendee'
    const ended = await endOrderLines(context, order, [], reason, now, { seats: [own.id], keepMoney })
    if (!ended) return again
    await closeWhenEmpty(context, ended, now)
    return ended
  })
