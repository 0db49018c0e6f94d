import type { Event } from '../catalog/index.ts'
import { kindLabels } from '../catalog/index.ts'
import type { FieldError, Problem } from '../platform/index.ts'
import { planSku } from './order-line.ts'
import { conflict, ofEvent, problem } from './problem.ts'
import type { RegistrationStatus } from './registration.ts'

export const soldOut = (event: Event, sku: string): Problem =>
  problem('conflict', 'registration.sold-out', `“${event.title}” is sold out. You can join the waitlist.`, {
    event: event.slug,
    sku,
  })

export const unknownTicket = (sku: string, index: number): Problem => {
  const message = sku.startsWith(planSku(''))
    ? 'This membership isn’t sold anymore. Choose another plan.'
    : `We couldn’t find a ticket or title “${sku.slice(0, 80)}”.`
  return problem('not-found', 'registration.unknown-ticket', message, {
    errors: [{ path: `lines.${index}.sku`, message }],
  })
}

export const salesNotOpen = ofEvent(
  'registration.sales-not-open',
  (title) => `Registration for “${title}” hasn’t opened yet.`,
)

export const salesClosed = ofEvent('registration.sales-closed', (title) => `Registration for “${title}” is closed.`)

export const ticketClosed = (event: Event, ticket: { name: string }): Problem =>
  problem('conflict', 'registration.ticket-closed', `“${ticket.name}” isn’t on sale anymore.`, { event: event.slug })

export const cancelledEvent = ofEvent('registration.cancelled-event', (title) => `“${title}” was canceled.`)

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

/** Told only to the attendee, or to an organizer: which ticket someone has is nobody else's to know. */
export const hasOtherTicket = (
  event: Event,
  registration: { id: string; event: string; status: RegistrationStatus; sku: string; ticketName: string },
): Problem => {
  const { id, event: slug, status, sku, ticketName } = registration
  return problem(
    'conflict',
    'registration.has-other-ticket',
    `“${event.title}” is already registered for, with the ticket “${ticketName}”. Cancel that registration first, or ask the organizer to switch it.`,
    { event: slug, sku, registrations: [{ id, event: slug, status }] },
  )
}

export const awaitingPayment = conflict(
  'registration.awaiting-payment',
  'A registration for this was started but isn’t paid yet. Finish that payment, or wait for it to expire. If someone else started it, sign in to register.',
)

export const seatsAvailable = ofEvent(
  'registration.seats-available',
  (title) => `“${title}” still has seats. Register instead of joining the waitlist.`,
)

export const noWaitingList = ofEvent(
  'registration.no-waiting-list',
  (title) => `“${title}” doesn’t have a waitlist right now.`,
)

/** More than one commit can take: very many events with limits of their own, or limited codes, in one order. */
export const orderTooLarge = (): Problem =>
  problem('invalid', 'registration.too-large', 'This order is too large. Please split it into two.')

/** More than the payment provider takes at once. */
export const totalTooHigh = (): Problem =>
  problem(
    'invalid',
    'registration.total-too-high',
    'One payment can be at most $999,999.99. Please split this into smaller orders.',
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
