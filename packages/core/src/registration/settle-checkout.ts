import { eventState } from '../catalog/index.ts'
import { membershipTopics } from '../membership/index.ts'
import type { Checkout } from '../payments/index.ts'
import {
  addSeconds,
  again,
  announce,
  type Cents,
  commit,
  type Instant,
  newId,
  type PendingWrite,
  retrying,
  shareByLargestRemainder,
  type Table,
} from '../platform/index.ts'
import { pendingGiveBackUses, pendingTakeUses } from '../pricing/index.ts'
import { isMemberSince, pendingMemberships } from './buy-membership.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { returnEndedSeats } from './end-lines.ts'
import { isErasedOrder } from './erase-records.ts'
import { isTicket } from './line-kind.ts'
import { findReturnedOffers } from './offered-seats.ts'
import { become, liveLines, type Order, processingLookSeconds, type Refund } from './order.ts'
import type { OrderLine } from './order-line.ts'
import { orderBusy } from './order-problems.ts'
import { openQuantity, openSeats } from './order-seats.ts'
import { findOrder, pendingOrder } from './order-store.ts'
import { pendingGrants } from './pending-grants.ts'
import { noteRecent } from './recent-store.ts'
import { findRegistrations, pendingRegistration, pendingRegistrationStatus } from './registration-store.ts'
import { eventsOf, releaseOrder } from './release-order.ts'
import { poolsOf } from './seat.ts'
import { haveOtherLimits, pendingSeats } from './seat-store.ts'
import { pendingHoldCounts } from './strangers.ts'
import { orderConfirmed, refundDue } from './topics.ts'
import { heldPools } from './waiting.ts'
import { pendingPlace } from './waiting-store.ts'

/** What a payment's state asks of an order. Whatever comes late or twice asks nothing. */
type Step = 'confirm' | 'wait' | 'release' | 'retake' | 'send-back' | 'nothing'

/**
 * What to do, by the state of the order and of its payment. `expired` never undoes `paid`: an order that was confirmed
 * stays so, and one that was released is confirmed after all when the money came.
 */
const steps: Record<Order['status'], Record<Checkout['state'], Step>> = {
  'awaiting-payment': { open: 'nothing', processing: 'wait', paid: 'confirm', failed: 'release', expired: 'release' },
  confirmed: { open: 'nothing', processing: 'nothing', paid: 'nothing', failed: 'nothing', expired: 'nothing' },
  expired: { open: 'nothing', processing: 'nothing', paid: 'retake', failed: 'nothing', expired: 'nothing' },
  cancelled: { open: 'nothing', processing: 'nothing', paid: 'send-back', failed: 'nothing', expired: 'nothing' },
  refunded: { open: 'nothing', processing: 'nothing', paid: 'nothing', failed: 'nothing', expired: 'nothing' },
}

/**
 * Brings an order in line with its payment. The one use case behind the webhook, the return page and the sweeper:
 * each merely gives a reason to look, and the state itself is fetched from the provider.
 * @returns the order after that, or nothing when the payment isn't for an order of ours
 */
export const settleCheckout = async (
  context: CheckoutContext,
  checkoutId: string,
  now: Instant,
): Promise<Order | undefined> => {
  const checkout = await context.payments.findCheckout(checkoutId)
  return settleWith(context, checkout, now)
}

/** The same with a state that was fetched just now. */
export const settleWith = async (
  context: CheckoutContext,
  checkout: Checkout,
  now: Instant,
): Promise<Order | undefined> =>
  retrying(orderBusy, async () => {
    const order = await findOrder(context.table, checkout.reference)
    if (!order) return undefined
    const step = stepFor(order, checkout)
    if (!(await act[step](context, order, checkout, now))) return again
    return step === 'nothing' ? order : findOrder(context.table, order.id)
  })

