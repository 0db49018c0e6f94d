import { topicLabel } from '@lectern/core/notifications'
import type { OutboxRow } from '@lectern/core/platform'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { formatMoment } from '../../../layout/moments.ts'

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

const columns: Column<OutboxRow>[] = [
  { key: 'what', label: 'What to send', cell: ({ topic }) => topicLabel(topic) },
  { key: 'about', label: 'About', cell: (row) => <SubjectLink row={row} /> },
  { key: 'since', label: 'Since', cell: ({ createdAt }) => formatMoment(createdAt) },
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
          Send again<span class="sr-only">: {topicLabel(topic)}</span>
        </SubmitButton>
      </form>
    ),
  },
]

/** Messages that failed. A batch of mails among them is sent again as the same batch, so that nobody gets two. */
export const FailedTable = ({ rows }: { rows: readonly OutboxRow[] }) => (
  <Table caption="Messages that failed" columns={columns} rows={rows} rowId={({ id }) => id} />
)
