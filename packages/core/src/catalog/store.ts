import {
  badCursor,
  entity,
  findOne,
  type Instant,
  listAll,
  listFirst,
  notFound,
  optional,
  orNotFound,
  type Page,
  type PendingWrite,
  pendingSearchChange,
  put,
  readBatch,
  readCursor,
  remove,
  required,
  type Table,
  upTo,
  writeCursor,
} from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { type Event, type EventStatus, mayView, type Viewer } from './event.ts'
import { seenBy, sessionsOf } from './sessions-of.ts'
import { zoomMeetingOf } from './zoom-meeting.ts'

/**
 * Event, in one item: page, quote, and order each read it with one get. Its parts are in `body`, so the shape of an
 * event is declared once, by its schema. Only key attributes are stored beside it.
 */
const events = entity({
  name: 'event',
  attributes: {
    slug: required.text,
    status: required.text,
    startsAt: required.text,
    endsAt: required.text,
    course: optional.text,
    /** The number of the Zoom meeting in which it takes place. */
    meeting: optional.text,
    revision: required.number,
    body: required.anyOf<Event>(),
  },
  keys: {
    slug: { pk: 'event#${slug}', sk: 'event' },
    // One partition per status: organizers alone write it, and public reads of it are cached.
    byStatus: { index: 'list', pk: 'events#${status}', sk: '${endsAt}#${slug}' },
    byCourse: { index: 'owner', pk: 'course-runs#${course}', sk: '${startsAt}#${slug}' },
    // The index that an event leaves free. Zoom names a meeting by its number alone, and several events may meet in one room.
    byMeeting: { index: 'due', pk: 'zoom-meeting#${meeting}', sk: '${startsAt}#${slug}' },
  },
})

/** Sorts behind every real instant: an event without sessions has no end yet. */
export const noEnd = '9999-12-31T23:59:59Z'

const itemOf = (event: Event) => {
  const span = scheduleSpan(sessionsOf(event))
  const meeting = zoomMeetingOf(event.joinUrl)
  return {
    slug: event.slug,
    status: event.status,
    startsAt: span?.startsAt ?? noEnd,
    endsAt: span?.endsAt ?? noEnd,
    ...(event.course ? { course: event.course } : {}),
    ...(meeting ? { meeting } : {}),
    revision: event.revision,
    body: event,
  }
}

const eventOf = ({ body }: { body: Event }): Event => body

/** The names that events are searched under: one for events for everyone, one for all others. */
export const eventNouns = { open: 'events', closed: 'closed-events' } as const

const noted = (table: Table, { slug }: Event): PendingWrite[] =>
  Object.values(eventNouns).map((noun) => pendingSearchChange(table, noun, slug))

export const pendingNewEvent = (table: Table, event: Event): PendingWrite[] => [
  put('event', events(table).create(itemOf(event))),
  ...noted(table, event),
]

/** Writes a changed event over the one it was read from; refuses when someone changed it in between. */
export const pendingEvent = (table: Table, event: Event): PendingWrite[] => [
  put('event', events(table).put(itemOf({ ...event, revision: event.revision + 1 })), { revision: event.revision }),
  ...noted(table, event),
]

/** Removes an event as it was read; refuses when someone changed it in between. */
export const pendingEventRemoval = (table: Table, event: Event): PendingWrite[] => [
  remove('event', events(table).delete({ slug: event.slug }), { revision: event.revision }),
  ...noted(table, event),
]

export const findEvent = (table: Table, slug: string): Promise<Event | undefined> =>
  findOne(events(table).get({ slug }), eventOf)

export const getEvent = async (table: Table, slug: string): Promise<Event> =>
  orNotFound(await findEvent(table, slug), 'event')

/** An event as far as this viewer may know of it: what they may not see is not found. */
export const getVisibleEvent = async (table: Table, slug: string, viewer: Viewer): Promise<Event> => {
  const event = await findEvent(table, slug)
  if (!event || !mayView(event, viewer)) throw notFound('event')
  return seenBy(event, viewer)
}

