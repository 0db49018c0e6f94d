import type { Notice } from '../mail/index.ts'
import { formatCents } from '../platform/index.ts'
import { callBuyer, type Order, orderNumber, orderUrl } from '../registration/index.ts'
import { formatZonedDate } from '../schedule/index.ts'
import type { DeliveryContext } from './delivery-context.ts'

/** The receipt of a paid order: every line at its frozen price, and where each discount came from. */
export const receiptFor = (context: DeliveryContext, order: Order): Notice<'receipt'> => ({
  template: 'receipt',
  to: order.buyer.email,
  key: `receipt:${order.id}`,
  orderId: order.id,
  props: {
    name: callBuyer(order),
    orderNumber: orderNumber(order),
    placedOn: formatZonedDate(order.placedAt, context.organizer.zone),
    lines: order.lines.map((line) => ({
      title: `${line.title}: ${line.ticketName}`,
      quantity: line.quantity,
      list: formatCents(line.listCents),
      ...(line.discountCents > 0 ? { discount: formatCents(line.discountCents) } : {}),
      total: formatCents(line.totalCents),
    })),
    discounts: order.applied.map((applied) => ({
      title: applied.code ? `${applied.code}: ${applied.title}` : applied.title,
      amount: formatCents(applied.discountCents),
    })),
    ...(order.taxCents ? { tax: formatCents(order.taxCents) } : {}),
    total: formatCents(order.paidCents),
    orderUrl: orderUrl(context, order.id),
  },
})
