import type { MailName } from '@lectern/emails'

/** What each mail is called where organisers read of it, and when it goes. The order is that of a registration's life. */
export const mailTitles: Readonly<Record<MailName, { title: string; words: string }>> = {
  'registration-confirmed': {
    title: 'Registration confirmed',
    words: 'When somebody is registered, with the invitation for their calendar.',
  },
  receipt: { title: 'Receipt', words: 'When an order is paid, to its buyer.' },
  'titles-ready': {
    title: 'Titles ready',
    words: 'When titles of the store are bought: what to download, what comes by post.',
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
  'event-moved': { title: 'New time', words: 'When sessions moved, with the invitation that moves them in calendars.' },
  'event-cancelled': {
    title: 'Event cancelled',
    words: 'To everybody who was registered, with the withdrawal for calendars.',
  },
  'registration-cancelled': { title: 'Registration ended', words: 'When one person’s registration ended.' },
  'access-ended': {
    title: 'Membership ended',
    words: 'When a seat closes because the membership has ended, with the withdrawal for the calendar.',
  },
  'refund-made': { title: 'Refund', words: 'When money went back to the buyer.' },
  'recording-ready': {
    title: 'Recording and handouts',
    words: 'Once for a session, ten minutes after its last file was uploaded.',
  },
  'how-was-it': { title: 'How was it?', words: 'After the last session.' },
  'roster-mail': { title: 'From the organiser', words: 'What organisers write to those who registered.' },
  'title-released': { title: 'New version', words: 'When a title that its reader has comes out anew.' },
  'sign-in-code': { title: 'Code to sign in', words: 'When somebody asks to sign in.' },
}
