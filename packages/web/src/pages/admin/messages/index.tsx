// What the product has to say: announcements that gave up, those that wait, and the mails that went out.
import { listSuppressions, type Message, searchMessages, tagOf } from '@lectern/core/mail'
import { type Table as DataTable, listFailed, listWaiting, outboxShards, redeliver } from '@lectern/core/platform'
import { RowTitle } from '../../../components/link.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StatList } from '../../../components/stat-list.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { type Declared, declarePages, done, nothing, recorded } from '../../../forms/pages.ts'
import { flashOf } from '../../../layout/admin-page.tsx'
import { formatOrganizerZone } from '../../../layout/moments.ts'
import { SubjectLink } from '../../../layout/subject-link.tsx'
import { type ListColumn, moment } from '../../../lists/columns.ts'
import { defineList, type List, listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { FailedTable } from './failed.tsx'
import { filters } from './filters.ts'
import { suppressedPages } from './suppressed.tsx'

const columns: ListColumn<Message>[] = [
  {
    key: 'subject',
    label: 'Email',
    cell: ({ subject, template, key }) => (
      <RowTitle href={`/admin/mails/sent/${tagOf(key)}`} title={subject} under={template} />
    ),
    file: { Email: ({ subject }) => subject, Kind: ({ template }) => template },
  },
  {
    key: 'to',
    label: 'To',
    cell: ({ to }) => (
      <a class="text-link inline-block min-h-6 break-all" href={`/admin/messages?to=${encodeURIComponent(to)}`}>
        {to}
      </a>
    ),
    file: { To: ({ to }) => to },
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
    file: { State: ({ state }) => state, Error: ({ error }) => error },
  },
  moment('at', 'When', ({ at }) => at),
  {
    key: 'about',
    label: 'About',
    cell: ({ orderId, event }) => <SubjectLink order={orderId} event={event} />,
    file: { Order: ({ orderId }) => orderId, Event: ({ event }) => event },
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
export const formatSuppressed = async (table: DataTable): Promise<string> => {
  const { items, next } = await listSuppressions(table, { limit: 100 })
  return `${items.length}${next === undefined ? '' : ' or more'}`
}

const flashes = {
  again: 'Sending now.',
  gone: 'Already sent again.',
} as const

/** What gave up, what waits, and which addresses are blocked. */
const overview = async (table: DataTable) => {
  const [failed, waiting, suppressed] = await Promise.all([
    listFailed(table),
    countWaiting(table),
    formatSuppressed(table),
  ])
  return (
    <>
      <StatList
        stats={[
          { label: 'Gave up', value: String(failed.length), note: 'need a look' },
          { label: 'Waiting', value: `${waiting.count}${waiting.more ? ' or more' : ''}`, note: 'go out on their own' },
          { label: 'Blocked addresses', value: suppressed, href: '/admin/messages/suppressed' },
        ]}
      />
      {failed.length > 0 && (
        <Panel title="Gave up" flush>
          <FailedTable rows={failed} />
        </Panel>
      )}
    </>
  )
}

const messages = (table: DataTable) =>
  defineList({
    filters,
    list: (c, { to, event, template, state }): List<Message> => {
      const about = { to: to || undefined, event: event || undefined, template: template || undefined, state }
      return {
        title: 'Messages',
        nav: 'messages',
        about: `What had to be announced, and the emails that went out. Times in ${formatOrganizerZone(c.var.now)} time.`,
        flash: flashOf(c, flashes),
        around: async () => ({ above: await overview(table) }),
        subject: 'Emails',
        caption: 'Emails, newest first',
        columns,
        rowId: ({ id }) => id,
        empty: { title: 'No emails yet', words: 'The first goes out when someone registers.' },
        noMatch: 'No emails match here. Try fewer filters, or the next page.',
        read: (page) => searchMessages(table, about, page),
        file: 'emails',
      }
    },
  })

export const messagePages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/messages' })

  app.page('/', { audit: recorded('message.list', 'messages') }, listPage(table, messages(table)))

  app.form('/redeliver', { audit: recorded('message.redeliver', 'messages') }, async (c, typed) => {
    const there = await redeliver(table, typed.text('id'), c.var.now)
    return there ? done('/admin/messages?done=again') : nothing('/admin/messages?done=gone')
  })

  return [...app.pages, ...suppressedPages({ table })]
}
