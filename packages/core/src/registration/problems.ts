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
  problem('conflict', 'registration.sold-out', `“${event.title}” is sold out. You can join the waitlist.`, {
    event: event.slug,
    sku,
  })

export const unknownTicket = (sku: string, index: number): Problem => {
  const message = `We couldn’t find a ticket or title “${sku.slice(0, 80)}”.`
  return problem('not-found', 'registration.unknown-ticket', message, {
    errors: [{ path: `lines.${index}.sku`, message }],
  })
}

export const salesNotOpen = (event: Event): Problem =>
  problem('conflict', 'registration.sales-not-open', `Registration for “${event.title}” hasn’t opened yet.`, {
    event: event.slug,
  })

export const salesClosed = (event: Event): Problem =>
  problem('conflict', 'registration.sales-closed', `Registration for “${event.title}” is closed.`, {
    event: event.slug,
  })

export const ticketClosed = (event: Event, ticket: { name: string }): Problem =>
  problem('conflict', 'registration.ticket-closed', `“${ticket.name}” isn’t on sale anymore.`, { event: event.slug })

export const cancelledEvent = (event: Event): Problem =>
  problem('conflict', 'registration.cancelled-event', `“${event.title}” was canceled.`, { event: event.slug })

/**
 * Refuses the same way whether the person is unknown or a known non-member, so the answer reveals nothing about anyone.
 */
export const membersOnly = (event: Event): Problem =>
  problem(
    'forbidden',
    'registration.members-only',
    `This ${kindLabels[event.kind].one.toLowerCase()} is for community members. If you’re a member, sign in to register. If not, see how to join.`,
    { event: event.slug, joinUrl: '/membership', signInUrl: `/sign-in?next=/events/${event.slug}` },
  )

export const invitedOnly = (event: Event, email: string, index: number): Problem => {
  const message = `${email} isn’t invited. Only invited people can register for “${event.title}”. Ask the organizer to invite them.`
  return problem('forbidden', 'registration.invited-only', message, {
    event: event.slug,
    errors: [{ path: `attendees.${index}.email`, message }],
  })
}

/** Nothing is wrong with what was asked; but as much of it is only for someone who has shown who they are. */
export const signInNeeded = (why: string): Problem =>
  problem('forbidden', 'registration.sign-in-needed', `${why} Please sign in first. We’ll email you a code.`, {
    signInUrl: '/sign-in',
  })

export const attendeesNeeded = (sku: string, wanted: number, given: number): Problem => {
  const message = `Enter ${wanted === 1 ? 'one attendee' : `${wanted} attendees`} for ${sku}. You entered ${given === 0 ? 'none' : given}.`
  return problem('invalid', 'registration.attendees-needed', message, { errors: [{ path: 'attendees', message }] })
}

export const attendeeTwice = (email: string, index: number): Problem => {
  const message = `${email} is listed twice for the same event. Each person can have one seat.`
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
    'Someone in this order is already registered for part of it. Remove that part, then order the rest.',
    { registrations },
  )

export const awaitingPayment = (): Problem =>
  problem(
    'conflict',
    'registration.awaiting-payment',
    'A registration for this was started but isn’t paid yet. Finish that payment, or wait for it to expire. If someone else started it, sign in to register.',
  )

export const cancellationClosed = (event: Event): Problem =>
  problem(
    'conflict',
    'registration.cancellation-closed',
    `Registrations for “${event.title}” can’t be canceled here anymore. Please contact the organizer.`,
    { event: event.slug },
  )

export const nothingToCancel = (): Problem =>
  problem('conflict', 'registration.nothing-to-cancel', 'This order has already ended.')

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
    `The refund period for “${event.title}” is over. You can still cancel, but there’s no refund.`,
    { event: event.slug },
  )

export const answersClosed = (event: Event): Problem =>
  problem(
    'conflict',
    'registration.answers-closed',
    `“${event.title}” has started, so answers can’t be changed anymore. Please contact the organizer.`,
    { event: event.slug },
  )

