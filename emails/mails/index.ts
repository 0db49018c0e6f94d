import type { Mail } from '../mail.tsx'
import type { MailFrame } from '../props.ts'
import { accessEnded } from './access-ended.tsx'
import { accountChanged } from './account-changed.tsx'
import { alreadyRegistered } from './already-registered.tsx'
import { certificateReady } from './certificate-ready.tsx'
import { confirmName } from './confirm-name.tsx'
import { eventCancelled } from './event-cancelled.tsx'
import { eventInvitation } from './event-invitation.tsx'
import { eventMoved } from './event-moved.tsx'
import { feedbackGiven } from './feedback-given.tsx'
import { holdExpired } from './hold-expired.tsx'
import { howWasIt } from './how-was-it.tsx'
import { membershipBegun } from './membership-begun.tsx'
import { membershipEnded } from './membership-ended.tsx'
import { membershipInvoice } from './membership-invoice.tsx'
import { membershipPaymentFailed } from './membership-payment-failed.tsx'
import { membershipReceipt } from './membership-receipt.tsx'
import { membershipRenews } from './membership-renews.tsx'
import { nextRun } from './next-run.tsx'
import { officeHourBooked } from './office-hour-booked.tsx'
import { officeHourCancelled } from './office-hour-cancelled.tsx'
import { officeHourMoved } from './office-hour-moved.tsx'
import { officeHourTaken } from './office-hour-taken.tsx'
import { orderShipped } from './order-shipped.tsx'
import { receipt } from './receipt.tsx'
import { recordingReady } from './recording-ready.tsx'
import { refundAsked } from './refund-asked.tsx'
import { refundMade } from './refund-made.tsx'
import { registrationCancelled } from './registration-cancelled.tsx'
import { registrationConfirmed } from './registration-confirmed.tsx'
import { reminderDay } from './reminder-day.ts'
import { reminderDays } from './reminder-days.ts'
import { reminderHour } from './reminder-hour.ts'
import { reminderWeek } from './reminder-week.ts'
import { rosterMail } from './roster-mail.tsx'
import { seatGivenUp } from './seat-given-up.tsx'
import { sessionOver } from './session-over.tsx'
import { signInCode } from './sign-in-code.tsx'
import { teamHandedOver } from './team-handed-over.tsx'
import { teamInvitation } from './team-invitation.tsx'
import { teamSeatEnded } from './team-seat-ended.tsx'
import { titleReleased } from './title-released.tsx'
import { titlesReady } from './titles-ready.tsx'
import { transcriptLost } from './transcript-lost.tsx'
import { waitingListOffer } from './waiting-list-offer.tsx'
import { workSubmitted } from './work-submitted.tsx'

/** Every email, by what it's about, in the order a registration meets them. What else lists emails is derived from this. */
export const mailGroups = {
  Registration: [
    registrationConfirmed,
    alreadyRegistered,
    waitingListOffer,
    eventInvitation,
    nextRun,
    eventMoved,
    eventCancelled,
    registrationCancelled,
    seatGivenUp,
    accessEnded,
  ],
  Orders: [receipt, titlesReady, orderShipped, titleReleased, holdExpired, refundMade, refundAsked],
  Memberships: [
    membershipBegun,
    membershipInvoice,
    membershipReceipt,
    membershipRenews,
    membershipPaymentFailed,
    membershipEnded,
    teamInvitation,
    teamSeatEnded,
    teamHandedOver,
  ],
  Sessions: [
    reminderWeek,
    reminderDays,
    reminderDay,
    reminderHour,
    recordingReady,
    howWasIt,
    sessionOver,
    transcriptLost,
  ],
  Classes: [
    workSubmitted,
    feedbackGiven,
    officeHourBooked,
    officeHourTaken,
    officeHourMoved,
    officeHourCancelled,
    confirmName,
    certificateReady,
  ],
  'News and accounts': [rosterMail, signInCode, accountChanged],
} as const

export const mails = Object.values(mailGroups).flat()

export type MailName = (typeof mails)[number]['name']

/** What each email is written of beside the frame, by its name. */
export type MailWords = {
  [One in (typeof mails)[number] as One['name']]: One extends Mail<string, infer Own> ? Own : never
}

export type MailProps<Name extends MailName> = MailFrame & MailWords[Name]
