// What the product has to say: announcements that gave up, those that wait, and the mails that went out.
import { listMessages, type Message } from '@lectern/core/notifications'
import {
  type Table as DataTable,
  listFailed,
  listWaiting,
  type OutboxRow,
  outboxShards,
  redeliver,
} from '@lectern/core/platform'
import { Hono } from 'hono'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StatList } from '../../../components/stat-list.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import type { SiteEnv } from '../../../site.ts'
import { houseZoneWords, momentWords } from '../moments.ts'
import { readTyped } from '../typed.ts'
import { addressOf, flashOf, showAdmin } from '../view.tsx'

/** What each announcement leads to, in words. */
const topics: Readonly<Record<string, string>> = {
  'order.confirmed': 'Confirm an order',
  'order.expired': 'Tell that an order expired',
  'registrations.ended': 'Tell that registrations ended',
  'refund.due': 'Send money back',
  'refund.made': 'Tell of a refund',
  'refund.failed': 'A refund failed',
  'seats.freed': 'Offer free seats to those who wait',
  'seat.offered': 'Offer a seat',
  'event.cancelled': 'Tell everybody that an event is cancelled',
  'event.cancelled.shard': 'Tell everybody that an event is cancelled',
  'event.moved': 'Tell everybody that a session moved',
  'event.moved.shard': 'Tell everybody that a session moved',
  'person.erase': 'Erase what is kept of a person',
  'registration.moved': 'Tell somebody that a session moved',
}

const SubjectLink = ({ row }: { row: OutboxRow }) => {
  const { order, event } = row.payload
  if (typeof order === 'string') {
    return (
      <a class="text-link" href={`/admin/orders/${encodeURIComponent(order)}`}>
        Order <span class="font-mono text-xs">{order.slice(-6)}</span>
      </a>
    )
  }
  if (typeof event !== 'string') return null
  return (
    <a class="text-link" href={`/admin/events/${encodeURIComponent(event)}`}>
      {event}
    </a>
  )
}

const failedColumns: Column<OutboxRow>[] = [
  { key: 'what', label: 'What should happen', cell: ({ topic }) => topics[topic] ?? topic },
  { key: 'about', label: 'About', cell: (row) => <SubjectLink row={row} /> },
  { key: 'since', label: 'Since', cell: ({ createdAt }) => momentWords(createdAt) },
  {
    key: 'why',
    label: 'What went wrong',
    cell: ({ lastError, attempts }) => (
      <span class="block max-w-md break-words">
        {lastError ?? 'Unknown'}
        <span class="block text-muted">{attempts} attempts</span>
      </span>
    ),
  },
  {
    key: 'again',
    label: 'Try again',
    cell: ({ id, topic }) => (
      <form method="post" action="/admin/messages/redeliver">
        <HiddenFields values={{ id }} />
        <SubmitButton size="small" busy="Sending…">
          Send again<span class="sr-only">: {topics[topic] ?? topic}</span>
        </SubmitButton>
      </form>
    ),
  },
]

const messageColumns: Column<Message>[] = [
  {
    key: 'subject',
    label: 'Mail',
    cell: ({ subject, template }) => (
      <>
        <span class="font-medium break-words">{subject}</span>
        <span class="block text-muted">{template}</span>
      </>
    ),
  },
  { key: 'to', label: 'To', cell: ({ to }) => to },
  {
    key: 'state',
    label: 'State',
    cell: ({ state, error }) => (
      <>
        <StateBadge state={state} />
        {error !== undefined && <span class="mt-1 block max-w-xs text-sm break-words">{error}</span>}
      </>
    ),
  },
  { key: 'at', label: 'When', cell: ({ at }) => momentWords(at) },
  {
    key: 'about',
    label: 'About',
    cell: ({ orderId, event }) =>
      orderId !== undefined ? (
        <a class="text-link" href={`/admin/orders/${encodeURIComponent(orderId)}`}>
          Order <span class="font-mono text-xs">{orderId.slice(-6)}</span>
        </a>
      ) : event !== undefined ? (
        <a class="text-link" href={`/admin/events/${encodeURIComponent(event)}`}>
          {event}
        </a>
      ) : (
        ''
      ),
  },
]

const countedPerShard = 100

/** How many announcements wait; counted up to a hundred in each part of the outbox. */
export const countWaiting = async (table: DataTable): Promise<{ count: number; more: boolean }> => {
  const parts = await Promise.all(
    Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, countedPerShard)),
  )
  return {
    count: parts.reduce((sum, rows) => sum + rows.length, 0),
    more: parts.some((rows) => rows.length === countedPerShard),
  }
}

const done = {
  again: 'It is back in line and goes out within moments.',
  gone: 'It was sent again before.',
} as const

export const messagePages = (table: DataTable): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()

  app.get('/', async (c) => {
    const [failed, waiting, page] = await Promise.all([
      listFailed(table),
      countWaiting(table),
      listMessages(table, { cursor: c.req.query('cursor'), limit: 50 }),
    ])
    const body = (
      <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
        <PageHeading size="work" title="Messages">
          What had to be told, and the mails that went out. Times in {houseZoneWords(c.var.now)} time.
        </PageHeading>
        <StatList
          stats={[
            { label: 'Gave up', value: String(failed.length), note: 'wait for somebody to look' },
            {
              label: 'Waiting',
              value: `${waiting.count}${waiting.more ? ' or more' : ''}`,
              note: 'go out by themselves',
            },
          ]}
        />
        {failed.length > 0 && (
          <Panel title="Gave up" flush>
            <Table caption="Announcements that gave up" columns={failedColumns} rows={failed} rowId={({ id }) => id} />
          </Panel>
        )}
        <Panel title="Mails" flush>
          <Table
            caption="Mails, newest first"
            columns={messageColumns}
            rows={page.items}
            rowId={({ id }) => id}
            empty="No mail has gone out yet. The first goes out when somebody registers."
          />
        </Panel>
        <Pagination address={addressOf(c)} next={page.next} />
      </div>
    )
    return showAdmin(c, table, { title: 'Messages', nav: 'messages', flash: flashOf(c, done) }, body)
  })

  app.post('/redeliver', async (c) => {
    const there = await redeliver(table, (await readTyped(c)).text('id'), c.var.now)
    return c.redirect(`/admin/messages?done=${there ? 'again' : 'gone'}`, 303)
  })
  return app
}
