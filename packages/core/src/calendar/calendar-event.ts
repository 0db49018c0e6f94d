import { type Instant, instantOf, localOf, Temporal, type Zone } from '../platform/index.ts'
import { type Session, sessionTimes } from '../schedule/index.ts'
import { timeZoneOf } from './time-zone.ts'

/** What a calendar needs to know of an event; `url` is its public page, `kindLabel` a word such as `Class`. */
export type CalendarEvent = {
  slug: string
  title: string
  summary: string
  url: string
  kindLabel: string
  sessions: readonly Session[]
  location?: string
  organiser: { name: string; email: string }
  categories?: readonly string[]
}

/** A session's identity in calendars, for good: the same in the feed and in every mail. */
export const uidOf = (session: Pick<Session, 'id'>, host: string): string =>
  `${session.id}@${host}`.replace(/[^A-Za-z0-9._:@-]/g, '-')

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

/** A session's start and end as a calendar writes them: in a time zone it defines, or (`timezone` null) in UTC. */
export type CalendarTimes = {
  timezone: string | null
  start: Temporal.ZonedDateTime
  end: Temporal.ZonedDateTime
}

/**
 * Wall time with a TZID when the zone's VTIMEZONE reads both ends back as the very instants we mean. Otherwise UTC,
 * which nobody can misread: in the second pass of a repeated hour, in years that the block does not describe, and
 * where the block knows of a newer law than this runtime's zone data.
 */
export const calendarTimesOf = (session: Session): CalendarTimes => {
  const { startsAt, endsAt } = sessionTimes(session)
  const zone = timeZoneOf(session.zone)
  const said = (instant: Instant) =>
    zone !== undefined &&
    zone.name !== 'Etc/UTC' &&
    instantOf(localOf(instant, session.zone), session.zone) === instant &&
    zone.offsetAt(localOf(instant, session.zone)) === offsetOf(instant, session.zone)
  const timezone = zone !== undefined && said(startsAt) && said(endsAt) ? zone.name : null
  const written = (instant: Instant) => Temporal.Instant.from(instant).toZonedDateTimeISO(timezone ?? 'UTC')
  return { timezone, start: written(startsAt), end: written(endsAt) }
}

const offsetOf = (instant: Instant, zone: Zone): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).offset.replace(':', '')
