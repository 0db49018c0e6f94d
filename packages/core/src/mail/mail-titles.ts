import type { MailName } from '@lectern/emails'

/** What each mail is called where organisers read of it, and when it goes. The order is that of a registration's life. */
export const mailTitles: Readonly<Record<MailName, { title: string; words: string }>> = {
  'registration-confirmed': {
    title: 'Registration confirmed',
    words: 'When somebody is registered, with the invitation for their calendar.',
  },
  'already-registered': {
    title: 'Already registered',
    words: 'Once a day at most, when somebody who has not signed in asks to register an address that is registered.',
  },
  receipt: { title: 'Receipt', words: 'When an order is paid, to its buyer.' },
  'titles-ready': {
    title: 'Titles ready',
    words: 'When titles of the store are bought: what to download, what comes by context.',
  },
  'order-shipped': { title: 'Parcel on its way', words: 'When an order’s copies were sent.' },
  'hold-expired': { title: 'Order not finished', words: 'When the payment did not come before the hold ran out.' },
  'waiting-list-offer': {
    title: 'A seat is free',
    words: 'When a seat is kept for the next person on the waiting list.',
  },
  'reminder-week': {
    title: 'Reminder, a week or more before',
    words: 'Long enough before a session to prepare for it.',
  },
  'reminder-days': { title: 'Reminder, some days before', words: 'A few days before a session.' },
  'reminder-day': { title: 'Reminder, a day before', words: 'About a day before a session.' },
  'reminder-hour': {
    title: 'Reminder, shortly before',
    words: 'With the button to join, where there is something to join.',
  },
  'event-invitation': {
    title: 'Invitation',
    words: 'To each address on the list of an event for invited people, once.',
  },
  'event-moved': {
    title: 'Event changed',
    words: 'When sessions moved, are new, or were called off, or the place changed, with the update for calendars.',
  },
  'event-cancelled': {
    title: 'Event cancelled',
    words: 'To everybody who was registered, with the withdrawal for calendars.',
  },
  'registration-cancelled': { title: 'Registration ended', words: 'When one person’s registration ended.' },
  'seat-given-up': {
    title: 'Seat canceled by its attendee',
    words: 'To the buyer, when someone whom they registered gives up their seat.',
  },
  'access-ended': {
    title: 'Membership ended',
    words: 'When a seat closes because the membership has ended, with the withdrawal for the calendar.',
  },
  'refund-made': { title: 'Refund', words: 'When money went back to the buyer.' },
  'refund-asked': {
    title: 'Refund requested',
    words: 'To the organizer, when a buyer asks for a refund after the deadline.',
  },
  'recording-ready': {
    title: 'Recording and handouts',
    words: 'Once for a session, ten minutes after its last file was uploaded.',
  },
  'work-submitted': {
    title: 'Work handed in',
    words: 'To those who teach, when somebody hands in work for an assignment: once for each version.',
  },
  'feedback-given': { title: 'Feedback', words: 'When work was answered, to whoever handed it in.' },
  'office-hour-booked': {
    title: 'Office hours booked',
    words: 'When somebody books a slot of office hours, with the invitation for their calendar.',
  },
  'office-hour-taken': {
    title: 'Office hours booked, to who teaches',
    words: 'To whoever opened the slot, with the invitation for their calendar.',
  },
  'office-hour-moved': {
    title: 'Office hours moved',
    words: 'To both when a booked slot has a new time or place, with the invitation that moves it in calendars.',
  },
  'office-hour-cancelled': {
    title: 'Office hours cancelled',
    words: 'To both when a booked slot does not take place, with the withdrawal for calendars.',
  },
  'confirm-name': {
    title: 'Name for a certificate',
    words: 'When somebody has earned a certificate and only others have typed their name so far.',
  },
  'certificate-ready': { title: 'Certificate', words: 'When a certificate was issued, to whoever earned it.' },
  'how-was-it': { title: 'How was it?', words: 'After the last session.' },
  'session-over': {
    title: 'After a session, to those who teach',
    words: 'Soon after each session, with the way to where its recording and handouts are posted.',
  },
  'transcript-lost': {
    title: 'Captions missing',
    words: 'To those who teach, when captions of a recording from Zoom couldn’t be read.',
  },
  'roster-mail': { title: 'From the organiser', words: 'What organisers write to those who registered.' },
  'title-released': { title: 'New version', words: 'When a title that its reader has comes out anew.' },
  'sign-in-code': { title: 'Code to sign in', words: 'When somebody asks to sign in.' },
  'account-changed': {
    title: 'Account changed',
    words: 'When a passkey or an API key is added, to its owner; when somebody becomes an admin, to the other admins.',
  },
}
