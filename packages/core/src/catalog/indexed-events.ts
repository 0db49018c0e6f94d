import { type Instant, loadIndex, type SearchNoun, type Table } from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { type Event, EventStatus, mayView } from './event.ts'
import { digestOf } from './session-guests.ts'
import { sessionsOf } from './sessions-of.ts'
import { eventNouns, findEvents, noEnd, readEvents } from './store.ts'

/** What a search needs to know of an event. */
export type EventEntry = Pick<Event, 'slug' | 'title' | 'summary' | 'code' | 'kind' | 'instructors' | 'tags'> & {
  startsAt?: Instant
  endsAt: Instant
}

/** Why an event isn't for everyone. Of those who are invited, digests. */
export type ClosedEntry = EventEntry & { status: EventStatus; invited?: string[] }

const entryOf = ({ slug, title, summary, code, kind, instructors, tags, sessions }: Event): EventEntry => ({
  ...{ slug, title, summary, kind, instructors, tags },
  ...(code ? { code } : {}),
  ...(scheduleSpan(sessionsOf({ sessions })) ?? { endsAt: noEnd }),
})

const closedEntryOf = (event: Event): ClosedEntry => ({
  ...entryOf(event),
  status: event.status,
  ...(event.access === 'invited' ? { invited: event.invited.map(digestOf) } : {}),
})

const isOpen = (event: Event): boolean => event.status === 'published' && mayView(event, { admin: false })

export const openEvents: SearchNoun<EventEntry> = {
  name: eventNouns.open,
  readAll: async (table) => (await readEvents(table, 'published')).filter(isOpen).map(entryOf),
  readSome: async (table, slugs) => [...(await findEvents(table, slugs)).values()].filter(isOpen).map(entryOf),
}

/** Drafts, canceled events, and events for invited people, apart, so that what a visitor asks never comes near them. */
export const closedEvents: SearchNoun<ClosedEntry> = {
  name: eventNouns.closed,
  readAll: async (table) => {
    const all = await Promise.all(EventStatus.options.map((status) => readEvents(table, status)))
    return all.flat().flatMap((event) => (isOpen(event) ? [] : [closedEntryOf(event)]))
  },
  readSome: async (table, slugs) =>
    [...(await findEvents(table, slugs)).values()].flatMap((event) => (isOpen(event) ? [] : [closedEntryOf(event)])),
}

/** Everything published for everyone, whenever it ends, without the details of its own page. One read. */
export const listOpenEvents = async (table: Table): Promise<readonly Pick<EventEntry, 'slug' | 'endsAt'>[]> =>
  (await loadIndex(table, openEvents)).entries
