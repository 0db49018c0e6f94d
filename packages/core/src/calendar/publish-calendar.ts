import type { Instant } from '../platform/index.ts'
import type { Session } from '../schedule/index.ts'
import type { CalendarEvent } from './calendar-event.ts'
import { type Entry, entriesOf, singleEntries, type Telling } from './entries.ts'
import { writeCalendar } from './write-calendar.ts'

/** How often a calendar that subscribed should look again. */
export const refreshSeconds = 60 * 60

type Publishing = { host: string; now: Instant }

const tellingOf = (event: CalendarEvent, { host, now }: Publishing, more: Partial<Telling> = {}): Telling => ({
  host,
  stamp: event.updatedAt ?? now,
  lastModified: event.updatedAt,
  ...more,
})

/**
 * An event's calendar for everyone: a series as one recurring VEVENT, other sessions as one each, the cancelled ones as
 * cancelled. `host` makes the UIDs unique in the world and must stay the same for good. The text ends its lines with
 * CRLF; serve it as `text/calendar`.
 */
export const publishCalendar = (event: CalendarEvent, publishing: Publishing): string =>
  published(entriesOf(event, tellingOf(event, publishing)), event.title)

/** One session of an event as a calendar of its own, under the session's own UID even when the event is a series. */
export const publishSession = (event: CalendarEvent, session: Session, publishing: Publishing): string => {
  const alone = { ...event, sessions: [session] }
  return published(singleEntries(alone, tellingOf(event, publishing)), event.title)
}

/** An event in a feed, and what its reader is told beside what everyone is. */
export type FeedItem = { event: CalendarEvent; joinUrl?: string | undefined; sequenceBump?: number }

/**
 * A feed of several events under one name, such as all that a person is registered for.
 * @param quiet  for feeds of what its reader may not be registered for: no alarm rings, and nobody is busy
 */
export const publishFeed = (
  items: readonly FeedItem[],
  { name, quiet = false, ...publishing }: Publishing & { name: string; quiet?: boolean },
): string =>
  published(
    items.flatMap(({ event, ...more }) => entriesOf(event, tellingOf(event, publishing, { quiet, ...more }))),
    name,
  )

const published = (entries: readonly Entry[], name: string): string =>
  writeCalendar(entries, { method: 'PUBLISH', name, refreshSeconds })
