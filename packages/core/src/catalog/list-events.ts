import { type Instant, type Page, refuseTurned, type Table } from '../platform/index.ts'
import type { Event, EventKind, EventStatus, Viewer } from './event.ts'
import { type EventPage, walkEvents } from './store.ts'

export type EventFilter = {
  status?: EventStatus
  kind?: EventKind | undefined
  /** Only events that end after this. */
  from?: Instant | undefined
  /** Only events that begin before this. */
  until?: Instant | undefined
  /** Words that title, summary, code, kind, tags, or instructors must hold. */
  text?: string | undefined
  /** Only what this viewer may see. */
  viewer?: Viewer
  /** Only what one of these teaches: slugs of instructors. */
  taughtBy?: readonly string[]
}

/**
 * Events of one status, by when they end. Without a filter, a query for each hundred of the page. Filtered, one read, or
 * two for someone who is signed in, and the events of the page.
 */
export const listEvents = async (table: Table, filter: EventFilter, page: EventPage = {}): Promise<Page<Event>> => {
  refuseTurned(filter)
  const { kind, until, text, taughtBy } = filter
  if (!kind && !until && !text && !taughtBy) return walkEvents(table, filter, page)
  // What searches is loaded when it is needed first: the front page comes without.
  const { searchEvents } = await import('./search-events.ts')
  return searchEvents(table, filter, page)
}
