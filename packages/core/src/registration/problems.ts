import type { Event } from '../catalog/index.ts'
import { kindLabels } from '../catalog/index.ts'
import { type Busy, type FieldError, Problem } from '../platform/index.ts'
import type { RegistrationStatus } from './registration.ts'

/** Every code of a problem that this subject answers with. */
export type RegistrationProblemCode =
  | 'registration.sold-out'
  | 'registration.unknown-ticket'
  | 'registration.sales-not-open'
  | 'registration.sales-closed'
  | 'registration.ticket-closed'
  | 'registration.cancelled-event'
  | 'registration.members-only'
  | 'registration.invited-only'
  | 'registration.sign-in-needed'
  | 'registration.attendees-needed'
  | 'registration.attendee-twice'
  | 'registration.answers-wrong'
  | 'registration.already-registered'
  | 'registration.awaiting-payment'
  | 'registration.cancellation-closed'
  | 'registration.nothing-to-cancel'
  | 'registration.nothing-to-refund'
  | 'registration.seats-available'
  | 'registration.no-waiting-list'
  | 'registration.too-large'
  | 'registration.total-too-high'
  | 'registration.address-needed'
  | 'registration.no-shipping-there'
  | 'registration.already-owned'
  | 'registration.titles-stay'
  | 'registration.nothing-to-ship'
  | 'registration.no-invoice'
  | 'registration.ended'
  | 'registration.event-over'
  | 'registration.refund-time-over'
  | 'registration.answers-closed'
  | 'registration.seat-closed'
  | 'registration.seat-not-yours'
  | 'registration.too-many-changes'
  | 'registration.refund-asked'
  | 'registration.refund-not-asked'
  | 'registration.erasure-blocked'
  | 'registration.erasure-of-admin'

const problem = (
  kind: Problem['kind'],
  code: RegistrationProblemCode,
  message: string,
  details: Record<string, unknown> = {},
): Problem => new Problem(kind, code, message, details)

export const soldOut = (event: Event, sku: string): Problem =>
  problem('conflict', 'registration.sold-out', `“${event.title}” is sold out. You can join the waiting list.`, {
    event: event.slug,
    sku,
  })

export const unknownTicket = (sku: string, index: number): Problem => {
  const message = `There is no ticket or title “${sku.slice(0, 80)}”.`
  return problem('not-found', 'registration.unknown-ticket', message, {
    errors: [{ path: `lines.${index}.sku`, message }],
  })
}

export const salesNotOpen = (event: Event): Problem =>
  problem('conflict', 'registration.sales-not-open', `Registration for “${event.title}” has not opened yet.`, {
    event: event.slug,
  })

export const salesClosed = (event: Event): Problem =>
  problem('conflict', 'registration.sales-closed', `Registration for “${event.title}” is closed.`, {
    event: event.slug,
  })

export const ticketClosed = (event: Event, ticket: { name: string }): Problem =>
  problem('conflict', 'registration.ticket-closed', `“${ticket.name}” isn’t on sale anymore.`, { event: event.slug })

export const cancelledEvent = (event: Event): Problem =>
  problem('conflict', 'registration.cancelled-event', `“${event.title}” was cancelled.`, { event: event.slug })

/**
 * Refuses the same way whether the person is unknown or a known non-member, so the answer reveals nothing about anyone.
 */
export const membersOnly = (event: Event): Problem =>
  problem(
    'forbidden',
    'registration.members-only',
    `This ${kindLabels[event.kind].one.toLowerCase()} is for community members, who register when signed in. If you are one, sign in; if not, see how to join.`,
    { event: event.slug, joinUrl: '/membership', signInUrl: `/sign-in?next=/events/${event.slug}` },
  )

export const invitedOnly = (event: Event, email: string, index: number): Problem => {
  const message = `${email} isn't invited. Only people who are invited can register for “${event.title}”; ask the organizer to invite them.`
  return problem('forbidden', 'registration.invited-only', message, {
    event: event.slug,
    errors: [{ path: `attendees.${index}.email`, message }],
  })
}

/** Nothing is wrong with what was asked; but as much of it is only for someone who has shown who they are. */
export const signInNeeded = (why: string): Problem =>
  problem('forbidden', 'registration.sign-in-needed', `${why} Please sign in first: we'll email you a code.`, {
    signInUrl: '/sign-in',
  })

export const attendeesNeeded = (sku: string, wanted: number, given: number): Problem => {
  const message = `Name ${wanted === 1 ? 'one attendee' : `${wanted} attendees`} for ${sku}; ${given === 0 ? 'none is' : `${given} ${given === 1 ? 'is' : 'are'}`} named.`
  return problem('invalid', 'registration.attendees-needed', message, { errors: [{ path: 'attendees', message }] })
}

export const attendeeTwice = (email: string, index: number): Problem => {
  const message = `${email} is named twice for one event. Each person takes one seat.`
  return problem('invalid', 'registration.attendee-twice', message, {
    errors: [{ path: `attendees.${index}.email`, message }],
  })
}

export const answersWrong = (errors: FieldError[]): Problem =>
  problem('invalid', 'registration.answers-wrong', errors[0]?.message ?? 'Some answers are missing.', { errors })

export const alreadyRegistered = (
  registrations: { id: string; event: string; status: RegistrationStatus }[],
): Problem =>
  problem(
    'conflict',
    'registration.already-registered',
    'Someone in this order is registered already for part of it. Leave that part out, then order the rest.',
    { registrations },
  )

export const awaitingPayment = (): Problem =>
  problem(
    'conflict',
    'registration.awaiting-payment',
    'A registration for this was started and is not paid yet. Finish that payment, or wait until it lapses. If someone else started it, sign in, and you can register.',
  )