export const seatClosed = (event: Event): Problem =>
  problem(
    'conflict',
    'registration.seat-closed',
    `“${event.title}” has started, so a seat can’t go to someone else anymore. Please contact the organizer.`,
    { event: event.slug },
  )

export const seatNotTransferable = (event: Event, from: 'membership' | 'offer'): Problem => {
  const why = {
    membership: 'comes with a membership, so it can’t go to someone else. Cancel it so they can register.',
    offer: 'was offered to someone on the waitlist. Only they can give it to someone else, after they sign in.',
  }[from]
  const details = { event: event.slug }
  return problem('conflict', 'registration.seat-not-yours', `This seat for “${event.title}” ${why}`, details)
}

export const tooManyCorrections = (): Problem =>
  problem(
    'conflict',
    'registration.too-many-changes',
    'The seats in this order have been changed too many times. Please contact the organizer to make more changes.',
  )

export const refundAsked = (): Problem =>
  problem(
    'conflict',
    'registration.refund-asked',
    'You’ve already requested a refund. The organizer will answer by email.',
  )

export const refundNotAsked = (): Problem =>
  problem(
    'conflict',
    'registration.refund-not-asked',
    'You don’t need to request a refund. You can cancel this yourself, or nothing was paid.',
  )

export const nothingToRefund = (): Problem =>
  problem('conflict', 'registration.nothing-to-refund', 'There’s nothing left to refund in this order.')

export const seatsAvailable = (event: Event): Problem =>
  problem(
    'conflict',
    'registration.seats-available',
    `“${event.title}” still has seats. Register instead of joining the waitlist.`,
    {
      event: event.slug,
    },
  )

export const noWaitingList = (event: Event): Problem =>
  problem('conflict', 'registration.no-waiting-list', `“${event.title}” doesn’t have a waitlist right now.`, {
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
  problem('invalid', 'registration.too-large', 'This order is too large. Please split it into two.')

export const noInvoice = (): Problem =>
  problem('conflict', 'registration.no-invoice', 'The invoice will be available once the order is confirmed or paid.')

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
    'Your bank payment is in progress and can’t be stopped. Once it arrives, you can cancel and get it back.',
  )

/** @param standing  the orders and events that must end first */
export const erasureBlocked = (
  standing: readonly { orderId: string; event?: string | undefined; own: boolean }[],
): Problem =>
  problem(
    'conflict',
    'registration.erasure-blocked',
    standing.every(({ own }) => own)
      ? 'There are upcoming registrations or unpaid orders. Cancel them first.'
      : 'Someone else registered this person for something upcoming. The organizer can cancel that registration.',
    { standing },
  )

export const erasureOfAdmin = (): Problem =>
  problem(
    'conflict',
    'registration.erasure-of-admin',
    'An admin can’t be erased. Another admin has to remove their role first.',
  )

export const addressNeeded = (): Problem => {
  const message = 'Enter a shipping address'
  return problem('invalid', 'registration.address-needed', `${message}.`, { errors: [{ path: 'shipTo', message }] })
}

export const noShippingThere = (): Problem => {
  const message = 'We don’t ship to this country yet'
  return problem(
    'conflict',
    'registration.no-shipping-there',
    `${message}. Electronic formats are available everywhere.`,
    {
      errors: [{ path: 'shipTo.country', message }],
    },
  )
}

export const alreadyOwned = (title: string, sku: string): Problem =>
  problem(
    'conflict',
    'registration.already-owned',
    `You already have “${title}”. Remove it from your cart so you don’t pay twice.`,
    { sku },
  )

export const titlesStay = (): Problem =>
  problem(
    'conflict',
    'registration.titles-stay',
    'Delivered titles can’t be canceled here. Please contact the organizer, who can refund them.',
  )

export const nothingToShip = (): Problem =>
  problem('conflict', 'registration.nothing-to-ship', 'Nothing in this order is waiting to be shipped.')
