// Calendars of our events in iCalendar: published and private feeds, invitations for mails, reminders of sales and offers,
// and links that add a session.
export { addToCalendarLinks, subscribeLinks } from './add-to-calendar.ts'
export type { CalendarEvent } from './calendar-event.ts'
export { calendarEventOf, hostOf } from './calendar-event-of.ts'
export { calendarFor } from './calendar-for.ts'
export {
  ensureFeedAddress,
  type FeedAddress,
  findFeedAddress,
  findPersonByFeedToken,
  renewFeedAddress,
} from './feed-address.ts'
export { findFeed, removeFeed } from './feed-store.ts'
export { type Invitation, type InvitationInput, invitations, isPublished } from './invitation.ts'
export { offerReminder } from './offer-reminder.ts'
export {
  type BookedOfficeHour,
  bookedOfficeHourOf,
  type OfficeHourSide,
  officeHourInvitation,
  officeHourJoinUrl,
  officeHoursUrl,
} from './office-hour.ts'
export { personFeed } from './person-feed.ts'
export { type FeedSubject, publicFeed } from './public-feed.ts'
export { publishCalendar, publishFeed, publishSession } from './publish-calendar.ts'
export { type SaleReminder, saleReminder } from './sale-reminder.ts'