const stepFor = (order: Order, checkout: Checkout): Step => {
  // An order that was cancelled after it was paid has had its money sent back: that payment is settled.
  if (order.status === 'cancelled' && order.paidAt) return 'nothing'
  // A page that was opened by an attempt cut off, and never shown, says nothing of the one that was.
  const shown = order.checkout === undefined || order.checkout.id === checkout.id
  return shown || checkout.state === 'paid' ? steps[order.status][checkout.state] : 'nothing'
}

/** Each answers whether it is done; otherwise someone changed the order meanwhile, and one looks again. */
type Act = (context: CheckoutContext, order: Order, checkout: Checkout, now: Instant) => Promise<boolean>

/** Each line's share of the tax: as the provider told it for the lines that it was asked to charge, else in proportion. */
const taxOfLines = (order: Order, { taxCents = 0, lineTaxCents }: Checkout): Cents[] => {
  const charged = order.lines.filter((line) => line.totalCents > 0)
  const told = lineTaxCents?.length === charged.length ? lineTaxCents : undefined
  const weights = order.lines.map((line) => line.totalCents)
  return told ? order.lines.map((line) => told[charged.indexOf(line)] ?? 0) : shareByLargestRemainder(taxCents, weights)
}

/** The order with its payment, and each line with its share of the tax that the provider added. */
const paidOrder = (order: Order, checkout: Checkout, now: Instant): Order => {
  const shares = taxOfLines(order, checkout)
  return {
    ...order,
    ...(checkout.taxCents
      ? {
          taxCents: checkout.taxCents,
          lines: order.lines.map((line, index) => ({ ...line, taxCents: shares[index] ?? 0 })),
        }
      : {}),
    holdEndsAt: undefined,
    heldFrom: undefined,
    checkout: undefined,
    paidAt: now,
    paidCents: checkout.paidCents,
    paymentId: checkout.paymentId,
  }
}

const confirm: Act = async (context, order, checkout, now) => {
  const { table } = context
  const paid = become(paidOrder(order, checkout, now), 'confirmed')
  const { order: confirmed, refund } = returnEndedSeats(paid, { refundId: newId('refund'), now })
  await noteRecent(table, openSeats(order), now)
  const result = await commit(table, [
    pendingOrder(table, confirmed),
    ...openSeats(order).map((seat) => pendingRegistrationStatus(table, seat, 'held', 'confirmed', now)),
    ...pendingGrants(table, order, liveLines(order), now),
    ...(await pendingMemberships(table, order, checkout.subscription, now)),
    ...(confirmed.status === 'confirmed' ? [] : pendingGiveBackUses(table, order.uses, order.buyer.personId)),
    ...pendingHoldCounts(table, [{ before: order }], now),
    announce(table, orderConfirmed, { order: order.id }, now),
    ...announceRefund(table, order, refund, now),
  ])
  return result.committed
}

const announceRefund = (table: Table, order: Order, refund: Refund | undefined, now: Instant): PendingWrite[] =>
  refund ? [announce(table, refundDue, { order: order.id, refund: refund.id }, now)] : []

/** A bank debit keeps its seats until it settles or fails; the clock looks again once a day. */
const wait: Act = async (context, order, checkout, now) => {
  const keptUntil = addSeconds(now, processingLookSeconds)
  const waiting: Order = {
    ...order,
    checkout: { id: checkout.id, state: 'processing' },
    holdEndsAt: order.holdEndsAt && order.holdEndsAt > keptUntil ? order.holdEndsAt : keptUntil,
  }
  const known = order.checkout?.state === 'processing' && order.holdEndsAt !== undefined && order.holdEndsAt > now
  return known || (await commit(context.table, [pendingOrder(context.table, waiting)])).committed
}

const release: Act = (context, order, _checkout, now) =>
  releaseOrder(context, order, { status: 'expired', tell: true }, now)

