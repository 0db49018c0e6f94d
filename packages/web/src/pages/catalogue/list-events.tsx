import { EventKind, kindLabels, listEvents } from '@lectern/core/catalog'
import { writeCursor } from '@lectern/core/platform'
import { viewerOf } from '@lectern/core/registration'
import * as z from 'zod'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FilterForm } from '../../components/filter-form.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Pagination } from '../../components/pagination.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { addressOf } from '../../layout/admin-page.tsx'
import { Stack } from '../../layout/columns.tsx'
import { EventRows } from '../event-row.tsx'
import { bySession } from '../event-words.ts'
import { loadRows } from '../load-rows.ts'
import { SitePage } from '../site-page.tsx'

// Filters come from the address, which people edit: what is not understood counts as not given.
const Filter = z.object({
  kind: EventKind.optional().catch(undefined),
  q: z.string().trim().max(100).catch('').default(''),
  when: z.enum(['upcoming', 'past']).catch('upcoming').default('upcoming'),
  cursor: z.string().optional(),
})
type Filter = z.infer<typeof Filter>

const pageSize = 20

const headings: Record<EventKind | 'all', string> = {
  all: 'Events',
  class: 'Classes',
  webinar: 'Webinars',
  breakout: 'Breakouts',
  conference: 'Conferences',
  meeting: 'Meetings',
}

const leads: Record<EventKind | 'all', string> = {
  all: 'Classes, webinars, breakouts, and conferences, online and in person.',
  class: 'Weekly sessions with an instructor, handouts, and assignments. All sessions are recorded.',
  webinar: 'One session with time for your questions, and a recording to watch later.',
  breakout: 'Small groups of members working toward one goal. Not recorded.',
  conference: 'Talks, vendors, and hallway conversations, all in one place.',
  meeting: 'Open to everyone, members or not.',
}

const Filters = ({ filter }: { filter: Filter }) => (
  <FilterForm
    action="/events"
    label="Filter events"
    clear={filter.kind || filter.q || filter.when === 'past' ? '/events' : undefined}
  >
    <TextInput name="q" label="Search" type="search" value={filter.q} optional="unsaid" maxlength={100} />
    <Select
      name="kind"
      label="Kind"
      optional="unsaid"
      prompt="All kinds"
      value={filter.kind}
      options={EventKind.options.map((kind) => ({ value: kind, label: kindLabels[kind].many }))}
    />
    <Select
      name="when"
      label="When"
      optional="unsaid"
      value={filter.when}
      options={[
        { value: 'upcoming', label: 'Upcoming and in progress' },
        { value: 'past', label: 'Past' },
      ]}
    />
  </FilterForm>
)

const Nothing = ({ filter }: { filter: Filter }) => {
  const narrowed = filter.q !== '' || filter.kind !== undefined
  return (
    <EmptyState
      title={narrowed ? 'No results' : filter.when === 'past' ? 'No past events yet' : 'Nothing scheduled yet'}
      action={
        <>
          {narrowed && (
            <ButtonLink href={filter.when === 'past' ? '/events?when=past' : '/events'}>Show all kinds</ButtonLink>
          )}
          {filter.when === 'upcoming' && (
            <ButtonLink look="ghost" href={filter.kind ? `/events?kind=${filter.kind}&when=past` : '/events?when=past'}>
              See past events
            </ButtonLink>
          )}
        </>
      }
    >
      {narrowed ? 'Try fewer filters.' : 'Check back soon for new events.'}
    </EmptyState>
  )
}

/** `/events`: the program, filtered by kind, words and time; filters live in the address. */
export const listEventsPage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/events', { audit: why.impersonal }, async (c) => {
    const { now, actor } = c.var
    const filter = Filter.parse(c.req.query())
    const past = filter.when === 'past'
    const page = await listEvents(
      services.table,
      { viewer: viewerOf(actor), kind: filter.kind, text: filter.q || undefined, ...(past ? {} : { from: now }) },
      // What is over begins in the list just before now.
      {
        cursor: filter.cursor ?? (past ? writeCursor(`${now}#~`) : undefined),
        limit: pageSize,
        order: past ? 'desc' : 'asc',
      },
    )
    const rows = await loadRows(services.table, page.items)
    // The list comes by when events end; on a page they stand by when one goes there next.
    const shown = past ? page.items : bySession(page.items, now)
    const title = headings[filter.kind ?? 'all']
    return c.html(
      <SitePage
        title={past ? `Past ${title.toLowerCase()}` : title}
        description={leads[filter.kind ?? 'all']}
        canonical={filter.kind ? `/events?kind=${filter.kind}` : '/events'}
        nav={filter.kind}
      >
        <PageHeading title={title}>
          <p>{leads[filter.kind ?? 'all']}</p>
        </PageHeading>
        <Stack after gap="large">
          <Filters filter={filter} />
          {page.items.length === 0 ? (
            <Nothing filter={filter} />
          ) : (
            <div>
              <EventRows label={title} events={shown} {...rows} now={now} />
              <Pagination address={addressOf(c)} next={page.next} />
            </div>
          )}
          <p class="text-sm text-muted">
            Keep up in your own calendar:{' '}
            <TextLink href={filter.kind ? `/calendar/kind/${filter.kind}.ics` : '/calendar.ics'}>
              {filter.kind ? `subscribe to ${kindLabels[filter.kind].many.toLowerCase()}` : 'subscribe to everything'}
            </TextLink>
          </p>
        </Stack>
      </SitePage>,
    )
  })
})
