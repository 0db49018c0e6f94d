import * as z from 'zod'
import { again, announce, commit, type Instant, type PendingWrite, retrying } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { endOrderLines } from './end-order-lines.ts'
import { attendeeLimit, liveLines, type Order } from './order.ts'
import { nothingToRefund, orderBusy } from './order-problems.ts'
import { openSeats } from './order-seats.ts'
import { findOrder, getOrder, pendingOrder } from './order-store.ts'
import { refundFailed, refundMade } from './topics.ts'

/** Whole when nothing is named. A line is named by its id or its sku, a single seat by its registration's id. */
export const RefundRequest = z.strictObject({
  lines: z.array(z.string().max(170)).min(1).max(20).optional(),
  seats: z.array(z.string().max(40)).min(1).max(attendeeLimit).optional(),
})
export type RefundRequest = z.infer<typeof RefundRequest>

/** The ids of the lines and seats that a request names, all lines when it names nothing. @throws Problem on one that is not there */
const refundScope = (order: Order, request: RefundRequest): { lines: string[]; seats: string[] } => {
  const { lines: named, seats = [] } = request
  const whole = named === undefined && seats.length === 0
  const lines = order.lines.filter((line) => whole || named?.includes(line.id) || named?.includes(line.sku))
  const known = order.seats.filter(({ registration }) => seats.includes(registration))
  if (named && lines.length < new Set(named).size) throw nothingToRefund()
  if (known.length < new Set(seats).size || (lines.length === 0 && known.length === 0)) throw nothingToRefund()
  return { lines: lines.map(({ id }) => id), seats }
}

/** A refund answers what the buyer asked for. */
const answered = (order: Order, now: Instant): Order =>
  order.askedRefund && order.askedRefund.answeredAt === undefined
    ? { ...order, askedRefund: { ...order.askedRefund, answeredAt: now } }
    : order

/**
 * An admin refunds an order or some of its lines: what the lines cost, as frozen, and their seats come back.
 * Asking again for what was refunded answers with the order as it is, and refunds nothing twice.
 * @throws Problem not-found; conflict `registration.nothing-to-refund` when it was never paid or has no such line
 */
export const refundOrder = async (
  context: CheckoutContext,
  orderId: string,
  request: RefundRequest,
  now: Instant,
): Promise<Order> =>
  retrying(orderBusy, async () => {
    const order = await getOrder(context.table, orderId)
    const paid = order.status === 'confirmed' || order.status === 'refunded' || order.paidAt !== undefined
    if (!paid) throw nothingToRefund()
    const { lines, seats } = refundScope(order, request)
    const live = liveLines(order).filter((line) => lines.includes(line.id))
    const ending = openSeats(order, liveLines(order)).filter(({ registration }) => seats.includes(registration))
    const kept = order.seats.filter(({ line, registration, ended }) => {
      return ended?.kept && (lines.includes(line) || seats.includes(registration))
    })
    if (live.length === 0 && ending.length === 0 && kept.length === 0) return order
    const ended = await endOrderLines(context, answered(order, now), lines, 'refunded-by-organiser', now, { seats })
    return ended ?? again
  })

/**
 * Does at the provider what was decided here, keyed by the refund, so that doing it again refunds once.
 * @returns the writes that record it, to be committed with the removal of what asked for it
 */
export const makeRefund = async (
  context: CheckoutContext,
  orderId: string,
  refundId: string,
  now: Instant,
): Promise<PendingWrite[]> => {
  const order = await findOrder(context.table, orderId)
  const refund = order?.refunds.find((one) => one.id === refundId)
  if (!order || refund?.state !== 'due' || !order.paymentId) return []
  const made = await context.payments.refund({
    key: `refund:${refund.id}`,
    paymentId: order.paymentId,
    amountCents: refund.amountCents,
    reference: order.id,
  })
  for (;;) {
    const current = await findOrder(context.table, orderId)
    // Recorded by another delivery of the same row, together with what follows.
    if (current?.refunds.find((one) => one.id === refundId)?.state !== 'due') return []
    const recorded: Order = {
      ...current,
      refunds: current.refunds.map((one) =>
        one.id === refundId ? { ...one, state: made.state, providerId: made.id } : one,
      ),
    }
    const topic = made.state === 'made' ? refundMade : refundFailed
    const result = await commit(context.table, [
      pendingOrder(context.table, recorded),
      announce(context.table, topic, { order: orderId, refund: refundId }, now),
    ])
    if (result.committed) return []
  }
}
