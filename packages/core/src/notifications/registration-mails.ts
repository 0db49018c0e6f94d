import { calendarFor, isPublished } from '../calendar/index.ts'
import {
  type Event,
  eventUrl,
  findEvent,
  formatWhen,
  formatWhere,
  kindLabel,
  mailLook,
  pastSessions,
  seenBy,
  sessionsOf,
  sessionsToCome,
} from '../catalog/index.ts'
import { passText } from '../door/index.ts'
import { sendMail } from '../mail/index.ts'
import type { Topic } from '../platform/index.ts'
import { type Announced, formatCents, type Instant } from '../platform/index.ts'
import type { registrationTopics } from '../registration/index.ts'
import {
  callBuyer,
  callName,
  findOrder,
  findRegistration,
  findRegistrations,
  nameForBuyer,
  type Order,
  type OrderSeat,
  orderUrl,
  type Refund,
  type Registration,
  registrationUrl,
} from '../registration/index.ts'
import { dayOf, sessionLines } from '../schedule/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { sendTitlesMail } from './goods-mails.ts'
import type { Sends } from './handler.ts'
import { sendBegunMail } from './membership-mails.ts'
import { receiptFor } from './receipt.ts'

/** The registrations of some seats of an order that are still this order's. */
const registrationsOf = async (
  context: DeliveryContext,
  order: Order,
  seats: readonly OrderSeat[] = order.seats,
): Promise<Registration[]> => {
  const found = await findRegistrations(
    context.table,
    seats.map(({ personId, event }) => ({ personId, event })),
  )
  return found.filter(({ id }) => seats.some((seat) => seat.registration === id))
}

/**
 * To everyone an order registered: it's confirmed, with the invitation. To its buyer: the receipt, if they paid, and
 * where their titles are.
 */
export const sendConfirmedMails = async (
  context: DeliveryContext,
  order: Order,
  row: Announced<Topic>,
  now: Instant,
): Promise<void> => {
  for (const registration of await registrationsOf(context, order)) {
    // Their membership may have ended since; then the withdrawal is under way, and this would come after it.
    const invited = registration.status === 'confirmed' && registration.accessEndedAt === undefined
    if (invited) await sendRegisteredMail(context, registration, row, now)
  }
  if (order.paidCents > 0) await sendMail(context, now, receiptFor(context, order))
  await sendTitlesMail(context, order, now)
  await sendBegunMail(context, order, now)
}

/**
 * To one registered person: their seat is confirmed, with the invitation.
 * @param again  what tells this mail from an earlier one of the same registration: the round, or a correction
 */
export const sendRegisteredMail = async (
  context: DeliveryContext,
  registration: Registration,
  row: Announced<Topic>,
  now: Instant,
  again?: number | string,
): Promise<void> => {
  const found = await findEvent(context.table, registration.event)
  if (!found) return
  const event = seenBy(found, registration)
  const at = row.createdAt
  const toCome = sessionsToCome(sessionsOf(event), at)
  const past = pastSessions(event, at)
  const [only] = toCome.length === 1 ? toCome : []
  const attachments = calendarFor(context, event, registration, 'REQUEST', at, { since: at })
  await sendMail(context, now, {
    template: 'registration-confirmed',
    to: registration.email,
    key: ['registration-confirmed', registration.id, again].filter((part) => part !== undefined).join(':'),
    event: event.slug,
    orderId: registration.orderId,
    look: mailLook(event),
    props: {
      name: callName(registration),
      eventTitle: event.title,
      eventUrl: eventUrl(context, event),
      kindLabel: kindLabel(event),
      when: formatWhen(toCome.length > 0 ? { ...event, sessions: toCome } : event, at),
      ...(only ? { day: dayOf(only) } : {}),
      sessions: sessionLines(toCome),
      ...(past ? { past: past.message } : {}),
      where: formatWhere(event),
      ticketName: registration.ticketName,
      ...(event.venue ? { pass: passText(context.secret, registration) } : {}),
      ...(registration.boughtBy ? { boughtBy: registration.boughtBy } : {}),
      manageUrl: registrationUrl(context, registration),
      ...(registration.boughtBy ? { declineUrl: registrationUrl(context, registration, '/cancel') } : {}),
      ...(attachments.some(isPublished) ? { calendarUrl: `${context.siteUrl}/account#calendar` } : {}),
    },
    attachments,
  })
}

