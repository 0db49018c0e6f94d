import type { Event } from '@lectern/core/catalog'
import { countIn, doorDay, entrance, placeOf } from '@lectern/core/door'
import type { Table } from '@lectern/core/platform'
import { formatWholeDay } from '@lectern/core/schedule'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Icon, type IconName } from '../../components/icon.tsx'
import type { Refused } from '../../forms/pages.ts'
import { Page } from '../../layout/page.tsx'
import type { Request } from '../site-page.tsx'
import type { Tone } from './door-words.ts'

const tabs = [
  { key: 'find', path: '', label: 'Check in', icon: 'search' },
  { key: 'counts', path: '/counts', label: 'Counts', icon: 'list' },
  { key: 'staff', path: '/staff', label: 'Door staff', icon: 'person', adminsOnly: true },
] as const satisfies { key: string; path: string; label: string; icon: IconName; adminsOnly?: true }[]

export const doorAddress = ({ slug }: Pick<Event, 'slug'>, path = ''): string => `/door/${slug}${path}`

type Props = {
  event: Event
  tab: (typeof tabs)[number]['key']
  title: string
  tone?: Tone
  children: Child
  refused?: Refused | undefined
}

const Frame = ({
  event,
  tab,
  tone,
  day,
  count,
  admin,
  main,
}: Omit<Props, 'title' | 'children' | 'refused'> & {
  day: string
  count: number
  admin: boolean
  main: Child
}) => (
  <div class={tone === undefined ? 'door' : `door door-${tone}`}>
    <header class="door-top">
      <span>
        <b>{event.title}</b>
        {formatWholeDay(day)} · <span class="nums">{count} checked in</span>
      </span>
      <a href={`/events/${event.slug}`}>Event page</a>
    </header>
    {main}
    <nav class="door-foot" aria-label="Door">
      {tabs
        .filter((one) => admin || !('adminsOnly' in one))
        .map(({ key, path, label, icon }) => (
          <a href={doorAddress(event, path)} aria-current={key === tab ? 'page' : undefined}>
            <Icon name={icon} />
            {label}
          </a>
        ))}
    </nav>
  </div>
)

/** A page at the door of an event, with how many are in today. One read more. */
export const showDoor = async (
  c: Request,
  table: Table,
  { event, tab, title, tone, children, refused }: Props,
  status: ContentfulStatusCode = 200,
): Promise<Response> => {
  const day = doorDay(c.var.now, event.zone)
  const count = (await countIn(table, event.slug)).get(placeOf({ gate: entrance.slug, day })) ?? 0
  const { actor } = c.var
  const admin = actor.kind === 'person' && actor.admin
  return c.html(
    <Page
      kind="framed"
      title={`${title}: ${event.title}`}
      look="door-main"
      sheet="admin.css"
      errors={refused?.errors}
      typed={refused?.typed}
      frame={(main) => <Frame event={event} tab={tab} tone={tone} day={day} count={count} admin={admin} main={main} />}
    >
      {children}
    </Page>,
    status,
  )
}
