import { EventKind, kindLabels, listEvents } from '@lectern/core/catalog'
import { writeCursor } from '@lectern/core/platform'
import { viewerOf } from '@lectern/core/registration'
import * as z from 'zod'
import { withParameters } from '../../components/address.ts'
import { ButtonLink, buttonClass } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { Pagination } from '../../components/pagination.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { addressOf } from '../../layout/admin-page.tsx'
import { EventRows } from '../event-row.tsx'
import { loadRows } from '../load-rows.ts'
import { SitePage } from '../site-page.tsx'
import { groupByWhen } from './group-by-when.ts'

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

const Chip = ({ here, href, words }: { here: boolean; href: string; words: string }) => (
  <a class="chip" href={href} aria-current={here ? 'true' : undefined}>
    {words}
  </a>
)

/** Which kind, and what is over: each a link that keeps the rest of the address. */
const Kinds = ({ address, filter }: { address: string; filter: Filter }) => (
  <nav class="chips" aria-label="Kinds of events">
    <Chip here={!filter.kind} href={withParameters(address, { kind: undefined })} words="All" />
    {EventKind.options.map((kind) => (
      <Chip here={filter.kind === kind} href={withParameters(address, { kind })} words={kindLabels[kind].many} />
    ))}
    <Chip
      here={filter.when === 'past'}
      href={withParameters(address, { when: filter.when === 'past' ? undefined : 'past' })}
      words="Past"
    />
  </nav>
)

const Search = ({ filter }: { filter: Filter }) => (
  <search id="search">
    <form class="joined" method="get" action="/events" aria-label="Search events">
      <HiddenFields values={{ kind: filter.kind, when: filter.when === 'past' ? 'past' : undefined }} />
      <input class="control" type="search" name="q" value={filter.q} maxlength={100} aria-label="Words" />
      <button type="submit" class={buttonClass({})}>
        Search
      </button>
    </form>
  </search>
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
    // The list comes by when events end; on a page they're by when one goes there next.
    const groups = past ? [{ title: 'Latest first', events: page.items }] : groupByWhen(page.items, now)
    const title = headings[filter.kind ?? 'all']
    return c.html(
      <SitePage
        title={past ? `Past ${title.toLowerCase()}` : title}
        description={leads[filter.kind ?? 'all']}
        canonical={filter.kind ? `/events?kind=${filter.kind}` : '/events'}
        nav={filter.kind ?? 'events'}
      >
        <header class="opening">
          <h1>{past ? `Past ${title.toLowerCase()}` : title}</h1>
          <p class="lead muted">{leads[filter.kind ?? 'all']}</p>
        </header>
        <Kinds address={addressOf(c)} filter={filter} />
        <div class="list-bar">
          <Search filter={filter} />
          <a class="quiet-link" href={filter.kind ? `/calendar/kind/${filter.kind}.ics` : '/calendar.ics'}>
            <Icon name="calendar" />
            {filter.kind ? `Subscribe to ${kindLabels[filter.kind].many.toLowerCase()}` : 'Subscribe'}
          </a>
        </div>
        {page.items.length === 0 && (
          <div class="mt-8">
            <Nothing filter={filter} />
          </div>
        )}
        {groups.map(({ title: when, events }) => (
          <section class="month">
            <h2>{when}</h2>
            <EventRows label={when} events={events} {...rows} now={now} />
          </section>
        ))}
        <Pagination address={addressOf(c)} next={page.next} />
      </SitePage>,
    )
  })
})