/** To one registered person: someone who had not signed in asked to register them again. Nothing has changed. */
export const sendAlreadyRegisteredMail = async (
  context: DeliveryContext,
  asked: { person: string; event: string; row: string },
  now: Instant,
): Promise<void> => {
  const [event, registration] = await Promise.all([
    findEvent(context.table, asked.event),
    findRegistration(context.table, asked.person, asked.event),
  ])
  if (!event || registration?.status !== 'confirmed') return
  await sendMail(context, now, {
    template: 'already-registered',
    to: registration.email,
    key: `already-registered:${asked.row}`,
    event: event.slug,
    look: mailLook(event),
    props: {
      name: callName(registration),
      eventTitle: event.title,
      manageUrl: registrationUrl(context, registration),
    },
  })
}

type Ended = Announced<typeof registrationTopics.registrationsEnded>['payload']

export const endedSeats = (order: Order, { lines, seats }: Ended): OrderSeat[] =>
  order.seats.filter(({ line, registration }) => (seats ? seats.includes(registration) : lines.includes(line)))

/** To the buyer: someone they registered gave up their seat, and what becomes of the money. */
const sendSeatGivenUpMail = async (
  context: DeliveryContext,
  order: Order,
  registration: Registration,
  event: Event,
  about: { refund: Refund | undefined; at: Instant },
  now: Instant,
): Promise<void> => {
  const seat = order.seats.find((one) => one.registration === registration.id)
  await sendMail(context, now, {
    template: 'seat-given-up',
    to: order.buyer.email,
    key: `seat-given-up:${registration.id}`,
    event: event.slug,
    look: mailLook(event),
    orderId: order.id,
    props: {
      name: callBuyer(order),
      attendee: nameForBuyer(registration),
      eventTitle: event.title,
      when: formatWhen(event, about.at),
      ...(about.refund ? { refund: formatCents(about.refund.amountCents) } : {}),
      noRefund: seat?.ended?.kept === true,
      orderUrl: orderUrl(context, order.id),
    },
  })
}

/** To everyone whose registration ended with some seats of an order: why, and what's refunded to the buyer. */
export const sendEndedMails: Sends<typeof registrationTopics.registrationsEnded> = async (context, row, now) => {
  const payload = row.payload
  const { order: orderId, reason, refund: refundId, unpaid } = payload
  const order = await findOrder(context.table, orderId)
  if (!order) return
  const refund = order.refunds.find((one) => one.id === refundId)
  for (const registration of await registrationsOf(context, order, endedSeats(order, payload))) {
    const found = await findEvent(context.table, registration.event)
    if (!found) continue
    const event = seenBy(found, registration)
    if (reason === 'cancelled-by-attendee') {
      await sendSeatGivenUpMail(
        context,
        order,
        registration,
        seenBy(found, { sku: registration.sku }),
        { refund, at: row.createdAt },
        now,
      )
    }
    if (unpaid) continue
    const isBuyer = registration.personId === order.buyer.personId
    const words = {
      name: callName(registration),
      eventTitle: event.title,
      when: formatWhen(event, row.createdAt),
      // What was paid is the buyer's to know.
      ...(refund && isBuyer ? { refund: formatCents(refund.amountCents) } : {}),
    }
    const common = {
      to: registration.email,
      event: event.slug,
      orderId,
      look: mailLook(event),
      attachments: calendarFor(context, event, registration, 'CANCEL', row.createdAt),
    }
    await (reason === 'event-cancelled'
      ? sendMail(context, now, {
          ...common,
          template: 'event-cancelled',
          key: `event-cancelled:${registration.id}`,
          props: { ...words, ...(event.cancelReason ? { reason: event.cancelReason } : {}) },
        })
      : sendMail(context, now, {
          ...common,
          template: 'registration-cancelled',
          key: `registration-cancelled:${registration.id}`,
          props: words,
        }))
  }
}
