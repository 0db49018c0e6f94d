import { type Event, getEvent } from '@lectern/core/catalog'
import { EmailAddress, findPersonByEmail } from '@lectern/core/identity'
import type { Table as DataTable, Page } from '@lectern/core/platform'
import { findRegistration, listRoster, type Registration } from '@lectern/core/registration'
import { RowTitle, Way } from '../../../components/link.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { adminsAndInstructors, isAdmin } from '../../../forms/access.ts'
import { type Declared, declarePages, recorded } from '../../../forms/pages.ts'
import { formatOrganizerZone } from '../../../layout/moments.ts'
import { type ListColumn, moment, plain } from '../../../lists/columns.ts'
import { search } from '../../../lists/filters.tsx'
import { defineList, type List, listFile, listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'

/** By email address when it is one, and else by the start of the name. */
const find = async (
  table: DataTable,
  event: string,
  text: string,
  page: { cursor: string | undefined; limit: number },
): Promise<Page<Registration>> => {
  if (!text.includes('@')) return listRoster(table, event, { ...page, namePrefix: text || undefined })
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

const answerText = (answer: string | boolean | undefined): string =>
  typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : (answer ?? '')

/** One line for each registration; in the file one column for each question. */
export const rosterColumns = (event: Event, admin: boolean): ListColumn<Registration>[] => [
  {
    key: 'name',
    label: 'Name',
    cell: ({ name, personId }) => (admin ? <RowTitle href={`/admin/people/${personId}`} title={name} /> : name),
    file: { Name: ({ name }) => name },
  },
  plain('email', 'Email', ({ email }) => email),
  plain('ticket', 'Ticket', ({ ticketName }) => ticketName),
  {
    key: 'state',
    label: 'State',
    cell: ({ status }) => <StateBadge state={status} />,
    file: { State: ({ status }) => status },
  },
  ...(event.questions.length > 0
    ? [
        {
          key: 'answers',
          label: 'Answers',
          cell: (registration: Registration) => <Answers event={event} registration={registration} />,
        },
      ]
    : []),
  moment('at', 'Registered', ({ registeredAt }) => registeredAt),
  ...(admin
    ? [
        {
          key: 'order',
          label: 'Order',
          cell: ({ orderId, name }: Registration) => (
            <TextLink href={`/admin/orders/${orderId}`}>
              Order<span class="sr-only"> of {name}</span>
            </TextLink>
          ),
        },
      ]
    : []),
  { file: { Order: ({ orderId }) => orderId } },
  ...event.questions.map(({ id, label }) => ({
    file: { [label]: ({ answers }: Registration) => answerText(answers?.[id]) },
  })),
]

const roster = (table: DataTable) =>
  defineList({
    filters: { q: search('Start of the name, or full email address') },
    list: async (c, { q }): Promise<List<Registration>> => {
      const { actor, now } = c.var
      const admin = isAdmin(actor)
      const event = await getEvent(table, c.req.param('slug') ?? '')
      return {
        title: 'Roster',
        window: `Roster for ${event.title}`,
        kicker: event.title,
        nav: 'events',
        about: `By name, including registrations that ended. Times in ${formatOrganizerZone(now)} time.`,
        actions: (
          <>
            <Way href={admin ? `/admin/events/${event.slug}` : `/teach/${event.slug}`} label="The event" />
            <Way href={`/teach/${event.slug}/materials`} label="Materials" />
          </>
        ),
        caption: `Roster for ${event.title}`,
        columns: rosterColumns(event, admin),
        rowId: ({ id }) => id,
        empty: { title: 'No registrations yet', words: 'People appear here as soon as they register.' },
        noMatch: 'No results. Try the start of the name, or the full address.',
        read: (page) => find(table, event.slug, q, page),
        file: `roster-${event.slug}`,
        inFile: 500,
      }
    },
  })

/** Who is registered for an event. For admins, and for those who teach it. */
export const rosterPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'teacher', at: '/admin/events', around: adminsAndInstructors(table) })
  const audit = recorded('roster.read', 'event:{slug}', { everyone: true })
  app.page('/:slug/roster', { audit }, listPage(table, roster(table)))
  app.page('/:slug/roster.csv', { audit }, listFile(roster(table)))
  return app.pages
}
