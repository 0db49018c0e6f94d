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
    label: 'Can be turned off',
    cell: ({ topic }) => (topic === undefined ? <Badge tone="quiet">Always comes</Badge> : <Badge>{topic}</Badge>),
  },
]

/** Every mail that goes out. */
export const MailList = ({ mails }: { mails: readonly MailEntry[] }) => (
  <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
    <PageHeading size="work" title="Mails">
      Every mail that goes out, with sample data. What can be turned off, its reader turns off by that name.
    </PageHeading>
    <Panel flush>
      <Table caption="Mails that go out" columns={columns} rows={mails} rowId={({ name }) => name} />
    </Panel>
  </div>
)
