import type { Instant } from '../platform/index.ts'
import { sortSessions } from '../schedule/index.ts'
import type { CalendarEvent } from './calendar-event.ts'
import { type Entry, writeCalendar } from './write-calendar.ts'

/** How often a calendar that subscribed should look again. */
const refreshSeconds = 60 * 60

/**
 * An event's calendar for everyone: a VEVENT for each session, the cancelled ones as cancelled. `host` makes the UIDs
 * unique in the world and must stay the same for good. The text ends its lines with CRLF; serve it as `text/calendar`.
 */
export const publishCalendar = (event: CalendarEvent, { host, now }: { host: string; now: Instant }): string =>
  writeCalendar(entriesOf(event), { method: 'PUBLISH', host, now, name: event.title, refreshSeconds })

/** A feed of several events under one name, such as all that a person is registered for. */
export const publishFeed = (
  events: readonly CalendarEvent[],
  { name, host, now }: { name: string; host: string; now: Instant },
): string => writeCalendar(events.flatMap(entriesOf), { method: 'PUBLISH', host, now, name, refreshSeconds })

const entriesOf = (event: CalendarEvent): Entry[] =>
  sortSessions(event.sessions).map((session) => ({
    event,
    session,
    sequence: session.sequence,
    cancelled: session.status === 'cancelled',
  }))
