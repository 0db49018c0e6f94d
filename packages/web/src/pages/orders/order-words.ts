import type { Event } from '@lectern/core/catalog'
import { formatCents, type Instant, type Zone } from '@lectern/core/platform'
import { type Order, type Refund, type RefundReason, refundedCents } from '@lectern/core/registration'
import type { State } from '../../components/state-badge.tsx'
import { momentWords, refundWords } from '../event-words.ts'

export type OrderFace = { title: string; words: string; state: State }

/** Where an order stands, for its buyer. `untilWords` is until when it can be paid. */
export const faceOfOrder = (order: Order, untilWords: string): OrderFace => {
  const total = formatCents(order.totalCents)
  switch (order.status) {
    case 'confirmed':
      return {
        title: order.seats.length === 1 ? 'You are registered' : 'All are registered',
        words: `Each person gets a confirmation with an invitation for their calendar by mail.${order.paidCents > 0 ? ` A receipt over ${formatCents(order.paidCents)} goes to ${order.buyer.email}.` : ''}`,
        state: 'confirmed',
      }
    case 'awaiting-payment':
      if (order.checkout?.state === 'processing') {
        return {
          title: 'Your payment is on its way',
          words: 'Your bank needs a few days. The seats are kept, and we write to you when the money has arrived.',
          state: 'awaiting-payment',
        }
      }
      return {
        title: 'Your seats are held',
        words: `Pay ${total} until ${untilWords}, and they are yours. After that they go back, and nothing is charged.`,
        state: 'held',
      }
    case 'expired':
      return {
        title: 'The time to pay has run out',
        words: 'The seats were given back, and nothing was charged. You can register again if there are seats.',
        state: 'expired',
      }
    case 'cancelled':
      return {
        title: 'This order was cancelled',
        words: 'The seats were given back, and nothing is owed.',
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
  'cancelled-by-buyer': 'you cancelled',
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
  if (order.status === 'awaiting-payment') return 'Nothing has been paid. Cancelling gives the seats back at once.'
  const paid = order.paidCents > 0
  const policies = [...events].flatMap((event) => {
    const words = refundWords(event, paid, now)
    return words === undefined ? [] : [`${event.title}: ${words}`]
  })
  const back = paid
    ? `Cancelling gives all seats back, and ${formatCents(order.paidCents - refundedCents(order))} goes back to how you paid.`
    : 'Cancelling gives all seats of this order back.'
  return [back, ...policies].join(' ')
}

/** A moment of an order has no zone of its own: it is told in that of its first event. */
export const orderMoment = (instant: Instant, events: Iterable<Event>, now: Instant): string => {
  const [first] = events
  const zone: Zone = first?.zone ?? 'UTC'
  return momentWords(instant, zone, now)
}
