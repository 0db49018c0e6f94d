import type { Instant } from '../platform/index.ts'
import type { Session } from '../schedule/index.ts'

/** What a calendar needs to know of an event; `url` is its public page, `kindLabel` a word such as `Class`. */
export type CalendarEvent = {
  slug: string
  title: string
  summary: string
  url: string
  kindLabel: string
  sessions: readonly Session[]
  /** Each session is an entry of its own, since not everyone has all of them. */
  single?: boolean
  location?: string
  organizer: { name: string; email: string }
  categories?: readonly string[]
  /** How many minutes before each session its alarms ring; a quarter of an hour when it is not said. */
  alarmMinutes?: readonly number[]
  /** When it last changed. What is published is stamped with it, so that it stays the same text until the next change. */
  updatedAt?: Instant
  /** Whether none of it takes place, whatever its sessions say. */
  cancelled?: boolean
}

/** A session's identity in calendars, for good: the same in the feed and in every mail. */
export const uidOf = (session: Pick<Session, 'id'>, host: string): string =>
  `${session.id}@${host}`.replace(/[^A-Za-z0-9._:@-]/g, '-')

/** The identity of an event that is one recurring entry, for good: an event's slug never changes. */
export const seriesUidOf = (event: Pick<CalendarEvent, 'slug'>, host: string): string =>
  uidOf({ id: `event-${event.slug}` }, host)

/** One line for a title or a name: a line break in it must not become a line of the calendar. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()

/** Text of several lines, without other control characters (RFC 5545, 3.1). */
export const paragraphs = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()

/** The event's title, with the session's own where it has one. */
export const sessionTitleOf = (event: CalendarEvent, session: Session): string =>
  oneLine(session.title === undefined ? event.title : `${event.title}: ${session.title}`)

/** What to expect, and where to read more. */
export const sessionTextOf = (event: CalendarEvent, session: Session, joinUrl?: string): string =>
  [session.summary ?? event.summary, joinUrl === undefined ? '' : `Join: ${joinUrl}`, event.url]
    .map(paragraphs)
    .filter((part) => part !== '')
    .join('\n\n')

/** Where the session takes place; what takes place online is at its link. */
export const sessionPlaceOf = (event: CalendarEvent, joinUrl?: string): string | undefined => {
  const place = event.location ?? joinUrl
  return place === undefined || place.trim() === '' ? undefined : paragraphs(place)
}
