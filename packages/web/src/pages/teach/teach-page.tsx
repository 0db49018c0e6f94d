import type { Event } from '@lectern/core/catalog'
import { getTaughtEvent } from '@lectern/core/materials'
import type { Problem } from '@lectern/core/platform'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Island } from '../../components/island.tsx'
import { RoomHead } from '../../components/room-head.tsx'
import { TextLink } from '../../components/text-link.tsx'
import type { Errors } from '../../forms/errors.ts'
import { myEvents } from '../../layout/navigation.ts'
import type { Flash } from '../../layout/page.tsx'
import type { SiteServices } from '../../site.ts'
import { formatPage } from '../class/class-words.ts'
import { hueOf } from '../event-row.tsx'
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
  <nav class="page tabs-row print:hidden" aria-label="Event admin">
    <ul class="tabs">
      {tabs.map(({ key, path, label }) => (
        <li>
          <a href={`${addressOfClass(event)}${path}`} aria-current={key === current ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Links to what is not a part of running it. */
const Elsewhere = ({ event }: { event: Event }) => (
  <p class="room-numbers">
    <TextLink href={`/events/${event.slug}/class`}>{formatPage(event)}</TextLink>
    <TextLink href={`/admin/events/${event.slug}/roster`}>Roster</TextLink>
    <TextLink href={`/admin/events/${event.slug}/mails`}>Emails</TextLink>
  </p>
)

type View = {
  event: Event
  tab: TeachTab
  /** What of the class it is, for the window's title: "Assignments". */
  title: string
  /** The one thing to do now, in the head. */
  card?: Child
  flash?: Flash | undefined
  errors?: Errors | undefined
  status?: ContentfulStatusCode | undefined
}

/** Answers with a page of a class's workspace, whose parts are in one row under the class's name. */
export const showTeach = (c: Request, view: View, body: Child): Response | Promise<Response> => {
  const { event, tab, title, card, flash, errors, status } = view
  return c.html(
    <SitePage title={`${title}: ${event.title}`} unlisted nav="account" width="full" flash={flash} errors={errors}>
      <div class={`hue-${hueOf(event)}`}>
        <RoomHead
          of={event}
          back={myEvents}
          kind={['You’re teaching', event.code].filter(Boolean).join(' · ')}
          title={event.title}
          card={card}
        >
          <Elsewhere event={event} />
        </RoomHead>
        <Tabs event={event} current={tab} />
        <div class="page page-body grid grid-cols-[minmax(0,1fr)] gap-6">{body}</div>
      </div>
      <Island name="unsaved" />
    </SitePage>,
    status ?? 200,
  )
}
