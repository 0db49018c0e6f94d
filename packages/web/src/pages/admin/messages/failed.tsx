import { topicLabel } from '@lectern/core/notifications'
import type { OutboxRow } from '@lectern/core/platform'
import { ActButton } from '../../../components/act-button.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { formatMoment } from '../../../layout/moments.ts'
import { SubjectLink } from '../../../layout/subject-link.tsx'

const columns: Column<OutboxRow>[] = [
  { key: 'what', label: 'What to send', cell: ({ topic }) => topicLabel(topic) },
  { key: 'about', label: 'About', cell: ({ payload }) => <SubjectLink order={payload.order} event={payload.event} /> },
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
      <ActButton
        action="/admin/messages/redeliver"
        values={{ id }}
        words="Send again"
        about={`: ${topicLabel(topic)}`}
        look="primary"
        busy="Sending…"
      />
    ),
  },
]

/** Messages that failed. A batch of mails among them is sent again as the same batch, so that nobody gets two. */
export const FailedTable = ({ rows }: { rows: readonly OutboxRow[] }) => (
  <Table caption="Messages that failed" columns={columns} rows={rows} rowId={({ id }) => id} />
)
