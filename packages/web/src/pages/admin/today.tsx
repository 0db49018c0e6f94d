import { type Event, listEvents } from '@lectern/core/catalog'
import { type Table as DataTable, formatCents, type Instant, listFailed } from '@lectern/core/platform'
import { listOrders, type Order, seatLevels } from '@lectern/core/registration'
import { formatTime, formatZone, type Session, scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { Badge } from '../../components/badge.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { Cover } from '../../components/cover.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Icon } from '../../components/icon.tsx'
import { Way } from '../../components/link.tsx'
import { Panel } from '../../components/panel.tsx'
import { StatList } from '../../components/stat-list.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { type AdminContext, showAdmin } from '../../layout/admin-page.tsx'
import { EmptyPicture } from '../../layout/empty-picture.tsx'
import { formatMoment, formatOrganizerZone, longDay, organizerZone } from '../../layout/moments.ts'
import { gather } from '../../lists/gather.ts'
import { EventTable, formatSeat } from './events/list-events.tsx'
import { countWaiting, formatSuppressed } from './messages/index.tsx'
import { contents, orderStatusLabels } from './orders/list-orders.tsx'

type Next = { event: Event; session: Session; number: number; startsAt: Instant; endsAt: Instant }

const shownSessions = 8

/** The next sessions of all events, those that are on now among them. */
const nextSessions = (events: readonly Event[], now: Instant): Next[] =>
  events
    .flatMap((event) =>
      scheduledSessions(event.sessions).map((session, index) => ({
        event,
        session,
        number: index + 1,
        ...sessionTimes(session),
      })),
    )
    .filter(({ endsAt }) => endsAt > now)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0))
    .slice(0, shownSessions)

