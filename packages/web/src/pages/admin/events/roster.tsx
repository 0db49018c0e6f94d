import { type Event, getEvent } from '@lectern/core/catalog'
import { EmailAddress, findPersonByEmail } from '@lectern/core/identity'
import type { Table as DataTable, Page as ListPage } from '@lectern/core/platform'
import { cutText } from '@lectern/core/platform'
import { findRegistration, listRoster, type Registration } from '@lectern/core/registration'
import { ButtonLink } from '../../../components/button.tsx'
import { FilterForm } from '../../../components/filter-form.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { adminsAndInstructors, isAdmin } from '../../../forms/access.ts'
import { type Declared, declarePages, recorded } from '../../../forms/pages.ts'
import { addressOf, showAdmin } from '../../../layout/admin-page.tsx'
import { momentWords, organizerZoneWords } from '../../../layout/moments.ts'
import type { SiteServices } from '../../../site.ts'
import { csvFile } from '../csv-file.ts'
import { rosterColumns } from './roster-csv.ts'

const pageSize = 50

/** By e-mail address when it is one, and else by the beginning of the name. */
const search = async (
  table: DataTable,
  event: string,
  text: string,
  cursor: string | undefined,
): Promise<ListPage<Registration>> => {
  if (!text.includes('@')) return listRoster(table, event, { limit: pageSize, cursor, namePrefix: text || undefined })
  const email = EmailAddress.safeParse(text)
  const person = email.success ? await findPersonByEmail(table, email.data) : undefined
  const found = person && (await findRegistration(table, person.id, event))
  return { items: found ? [found] : [] }
}

const Answers = ({ event, registration }: { event: Event; registration: Registration }) => (
  <>
    {event.questions.flatMap(({ id, label }) => {
      const answer = registration.answers?.[id]
      if (answer === undefined || answer === '') return []
      const words = typeof answer === 'boolean' ? (answer ? 'Yes' : 'No') : answer
      return [
        <span class="block max-w-xs break-words">
          <span class="text-muted">{label}:</span> {words}
        </span>,
      ]
    })}
  </>
)

const columnsFor = (event: Event, admin: boolean): Column<Registration>[] => [
  {
    key: 'name',
    label: 'Name',
    cell: ({ name, personId }) =>
      admin ? (
        <a class="text-link font-medium break-words" href={`/admin/people/${personId}`}>
          {name}
        </a>
      ) : (
        name
      ),
  },
  { key: 'email', label: 'E-mail', cell: ({ email }) => email },
  { key: 'ticket', label: 'Ticket', cell: ({ ticketName }) => ticketName },
  { key: 'state', label: 'State', cell: ({ status }) => <StateBadge state={status} /> },
  ...(event.questions.length > 0
    ? [
        {
          key: 'answers',
          label: 'Answers',
          cell: (registration: Registration) => <Answers event={event} registration={registration} />,
        },
      ]
    : []),
  { key: 'at', label: 'Registered', cell: ({ registeredAt }) => momentWords(registeredAt) },
  ...(admin
    ? [
        {
          key: 'order',
          label: 'Order',
          cell: ({ orderId, name }: Registration) => (
            <a class="text-link" href={`/admin/orders/${orderId}`}>
              Order<span class="sr-only"> of {name}</span>
            </a>
          ),
        },
      ]
    : []),
]

/** Who is registered for an event. For admins, and for those who teach it. */
export const rosterPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'teacher', at: '/admin/events', around: adminsAndInstructors(table) })

  app.page('/:slug/roster', { audit: recorded('roster.read', 'event:{slug}', { everybody: true }) }, async (c) => {
    const { actor, now } = c.var
    const admin = isAdmin(actor)
    const text = cutText((c.req.query('q') ?? '').trim(), 254)
    const event = await getEvent(table, c.req.param('slug'))
    const page = await search(table, event.slug, text, c.req.query('cursor'))
    const address = `/admin/events/${event.slug}/roster`
    const empty =
      text === ''
        ? 'Nobody has registered yet.'
        : 'Nobody matches. Try the beginning of the name, or the whole address.'
    const body = (
      <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
        <PageHeading
          size="work"
          kicker={event.title}
          title="Roster"
          actions={
            <>
              <ButtonLink size="small" href={admin ? `/admin/events/${event.slug}` : `/teach/${event.slug}`}>
                The event
              </ButtonLink>
              <ButtonLink size="small" href={`/teach/${event.slug}/materials`}>
                Materials
              </ButtonLink>
              <ButtonLink size="small" href={`${address}.csv`} download>
                Download as CSV
              </ButtonLink>
            </>
          }
        >
          By name; registrations that ended are among them. Times in {organizerZoneWords(now)} time.
        </PageHeading>
        <FilterForm action={address} label="Find somebody" clear={text === '' ? undefined : address}>
          <TextInput
            name="q"
            label="Name begins with, or whole e-mail address"
            type="search"
            optional="unsaid"
            value={text}
          />
        </FilterForm>
        <Panel flush>
          <Table
            caption={`Roster of ${event.title}`}
            columns={columnsFor(event, admin)}
            rows={page.items}
            rowId={({ id }) => id}
            empty={empty}
          />
        </Panel>
        <Pagination address={addressOf(c)} next={page.next} />
      </div>
    )
    return showAdmin(c, table, { title: `Roster of ${event.title}`, nav: 'events' }, body)
  })

  app.page('/:slug/roster.csv', { audit: recorded('roster.read', 'event:{slug}', { everybody: true }) }, async (c) => {
    const event = await getEvent(table, c.req.param('slug'))
    const read = (cursor?: string) => listRoster(table, event.slug, { limit: 500, cursor })
    return csvFile(c, `roster-${event.slug}`, rosterColumns(event), read)
  })
  return app.pages
}
