import { liveLines, type Order, type OrderLine, refundedCents } from '@lectern/core/registration'

/** What refunding some lines of an order does. */
export type RefundPlan = {
  lines: OrderLine[]
  amountCents: number
  seats: number
  /** Whether nothing of the order stays. */
  whole: boolean
}

/**
 * What a refund of some lines would send back: what they cost, as it was frozen, and never more than is left of what
 * was paid. Lines that ended already count for nothing.
 * @param named  ids of lines; none at all means the whole order
 */
export const planRefund = (order: Order, named: readonly string[]): RefundPlan => {
  const live = order.status === 'confirmed' ? liveLines(order) : []
  const lines = live.filter((line) => named.length === 0 || named.includes(line.id))
  const cost = lines.reduce((sum, line) => sum + line.totalCents, 0)
  return {
    lines,
    amountCents: Math.min(cost, order.paidCents - refundedCents(order)),
    seats: order.seats.filter((seat) => lines.some((line) => line.id === seat.line)).length,
    whole: lines.length === live.length,
  }
}
