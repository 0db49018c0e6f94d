import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator'
import { type Instant, Temporal } from '../platform/index.ts'
import type { Session } from '../schedule/index.ts'
import { type CalendarEvent, oneLine, sessionPlaceOf, sessionTextOf, sessionTitleOf, uidOf } from './calendar-event.ts'
import { calendarTimesOf } from './calendar-times.ts'
import { timeZoneOf } from './time-zone.ts'

/** A session to write, with what differs between a feed and an invitation. */
export type Entry = {
  event: CalendarEvent
  session: Session
  sequence: number
  cancelled: boolean
  joinUrl?: string
  attendee?: { name: string; email: string }
}

export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL'

const alarmSeconds = 15 * 60

/**
 * An iCalendar object (RFC 5545, method of RFC 5546) with one VEVENT for each entry and the VTIMEZONE of every zone
 * that they name. `name` and `refreshSeconds` are for feeds.
 */
export const writeCalendar = (
  entries: readonly Entry[],
  {
    method,
    host,
    now,
    name,
    refreshSeconds,
  }: { method: CalendarMethod; host: string; now: Instant; name?: string; refreshSeconds?: number },
): string => {
  const calendar = ical({
    prodId: { company: 'Lectern', product: 'Calendar', language: 'EN' },
    method: ICalCalendarMethod[method],
    scale: 'GREGORIAN',
    // No zone for the calendar as a whole: with one, the library writes DTSTAMP in local time.
    timezone: { name: null, generator: (zone) => timeZoneOf(zone)?.block ?? null },
    ttl: refreshSeconds ?? null,
  })
  // The library does not escape the calendar's name.
  if (name !== undefined) calendar.name(oneLine(name).replace(/[\\;,]/g, '\\$&'))
  for (const entry of entries) calendar.createEvent(eventData(entry, host, now))
  return `${propertiesFirst(calendar.toString())}\r\n`
}

const eventData = ({ event, session, sequence, cancelled, joinUrl, attendee }: Entry, host: string, now: Instant) => {
  const organiser = oneLine(event.organiser.name) || event.organiser.email
  const place = sessionPlaceOf(event, joinUrl)
  const { timezone, start, end } = calendarTimesOf(session)
  return {
    id: uidOf(session, host),
    sequence,
    stamp: Temporal.Instant.from(now),
    timezone,
    start,
    end,
    summary: sessionTitleOf(event, session),
    description: sessionTextOf(event, session, joinUrl),
    ...(place === undefined ? {} : { location: place }),
    // A URI is not escaped like text, so what would be escaped in it is percent-encoded.
    url: oneLine(event.url).replaceAll(',', '%2C').replaceAll(';', '%3B').replaceAll('\\', '%5C'),
    organizer: { name: plainName(organiser), email: oneLine(event.organiser.email) },
    categories: (event.categories ?? [event.kindLabel]).map((category) => ({ name: oneLine(category) })),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    alarms: cancelled ? [] : [{ type: ICalAlarmType.display, triggerBefore: alarmSeconds }],
    attendees:
      attendee === undefined
        ? []
        : [
            {
              name: plainName(attendee.name) || attendee.email,
              email: oneLine(attendee.email),
              role: ICalAttendeeRole.REQ,
              type: ICalAttendeeType.INDIVIDUAL,
              status: cancelled ? null : ICalAttendeeStatus.NEEDSACTION,
              rsvp: !cancelled,
            },
          ],
  } satisfies ICalEventData
}

/** Few calendars decode RFC 6868, so a name goes without the characters that would need it. */
const plainName = (name: string): string => oneLine(name).replaceAll('"', "'").replaceAll('^', '')

/**
 * The grammar of RFC 5545 (3.4, 3.6.1) has properties before components, both in the calendar and in an event; the
 * library writes some after the time zones and after the alarms. A line that begins so is never text: text has its
 * line breaks escaped, and a folded line begins with a space.
 */
export const propertiesFirst = (calendar: string): string =>
  calendar
    .replace(
      /(?<=\r\n)(BEGIN:VTIMEZONE\r\n[\s\S]*\r\nEND:VTIMEZONE\r\n)([\s\S]*?)(?<=\r\n)(?=BEGIN:VEVENT\r\n)/,
      '$2$1',
    )
    .replace(/(?<=\r\n)(BEGIN:VALARM\r\n[\s\S]*?\r\nEND:VALARM\r\n)([\s\S]*?)(?<=\r\n)(?=END:VEVENT\r\n)/g, '$2$1')