export const cancellationClosed = (event: Event): Problem =>
  problem(
    'conflict',
    'registration.cancellation-closed',
    `“${event.title}” can no longer be cancelled here. Please write to the organizer.`,
    { event: event.slug },
  )

export const nothingToCancel = (): Problem =>
  problem('conflict', 'registration.nothing-to-cancel', 'This order has ended already.')

export const registrationEnded = (): Problem =>
  problem('conflict', 'registration.ended', 'This registration has already ended.')

export const eventOver = (event: Event): Problem =>
  problem('conflict', 'registration.event-over', `“${event.title}” has ended, so there’s nothing to cancel.`, {
    event: event.slug,
  })

/** What was paid for it no longer goes back, which its attendee must have been told before the seat ends. */
export const refundTimeOver = (event: Event): Problem =>
  problem(
    'conflict',
    'registration.refund-time-over',
    `The time for refunds of “${event.title}” is over. You can still cancel, but there’s no refund.`,
    { event: event.slug },
  )

export const answersClosed = (event: Event): Problem =>
  problem(
    'conflict',
    'registration.answers-closed',
    `“${event.title}” has started, so answers can’t be changed anymore. Please write to the organizer.`,
    { event: event.slug },
  )

export const seatClosed = (event: Event): Problem =>
  problem(
    'conflict',
    'registration.seat-closed',
    `“${event.title}” has started, so a seat can’t go to someone else anymore. Please write to the organizer.`,
    { event: event.slug },
  )

export const seatNotTransferable = (event: Event, from: 'membership' | 'offer'): Problem => {
  const why = {
    membership: 'comes with a membership, so it can’t go to someone else. Cancel it, and they can register.',
    offer: 'was offered to someone on the waiting list. Only they can give it to someone else, once they’ve signed in.',
  }[from]
  const details = { event: event.slug }
  return problem('conflict', 'registration.seat-not-yours', `This seat for “${event.title}” ${why}`, details)
}

export const tooManyCorrections = (): Problem =>
  problem(
    'conflict',
    'registration.too-many-changes',
    'The seats of this order have been changed many times. Please write to the organizer for further changes.',
  )

export const refundAsked = (): Problem =>
  problem('conflict', 'registration.refund-asked', 'You have already asked. The organizer will answer by email.')

export const refundNotAsked = (): Problem =>
  problem(
    'conflict',
    'registration.refund-not-asked',
    'There’s nothing to ask for: you can cancel by yourself, or nothing was paid.',
  )

export const nothingToRefund = (): Problem =>
  problem('conflict', 'registration.nothing-to-refund', 'There is nothing left to refund in this order.')

export const seatsAvailable = (event: Event): Problem =>
  problem(
    'conflict',
    'registration.seats-available',
    `There are seats left for “${event.title}”. Register instead of waiting.`,
    {
      event: event.slug,
    },
  )

export const noWaitingList = (event: Event): Problem =>
  problem('conflict', 'registration.no-waiting-list', `There is no waiting list for “${event.title}” now.`, {
    event: event.slug,
  })

/** An order that changes under every attempt, or whose books contradict themselves. The caller mustn't wait forever. */
/** After this many attempts something else must be wrong than that others were quicker. */
export const orderBusy: Busy = {
  attempts: 20,
  code: 'busy',
  message: 'This order is being changed right now. Please try again.',
}

/** More than one commit can take: very many events with limits of their own, or limited codes, in one order. */
export const orderTooLarge = (): Problem =>
  problem('invalid', 'registration.too-large', 'This is too much for one order. Please split it into two.')

export const noInvoice = (): Problem =>
  problem('conflict', 'registration.no-invoice', 'There is an invoice once the order is confirmed or paid.')

/** More than the payment provider takes at once. */
export const totalTooHigh = (): Problem =>
  problem(
    'invalid',
    'registration.total-too-high',
    'One payment can be at most $999,999.99. Please split this into smaller orders.',
  )

export const cancellationClosedForDebit = (): Problem =>
  problem(
    'conflict',
    'registration.awaiting-payment',
    'Your bank payment is under way and cannot be stopped. Once it has arrived, you can cancel and get it back.',
  )

/** @param standing  the orders and events that must end first */
export const erasureBlocked = (
  standing: readonly { orderId: string; event?: string | undefined; own: boolean }[],
): Problem =>
  problem(
    'conflict',
    'registration.erasure-blocked',
    standing.every(({ own }) => own)
      ? 'There are registrations for what is still to come, or orders not paid yet. Cancel them first.'
      : 'Someone else registered this person for what is still to come. The organizer can end that registration.',
    { standing },
  )

export const erasureOfAdmin = (): Problem =>
  problem('conflict', 'registration.erasure-of-admin', 'An admin cannot be erased. Another admin takes the role first.')

export const addressNeeded = (): Problem => {
  const message = 'Enter a shipping address'
  return problem('invalid', 'registration.address-needed', `${message}.`, { errors: [{ path: 'shipTo', message }] })
}

export const noShippingThere = (): Problem => {
  const message = 'We do not send copies to this country yet'
  return problem('conflict', 'registration.no-shipping-there', `${message}. Electronic formats go everywhere.`, {
    errors: [{ path: 'shipTo.country', message }],
  })
}

export const alreadyOwned = (title: string, sku: string): Problem =>
  problem(
    'conflict',
    'registration.already-owned',
    `You have “${title}” already: it is among your titles. Take it out of the cart, and nothing is paid twice.`,
    { sku },
  )

export const titlesStay = (): Problem =>
  problem(
    'conflict',
    'registration.titles-stay',
    'Titles that were delivered are not cancelled here. Please write to the organizer, who can refund them.',
  )

export const nothingToShip = (): Problem =>
  problem('conflict', 'registration.nothing-to-ship', 'Nothing of this order is waiting to be sent.')