/** Paid after its hold was released: takes the seats again if they are there, and else sends all the money back. */
const retake: Act = async (context, order, checkout, now) => {
  const { table } = context
  const events = await eventsOf(table, order)
  const gone = [...events.values()].some((event) => ['cancelled', 'ended'].includes(eventState(event, now)))
  const previous = await findRegistrations(
    table,
    order.seats.map(({ personId, event }) => ({ personId, event })),
  )
  // Someone who registered again in the meantime has a seat under another registration, so this payment is one too
  // many.
  const seats = openSeats(order)
  const own = previous.filter(({ id }) => seats.some((seat) => seat.registration === id))
  const over = gone || checkout.subscription?.state === 'ended' || isErasedOrder(order)
  const unwanted = over || own.length < seats.length || (await isMemberSince(table, order, now))
  if (unwanted) return sendBack(context, order, checkout, now)

  const poolsOfLine = (line: OrderLine) => {
    const event = isTicket(line) ? events.get(line.event) : undefined
    return event && isTicket(line) ? poolsOf(event, line.ticket) : []
  }
  const lines = order.lines.map((line): OrderLine => {
    const live = { ...line, status: openQuantity(order, line) > 0 ? ('live' as const) : ('ended' as const) }
    return isTicket(live) ? { ...live, pools: poolsOfLine(live).map(({ pool }) => pool) } : live
  })
  const paid = become(paidOrder({ ...order, lines }, checkout, now), 'confirmed')
  const { order: confirmed, refund } = returnEndedSeats(paid, { refundId: newId('refund'), now })
  if (confirmed.status !== 'confirmed') return sendBack(context, order, checkout, now)
  await noteRecent(table, openSeats(order), now)
  // A seat that an offer keeps for its attendee since the hold ended is theirs to take, and counted already.
  const offers = await findReturnedOffers(table, order, seats, now)
  const result = await commit(table, [
    pendingOrder(table, confirmed),
    ...offers.map((place) => pendingPlace(table, { ...place, status: 'taken', offeredUntil: undefined }, 'offered')),
    ...own.map(({ endedAt: _, ...registration }) =>
      pendingRegistration(table, { ...registration, status: 'confirmed' }),
    ),
    ...pendingSeats(table, [
      ...lines.flatMap((line) => poolsOfLine(line).map((pool) => ({ pool, seats: openQuantity(order, line) }))),
      ...offers.flatMap((place) => heldPools(place, events.get(place.event)).map((pool) => ({ pool, seats: -1 }))),
    ]),
    ...pendingTakeUses(table, order.uses, order.buyer.personId),
    ...pendingGrants(table, order, liveLines(confirmed), now),
    ...(await pendingMemberships(table, confirmed, checkout.subscription, now)),
    announce(table, orderConfirmed, { order: order.id }, now),
    ...announceRefund(table, order, refund, now),
  ])
  if (result.committed) return true
  const moved = ['order', 'waiting', 'membership'].some((name) => result.refused.includes(name))
  const again = moved || (await haveOtherLimits(table, [...events.values()]))
  return again ? false : sendBack(context, order, checkout, now)
}

/** Money is never kept without a seat: all of it goes back, and the buyer is told why. */
const sendBack: Act = async (context, order, checkout, now) => {
  const refund: Refund = {
    id: newId('refund'),
    lines: order.lines.map((line) => line.id),
    amountCents: checkout.paidCents,
    reason: 'too-late',
    state: 'due',
    decidedAt: now,
  }
  const paid = paidOrder(order, checkout, now)
  const result = await commit(context.table, [
    pendingOrder(context.table, become({ ...paid, refunds: [...order.refunds, refund] }, 'refunded')),
    announce(context.table, refundDue, { order: order.id, refund: refund.id }, now),
    ...(checkout.subscription
      ? [
          announce(
            context.table,
            membershipTopics.subscriptionUnwanted,
            { subscription: checkout.subscription.id },
            now,
          ),
        ]
      : []),
  ])
  return result.committed
}

const act: Record<Step, Act> = { confirm, wait, release, retake, 'send-back': sendBack, nothing: async () => true }
