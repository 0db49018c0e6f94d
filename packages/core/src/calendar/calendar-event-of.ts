import { type Event, type EventKind, kindWords } from '../catalog/index.ts'
import type { CalendarEvent } from './calendar-event.ts'

/** Minutes before a session at which calendars ring, by kind. Mails remind earlier; to a conference one has to travel. */
const alarmMinutes: Record<EventKind, readonly number[]> = {
  class: [15],
  webinar: [15],
  breakout: [15],
  conference: [1440, 60],
  meeting: [10],
}

/** The site that tells of an event: its address, and who runs it. */
export type CalendarSite = { siteUrl: string; organiser: { name: string; email: string } }

/** The host in UIDs. */
export const hostOf = ({ siteUrl }: Pick<CalendarSite, 'siteUrl'>): string => new URL(siteUrl).hostname

/** An event as calendars are told of it. */
export const calendarEventOf = ({ siteUrl, organiser }: CalendarSite, event: Event): CalendarEvent => {
  const kind = kindWords[event.kind].one
  return {
    slug: event.slug,
    title: event.title,
    summary: event.summary,
    url: `${siteUrl}/events/${event.slug}`,
    kindLabel: kind,
    sessions: event.sessions,
    ...(event.venue ? { location: [event.venue.name, event.venue.address].filter(Boolean).join(', ') } : {}),
    organiser: { name: organiser.name, email: organiser.email },
    categories: [kind, ...event.tags],
    alarmMinutes: alarmMinutes[event.kind],
    updatedAt: event.updatedAt,
    ...(event.status === 'cancelled' ? { cancelled: true } : {}),
  }
}

/**
 * The way into an online event for those who may take part. It leads on only near the time and for whom access lives at
 * that moment; the meeting's own address stands in no calendar, since calendars are copied on and cannot be taken back.
 */
export const joinUrlOf = ({ siteUrl }: Pick<CalendarSite, 'siteUrl'>, event: Event): string | undefined =>
  event.joinUrl === undefined ? undefined : `${siteUrl}/events/${event.slug}/join`
