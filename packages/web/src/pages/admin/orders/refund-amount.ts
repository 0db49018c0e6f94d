import { downloadsOf, endLines, liveLines, type Order, type OrderLine } from '@lectern/core/registration'

/** What refunding some lines of an order does. */
export type RefundPlan = {
  /** Those named, and the sending of copies when none is left to send. */
  lines: OrderLine[]
  amountCents: number
  seats: number
  /** How many titles can no longer be downloaded by this order. */
  downloads: number
  /** Whether nothing of the order stays. */
  whole: boolean
}

/**
 * What a refund of some lines would send back, decided by the rule that carries it out: what they cost, as it was
 * frozen, with its tax, and never more than is left of what was paid. Lines that ended already count for nothing.
 * @param named  ids of lines; none at all means the whole order
 */
export const planRefund = (order: Order, named: readonly string[]): RefundPlan => {
  const live = order.status === 'confirmed' ? liveLines(order) : []
  const asked = live.filter((line) => named.length === 0 || named.includes(line.id)).map((line) => line.id)
  const { ended, seats, refund } =
    asked.length > 0
      ? endLines(order, asked, { reason: 'refunded-by-organiser', refundId: 'preview', now: order.placedAt })
      : { ended: [], seats: [], refund: undefined }
  const lines = order.lines.filter((line) => ended.some(({ id }) => id === line.id))
  return {
    lines,
    amountCents: refund?.amountCents ?? 0,
    seats: seats.length,
    downloads: new Set(lines.flatMap(downloadsOf)).size,
    whole: lines.length === live.length,
  }
}

/** `Managed Services in a Month, E-book × 2`. */
export const formatLine = ({ title, ticketName, quantity }: OrderLine): string =>
  `${title}, ${ticketName}${quantity > 1 ? ` × ${quantity}` : ''}`
