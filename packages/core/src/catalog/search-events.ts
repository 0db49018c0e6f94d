import {
  loadIndex,
  type Page,
  type SearchedTexts,
  type SearchIndex,
  searchTexts,
  type Table,
  writeCursor,
} from '../platform/index.ts'
import { type Event, type EventStatus, kindLabels, mayView, type Viewer } from './event.ts'
import { type ClosedEntry, closedEvents, type EventEntry, openEvents } from './indexed-events.ts'
import type { EventFilter } from './list-events.ts'
import { digestOf } from './session-guests.ts'
import { seenBy } from './sessions-of.ts'
import { type EventPage, eventPosition, findEvents, readPosition } from './store.ts'

const texts: SearchedTexts<EventEntry> = {
  title: { boost: 5, text: ({ title }) => title },
  code: { boost: 3, text: ({ code = '' }) => code },
  instructors: { boost: 3, text: ({ instructors }) => instructors.join(' ') },
  tags: { boost: 2, text: ({ tags }) => tags.join(' ') },
  kind: { boost: 2, text: ({ kind }) => Object.values(kindLabels[kind]).join(' ') },
  summary: { text: ({ summary }) => summary },
}

const matching = <Entry extends EventEntry>(
  { entries }: SearchIndex<Entry>,
  { kind, from, until, text = '', taughtBy }: EventFilter,
): Entry[] =>
  searchTexts(entries, texts, text).filter(
    (entry) =>
      (kind === undefined || entry.kind === kind) &&
      (from === undefined || entry.endsAt > from) &&
      (until === undefined || entry.startsAt === undefined || entry.startsAt < until) &&
      (taughtBy === undefined || entry.instructors.some((slug) => taughtBy.includes(slug))),
  )

const mayList = ({ status, invited }: ClosedEntry, wanted: EventStatus, viewer: Viewer | undefined): boolean =>
  status === wanted &&
  (!viewer || viewer.admin || (viewer.email !== undefined && (invited?.includes(digestOf(viewer.email)) ?? false)))

const nothing = { entries: [], changed: new Set<string>() }

/** The page by its index: what it costs does not depend on how many events there are, nor on what is asked. */
export const searchEvents = async (table: Table, filter: EventFilter, page: EventPage): Promise<Page<Event>> => {
  const { status = 'published', viewer } = filter
  const after = readPosition(page.cursor)
  const limit = page.limit ?? 50
  const sign = page.order === 'desc' ? -1 : 1
  const isVisitor = viewer !== undefined && !viewer.admin && viewer.email === undefined
  const [open, closed] = await Promise.all([
    status === 'published' ? loadIndex(table, openEvents) : nothing,
    isVisitor ? nothing : loadIndex(table, closedEvents),
  ])
  const found = [
    ...matching(open, filter),
    ...matching(closed, filter).filter((entry) => mayList(entry, status, viewer)),
  ]
  const start = after && eventPosition(after)
  // One that changed between the two reads may be in both.
  const rest = [...new Map(found.map((entry) => [entry.slug, eventPosition(entry)]))]
    .map(([slug, position]) => ({ slug, position }))
    .filter(({ position }) => start === undefined || (sign > 0 ? position > start : position < start))
    .sort((one, other) => (one.position < other.position ? -sign : sign))
  const shown = rest.slice(0, limit)
  const isChanged = ({ slug }: { slug: string }): boolean => open.changed.has(slug) || closed.changed.has(slug)
  const slugs = (isSo: boolean) => shown.filter((one) => isChanged(one) === isSo).map(({ slug }) => slug)
  const [changed, others] = await Promise.all([findEvents(table, slugs(true)), findEvents(table, slugs(false), false)])
  const items = shown
    .flatMap(({ slug }) => changed.get(slug) ?? others.get(slug) ?? [])
    .filter((event) => event.status === status && (!viewer || mayView(event, viewer)))
    .map((event) => (viewer ? seenBy(event, viewer) : event))
  const last = shown.at(-1)
  return last && rest.length > limit ? { items, next: writeCursor(last.position) } : { items }
}
