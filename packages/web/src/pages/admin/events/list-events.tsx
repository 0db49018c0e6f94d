import {
  countsIn,
  dayOfPool,
  type Event,
  eventState,
  kindLabels,
  limitsOf,
  listEvents,
  sessionsOf,
} from '@lectern/core/catalog'
import type { Table as DataTable, Instant } from '@lectern/core/platform'
import { type Levels, remaining, seatLevels } from '@lectern/core/registration'
import { describeSchedule, scheduleSpan } from '@lectern/core/schedule'
import { Cover } from '../../../components/cover.tsx'
import { RowTitle, Way } from '../../../components/link.tsx'
import { Panel } from '../../../components/panel.tsx'
import { type State, StateBadge } from '../../../components/state-badge.tsx'
import { Table } from '../../../components/table.tsx'
import { addressOf, chosen } from '../../../layout/admin-page.tsx'
import { type ListColumn, rowsOn, tableColumns } from '../../../lists/columns.ts'
import { oneOf, search } from '../../../lists/filters.tsx'
import { gather } from '../../../lists/gather.ts'
import { defineList, type List } from '../../../lists/list-page.tsx'

const sorts = ['when', '-when'] as const

const badgeStates = {
  draft: 'draft',
  cancelled: 'cancelled',
  ended: 'ended',
  live: 'live',
  'under-way': 'live',
} as const

/** An event's state in the one face that states have everywhere. */
export const EventBadge = ({ event, now }: { event: Event; now: Instant }) => {
  const state = eventState(event, now)
  const shown: State = state === 'upcoming' ? 'published' : badgeStates[state]
  return <StateBadge state={shown}>{state === 'under-way' ? 'In progress' : undefined}</StateBadge>
}

/** Seats taken, of how many: `13 of 20`, a ticket's own too; what has no limit isn't counted here, and says so. */
export const formatSeat = (event: Event, levels: Levels): string => {
  const limits = limitsOf(event)
  const pools = [...limits].map(([pool, limit]) => {
    const name = dayOfPool(pool) ?? event.tickets.find(({ slug }) => slug === pool)?.name
    return { pool, limit, name: name === undefined ? '' : `${name} ` }
  })
  if (pools.length === 0) return 'No limit'
  const unlimited = event.tickets.filter((ticket) => !pools.some(({ pool }) => countsIn(ticket, pool)))
  return pools
    .map(({ pool, limit, name }) => `${name}${levels.get(`${event.slug}#${pool}`)?.taken ?? 0} of ${limit}`)
    .concat(unlimited.map(({ name }) => `${name} no limit`))
    .join(', ')
}

type Counted = { event: Event; levels: Levels }

const columnsFor = (now: Instant): ListColumn<Counted>[] => [
  {
    key: 'title',
    label: 'Event',
    cell: ({ event }) => (
      <RowTitle
        href={`/admin/events/${event.slug}`}
        title={event.title}
        picture={<Cover of={event} format="square" class="cover-mini" />}
        under={[kindLabels[event.kind].one, event.code].filter(Boolean).join(' · ')}
      />
    ),
    file: {
      Event: ({ event }) => event.title,
      Slug: ({ event }) => event.slug,
      Kind: ({ event }) => event.kind,
      Code: ({ event }) => event.code,
    },
  },
  {
    key: 'when',
    label: 'When',
    sortable: true,
    card: 'bare',
    cell: ({ event }) => {
      const { days, time } = describeSchedule(sessionsOf(event, { admin: true }), now)
      return (
        <>
          {days}
          {time !== '' && <span class="sub">{time}</span>}
        </>
      )
    },
    file: {
      'Starts (UTC)': ({ event }) => scheduleSpan(sessionsOf(event, { admin: true }))?.startsAt,
      'Ends (UTC)': ({ event }) => scheduleSpan(sessionsOf(event, { admin: true }))?.endsAt,
    },
  },
  {
    key: 'state',
    label: 'State',
    card: 'bare',
    cell: ({ event }) => <EventBadge event={event} now={now} />,
    file: { State: ({ event }) => eventState(event, now) },
  },
  {
    key: 'seats',
    label: 'Seats taken',
    align: 'end',
    cell: ({ event, levels }) => (
      <a class="text-link" href={`/admin/events/${event.slug}/roster`}>
        {formatSeat(event, levels)}
        {event.tickets.every(({ slug }) => remaining(event, slug, levels) === 0) && ' (sold out)'}
        <span class="sr-only">: roster of {event.title}</span>
      </a>
    ),
    file: { 'Seats taken': ({ event, levels }) => formatSeat(event, levels) },
  },
]

export const EventTable = (props: {
  caption: string
  events: readonly Event[]
  levels: Levels
  now: Instant
  empty?: string
}) => (
  <Table
    caption={props.caption}
    columns={tableColumns(columnsFor(props.now))}
    rows={props.events.map((event) => ({ event, levels: props.levels }))}
    rowId={({ event }) => `event-${event.slug}`}
    empty={props.empty}
  />
)

/** Drafts, shown above the published events until one filters. A draft has no seat taken. */
const Drafts = ({ drafts, now }: { drafts: readonly Event[]; now: Instant }) =>
  drafts.length === 0 ? null : (
    <Panel title="Drafts" flush>
      <EventTable caption="Draft events" events={drafts} levels={new Map()} now={now} />
    </Panel>
  )

/** All events of a state, by when they end. */
export const eventList = (table: DataTable) =>
  defineList({
    filters: {
      q: search('Search', { most: 200 }),
      status: oneOf('State', { published: 'Published', draft: 'Drafts', cancelled: 'Canceled' }, 'published'),
      when: oneOf('When', { upcoming: 'Now or upcoming', past: 'Past', all: 'Any time' }, 'upcoming'),
    },
    list: (c, { q, status, when }): List<Counted> => {
      const { now } = c.var
      const sort = chosen(c.req.query('sort'), sorts) ?? (when === 'past' ? '-when' : 'when')
      const drafts = async () => {
        const { items } = addressOf(c).includes('?')
          ? { items: [] }
          : await listEvents(table, { status: 'draft' }, { limit: 20 })
        return { above: <Drafts drafts={items} now={now} />, begun: items.length > 0 }
      }
      return {
        title: 'Events',
        nav: 'events',
        actions: <Way href="/admin/storage" label="Storage" />,
        make: <Way href="/admin/events/new" label="New event" primary />,
        around: drafts,
        caption: 'Events',
        columns: columnsFor(now),
        rowId: ({ event }) => `event-${event.slug}`,
        sort,
        empty: {
          title: 'No upcoming events',
          words: 'Start with a class, a webinar, or a meeting. It stays a draft until you publish it.',
        },
        read: async ({ cursor, limit }) => {
          const found = await gather(
            (from) =>
              listEvents(
                table,
                { status, text: q || undefined, ...(when === 'upcoming' ? { from: now } : {}) },
                { cursor: from, limit, order: sort === '-when' ? 'desc' : 'asc' },
              ),
            // A draft without dates is still to come.
            (event) =>
              when !== 'past' ||
              (sessionsOf(event, { admin: true }).length > 0 &&
                eventState({ ...event, status: 'published' }, now) === 'ended'),
            { cursor, enough: limit },
          )
          return rowsOn(found, async (items) => {
            const levels = await seatLevels(table, items)
            return items.map((event) => ({ event, levels }))
          })
        },
        file: 'events',
      }
    },
  })
