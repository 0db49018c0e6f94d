import type { Event } from '../catalog/index.ts'
import type { Busy, Problem } from '../platform/index.ts'
import { conflict, ofEvent, problem } from './problem.ts'

export const cancellationClosed = ofEvent(
  'registration.cancellation-closed',
  (title) => `Registrations for “${title}” can’t be canceled here anymore. Please contact the organizer.`,
)

export const nothingToCancel = conflict('registration.nothing-to-cancel', 'This order has already ended.')

export const registrationEnded = conflict('registration.ended', 'This registration has already ended.')

export const eventOver = ofEvent(
  'registration.event-over',
  (title) => `“${title}” has ended, so there’s nothing to cancel.`,
)

/** What was paid for it no longer goes back, which its attendee must have been told before the seat ends. */
export const refundTimeOver = ofEvent(
  'registration.refund-time-over',
  (title) => `The refund period for “${title}” is over. You can still cancel, but there’s no refund.`,
)

export const answersClosed = ofEvent(
  'registration.answers-closed',
  (title) => `“${title}” has started, so answers can’t be changed anymore. Please contact the organizer.`,
)

export const seatClosed = ofEvent(
  'registration.seat-closed',
  (title) => `“${title}” has started, so a seat can’t go to someone else anymore. Please contact the organizer.`,
)

export const seatNotTransferable = (event: Event, from: 'membership' | 'offer'): Problem => {
  const why = {
    membership: 'comes with a membership, so it can’t go to someone else. Cancel it so they can register.',
    offer: 'was offered to someone on the waitlist. Only they can give it to someone else, after they sign in.',
  }[from]
  const details = { event: event.slug }
  return problem('conflict', 'registration.seat-not-yours', `This seat for “${event.title}” ${why}`, details)
}

export const tooManyCorrections = conflict(
  'registration.too-many-changes',
  'The seats in this order have been changed too many times. Please contact the organizer to make more changes.',
)

export const refundAsked = conflict(
  'registration.refund-asked',
  'You’ve already requested a refund. The organizer will answer by email.',
)

export const refundNotAsked = conflict(
  'registration.refund-not-asked',
  'You don’t need to request a refund. You can cancel this yourself, or nothing was paid.',
)

export const nothingToRefund = conflict(
  'registration.nothing-to-refund',
  'There’s nothing left to refund in this order.',
)

/**
 * An order that changes under every attempt, or whose books contradict themselves. After this many attempts something else
 * must be wrong than that others were quicker, and the caller mustn't wait forever.
 */
export const orderBusy: Busy = {
  attempts: 20,
  code: 'busy',
  message: 'This order is being changed right now. Please try again.',
}

export const noInvoice = conflict(
  'registration.no-invoice',
  'The invoice will be available once the order is confirmed or paid.',
)

export const cancellationClosedForDebit = conflict(
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

export const erasureOfAdmin = conflict(
  'registration.erasure-of-admin',
  'An admin can’t be erased. Another admin has to remove their role first.',
)

export const titlesStay = conflict(
  'registration.titles-stay',
  'Delivered titles can’t be canceled here. Please contact the organizer, who can refund them.',
)

export const nothingToShip = conflict('registration.nothing-to-ship', 'Nothing in this order is waiting to be shipped.')
