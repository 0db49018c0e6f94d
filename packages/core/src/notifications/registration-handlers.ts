import type { Instant } from '../platform/index.ts'
import { eraseStep } from '../privacy/index.ts'
import {
  closeWhenEmpty,
  endIfCancelled,
  findOrder,
  makeRefund,
  type Order,
  type registrationTopics,
  reviewAccess,
} from '../registration/index.ts'
import { sendAccessBackMail, sendAccessEndedMail } from './access-mails.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { sendShippedMail } from './goods-mails.ts'
import type { Handlers } from './handler.ts'
import { nextRunStep } from './next-run-mails.ts'
import { releaseOfficeHours } from './office-hour-mails.ts'
import { sendExpiredMail, sendInvoiceMail, sendOfferMail, sendRefundMail } from './order-mails.ts'
import { recordOrder } from './record-redemptions.ts'
import { endedSeats, sendAlreadyRegisteredMail, sendConfirmedMails, sendEndedMails } from './registration-mails.ts'
import { sendCorrectedMail, sendHandedOnMails, sendPassedOnMails, sendRefundAskedMail } from './seat-mails.ts'

/** While its order waited for payment a seat's attendee heard nothing; a membership may have ended in that time. */
const reviewSeats = async (context: DeliveryContext, order: Order, now: Instant): Promise<void> => {
  for (const person of new Set(order.seats.map(({ personId }) => personId))) {
    await reviewAccess(context.table, person, now)
  }
}

export const registrationHandlers: Handlers<typeof registrationTopics> = {
  orderConfirmed: async (context, row, now) => {
    const order = await findOrder(context.table, row.payload.order)
    if (!order) return
    await recordOrder(context.table, order, context.organizer.zone)
    if (await endIfCancelled(context, order, now)) await sendConfirmedMails(context, order, row, now)
    if (order.paidCents > 0) await reviewSeats(context, order, now)
  },
  orderExpired: (context, { payload }, now) => sendExpiredMail(context, payload.order, now),
  orderInvoiced: (context, { payload }, now) => sendInvoiceMail(context, payload.order, now),
  orderShipped: (context, { payload }, now) => sendShippedMail(context, payload.order, now),
  registrationAskedAgain: (context, { id, payload }, now) =>
    sendAlreadyRegisteredMail(context, { ...payload, row: id }, now),
  registrationsEnded: async (context, row, now) => {
    const order = await findOrder(context.table, row.payload.order)
    if (order) await recordOrder(context.table, order, context.organizer.zone)
    await sendEndedMails(context, row, now)
    if (order) await releaseOfficeHours(context, endedSeats(order, row.payload), now)
  },
  seatsPassedOn: async (context, row, now) => {
    await sendPassedOnMails(context, row, now)
    const order = await findOrder(context.table, row.payload.order)
    if (order) await closeWhenEmpty(context, order, now)
  },
  registrationCorrected: sendCorrectedMail,
  nextRunPublished: nextRunStep,
  registrationHandedOn: async (context, row, now) => {
    const { event, from } = row.payload
    await sendHandedOnMails(context, row, now)
    await releaseOfficeHours(context, [{ personId: from.person, event }], now)
  },
  refundRequested: sendRefundAskedMail,
  refundDue: (context, { payload }, now) => makeRefund(context, payload.order, payload.refund, now),
  refundMade: (context, { payload }, now) => sendRefundMail(context, payload.order, payload.refund, now),
  // An admin sees the failed refund on the order; a buyer isn't written to about what did not happen.
  refundFailed: async () => {},
  seatOffered: (context, { payload, createdAt }, now) => sendOfferMail(context, { ...payload, at: createdAt }, now),
  accessEnded: async (context, row, now) => {
    const { person, event } = row.payload
    await sendAccessEndedMail(context, row, now)
    await releaseOfficeHours(context, [{ personId: person, event }], now)
  },
  accessBack: sendAccessBackMail,
  personErased: eraseStep,
}
