import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { Temporal } from '../platform/index.ts'
import type { Session } from '../schedule/index.ts'
import { oneLine, sessionPlaceOf, sessionTextOf, sessionTitleOf } from './calendar-event.ts'
import { type CalendarTimes, calendarTimesOf } from './calendar-times.ts'
import type { Entry } from './entries.ts'
import { timeZoneOf } from './time-zone.ts'

export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL'

const usualAlarm = [15]

/**
 * An iCalendar object (RFC 5545, method of RFC 5546) with one VEVENT for each entry and the VTIMEZONE of every zone
 * that they name. `name` and `refreshSeconds` are for feeds.
 */
export const writeCalendar = (
  entries: readonly Entry[],
  { method, name, refreshSeconds }: { method: CalendarMethod; name?: string; refreshSeconds?: number },
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
  for (const entry of entries) calendar.createEvent({ ...timesOf(entry), ...wordsOf(entry), ...rolesOf(entry) })
  const text = propertiesFirst(calendar.toString())
  return `${entries.length === 0 ? withComponent(text) : text}\r\n`
}

/** A calendar without any component is none (RFC 5545, 3.4), and a feed may be empty; a time zone is a component. */
const withComponent = (calendar: string): string =>
  calendar.replace('END:VCALENDAR', `${timeZoneOf('Etc/UTC')?.block.trim().replace(/\r?\n/g, '\r\n')}\r\nEND:VCALENDAR`)

const timesOf = ({ session, recurs, replaces }: Entry) => {
  const { timezone, start, end } = calendarTimesOf(session)
  return {
    timezone,
    start,
    end,
    ...(recurs === undefined ? {} : { repeating: repeatingOf(recurs, timezone) }),
    // In the zone of the time beside it: the library knows one zone for an entry, and the instant is the same.
    ...(replaces === undefined
      ? {}
      : { recurrenceId: calendarTimesOf(replaces).start.withTimeZone(timezone ?? 'UTC') }),
  } satisfies Partial<ICalEventData>
}

/** RRULE and EXDATE as lines of their own: the library knows no third Thursday, and writes an EXDATE even without dates. */
const repeatingOf = ({ rule, dropped }: { rule: string; dropped: readonly Session[] }, timezone: string | null) => {
  if (dropped.length === 0) return `RRULE:${rule}`
  const dates = dropped.map((session) => basic(calendarTimesOf(session), timezone))
  return `RRULE:${rule}\r\nEXDATE${timezone === null ? '' : `;TZID=${timezone}`}:${dates.join(',')}`
}

const basic = ({ start }: CalendarTimes, timezone: string | null): string =>
  start.toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '') + (timezone === null ? 'Z' : '')

const wordsOf = ({ event, uid, session, sequence, cancelled, telling }: Entry) => {
  const { joinUrl, stamp, lastModified, quiet } = telling
  const place = sessionPlaceOf(event, joinUrl)
  return {
    id: uid,
    sequence,
    stamp: Temporal.Instant.from(stamp),
    ...(lastModified === undefined ? {} : { lastModified: Temporal.Instant.from(lastModified) }),
    summary: sessionTitleOf(event, session),
    description: sessionTextOf(event, session, joinUrl),
    ...(place === undefined ? {} : { location: place }),
    // A URI is not escaped like text, so what would be escaped in it is percent-encoded.
    url: oneLine(event.url).replaceAll(',', '%2C').replaceAll(';', '%3B').replaceAll('\\', '%5C'),
    categories: (event.categories ?? [event.kindLabel]).map((category) => ({ name: oneLine(category) })),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(quiet ? { transparency: ICalEventTransparency.TRANSPARENT } : {}),
    alarms:
      cancelled || quiet
        ? []
        : (event.alarmMinutes ?? usualAlarm).map((minutes) => ({
            type: ICalAlarmType.display,
            triggerBefore: minutes * 60,
          })),
  } satisfies Partial<ICalEventData>
}

const rolesOf = ({ event, cancelled, telling: { attendee } }: Entry) =>
  ({
    organizer: organizerOf(event.organizer),
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
  }) satisfies Partial<ICalEventData>

/** Who publishes or invites; each entry of a calendar with a method names them (RFC 5546, 3.2). */
export const organizerOf = ({ name, email }: { name: string; email: string }) => ({
  name: plainName(name) || email,
  email: oneLine(email),
})

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
    .replace(/(?<=\r\n)((?:BEGIN:VALARM\r\n[\s\S]*?\r\nEND:VALARM\r\n)+)([\s\S]*?)(?<=\r\n)(?=END:VEVENT\r\n)/g, '$2$1')