const Sessions = ({ next, seats, now }: { next: readonly Next[]; seats: (event: Event) => string; now: Instant }) => (
  <Panel title="Next sessions" actions={<Way href="/admin/events" label="All events" />}>
    <ul class="todo">
      {next.map(({ event, session, number, startsAt }) => (
        <li id={session.id}>
          <Cover of={event} format="square" class="cover-mini" />
          <div class="grow">
            <a class="row-link" href={`/admin/events/${event.slug}`}>
              {event.title}
            </a>
            {(event.sessions.length > 1 || session.title !== undefined) && (
              <p>
                {event.sessions.length > 1 && `Session ${number} of ${event.sessions.length}`}
                {event.sessions.length > 1 && session.title !== undefined && ': '}
                {session.title}
              </p>
            )}
            <p class="nums">
              {startsAt <= now ? <StateBadge state="live" /> : formatMoment(startsAt)}
              {session.zone !== organizerZone() &&
                ` (${formatTime(startsAt, session.zone)} ${formatZone(session.zone, startsAt)})`}
              {` · ${seats(event)}`}
            </p>
          </div>
          <ButtonLink size="small" href={`/admin/events/${event.slug}/roster`}>
            Roster
            <span class="sr-only">
              {' '}
              of {event.title}, from session {number}
            </span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  </Panel>
)

type Task = { what: string; about: string; href: string; act: string; tone: 'c-error' | 'c-warn' | 'c-blue' }

/** What someone must look at, each with the way to settle it. */
const Attention = ({ tasks }: { tasks: readonly Task[] }) => (
  <Panel title="Needs attention" actions={tasks.length > 0 && <Badge tone="ending">{tasks.length}</Badge>}>
    {tasks.length === 0 ? (
      <p class="muted">Nothing right now.</p>
    ) : (
      <ul class="todo">
        {tasks.map(({ what, about, href, act, tone }) => (
          <li>
            <span class={tone}>
              <Icon name={tone === 'c-error' ? 'error' : tone === 'c-warn' ? 'warning' : 'info'} />
            </span>
            <div class="grow">
              <b class="strong">{what}</b>
              <p>{about}</p>
            </div>
            <ButtonLink size="small" href={href}>
              {act}
            </ButtonLink>
          </li>
        ))}
      </ul>
    )}
  </Panel>
)

const Latest = ({ orders }: { orders: readonly Order[] }) => (
  <Panel title="Latest orders" actions={<Way href="/admin/orders" label="All orders" />}>
    <ul class="todo">
      {orders.map((order) => (
        <li>
          <div class="grow">
            <a class="row-link" href={`/admin/orders/${order.id}`}>
              {order.buyer.name}
            </a>
            <p>{contents(order)}</p>
          </div>
          <div class="end">
            <b class="nums strong">{formatCents(order.totalCents)}</b>
            <p>{orderStatusLabels[order.status]}</p>
          </div>
        </li>
      ))}
    </ul>
  </Panel>
)

/** The latest orders, and those among the last 200 that wait for their payment. */
const recent = async (table: DataTable) => {
  let latest: readonly Order[] | undefined
  const unpaid = await gather(
    async (cursor) => {
      const page = await listOrders(table, { cursor, limit: 50 })
      latest ??= page.items.slice(0, 5)
      return page
    },
    (order: Order) => order.status === 'awaiting-payment',
    { enough: 10, pages: 4 },
  )
  return { latest: latest ?? [], unpaid: { count: unpaid.items.length, more: unpaid.next !== undefined } }
}

type Counts = { failed: number; unpaid: { count: number; more: boolean }; suppressed: string }

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many)

const tasksFrom = ({ failed, unpaid, suppressed }: Counts): Task[] => [
  ...(failed > 0
    ? [
        {
          what: failed === 1 ? 'One message couldn’t be sent' : `${failed} messages couldn’t be sent`,
          about: 'We tried several times. Resend them or check what went wrong.',
          ...{ href: '/admin/messages', act: 'Review', tone: 'c-error' as const },
        },
      ]
    : []),
  ...(suppressed === '0'
    ? []
    : [
        {
          what: `Blocked addresses: ${suppressed}`,
          about: 'Their emails bounced or were marked as spam.',
          ...{ href: '/admin/messages/suppressed', act: 'Open', tone: 'c-error' as const },
        },
      ]),
  ...(unpaid.count > 0
    ? [
        {
          what: `${unpaid.count}${unpaid.more ? ' or more' : ''} ${plural(unpaid.count, 'order is', 'orders are')} awaiting payment`,
          about: 'Their seats are held until they pay or run out of time.',
          ...{ href: '/admin/orders?status=awaiting-payment', act: 'Open', tone: 'c-warn' as const },
        },
      ]
    : []),
]

/** What is next, and what someone must look at. */
export const showToday = async (c: AdminContext, table: DataTable): Promise<Response> => {
  const { now, actor } = c.var
  const [events, drafts, orders, failed, waiting, suppressed] = await Promise.all([
    listEvents(table, { status: 'published', from: now }, { limit: 100 }),
    listEvents(table, { status: 'draft' }, { limit: 10 }),
    recent(table),
    listFailed(table),
    countWaiting(table),
    formatSuppressed(table),
  ])
  const sessions = nextSessions(events.items, now)
  const levels = await seatLevels(table, [...new Set(sessions.map(({ event }) => event)), ...drafts.items])
  const { latest, unpaid } = orders
  const make = <Way href="/admin/events/new" label="New event" primary />
  const body = (
    <>
      <StatList
        stats={[
          {
            label: 'Upcoming events',
            value: `${events.items.length}${events.next ? ' or more' : ''}`,
            href: '/admin/events',
          },
          {
            label: 'Awaiting payment',
            value: `${unpaid.count}${unpaid.more ? ' or more' : ''}`,
            note: 'seats are held',
            href: '/admin/orders?status=awaiting-payment',
          },
          { label: 'Messages that failed', value: String(failed.length), href: '/admin/messages' },
          {
            label: 'Messages waiting',
            value: `${waiting.count}${waiting.more ? ' or more' : ''}`,
            note: 'sent automatically',
          },
        ]}
      />
      <div class="admin-grid">
        <div class="record-main">
          {sessions.length === 0 ? (
            <EmptyState title="No upcoming events" picture={<EmptyPicture of="events" />} action={make}>
              {drafts.items.length > 0
                ? 'Publish one of your drafts below or create a new event.'
                : 'Create a class, webinar, or meeting. It stays a draft until you publish it.'}
            </EmptyState>
          ) : (
            <Sessions next={sessions} seats={(event) => formatSeat(event, levels)} now={now} />
          )}
        </div>
        <div class="record-side">
          <Attention tasks={tasksFrom({ failed: failed.length, unpaid, suppressed })} />
          {latest.length > 0 && <Latest orders={latest} />}
        </div>
      </div>
      {drafts.items.length > 0 && (
        <Panel title="Drafts" flush>
          <EventTable caption="Draft events" events={drafts.items} levels={levels} now={now} />
        </Panel>
      )}
    </>
  )
  const greeting = actor.kind === 'person' ? ` Good to see you, ${actor.name}.` : ''
  return showAdmin(
    c,
    table,
    {
      title: longDay(now),
      window: 'Today',
      nav: 'today',
      actions: sessions.length > 0 ? make : undefined,
      about: `${formatTime(now, organizerZone())} ${formatOrganizerZone(now)}.${greeting}`,
    },
    body,
  )
}
