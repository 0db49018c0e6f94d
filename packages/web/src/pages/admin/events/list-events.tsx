import { type Event, EventStatus, eventState, kindWords, listEvents } from '@lectern/core/catalog'
import type { Table as DataTable, Instant, Page } from '@lectern/core/platform'
import { cutText } from '@lectern/core/platform'
import { type Levels, remaining, seatLevels } from '@lectern/core/registration'
import { describeSchedule } from '@lectern/core/schedule'
import { ButtonLink } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { FilterForm } from '../../../components/filter-form.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { type State, StateBadge } from '../../../components/state-badge.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { type AdminContext, addressOf, chosen, showAdmin } from '../../../layout/admin-page.tsx'
import { gather } from '../gather.ts'

const times = ['upcoming', 'past', 'all'] as const
const sorts = ['when', '-when'] as const

type Filter = { status: EventStatus; when: (typeof times)[number]; sort: (typeof sorts)[number]; text: string }

const readFilter = (c: AdminContext): Filter => {
  const when = chosen(c.req.query('when'), times) ?? 'upcoming'
  return {
    status: chosen(c.req.query('status'), EventStatus.options) ?? 'published',
    when,
    sort: chosen(c.req.query('sort'), sorts) ?? (when === 'past' ? '-when' : 'when'),
    text: cutText((c.req.query('q') ?? '').trim(), 200),
  }
}

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
  return <StateBadge state={shown}>{state === 'under-way' ? 'Under way' : undefined}</StateBadge>
}

/** Seats taken, of how many: `13 of 20`, a ticket's own too; what has no limit isn't counted here, and says so. */
export const seatWords = (event: Event, levels: Levels): string => {
  const pools = [
    ...(event.capacity === undefined ? [] : [{ pool: '*', limit: event.capacity, name: '' }]),
    ...event.tickets.flatMap(({ slug, name, capacity }) =>
      capacity === undefined ? [] : [{ pool: slug, limit: capacity, name: `${name} ` }],
    ),
  ]
  if (pools.length === 0) return 'Not counted: no limit'
  const unlimited = event.capacity === undefined ? event.tickets.filter(({ capacity }) => capacity === undefined) : []
  return pools
    .map(({ pool, limit, name }) => `${name}${levels.get(`${event.slug}#${pool}`)?.taken ?? 0} of ${limit}`)
    .concat(unlimited.map(({ name }) => `${name} no limit`))
    .join(', ')
}

const columnsFor = (levels: Levels, now: Instant): Column<Event>[] => [
  {
    key: 'title',
    label: 'Event',
    cell: (event) => (
      <>
        <a class="text-link font-medium" href={`/admin/events/${event.slug}`}>
          {event.title}
        </a>
        <span class="block text-muted">{[kindWords[event.kind].one, event.code].filter(Boolean).join(' · ')}</span>
      </>
    ),
  },
  {
    key: 'when',
    label: 'When',
    sortable: true,
    cell: (event) => {
      const { days, time } = describeSchedule(event.sessions, now)
      return (
        <>
          {days}
          {time !== '' && <span class="block text-muted">{time}</span>}
        </>
      )
    },
  },
  { key: 'state', label: 'State', cell: (event) => <EventBadge event={event} now={now} /> },
  {
    key: 'seats',
    label: 'Seats taken',
    align: 'end',
    cell: (event) => (
      <a class="text-link" href={`/admin/events/${event.slug}/roster`}>
        {seatWords(event, levels)}
        {event.tickets.every(({ slug }) => remaining(event, slug, levels) === 0) && ' (sold out)'}
        <span class="sr-only">: roster of {event.title}</span>
      </a>
    ),
  },
]

const readEvents = (
  table: DataTable,
  filter: Filter,
  cursor: string | undefined,
  now: Instant,
): Promise<Page<Event>> => {
  const { status, when, sort, text } = filter
  return gather(
    (next) =>
      listEvents(
        table,
        { status, text: text || undefined, ...(when === 'upcoming' ? { from: now } : {}) },
        { cursor: next, limit: 50, order: sort === '-when' ? 'desc' : 'asc' },
      ),
    // A draft without dates is still to come.
    (event) =>
      when !== 'past' || (event.sessions.length > 0 && eventState({ ...event, status: 'published' }, now) === 'ended'),
    { cursor },
  )
}

export const EventTable = (props: {
  caption: string
  events: readonly Event[]
  levels: Levels
  now: Instant
  address?: string
  sort?: string
  empty?: string
}) => (
  <Table
    caption={props.caption}
    columns={columnsFor(props.levels, props.now)}
    rows={props.events}
    rowId={(event) => `event-${event.slug}`}
    address={props.address}
    sort={props.sort}
    empty={props.empty}
  />
)

const Filters = ({ filter, plain }: { filter: Filter; plain: boolean }) => (
  <FilterForm action="/admin/events" label="Filter the events" clear={plain ? undefined : '/admin/events'}>
    <TextInput name="q" label="Words" type="search" optional="unsaid" value={filter.text} />
    <Select
      name="status"
      label="State"
      optional="unsaid"
      value={filter.status}
      options={[
        { value: 'published', label: 'Published' },
        { value: 'draft', label: 'Drafts' },
        { value: 'cancelled', label: 'Cancelled' },
      ]}
    />
    <Select
      name="when"
      label="When"
      optional="unsaid"
      value={filter.when}
      options={[
        { value: 'upcoming', label: 'Now or to come' },
        { value: 'past', label: 'Over' },
        { value: 'all', label: 'Any time' },
      ]}
    />
  </FilterForm>
)

/** All events of a state, by when they end; drafts are shown above the published ones until one filters. */
export const showEvents = async (c: AdminContext, table: DataTable): Promise<Response> => {
  const { now } = c.var
  const filter = readFilter(c)
  const address = addressOf(c)
  const plain = !address.includes('?')
  const [page, drafts] = await Promise.all([
    readEvents(table, filter, c.req.query('cursor'), now),
    plain ? listEvents(table, { status: 'draft' }, { limit: 20 }) : { items: [] },
  ])
  const levels = await seatLevels(table, [...page.items, ...drafts.items])
  const nothing = plain && page.items.length === 0 && drafts.items.length === 0
  const make = (
    <ButtonLink size="small" look="primary" href="/admin/events/new">
      New event
    </ButtonLink>
  )
  const actions = (
    <>
      <ButtonLink size="small" href="/admin/storage">
        Storage
      </ButtonLink>
      {make}
    </>
  )
  const body = (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeading size="work" title="Events" actions={nothing ? undefined : actions} />
      <Filters filter={filter} plain={plain} />
      {drafts.items.length > 0 && (
        <Panel title="Drafts" flush>
          <EventTable caption="Events that are drafts" events={drafts.items} levels={levels} now={now} />
        </Panel>
      )}
      {nothing ? (
        <EmptyState title="No event is coming up" action={make}>
          Begin with a class, a webinar or a meeting. It stays a draft until you publish it.
        </EmptyState>
      ) : (
        <Panel flush>
          <EventTable
            caption="Events"
            events={page.items}
            levels={levels}
            now={now}
            address={address}
            sort={filter.sort}
            empty="No event matches."
          />
        </Panel>
      )}
      <Pagination address={address} next={page.next} />
    </div>
  )
  return showAdmin(c, table, { title: 'Events', nav: 'events' }, body)
}
