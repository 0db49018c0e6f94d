// Calendars of our events in iCalendar: the published feed, invitations for mails, and links that add a session.
export { addToCalendarLinks, type CalendarLinks } from './add-to-calendar.ts'
export type { CalendarEvent } from './calendar-event.ts'
export { type Invitation, type InvitationInput, invitation, invitations } from './invitation.ts'
export { publishCalendar, publishFeed } from './publish-calendar.ts'
export { type SaleReminder, saleReminder } from './sale-reminder.ts'
