import { type Event, listEvents } from '@lectern/core/catalog'
import { type Table as DataTable, type Instant, listFailed } from '@lectern/core/platform'
import { listOrders, type Order, seatLevels } from '@lectern/core/registration'
import {
  formatInstant,
  formatTime,
  formatZone,
  type Session,
  scheduledSessions,
  sessionTimes,
} from '@lectern/core/schedule'
import { EmptyState } from '../../components/empty-state.tsx'
import { RowTitle, Way } from '../../components/link.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { StatList } from '../../components/stat-list.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import type { Column } from '../../components/table.tsx'
import { TablePanel } from '../../components/table-panel.tsx'
import { type AdminContext, showAdmin } from '../../layout/admin-page.tsx'
import { formatMoment, organizerZone } from '../../layout/moments.ts'
import { gather } from '../../lists/gather.ts'
import { EventTable, formatSeat } from './events/list-events.tsx'
import { countWaiting, formatSuppressed } from './messages/index.tsx'
import { OrderTable } from './orders/list-orders.tsx'

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

const columnsFor = (seats: (event: Event) => string, now: Instant): Column<Next>[] => [
  {
    key: 'what',
    label: 'Session',
    cell: ({ event, session, number }) => (
      <RowTitle
        href={`/admin/events/${event.slug}`}
        title={event.title}
        under={`${event.sessions.length > 1 ? `Session ${number} of ${event.sessions.length}` : (event.code ?? '')}${session.title === undefined ? '' : `: ${session.title}`}`}
      />
    ),
  },
  {
    key: 'when',
    label: 'When',
    cell: ({ startsAt, session }) => (
      <>
        {startsAt <= now ? <StateBadge state="live" /> : formatMoment(startsAt)}
        {session.zone !== organizerZone() && (
          <span class="block text-muted">
            {formatTime(startsAt, session.zone)} {formatZone(session.zone, startsAt)}
          </span>
        )}
      </>
    ),
  },
  {
    key: 'seats',
    label: 'Seats taken',
    align: 'end',
    cell: ({ event, number }) => (
      <a class="text-link" href={`/admin/events/${event.slug}/roster`}>
        {seats(event)}
        <span class="sr-only">
          : roster of {event.title}, from session {number}
        </span>
      </a>
    ),
  },
]

const awaiting = (table: DataTable) =>
  gather(
    (cursor) => listOrders(table, { cursor, limit: 50 }),
    (order: Order) => order.status === 'awaiting-payment',
    { enough: 10, pages: 4 },
  )

/** What is next, and what someone must look at. */
export const showToday = async (c: AdminContext, table: DataTable): Promise<Response> => {
  const { now, actor } = c.var
  const [events, drafts, orders, failed, waiting, suppressed] = await Promise.all([
    listEvents(table, { status: 'published', from: now }, { limit: 100 }),
    listEvents(table, { status: 'draft' }, { limit: 10 }),
    awaiting(table),
    listFailed(table),
    countWaiting(table),
    formatSuppressed(table),
  ])
  const sessions = nextSessions(events.items, now)
  const levels = await seatLevels(table, [...new Set(sessions.map(({ event }) => event)), ...drafts.items])
  const unpaid = orders.items.length
  const make = <Way href="/admin/events/new" label="New event" primary />
  const body = (
    <>
      {failed.length > 0 && (
        <Notice
          tone="error"
          title={failed.length === 1 ? 'One message couldn’t be sent' : `${failed.length} messages couldn’t be sent`}
          action={<Way href="/admin/messages" label="Review messages" />}
        >
          We tried several times. Resend them or check what went wrong.
        </Notice>
      )}
      <StatList
        stats={[
          {
            label: 'Upcoming events',
            value: `${events.items.length}${events.next ? ' or more' : ''}`,
            href: '/admin/events',
          },
          {
            label: 'Awaiting payment',
            value: `${unpaid}${orders.next ? ' or more' : ''}`,
            note: 'seats are held',
            href: '/admin/orders?status=awaiting-payment',
          },
          { label: 'Messages that failed', value: String(failed.length), href: '/admin/messages' },
          {
            label: 'Messages waiting',
            value: `${waiting.count}${waiting.more ? ' or more' : ''}`,
            note: 'sent automatically',
          },
          ...(suppressed === '0'
            ? []
            : [
                {
                  label: 'Blocked addresses',
                  value: suppressed,
                  note: 'bounced or marked as spam',
                  href: '/admin/messages/suppressed',
                },
              ]),
        ]}
      />
      {sessions.length === 0 ? (
        <EmptyState title="No upcoming events" action={make}>
          {drafts.items.length > 0
            ? 'Publish one of your drafts below or create a new event.'
            : 'Create a class, webinar, or meeting. It stays a draft until you publish it.'}
        </EmptyState>
      ) : (
        <TablePanel
          title="Next sessions"
          caption="The next sessions"
          columns={columnsFor((event) => formatSeat(event, levels), now)}
          rows={sessions}
          rowId={({ session }) => session.id}
        />
      )}
      {unpaid > 0 && (
        <Panel title="Awaiting payment" flush>
          <OrderTable orders={orders.items.slice(0, 10)} caption="Orders awaiting payment" empty="" />
        </Panel>
      )}
      {drafts.items.length > 0 && (
        <Panel title="Drafts" flush>
          <EventTable caption="Draft events" events={drafts.items} levels={levels} now={now} />
        </Panel>
      )}
    </>
  )
  const greeting = actor.kind === 'person' ? `. Good to see you, ${actor.name}.` : ''
  const about = `${formatInstant(now, organizerZone())}${greeting}`
  const actions = sessions.length > 0 ? make : undefined
  return showAdmin(c, table, { title: 'Today', nav: 'today', actions, about }, body)
}