/**
 * Several events in one read; those that do not exist are missing from the answer.
 * @param consistent  `false`: what changed in the last moment may be left out, at half the cost
 */
export const findEvents = async (table: Table, slugs: string[], consistent = true): Promise<Map<string, Event>> => {
  const wanted = [...new Set(slugs)]
  if (wanted.length === 0) return new Map()
  const keys = wanted.map((slug) => ({ slug }))
  const data = await readBatch(keys, (some) => events(table).get(some).go({ consistent }))
  return new Map(data.map((item) => [item.slug, eventOf(item)]))
}

/** Every event of a status. */
export const readEvents = (table: Table, status: EventStatus): Promise<Event[]> =>
  listAll(events(table).query.byStatus({ status }), eventOf)

/** What page of a list of events is meant, and in which order. */
export type EventPage = { cursor?: string | undefined; limit?: number; order?: 'asc' | 'desc' }

/** Where an event comes in lists: by when it ends. */
export const eventPosition = (event: { endsAt: string; slug: string }): string => `${event.endsAt}#${event.slug}`

/** How many events a page passes over at most. */
const passedAtOnce = 400

/**
 * Events of one status, by when they end, a query for each hundred. What this viewer may not see is passed over, 400 at
 * most: a page may then hold fewer than `limit`, and still have a `next`.
 * @param from  only events that end after this
 */
export const walkEvents = async (
  table: Table,
  { status = 'published', from, viewer }: { status?: EventStatus; from?: Instant | undefined; viewer?: Viewer },
  { cursor, limit = 50, order = 'asc' }: EventPage,
): Promise<Page<Event>> => {
  let after = readPosition(cursor)
  const found: Event[] = []
  for (let passed = 100; ; passed += 100) {
    const query = events(table).query.byStatus({ status })
    const start = after ?? (from && order === 'asc' ? { endsAt: from } : undefined)
    const ranged = start ? (order === 'asc' ? query.gt(start) : query.lt(start)) : query
    const { data } = await ranged.go({ ...upTo(100), order })
    for (const [index, item] of data.entries()) {
      const event = eventOf(item)
      if (from && item.endsAt <= from) {
        if (order === 'desc') return { items: found }
        continue
      }
      if (viewer && !mayView(event, viewer)) continue
      found.push(viewer ? seenBy(event, viewer) : event)
      if (found.length === limit) {
        const more = index < data.length - 1 || data.length === 100
        return more ? { items: found, next: writeCursor(eventPosition(item)) } : { items: found }
      }
    }
    const last = data.at(-1)
    if (data.length < 100 || !last) return { items: found }
    after = { endsAt: last.endsAt, slug: last.slug }
    if (found.length < limit && passed >= Math.max(passedAtOnce, limit))
      return { items: found, next: writeCursor(eventPosition(last)) }
  }
}

/** The position that a cursor of a list of events means. */
export const readPosition = (cursor: string | undefined): { endsAt: string; slug: string } | undefined => {
  const position = readCursor(cursor)
  if (position === undefined) return undefined
  const [endsAt, slug, more] = position.split('#')
  if (!endsAt || !slug || more !== undefined) throw badCursor()
  return { endsAt, slug }
}

/** A course's runs, newest first. */
export const listRuns = (table: Table, course: string): Promise<Event[]> =>
  listFirst(events(table).query.byCourse({ course }), eventOf, { limit: 100, order: 'desc' })

/**
 * The events that take place in a Zoom meeting, by its number, and begin before a moment; those that begin last first, at
 * most 100. One query.
 */
export const listEventsOfMeeting = (table: Table, meeting: string, before: Instant): Promise<Event[]> =>
  listFirst(events(table).query.byMeeting({ meeting }).lt({ startsAt: before }), eventOf, { limit: 100, order: 'desc' })
