import { hostOf, offerReminder } from '../calendar/index.ts'
import { findEvent, mailLook, readSku, ticketOf } from '../catalog/index.ts'
import { sendMail } from '../mail/index.ts'
import { formatCents, type Instant } from '../platform/index.ts'
import {
  callBuyer,
  findOrder,
  findPlaces,
  invoiceDueAt,
  isMembership,
  isOffered,
  type Order,
  type OrderLine,
  offerUrl,
  orderNumber,
  orderUrl,
  pathOf,
  type RefundReason,
} from '../registration/index.ts'
import { formatInstant, formatZonedDate } from '../schedule/index.ts'
import type { DeliveryContext } from './delivery-context.ts'

const offeringUrl = (context: DeliveryContext, line: OrderLine): string =>
  `${context.siteUrl}${pathOf(line) ?? '/events'}`

/** To a buyer who did not pay in time: the seats went back, and nothing was charged. */
export const sendExpiredMail = async (context: DeliveryContext, orderId: string, now: Instant): Promise<void> => {
  const order = await findOrder(context.table, orderId)
  // Paid for meanwhile, late: then the confirmation is the news.
  if (!order || (order.status !== 'expired' && order.status !== 'cancelled')) return
  await sendMail(context, now, {
    template: 'hold-expired',
    to: order.buyer.email,
    key: `hold-expired:${order.id}`,
    orderId: order.id,
    props: {
      name: callBuyer(order),
      titles: [...new Set(order.lines.map((line) => line.title))],
      catalogueUrl: `${context.siteUrl}/events`,
      ...(order.payBy === 'invoice' ? { invoiced: true } : {}),
      ...(order.lines.length === 1 && order.lines[0] ? { eventUrl: offeringUrl(context, order.lines[0]) } : {}),
    },
  })
}

/** To a buyer who asked for an invoice: where to pay it, and by when. */
export const sendInvoiceMail = async (context: DeliveryContext, orderId: string, now: Instant): Promise<void> => {
  const order = await findOrder(context.table, orderId)
  const line = order?.lines.find(isMembership)
  // Paid or canceled meanwhile.
  if (!order || !line || order.status !== 'awaiting-payment') return
  const url = orderUrl(context, order.id)
  await sendMail(context, now, {
    template: 'membership-invoice',
    to: order.buyer.email,
    key: `membership-invoice:${order.id}`,
    orderId: order.id,
    props: {
      ...{ name: callBuyer(order), plan: line.title, price: formatCents(order.totalCents) },
      dueOn: formatZonedDate(invoiceDueAt(order), context.organizer.zone),
      ...(order.billing?.purchaseOrder ? { purchaseOrder: order.billing.purchaseOrder } : {}),
      ...(line.team === undefined ? {} : { team: line.team }),
      ...{ payUrl: order.checkout?.url ?? url, manageUrl: url },
    },
  })
}

const reasons: Record<RefundReason, string> = {
  'cancelled-by-buyer': 'You canceled your registration.',
  'cancelled-by-attendee': 'The person you registered canceled their registration.',
  'refunded-by-organiser': 'The organizer refunded this part of your order.',
  'event-cancelled': 'The event was canceled.',
  'too-late': 'too-late',
}

/** To the buyer: money is on its way back, how much and what for. */
export const sendRefundMail = async (
  context: DeliveryContext,
  orderId: string,
  refundId: string,
  now: Instant,
): Promise<void> => {
  const order: Order | undefined = await findOrder(context.table, orderId)
  const refund = order?.refunds.find((one) => one.id === refundId)
  if (!order || !refund) return
  await sendMail(context, now, {
    template: 'refund-made',
    to: order.buyer.email,
    key: `refund-made:${refund.id}`,
    orderId: order.id,
    props: {
      name: callBuyer(order),
      amount: formatCents(refund.amountCents),
      orderNumber: orderNumber(order),
      reason: reasons[refund.reason],
      lines: order.lines
        .filter((line) => refund.lines.includes(line.id))
        .map((line) => `${line.title}: ${line.ticketName}`),
      arrives: '5 to 10 days',
      orderUrl: orderUrl(context, order.id),
    },
  })
}

/**
 * To the person who has waited longest: a seat is held for them and until when, with a calendar file as a reminder.
 * @param offer  `at`: when it was made, so that a repeated attempt sends the same bytes
 */
export const sendOfferMail = async (
  context: DeliveryContext,
  offer: { sku: string; person: string; until: Instant; at: Instant },
  now: Instant,
): Promise<void> => {
  const read = readSku(offer.sku)
  const [event, [place]] = await Promise.all([
    read ? findEvent(context.table, read.offering) : undefined,
    findPlaces(context.table, [{ sku: offer.sku, personId: offer.person }]),
  ])
  const ticket = event && read && ticketOf(event, read.item)
  if (!event || !ticket || !place || !isOffered(place, now)) return
  const url = offerUrl(context, place)
  await sendMail(context, now, {
    template: 'waiting-list-offer',
    to: place.email,
    key: `waiting-list-offer:${place.id}:${offer.until}`,
    event: event.slug,
    look: mailLook(event),
    props: {
      name: place.named ? place.name : '',
      eventTitle: event.title,
      ticketName: ticket.name,
      price: ticket.priceCents === 0 ? 'Free' : formatCents(ticket.priceCents),
      until: formatInstant(offer.until, event.zone),
      offerUrl: url,
    },
    attachments: [
      offerReminder(
        {
          id: place.id,
          eventTitle: event.title,
          ticketName: ticket.name,
          until: offer.until,
          url,
          organizer: context.organizer,
        },
        { host: hostOf(context), stamp: offer.at },
      ),
    ],
  })
}
