import type { Event } from '@lectern/core/catalog'
import { formatCents, type Instant } from '@lectern/core/platform'
import {
  downloadsOf,
  isMembership,
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
import { formatRefund } from '../event-words.ts'

export type OrderFace = { title: string; words: string; state: State }

/** The one person of an order by the name they go by, and whether they bought it. */
export type Called = { name: string; buyer: boolean }

/** What some lines of an order are about: words differ for seats, titles, and both. */
const about = ({ lines }: Pick<Order, 'lines'>) => {
  return {
    seats: lines.some(isTicket),
    titles: lines.some(isTitle),
    downloads: lines.some((line) => downloadsOf(line).length > 0),
  }
}

/** The same without what was canceled: some of a confirmed order may have been. */
export const aboutLive = (order: Order) => about({ lines: liveLines(order) })

const list = new Intl.ListFormat('en-US', { type: 'conjunction' })

/** Who is in: the one person by name, or all of them. */
const registeredTitle = (people: number, called: Called | undefined): string => {
  if (people > 1) return 'Everyone’s registered'
  if (called === undefined || called.name === '') return 'You’re registered'
  return called.buyer ? `You’re in, ${called.name}` : `${called.name} is registered`
}

const confirmedFace = (order: Order, called: Called | undefined): OrderFace => {
  const live = liveLines(order)
  const { seats, titles, downloads } = aboutLive(order)
  const plan = live.find(isMembership)
  const people = live.reduce((sum, line) => sum + (isTicket(line) ? openQuantity(order, line) : 0), 0)
  const events = list.format([...new Set(live.filter(isTicket).map(({ title }) => title))])
  const own = people === 1 && (called === undefined || called.buyer)
  const receipt = order.paidCents > 0 ? `a receipt for ${formatCents(order.paidCents)}` : undefined
  const invited = seats ? `${own ? 'You’re registered' : 'Registered'} for ${events}. ` : ''
  const words = [
    ...(seats && own
      ? [
          `${invited}We’ve emailed ${list.format([...(receipt ? [receipt] : []), 'a calendar invite'])} to ${order.buyer.email}.`,
        ]
      : seats
        ? [`${invited}We’ve emailed each person a confirmation and a calendar invite.`]
        : []),
    ...(plan
      ? [
          plan.team === undefined
            ? 'Everything in it is open to you now.'
            : `Your team’s ${plan.seats} seats are ready.`,
        ]
      : []),
    ...(downloads ? ['Your downloads are below, and we’ve emailed you a link to them.'] : []),
    ...(receipt && !(seats && own) ? [`We’ve emailed ${receipt} to ${order.buyer.email}.`] : []),
  ]
  const joined = plan && (plan.team === undefined ? `You’re in: ${plan.title}` : `Welcome, ${plan.team}`)
  const bought = downloads ? 'Thanks! Your download is ready.' : (joined ?? 'Thanks for your order')
  return {
    title: seats ? (titles ? 'Your order is confirmed' : registeredTitle(people, called)) : bought,
    words: words.join(' ') || 'Your order is confirmed.',
    state: 'confirmed',
  }
}

/** The state of an order, for its buyer. `untilText` is until when it can be paid, or its invoice is due; `called` whom it registers, if it's one. */
export const faceOfOrder = (order: Order, untilText: string, called?: Called): OrderFace => {
  const total = formatCents(order.totalCents)
  const { seats } = about(order)
  switch (order.status) {
    case 'confirmed':
      return confirmedFace(order, called)
    case 'awaiting-payment':
      if (order.checkout?.state === 'processing') {
        return {
          title: 'Your payment is on its way',
          words: `Your bank needs a few days. We’re holding your ${seats ? 'seats' : 'order'} and will email you when the payment arrives.`,
          state: 'awaiting-payment',
        }
      }
      if (order.payBy === 'invoice') {
        return {
          title: order.checkout ? 'Your invoice is on its way' : 'We’re preparing your invoice',
          words: `We’re emailing an invoice for ${total} to ${order.buyer.email}, due ${untilText}. Your team’s seats open when it’s paid.`,
          state: 'awaiting-payment',
        }
      }
      return seats
        ? {
            title: 'Your seats are held',
            words: `Pay ${total} by ${untilText} to keep them. After that we release them, and you won’t be charged.`,
            state: 'held',
          }
        : {
            title: 'Your order isn’t paid yet',
            words: `Pay ${total} by ${untilText} to get this price. After that the order expires, and you won’t be charged.`,
            state: 'awaiting-payment',
          }
    case 'expired':
      return {
        title: 'The time to pay ran out',
        words: seats
          ? 'We released the seats, and you weren’t charged. You can register again if there are seats.'
          : 'You weren’t charged. You can order again.',
        state: 'expired',
      }
    case 'cancelled':
      return {
        title: 'This order was canceled',
        words: seats ? 'We released the seats. You don’t owe anything.' : 'You don’t owe anything.',
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
  'cancelled-by-attendee': 'the attendee canceled',
  'refunded-by-organiser': 'the organizer refunded it',
  'event-cancelled': 'the event was canceled',
  'too-late': 'your payment arrived after the seats were gone',
}

/** "Refund, on its way (you canceled)". */
export const refundLabel = ({ state, reason }: Refund): string => {
  const where = {
    due: 'on its way',
    made: 'sent; banks take up to 10 days',
    failed: 'didn’t go through; we’re looking into it',
  }
  return `Refund, ${where[state]} (${reasons[reason]})`
}

/** What canceling would do now, and until when one can. */
export const formatCancel = (order: Order, events: Iterable<Event>, now: Instant): string => {
  if (order.status === 'awaiting-payment')
    return about(order).seats
      ? 'You haven’t paid anything. Canceling releases the seats right away.'
      : 'You haven’t paid anything, and you won’t be charged.'
  const paid = order.paidCents > 0
  const tickets = liveLines(order).filter(isTicket)
  const backCents = tickets.reduce((sum, line) => sum + openCents(order, line), 0)
  const stays = aboutLive(order).titles ? ['You keep your titles. Ask the organizer to refund them.'] : []
  const policies = [...events].flatMap((event) => {
    const words = formatRefund(event, paid, now, order)
    return words === undefined ? [] : [`${event.title}: ${words}`]
  })
  const owed = Math.min(backCents, order.paidCents - refundedCents(order))
  const back =
    owed > 0
      ? `Canceling releases all the seats and refunds ${formatCents(owed)} to how you paid.`
      : 'Canceling releases all the seats in this order.'
  return [back, ...stays, ...policies].join(' ')
}
