import {
  type Event,
  type EventKind,
  findCourse,
  kindLabels,
  listEvents,
  listRuns,
  mayView,
  sessionsOf,
} from '../catalog/index.ts'
import { addSeconds, type Instant, notFound, type Table } from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { type CalendarSite, calendarEventOf, hostOf } from './calendar-event-of.ts'
import { publishFeed } from './publish-calendar.ts'

/** What is over stays for three months, so that who subscribed can look back a little. */
const keptSeconds = 92 * 24 * 3600

/** The most events of one feed; the earliest come first. */
const most = 500

/** What a public feed is about: everything, one kind, or one course. */
export type FeedSubject = { kind?: EventKind | undefined; course?: string | undefined }

/**
 * What everyone may know of: published events that are not for invited people alone, without links to take part. No alarm
 * rings and nobody is busy, since who reads it need not be registered. The text is the same for everyone, and stays the
 * same until something changes.
 * @throws Problem not-found for a course that there is not
 */
export const publicFeed = async (
  table: Table,
  site: CalendarSite,
  subject: FeedSubject,
  now: Instant,
): Promise<string> => {
  const since = addSeconds(now, -keptSeconds)
  const { title, events } = await (subject.course === undefined
    ? loadProgram(table, subject.kind, since)
    : loadCourse(table, subject.course, since))
  return publishFeed(
    events.map((event) => ({ event: calendarEventOf(site, event) })),
    { name: `${site.organizer.name}: ${title}`, host: hostOf(site), now, quiet: true },
  )
}

const everyone = { admin: false }

const loadProgram = async (table: Table, kind: EventKind | undefined, since: Instant) => {
  const { items } = await listEvents(table, { kind, from: since, viewer: everyone }, { limit: most })
  return { title: kind === undefined ? 'events' : kindLabels[kind].many.toLowerCase(), events: items }
}

const loadCourse = async (table: Table, slug: string, since: Instant) => {
  const [course, runs] = await Promise.all([findCourse(table, slug), listRuns(table, slug)])
  if (course === undefined) throw notFound('page')
  const shown = (event: Event) =>
    event.status === 'published' &&
    mayView(event, everyone) &&
    (scheduleSpan(sessionsOf(event))?.endsAt ?? since) > since
  return { title: course.title, events: runs.filter(shown).reverse() }
}
