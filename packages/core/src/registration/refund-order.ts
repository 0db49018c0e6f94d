import * as z from 'zod'
import { announce, commit, type Instant, notFound, type PendingWrite } from '../platform/index.ts'
import type { Desk } from './desk.ts'
import { endOrderLines } from './end-order-lines.ts'
import { changeAttempts, liveLines, type Order } from './order.ts'
import { findOrder, pendingOrder } from './order-store.ts'
import { nothingToRefund, orderBusy } from './problems.ts'

/** Whole when no line is named. A line is named by its id or its sku. */
export const RefundRequest = z.strictObject({ lines: z.array(z.string().max(170)).min(1).max(20).optional() })
export type RefundRequest = z.infer<typeof RefundRequest>

/**
 * An admin refunds an order or some of its lines: what the lines cost, as frozen, and their seats come back.
 * Asking again for what was refunded answers with the order as it is, and refunds nothing twice.
 * @throws Problem not-found; conflict `registration.nothing-to-refund` when it was never paid or has no such line
 */
export const refundOrder = async (
  desk: Desk,
  orderId: string,
  request: RefundRequest,
  now: Instant,
): Promise<Order> => {
  for (let attempt = 1; attempt <= changeAttempts; attempt += 1) {
    const order = await findOrder(desk.table, orderId)
    if (!order) throw notFound('order')
    const named = request.lines
    const lines = order.lines.filter((line) => !named || named.includes(line.id) || named.includes(line.sku))
    if (lines.length === 0 || (named && lines.length < new Set(named).size)) throw nothingToRefund()
    if (order.status !== 'confirmed' && order.status !== 'refunded') throw nothingToRefund()
    const live = liveLines(order).filter((line) => lines.some((one) => one.id === line.id))
    if (live.length === 0) return order
    const ended = await endOrderLines(
      desk,
      order,
      live.map((line) => line.id),
      'refunded-by-organiser',
      now,
    )
    if (ended) return ended
  }
  throw orderBusy()
}

/**
 * Does at the provider what was decided here, keyed by the refund, so that doing it again refunds once.
 * @returns the writes that record it, to be committed with the removal of what asked for it
 */
export const makeRefund = async (
  desk: Desk,
  orderId: string,
  refundId: string,
  now: Instant,
): Promise<PendingWrite[]> => {
  const order = await findOrder(desk.table, orderId)
  const refund = order?.refunds.find((one) => one.id === refundId)
  if (!order || refund?.state !== 'due' || !order.paymentId) return []
  const made = await desk.payments.refund({
    key: `refund:${refund.id}`,
    paymentId: order.paymentId,
    amountCents: refund.amountCents,
    reference: order.id,
  })
  for (;;) {
    const current = await findOrder(desk.table, orderId)
    // Recorded by another delivery of the same row, together with what follows.
    if (current?.refunds.find((one) => one.id === refundId)?.state !== 'due') return []
    const recorded: Order = {
      ...current,
      refunds: current.refunds.map((one) =>
        one.id === refundId ? { ...one, state: made.state, providerId: made.id } : one,
      ),
    }
    const topic = made.state === 'made' ? 'refund.made' : 'refund.failed'
    const result = await commit(desk.table, [
      pendingOrder(desk.table, recorded),
      announce(desk.table, topic, { order: orderId, refund: refundId }, now),
    ])
    if (result.committed) return []
  }
}
