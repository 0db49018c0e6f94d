import { isPublished } from '../calendar/index.ts'
import { type Event, findEvent, pastSessions, sessionsToCome } from '../catalog/index.ts'
import { formatCents, type Instant, type OutboxRow } from '../platform/index.ts'
import {
  findOrder,
  findRegistration,
  findRegistrations,
  nameForBuyer,
  type Order,
  type OrderSeat,
  orderUrl,
  type Refund,
  type RefundReason,
  type Registration,
  registrationUrl,
} from '../registration/index.ts'
import type { Courier } from './courier.ts'
import { tellTitles } from './goods-mails.ts'
import { postMail } from './post-mail.ts'
import { receiptFor } from './receipt.ts'
import { calendarFor, callName, eventUrl, kindLabel, sessionWords, whenWords, whereWords } from './words.ts'

/** The registrations of some seats of an order that are still this order's. */
const registrationsOf = async (
  courier: Courier,
  order: Order,
  seats: readonly OrderSeat[] = order.seats,
): Promise<Registration[]> => {
  const found = await findRegistrations(
    courier.table,
    seats.map(({ personId, event }) => ({ personId, event })),
  )
  return found.filter(({ id }) => seats.some((seat) => seat.registration === id))
}

/**
 * To everybody whom an order registered: it is confirmed, with the invitation. To its buyer: the receipt, if they paid,
 * and where their titles are.
 */
export const tellConfirmed = async (courier: Courier, order: Order, row: OutboxRow, now: Instant): Promise<void> => {
  for (const registration of await registrationsOf(courier, order)) {
    // Their membership may have ended since; then the withdrawal is under way, and this would come after it.
    const invited = registration.status === 'confirmed' && registration.accessEndedAt === undefined
    if (invited) await tellRegistered(courier, registration, row, now)
  }
  if (order.paidCents > 0) await postMail(courier.table, courier, receiptFor(courier, order), now)
  await tellTitles(courier, order, now)
}

/**
 * To one registered person: their seat is confirmed, with the invitation.
 * @param again  what tells this mail from an earlier one of the same registration: the round, or a correction
 */
export const tellRegistered = async (
  courier: Courier,
  registration: Registration,
  row: OutboxRow,
  now: Instant,
  again?: number | string,
): Promise<void> => {
  const event = await findEvent(courier.table, registration.event)
  if (!event) return
  const at = row.createdAt
  const toCome = sessionsToCome(event.sessions, at)
  const past = pastSessions(event, at)
  const attachments = calendarFor(courier, event, registration, 'REQUEST', at, { since: at })
  await postMail(
    courier.table,
    courier,
    {
      template: 'registration-confirmed',
      to: registration.email,
      key: ['registration-confirmed', registration.id, again].filter((part) => part !== undefined).join(':'),
      event: event.slug,
      orderId: registration.orderId,
      props: {
        name: callName(registration),
        eventTitle: event.title,
        eventUrl: eventUrl(courier, event),
        kindLabel: kindLabel(event),
        when: whenWords(toCome.length > 0 ? { ...event, sessions: toCome } : event, at),
        sessions: sessionWords(toCome),
        ...(past ? { past: past.message } : {}),
        where: whereWords(event),
        ticketName: registration.ticketName,
        ...(registration.boughtBy ? { boughtBy: registration.boughtBy } : {}),
        manageUrl: registrationUrl(courier, registration),
        ...(registration.boughtBy ? { declineUrl: registrationUrl(courier, registration, '/cancel') } : {}),
        ...(attachments.some(isPublished) ? { calendarUrl: `${courier.siteUrl}/account#calendar` } : {}),
      },
      attachments,
    },
    now,
  )
}

/** To one registered person: somebody who had not signed in asked to register them again. Nothing has changed. */
export const tellAskedAgain = async (
  courier: Courier,
  asked: { person: string; event: string; row: string },
  now: Instant,
): Promise<void> => {
  const [event, registration] = await Promise.all([
    findEvent(courier.table, asked.event),
    findRegistration(courier.table, asked.person, asked.event),
  ])
  if (!event || registration?.status !== 'confirmed') return
  await postMail(
    courier.table,
    courier,
    {
      template: 'already-registered',
      to: registration.email,
      key: `already-registered:${asked.row}`,
      event: event.slug,
      props: {
        name: callName(registration),
        eventTitle: event.title,
        manageUrl: registrationUrl(courier, registration),
      },
    },
    now,
  )
}

/** What a row says has ended. Rows from before seats could end one by one name lines alone. */
export type EndedRow = {
  order: string
  lines: string[]
  seats?: string[]
  reason: RefundReason
  refund: string | null
  /** It was not paid yet, so nobody had been invited. */
  unpaid?: true
}

export const endedSeats = (order: Order, { lines, seats }: EndedRow): OrderSeat[] =>
  order.seats.filter(({ line, registration }) => (seats ? seats.includes(registration) : lines.includes(line)))

/** To the buyer: somebody whom they registered gave up their seat, and what becomes of the money. */
const tellBuyer = async (
  courier: Courier,
  order: Order,
  registration: Registration,
  event: Event,
  about: { refund: Refund | undefined; at: Instant },
  now: Instant,
): Promise<void> => {
  const seat = order.seats.find((one) => one.registration === registration.id)
  await postMail(
    courier.table,
    courier,
    {
      template: 'seat-given-up',
      to: order.buyer.email,
      key: `seat-given-up:${registration.id}`,
      event: event.slug,
      orderId: order.id,
      props: {
        name: order.buyer.name,
        attendee: nameForBuyer(registration),
        eventTitle: event.title,
        when: whenWords(event, about.at),
        ...(about.refund ? { refund: formatCents(about.refund.amountCents) } : {}),
        noRefund: seat?.ended?.kept === true,
        orderUrl: orderUrl(courier, order.id),
      },
    },
    now,
  )
}

/** To everybody whose registration has ended with some seats of an order: why, and what goes back to whom paid. */
export const tellEnded = async (courier: Courier, row: OutboxRow, now: Instant): Promise<void> => {
  const payload = row.payload as EndedRow
  const { order: orderId, reason, refund: refundId, unpaid } = payload
  const order = await findOrder(courier.table, orderId)
  if (!order) return
  const refund = order.refunds.find((one) => one.id === refundId)
  for (const registration of await registrationsOf(courier, order, endedSeats(order, payload))) {
    const event = await findEvent(courier.table, registration.event)
    if (!event) continue
    if (reason === 'cancelled-by-attendee') {
      await tellBuyer(courier, order, registration, event, { refund, at: row.createdAt }, now)
    }
    if (unpaid) continue
    const isBuyer = registration.personId === order.buyer.personId
    const words = {
      name: callName(registration),
      eventTitle: event.title,
      when: whenWords(event, row.createdAt),
      // What was paid is the buyer's to know.
      ...(refund && isBuyer ? { refund: formatCents(refund.amountCents) } : {}),
    }
    const common = {
      to: registration.email,
      event: event.slug,
      orderId,
      attachments: calendarFor(courier, event, registration, 'CANCEL', row.createdAt),
    }
    await (reason === 'event-cancelled'
      ? postMail(
          courier.table,
          courier,
          {
            ...common,
            template: 'event-cancelled',
            key: `event-cancelled:${registration.id}`,
            props: { ...words, ...(event.cancelReason ? { reason: event.cancelReason } : {}) },
          },
          now,
        )
      : postMail(
          courier.table,
          courier,
          {
            ...common,
            template: 'registration-cancelled',
            key: `registration-cancelled:${registration.id}`,
            props: words,
          },
          now,
        ))
  }
}
