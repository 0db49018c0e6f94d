import {
  badCursor,
  entity,
  type Instant,
  indexes,
  notFound,
  type Page,
  type PendingWrite,
  put,
  readBatch,
  readCursor,
  refuseTurned,
  remove,
  type Table,
  upTo,
  writeCursor,
} from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { type Event, type EventKind, type EventStatus, mayView, type Viewer } from './event.ts'
import { holdsWords } from './search-words.ts'
import { zoomMeetingOf } from './zoom-meeting.ts'

/**
 * An event is one item: page, quote and order each read it with one get. Its parts ride in `body`, so that the shape
 * of an event is told once, by its schema; only what is a key stands beside it.
 */
const events = entity({
  model: { entity: 'event', version: '1', service: 'lectern' },
  attributes: {
    slug: { type: 'string', required: true },
    status: { type: 'string', required: true },
    startsAt: { type: 'string', required: true },
    endsAt: { type: 'string', required: true },
    course: { type: 'string' },
    /** The number of the Zoom meeting in which it takes place. */
    meeting: { type: 'string' },
    revision: { type: 'number', required: true },
    body: { type: 'any', required: true },
  },
  indexes: {
    slug: {
      pk: { field: 'pk', composite: ['slug'], template: 'event#${slug}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'event', casing: 'none' },
    },
    // One partition per status: organisers alone write it, and public reads of it are cached.
    byStatus: {
      index: indexes.list.index,
      pk: { field: indexes.list.pk, composite: ['status'], template: 'events#${status}', casing: 'none' },
      sk: { field: indexes.list.sk, composite: ['endsAt', 'slug'], template: '${endsAt}#${slug}', casing: 'none' },
    },
    byCourse: {
      index: indexes.owner.index,
      pk: { field: indexes.owner.pk, composite: ['course'], template: 'course-runs#${course}', casing: 'none' },
      sk: { field: indexes.owner.sk, composite: ['startsAt', 'slug'], template: '${startsAt}#${slug}', casing: 'none' },
    },
    // The index that an event leaves free. Zoom names a meeting by its number alone, and several events may meet in one room.
    byMeeting: {
      index: indexes.due.index,
      pk: { field: indexes.due.pk, composite: ['meeting'], template: 'zoom-meeting#${meeting}', casing: 'none' },
      sk: { field: indexes.due.sk, composite: ['startsAt', 'slug'], template: '${startsAt}#${slug}', casing: 'none' },
    },
  },
})

/** Sorts behind every real instant: an event without sessions has no end yet. */
const noEnd = '9999-12-31T23:59:59Z'

const itemOf = (event: Event) => {
  const span = scheduleSpan(event.sessions)
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

const eventOf = (item: { body?: unknown }): Event => item.body as Event

export const pendingNewEvent = (table: Table, event: Event): PendingWrite =>
  put('event', events(table).create(itemOf(event)).params())

/** Writes a changed event over the one it was read from; refuses when somebody changed it in between. */
export const pendingEvent = (table: Table, event: Event): PendingWrite =>
  put(
    'event',
    events(table)
      .put(itemOf({ ...event, revision: event.revision + 1 }))
      .where(({ revision }, { eq }) => eq(revision, event.revision))
      .params(),
  )

/** Removes an event as it was read; refuses when somebody changed it in between. */
export const pendingEventRemoval = (table: Table, event: Event): PendingWrite =>
  remove(
    'event',
    events(table)
      .delete({ slug: event.slug })
      .where(({ revision }, { eq }) => eq(revision, event.revision))
      .params(),
  )

export const findEvent = async (table: Table, slug: string): Promise<Event | undefined> => {
  const { data } = await events(table).get({ slug }).go({ consistent: true })
  return data ? eventOf(data) : undefined
}

export const getEvent = async (table: Table, slug: string): Promise<Event> => {
  const event = await findEvent(table, slug)
  if (!event) throw notFound('event')
  return event
}

/** An event as far as this viewer may know of it: what they may not see is not found. */
export const getVisibleEvent = async (table: Table, slug: string, viewer: Viewer): Promise<Event> => {
  const event = await findEvent(table, slug)
  if (!event || !mayView(event, viewer)) throw notFound('event')
  return event
}

/** Several events in one read, at most 100; those that do not exist are missing from the answer. */
export const findEvents = async (table: Table, slugs: string[]): Promise<Map<string, Event>> => {
  const wanted = [...new Set(slugs)]
  if (wanted.length === 0) return new Map()
  const keys = wanted.map((slug) => ({ slug }))
  const data = await readBatch(keys, (some) => events(table).get(some).go({ consistent: true }))
  return new Map(data.map((item) => [item.slug, eventOf(item)]))
}

export type EventFilter = {
  status?: EventStatus
  kind?: EventKind | undefined
  /** Only events that end after this. */
  from?: Instant | undefined
  /** Only events that begin before this. */
  until?: Instant | undefined
  /** Words that title, summary, code, kind or instructors must hold. */
  text?: string | undefined
  /** Only what this viewer may see. */
  viewer?: Viewer
  /** Only what one of these teaches: slugs of instructors. */
  taughtBy?: readonly string[]
}

const matches = (event: Event, filter: EventFilter): boolean => {
  if (filter.viewer && !mayView(event, filter.viewer)) return false
  if (filter.kind && event.kind !== filter.kind) return false
  if (filter.taughtBy && !event.instructors.some((slug) => filter.taughtBy?.includes(slug))) return false
  const span = scheduleSpan(event.sessions)
  if (filter.until && span && span.startsAt >= filter.until) return false
  if (!filter.text) return true
  const { title, summary, code = '', kind, instructors, tags } = event
  return holdsWords([title, summary, code, kind, ...instructors, ...tags].join(' '), filter.text)
}

/** How many events one page of a search passes over at most. */
const searchedAtOnce = 400

/**
 * Events of one status, by when they end. One query of 100 for each hundred events of that status that the filter
 * passes over, however many registrations they have: a catalogue is as large as what organisers type. A search for words
 * passes over 400 events at most: its page may hold fewer than `limit`, and still have a `next`.
 */
export const listEvents = async (
  table: Table,
  filter: EventFilter,
  page: { cursor?: string | undefined; limit?: number; order?: 'asc' | 'desc' } = {},
): Promise<Page<Event>> => {
  refuseTurned(filter)
  const limit = page.limit ?? 50
  const order = page.order ?? 'asc'
  let after = readPosition(page.cursor)
  const found: Event[] = []
  for (let passed = 100; ; passed += 100) {
    const query = events(table).query.byStatus({ status: filter.status ?? 'published' })
    const start = after ?? (filter.from && order === 'asc' ? { endsAt: filter.from } : undefined)
    const ranged = start ? (order === 'asc' ? query.gt(start) : query.lt(start)) : query
    const { data } = await ranged.go({ ...upTo(100), order })
    for (const [index, item] of data.entries()) {
      const event = eventOf(item)
      if (filter.from && item.endsAt <= filter.from) continue
      if (!matches(event, filter)) continue
      found.push(event)
      if (found.length === limit) {
        const more = index < data.length - 1 || data.length === 100
        return more ? { items: found, next: writeCursor(`${item.endsAt}#${item.slug}`) } : { items: found }
      }
    }
    const last = data.at(-1)
    if (data.length < 100 || !last) return { items: found }
    after = { endsAt: last.endsAt, slug: last.slug }
    if (filter.text && passed >= searchedAtOnce)
      return { items: found, next: writeCursor(`${after.endsAt}#${after.slug}`) }
  }
}

const readPosition = (cursor: string | undefined): { endsAt: string; slug: string } | undefined => {
  const position = readCursor(cursor)
  if (position === undefined) return undefined
  const [endsAt, slug, more] = position.split('#')
  if (!endsAt || !slug || more !== undefined) throw badCursor()
  return { endsAt, slug }
}

/** A course's runs, newest first. */
export const listRuns = async (table: Table, course: string): Promise<Event[]> => {
  const { data } = await events(table)
    .query.byCourse({ course })
    .go({ order: 'desc', ...upTo(100) })
  return data.map(eventOf)
}

/**
 * The events that take place in a Zoom meeting, by its number, and begin before a moment; those that begin last first, at
 * most 100. One query.
 */
export const listEventsOfMeeting = async (table: Table, meeting: string, before: Instant): Promise<Event[]> => {
  const { data } = await events(table)
    .query.byMeeting({ meeting })
    .lt({ startsAt: before })
    .go({ order: 'desc', ...upTo(100) })
  return data.map(eventOf)
}
