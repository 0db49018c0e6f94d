// What the product has to say: announcements that gave up, those that wait, and the mails that went out.
import { listSuppressions, type Message, searchMessages, tagOf } from '@lectern/core/mail'
import { type Table as DataTable, listFailed, listWaiting, outboxShards, redeliver } from '@lectern/core/platform'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StatList } from '../../../components/stat-list.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { type Declared, declarePages, done, nothing, recorded } from '../../../forms/pages.ts'
import { addressOf, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import { momentWords, organizerZoneWords } from '../../../layout/moments.ts'
import type { SiteServices } from '../../../site.ts'
import { FailedTable } from './failed.tsx'
import { isFiltered, MailFilterForm, readFilters } from './filters.tsx'
import { suppressedPages } from './suppressed.tsx'

const columns: Column<Message>[] = [
  {
    key: 'subject',
    label: 'Mail',
    cell: ({ subject, template, key }) => (
      <>
        <a class="text-link font-medium break-words" href={`/admin/mails/sent/${tagOf(key)}`}>
          {subject}
        </a>
        <span class="block text-muted">{template}</span>
      </>
    ),
  },
  {
    key: 'to',
    label: 'To',
    cell: ({ to }) => (
      <a class="text-link break-all" href={`/admin/messages?to=${encodeURIComponent(to)}`}>
        {to}
      </a>
    ),
  },
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

/** How many addresses take no mail, in words; counted up to a hundred. */
export const suppressedWords = async (table: DataTable): Promise<string> => {
  const { items, next } = await listSuppressions(table, { limit: 100 })
  return `${items.length}${next === undefined ? '' : ' or more'}`
}

const flashes = {
  again: 'It is back in line and goes out within moments.',
  gone: 'It was sent again before.',
} as const

export const messagePages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/messages' })

  app.page('/', { audit: recorded('message.list', 'messages') }, async (c) => {
    const filters = readFilters((name) => c.req.query(name))
    const filtered = isFiltered(filters)
    const [failed, waiting, suppressed, page] = await Promise.all([
      listFailed(table),
      countWaiting(table),
      suppressedWords(table),
      searchMessages(table, filters, { cursor: c.req.query('cursor'), limit: 50 }),
    ])
    const empty = page.next === undefined ? 'No mail matches.' : 'None so far back. The next page looks further.'
    const body = (
      <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
        <PageHeading size="work" title="Messages">
          What had to be told, and the mails that went out. Times in {organizerZoneWords(c.var.now)} time.
        </PageHeading>
        <StatList
          stats={[
            { label: 'Gave up', value: String(failed.length), note: 'wait for somebody to look' },
            {
              label: 'Waiting',
              value: `${waiting.count}${waiting.more ? ' or more' : ''}`,
              note: 'go out by themselves',
            },
            { label: 'Addresses that take no mail', value: suppressed, href: '/admin/messages/suppressed' },
          ]}
        />
        {failed.length > 0 && (
          <Panel title="Gave up" flush>
            <FailedTable rows={failed} />
          </Panel>
        )}
        <MailFilterForm filters={filters} />
        <Panel title="Mails" flush>
          <Table
            caption="Mails, newest first"
            columns={columns}
            rows={page.items}
            rowId={({ id }) => id}
            empty={filtered ? empty : 'No mail has gone out yet. The first goes out when somebody registers.'}
          />
        </Panel>
        <Pagination address={addressOf(c)} next={page.next} />
      </div>
    )
    return showAdmin(c, table, { title: 'Messages', nav: 'messages', flash: flashOf(c, flashes) }, body)
  })

  app.form('/redeliver', { audit: recorded('message.redeliver', 'messages') }, async (c, typed) => {
    const there = await redeliver(table, typed.text('id'), c.var.now)
    return there ? done('/admin/messages?done=again') : nothing('/admin/messages?done=gone')
  })

  return [...app.pages, ...suppressedPages({ table })]
}
