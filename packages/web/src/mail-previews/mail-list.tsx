import type { MailEntry } from '@lectern/core/mail'
import { Badge } from '../components/badge.tsx'
import { RowTitle } from '../components/link.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import type { Column } from '../components/table.tsx'
import { TablePanel } from '../components/table-panel.tsx'

const columns: Column<MailEntry>[] = [
  {
    key: 'title',
    label: 'Mail',
    cell: ({ name, title }) => <RowTitle href={`/admin/mails/${name}`} title={title} />,
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
    <TablePanel caption="Emails we send" columns={columns} rows={mails} rowId={({ name }) => name} />
  </div>
)
