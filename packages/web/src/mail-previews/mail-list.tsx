import type { MailEntry } from '@lectern/core/mail'
import { Badge } from '../components/badge.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { Panel } from '../components/panel.tsx'
import { type Column, Table } from '../components/table.tsx'

const columns: Column<MailEntry>[] = [
  {
    key: 'title',
    label: 'Mail',
    cell: ({ name, title }) => (
      <a class="text-link font-medium" href={`/admin/mails/${name}`}>
        {title}
      </a>
    ),
  },
  { key: 'when', label: 'When it’s sent', cell: ({ sentWhen }) => sentWhen },
  {
    key: 'topic',
    label: 'Optional',
    cell: ({ topic }) => (topic === undefined ? <Badge tone="quiet">Always sent</Badge> : <Badge>{topic}</Badge>),
  },
]

/** Every mail that goes out. */
export const MailList = ({ mails }: { mails: readonly MailEntry[] }) => (
  <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
    <PageHeading size="work" title="Emails">
      Every email we send, with sample data. Recipients can unsubscribe from optional ones by topic.
    </PageHeading>
    <Panel flush>
      <Table caption="Emails we send" columns={columns} rows={mails} rowId={({ name }) => name} />
    </Panel>
  </div>
)
