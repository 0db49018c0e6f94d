import { calendarFor } from '../calendar/index.ts'
import { findEvent, formatWhen, mailLook, seenBy } from '../catalog/index.ts'
import { sendMail } from '../mail/index.ts'
import type { registrationTopics } from '../registration/index.ts'
import { callBuyer, callName, findOrder, findRegistration, orderNumber, orderUrl } from '../registration/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { Sends } from './handler.ts'
import { sendRegisteredMail } from './registration-mails.ts'

type Named = { person: string; registration: string }

/** A registration as long as it is still the one that a row names and confirmed. */
const confirmedOf = async (context: DeliveryContext, event: string, { person, registration }: Named) => {
  const found = await findRegistration(context.table, person, event)
  return found?.id === registration && found.status === 'confirmed' && found.accessEndedAt === undefined
    ? found
    : undefined
}

/** To an attendee whose name was corrected: the confirmation again, with the name as it is now. */
export const sendCorrectedMail: Sends<typeof registrationTopics.registrationCorrected> = async (context, row, now) => {
  const { event, ...named } = row.payload
  const registration = await confirmedOf(context, event, named)
  if (registration) await sendRegisteredMail(context, registration, row, now, `corrected:${row.createdAt}`)
}

/**
 * A seat went to another person. To the earlier one, if they had been invited: that their registration ended, with the
 * withdrawal for their calendar. To the new one: the confirmation. While the order waits for its payment nobody is told.
 */
export const sendHandedOnMails: Sends<typeof registrationTopics.registrationHandedOn> = async (context, row, now) => {
  const { event: slug, from, to } = row.payload
  const [found, earlier] = await Promise.all([
    findEvent(context.table, slug),
    findRegistration(context.table, from.person, slug),
  ])
  if (found && earlier?.id === from.registration && from.status === 'confirmed') {
    const event = seenBy(found, earlier)
    await sendMail(context, now, {
      template: 'registration-cancelled',
      to: earlier.email,
      key: `registration-cancelled:${earlier.id}`,
      event: slug,
      orderId: earlier.orderId,
      look: mailLook(event),
      props: {
        name: callName(earlier),
        eventTitle: event.title,
        when: formatWhen(event, row.createdAt),
        handedOn: true,
      },
      attachments: calendarFor(context, event, earlier, 'CANCEL', row.createdAt),
    })
  }
  const registration = await confirmedOf(context, slug, to)
  if (registration) await sendRegisteredMail(context, registration, row, now)
}

/**
 * To the buyer of an unpaid order: someone in it has registered for themselves, so that their seat in it has ended. They are
 * named by the address that the buyer gave, since their name is not the buyer's to learn.
 */
export const sendPassedOnMails: Sends<typeof registrationTopics.seatsPassedOn> = async (context, row, now) => {
  const { order: id, seats } = row.payload
  const order = await findOrder(context.table, id)
  for (const seat of order?.seats.filter(({ registration }) => seats.includes(registration)) ?? []) {
    const [found, registration] = await Promise.all([
      findEvent(context.table, seat.event),
      findRegistration(context.table, seat.personId, seat.event),
    ])
    if (!order || !found || !registration) continue
    const event = seenBy(found, { sku: registration.sku })
    await sendMail(context, now, {
      template: 'seat-given-up',
      to: order.buyer.email,
      key: `seat-given-up:${seat.registration}`,
      event: event.slug,
      orderId: order.id,
      look: mailLook(event),
      props: {
        name: callBuyer(order),
        attendee: registration.email,
        eventTitle: event.title,
        when: formatWhen(event, row.createdAt),
        noRefund: false,
        passedOn: true,
        orderUrl: orderUrl(context, order.id),
      },
    })
  }
}

/** To the organizer: a buyer asks for a refund after its time, and why. */
export const sendRefundAskedMail: Sends<typeof registrationTopics.refundRequested> = async (context, row, now) => {
  const { order: id, at } = row.payload
  const order = await findOrder(context.table, id)
  if (order?.askedRefund?.askedAt !== at) return
  await sendMail(context, now, {
    template: 'refund-asked',
    to: context.organizer.replyTo,
    key: `refund-asked:${order.id}:${at}`,
    orderId: order.id,
    props: {
      buyer: `${order.buyer.name}, ${order.buyer.email}`,
      titles: order.lines.map((line) => `${line.title}: ${line.ticketName}`),
      reason: order.askedRefund.reason,
      orderNumber: orderNumber(order),
      orderUrl: `${context.siteUrl}/admin/orders/${order.id}`,
    },
  })
}
