import { type Event, listEvents, sessionsOf } from '@lectern/core/catalog'
import { type Table as DataTable, type Instant, listFailed } from '@lectern/core/platform'
import { listOrders, type Order, seatLevels } from '@lectern/core/registration'
import { formatTime, scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { EmptyState } from '../../components/empty-state.tsx'
import { Way } from '../../components/link.tsx'
import { Panel } from '../../components/panel.tsx'
import { StatList } from '../../components/stat-list.tsx'
import { type AdminContext, showAdmin } from '../../layout/admin-page.tsx'
import { EmptyPicture } from '../../layout/empty-picture.tsx'
import { formatOrganizerZone, longDay, organizerZone } from '../../layout/moments.ts'
import { gather } from '../../lists/gather.ts'
import { EventTable, formatSeat } from './events/list-events.tsx'
import { Empties, FirstSteps, readBegun } from './first-steps.tsx'
import { countWaiting, formatSuppressed } from './messages/index.tsx'
import { Attention, Latest, type Next, Sessions, type Task } from './today-parts.tsx'

const shownSessions = 8

/** The next sessions of all events, those that are on now among them. */
const nextSessions = (events: readonly Event[], now: Instant): Next[] =>
  events
    .flatMap((event) =>
      scheduledSessions(sessionsOf(event, { admin: true })).map((session, index) => ({
        event,
        session,
        number: index + 1,
        ...sessionTimes(session),
      })),
    )
    .filter(({ endsAt }) => endsAt > now)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0))
    .slice(0, shownSessions)

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
  const tasks = tasksFrom({ failed: failed.length, unpaid, suppressed })
  const stats = (
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
  )
  const drafted = drafts.items.length > 0 && (
    <Panel title="Drafts" flush>
      <EventTable caption="Draft events" events={drafts.items} levels={levels} now={now} />
    </Panel>
  )
  const name = actor.kind === 'person' ? actor.name : ''
  const view = { window: 'Today', nav: 'today' } as const
  if (latest.length === 0) {
    const begun = {
      ...(await readBegun(table)),
      organizer: c.var.site.organizer,
      email: actor.kind === 'person' ? actor.email : '',
      drafts: drafts.items.length > 0,
    }
    const body = (
      <>
        {tasks.length > 0 && <Attention tasks={tasks} />}
        <FirstSteps begun={begun} />
        {sessions.length > 0 && <Sessions next={sessions} seats={(event) => formatSeat(event, levels)} now={now} />}
        {drafted}
        {sessions.length === 0 && drafts.items.length === 0 && <Empties />}
      </>
    )
    const title = name === '' ? 'Welcome' : `Welcome, ${name.split(' ')[0]}`
    return showAdmin(c, table, { ...view, title, about: 'A few steps to your first registration.' }, body)
  }
  const body = (
    <>
      {stats}
      <div class="admin-grid">
        {sessions.length === 0 ? (
          <EmptyState title="No upcoming events" picture={<EmptyPicture of="events" />} action={make}>
            {drafts.items.length > 0
              ? 'Publish one of your drafts below or create a new event.'
              : 'Create a class, webinar, or meeting. It stays a draft until you publish it.'}
          </EmptyState>
        ) : (
          <Sessions next={sessions} seats={(event) => formatSeat(event, levels)} now={now} />
        )}
        <div class="record-side">
          <Attention tasks={tasks} />
          <Latest orders={latest} />
        </div>
      </div>
      {drafted}
    </>
  )
  const actions = sessions.length > 0 ? make : undefined
  const greeting = name === '' ? '' : ` Good to see you, ${name}.`
  const about = `${formatTime(now, organizerZone())} ${formatOrganizerZone(now)}.${greeting}`
  return showAdmin(c, table, { ...view, title: longDay(now), actions, about }, body)
}
