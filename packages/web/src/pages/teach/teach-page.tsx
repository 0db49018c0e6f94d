import type { Event } from '@lectern/core/catalog'
import { getTaughtEvent } from '@lectern/core/materials'
import type { Problem } from '@lectern/core/platform'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ButtonLink } from '../../components/button.tsx'
import { Island } from '../../components/island.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import type { Errors } from '../../forms/errors.ts'
import { myEvents } from '../../layout/navigation.ts'
import type { Flash } from '../../layout/page.tsx'
import type { SiteServices } from '../../site.ts'
import { formatPage } from '../class/class-words.ts'
import { kicker } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'

/** The parts of running a class, each with an address below `/teach/:slug`. */
const tabs = [
  { key: 'overview', path: '', label: 'Overview' },
  { key: 'materials', path: '/materials', label: 'Materials' },
  { key: 'assignments', path: '/assignments', label: 'Assignments' },
  { key: 'office-hours', path: '/office-hours', label: 'Office hours' },
  { key: 'attendance', path: '/attendance', label: 'Attendance' },
  { key: 'certificates', path: '/certificates', label: 'Certificates' },
] as const

export type TeachTab = (typeof tabs)[number]['key']

/**
 * The event whose workspace is asked for, for anyone who may teach it.
 * @throws Problem unauthenticated, which leads to signing in and back; not-found for everyone else
 */
export const taughtEvent = async (c: Request, { table }: SiteServices): Promise<Event> => {
  const { event } = await getTaughtEvent(table, c.req.param('slug') ?? '', c.var.actor)
  return event
}

/** What a schema refuses is to be typed otherwise; what is refused beyond it, that of how things stand. */
export const statusOf = (problem: Problem): 400 | 409 => (problem.code === 'input.invalid' ? 400 : 409)

export const addressOfClass = ({ slug }: Pick<Event, 'slug'>): string => `/teach/${slug}`

const Tabs = ({ event, current }: { event: Event; current: TeachTab }) => (
  <nav class="print:hidden mt-6 border-b border-base-300" aria-label="Event admin">
    <ul class="-mb-px flex flex-wrap gap-x-5 gap-y-1">
      {tabs.map(({ key, path, label }) => (
        <li>
          <a
            class="block border-b-2 border-transparent py-2 hover:border-base-content/40 aria-[current=page]:border-primary aria-[current=page]:font-medium"
            href={`${addressOfClass(event)}${path}`}
            aria-current={key === current ? 'page' : undefined}
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

type View = {
  event: Event
  tab: TeachTab
  /** What of the class it is, for the window's title: "Assignments". */
  title: string
  flash?: Flash | undefined
  errors?: Errors | undefined
  status?: ContentfulStatusCode | undefined
}

/** Answers with a page of a class's workspace, whose parts stand in one row under the class's name. */
export const showTeach = (c: Request, view: View, body: Child): Response | Promise<Response> => {
  const { event, tab, title, flash, errors, status } = view
  return c.html(
    <SitePage title={`${title}: ${event.title}`} unlisted nav="account" flash={flash} errors={errors}>
      <PageHeading
        trail={[myEvents, { label: 'Teaching' }]}
        size="work"
        kicker={kicker(event)}
        title={event.title}
        actions={
          <>
            <ButtonLink size="small" href={`/events/${event.slug}/class`}>
              {formatPage(event)}
            </ButtonLink>
            <ButtonLink size="small" href={`/admin/events/${event.slug}/roster`}>
              Roster
            </ButtonLink>
            <ButtonLink size="small" href={`/admin/events/${event.slug}/mails`}>
              Emails
            </ButtonLink>
          </>
        }
      />
      <Tabs event={event} current={tab} />
      <div class="mt-8 grid grid-cols-[minmax(0,1fr)] gap-6">{body}</div>
      <Island name="unsaved" />
    </SitePage>,
    status ?? 200,
  )
}
