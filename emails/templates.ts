import type { MailTemplate } from './mail-template.ts'
import type { Reminder } from './reminder.tsx'
import { type AccessEnded, accessEnded } from './templates/access-ended.tsx'
import { type AccountChanged, accountChanged } from './templates/account-changed.tsx'
import { type AlreadyRegistered, alreadyRegistered } from './templates/already-registered.tsx'
import { type CertificateReady, certificateReady } from './templates/certificate-ready.tsx'
import { type ConfirmName, confirmName } from './templates/confirm-name.tsx'
import { type EventCancelled, eventCancelled } from './templates/event-cancelled.tsx'
import { type EventInvitation, eventInvitation } from './templates/event-invitation.tsx'
import { type EventMoved, eventMoved } from './templates/event-moved.tsx'
import { type FeedbackGiven, feedbackGiven } from './templates/feedback-given.tsx'
import { type HoldExpired, holdExpired } from './templates/hold-expired.tsx'
import { type HowWasIt, howWasIt } from './templates/how-was-it.tsx'
import { type OfficeHourBooked, officeHourBooked } from './templates/office-hour-booked.tsx'
import { type OfficeHourCancelled, officeHourCancelled } from './templates/office-hour-cancelled.tsx'
import { type OfficeHourMoved, officeHourMoved } from './templates/office-hour-moved.tsx'
import { type OfficeHourTaken, officeHourTaken } from './templates/office-hour-taken.tsx'
import { type OrderShipped, orderShipped } from './templates/order-shipped.tsx'
import { type Receipt, receipt } from './templates/receipt.tsx'
import { type RecordingReady, recordingReady } from './templates/recording-ready.tsx'
import { type RefundAsked, refundAsked } from './templates/refund-asked.tsx'
import { type RefundMade, refundMade } from './templates/refund-made.tsx'
import { type RegistrationCancelled, registrationCancelled } from './templates/registration-cancelled.tsx'
import { type RegistrationConfirmed, registrationConfirmed } from './templates/registration-confirmed.tsx'
import { reminderDay } from './templates/reminder-day.tsx'
import { reminderDays } from './templates/reminder-days.tsx'
import { reminderHour } from './templates/reminder-hour.tsx'
import { reminderWeek } from './templates/reminder-week.tsx'
import { type RosterMail, rosterMail } from './templates/roster-mail.tsx'
import { type SeatGivenUp, seatGivenUp } from './templates/seat-given-up.tsx'
import { type SessionOver, sessionOver } from './templates/session-over.tsx'
import { type SignInCode, signInCode } from './templates/sign-in-code.tsx'
import { type TitleReleased, titleReleased } from './templates/title-released.tsx'
import { type TitlesReady, titlesReady } from './templates/titles-ready.tsx'
import { type TranscriptLost, transcriptLost } from './templates/transcript-lost.tsx'
import { type WaitingListOffer, waitingListOffer } from './templates/waiting-list-offer.tsx'
import { type WorkSubmitted, workSubmitted } from './templates/work-submitted.tsx'

/** The props of each mail by the mail's name, which is also its file's name. */
export type MailProps = {
  'registration-confirmed': RegistrationConfirmed
  receipt: Receipt
  'titles-ready': TitlesReady
  'order-shipped': OrderShipped
  'already-registered': AlreadyRegistered
  'hold-expired': HoldExpired
  'waiting-list-offer': WaitingListOffer
  'reminder-week': Reminder
  'reminder-days': Reminder
  'reminder-day': Reminder
  'reminder-hour': Reminder
  'event-invitation': EventInvitation
  'event-moved': EventMoved
  'event-cancelled': EventCancelled
  'registration-cancelled': RegistrationCancelled
  'seat-given-up': SeatGivenUp
  'access-ended': AccessEnded
  'refund-made': RefundMade
  'refund-asked': RefundAsked
  'recording-ready': RecordingReady
  'work-submitted': WorkSubmitted
  'feedback-given': FeedbackGiven
  'office-hour-booked': OfficeHourBooked
  'office-hour-taken': OfficeHourTaken
  'office-hour-moved': OfficeHourMoved
  'office-hour-cancelled': OfficeHourCancelled
  'confirm-name': ConfirmName
  'certificate-ready': CertificateReady
  'how-was-it': HowWasIt
  'session-over': SessionOver
  'transcript-lost': TranscriptLost
  'roster-mail': RosterMail
  'title-released': TitleReleased
  'sign-in-code': SignInCode
  'account-changed': AccountChanged
}

export type MailName = keyof MailProps

export const templates: { readonly [Name in MailName]: MailTemplate<MailProps[Name]> } = {
  'registration-confirmed': registrationConfirmed,
  receipt,
  'titles-ready': titlesReady,
  'order-shipped': orderShipped,
  'already-registered': alreadyRegistered,
  'hold-expired': holdExpired,
  'waiting-list-offer': waitingListOffer,
  'reminder-week': reminderWeek,
  'reminder-days': reminderDays,
  'reminder-day': reminderDay,
  'reminder-hour': reminderHour,
  'event-invitation': eventInvitation,
  'event-moved': eventMoved,
  'event-cancelled': eventCancelled,
  'registration-cancelled': registrationCancelled,
  'seat-given-up': seatGivenUp,
  'access-ended': accessEnded,
  'refund-made': refundMade,
  'refund-asked': refundAsked,
  'recording-ready': recordingReady,
  'work-submitted': workSubmitted,
  'feedback-given': feedbackGiven,
  'office-hour-booked': officeHourBooked,
  'office-hour-taken': officeHourTaken,
  'office-hour-moved': officeHourMoved,
  'office-hour-cancelled': officeHourCancelled,
  'confirm-name': confirmName,
  'certificate-ready': certificateReady,
  'how-was-it': howWasIt,
  'session-over': sessionOver,
  'transcript-lost': transcriptLost,
  'roster-mail': rosterMail,
  'title-released': titleReleased,
  'sign-in-code': signInCode,
  'account-changed': accountChanged,
}

const isMailName = (name: string): name is MailName => Object.hasOwn(templates, name)

/** Every mail's name, in the order a registration meets them. */
export const mailNames: readonly MailName[] = Object.keys(templates).filter(isMailName)

/** Whether the mail comes whatever its reader's mail settings say. */
export function isTransactional(name: MailName): boolean {
  return templates[name].transactional
}
