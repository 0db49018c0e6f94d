import { type Event, type EventKind, hasDayTickets, kindLabels, sessionsOf } from '../catalog/index.ts'
import type { CalendarEvent } from './calendar-event.ts'

/** Minutes before a session at which calendars ring, by kind. Mails remind earlier; to a conference one has to travel. */
const alarmMinutes: Record<EventKind, readonly number[]> = {
  class: [15],
  webinar: [15],
  breakout: [15],
  conference: [1440, 60],
  meeting: [10],
}

/** The site that hosts an event: its address, and who runs it. */
export type CalendarSite = { siteUrl: string; organizer: { name: string; email: string } }

/** The host in UIDs. */
export const hostOf = ({ siteUrl }: Pick<CalendarSite, 'siteUrl'>): string => new URL(siteUrl).hostname

/** An event as calendars show it. */
export const calendarEventOf = ({ siteUrl, organizer }: CalendarSite, event: Event): CalendarEvent => {
  const kind = kindLabels[event.kind].one
  return {
    slug: event.slug,
    title: event.title,
    summary: event.summary,
    url: `${siteUrl}/events/${event.slug}`,
    kindLabel: kind,
    sessions: sessionsOf(event),
    ...(hasDayTickets(event) ? { single: true } : {}),
    ...(event.venue ? { location: [event.venue.name, event.venue.address].filter(Boolean).join(', ') } : {}),
    organizer: { name: organizer.name, email: organizer.email },
    categories: [kind, ...event.tags],
    alarmMinutes: alarmMinutes[event.kind],
    updatedAt: event.updatedAt,
    ...(event.status === 'cancelled' ? { cancelled: true } : {}),
  }
}

/**
 * The link to join an online event, for people who may take part. It leads on only near the time and only for people
 * with access at that moment. The meeting's own address is in no calendar, because calendars get copied and can't be
 * recalled.
 */
export const joinUrlOf = ({ siteUrl }: Pick<CalendarSite, 'siteUrl'>, event: Event): string | undefined =>
  event.joinUrl === undefined ? undefined : `${siteUrl}/events/${event.slug}/join`
