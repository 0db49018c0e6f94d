import type { Event } from '@lectern/core/catalog'
import { formatCents, type Instant } from '@lectern/core/platform'
import {
  downloadsOf,
  isTicket,
  isTitle,
  liveLines,
  type Order,
  openCents,
  openQuantity,
  type Refund,
  type RefundReason,
  refundedCents,
} from '@lectern/core/registration'
import type { State } from '../../components/state-badge.tsx'
import { refundWords } from '../event-words.ts'

export type OrderFace = { title: string; words: string; state: State }

/** What some lines of an order are about: words differ for seats, titles, and both. */
const about = ({ lines }: Pick<Order, 'lines'>) => {
  return {
    seats: lines.some(isTicket),
    titles: lines.some(isTitle),
    downloads: lines.some((line) => downloadsOf(line).length > 0),
  }
}

/** The same of what stands: some of a confirmed order may have been given back. */
export const aboutLive = (order: Order) => about({ lines: liveLines(order) })

const confirmedFace = (order: Order): OrderFace => {
  const { seats, titles, downloads } = aboutLive(order)
  const people = liveLines(order).reduce((sum, line) => sum + (isTicket(line) ? openQuantity(order, line) : 0), 0)
  const registered = people === 1 ? 'You are registered' : 'All are registered'
  const words = [
    ...(seats ? ['Each person gets a confirmation with an invitation for their calendar by mail.'] : []),
    ...(downloads ? ['Your downloads stand below, and the way to them comes by mail as well.'] : []),
    ...(order.paidCents > 0 ? [`A receipt over ${formatCents(order.paidCents)} goes to ${order.buyer.email}.`] : []),
  ]
  return {
    title: seats ? (titles ? 'Your order is confirmed' : registered) : 'Thank you, it is yours',
    words: words.join(' ') || 'Your order is confirmed.',
    state: 'confirmed',
  }
}

/** Where an order stands, for its buyer. `untilWords` is until when it can be paid. */
export const faceOfOrder = (order: Order, untilWords: string): OrderFace => {
  const total = formatCents(order.totalCents)
  const { seats } = about(order)
  switch (order.status) {
    case 'confirmed':
      return confirmedFace(order)
    case 'awaiting-payment':
      if (order.checkout?.state === 'processing') {
        return {
          title: 'Your payment is on its way',
          words: `Your bank needs a few days. ${seats ? 'The seats are kept' : 'Your order is kept'}, and we write to you when the money has arrived.`,
          state: 'awaiting-payment',
        }
      }
      return seats
        ? {
            title: 'Your seats are held',
            words: `Pay ${total} until ${untilWords}, and they are yours. After that they go back, and nothing is charged.`,
            state: 'held',
          }
        : {
            title: 'Your order waits for its payment',
            words: `Pay ${total} until ${untilWords}, at the price that you saw. After that the order lapses, and nothing is charged.`,
            state: 'awaiting-payment',
          }
    case 'expired':
      return {
        title: 'The time to pay has run out',
        words: seats
          ? 'The seats were given back, and nothing was charged. You can register again if there are seats.'
          : 'Nothing was charged. You can order again.',
        state: 'expired',
      }
    case 'cancelled':
      return {
        title: 'This order was cancelled',
        words: seats ? 'The seats were given back, and nothing is owed.' : 'Nothing is owed.',
        state: 'cancelled',
      }
    case 'refunded':
      return {
        title: 'This order was refunded',
        words: `${formatCents(refundedCents(order))} ${order.refunds.some((refund) => refund.state === 'due') ? 'goes' : 'went'} back to how you paid.`,
        state: 'refunded',
      }
  }
}

const reasons: Record<RefundReason, string> = {
  'cancelled-by-buyer': 'you canceled',
  'cancelled-by-attendee': 'the attendee gave up the seat',
  'refunded-by-organiser': 'the organiser gave it back',
  'event-cancelled': 'the event was cancelled',
  'too-late': 'your payment came when the seats were gone',
}

/** "Refund, on its way (you cancelled)". */
export const refundLabel = ({ state, reason }: Refund): string => {
  const where = {
    due: 'on its way',
    made: 'made; banks need up to ten days',
    failed: 'did not go through; we look into it',
  }
  return `Refund, ${where[state]} (${reasons[reason]})`
}

/** What cancelling would do now, and until when one can. */
export const cancelWords = (order: Order, events: Iterable<Event>, now: Instant): string => {
  if (order.status === 'awaiting-payment')
    return about(order).seats
      ? 'Nothing has been paid. Cancelling gives the seats back at once.'
      : 'Nothing has been paid, and nothing will be.'
  const paid = order.paidCents > 0
  const tickets = liveLines(order).filter(isTicket)
  const backCents = tickets.reduce((sum, line) => sum + openCents(order, line), 0)
  const stays = aboutLive(order).titles ? ['The titles stay yours; the organiser refunds them on request.'] : []
  const policies = [...events].flatMap((event) => {
    const words = refundWords(event, paid, now, order)
    return words === undefined ? [] : [`${event.title}: ${words}`]
  })
  const owed = Math.min(backCents, order.paidCents - refundedCents(order))
  const back =
    owed > 0
      ? `Cancelling gives all seats back, and ${formatCents(owed)} goes back to how you paid.`
      : 'Cancelling gives all seats of this order back.'
  return [back, ...stays, ...policies].join(' ')
}
