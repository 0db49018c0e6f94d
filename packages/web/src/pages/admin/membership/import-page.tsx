import type { ImportedMembers } from '@lectern/core/membership'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import type { Column } from '../../../components/table.tsx'
import { TablePanel } from '../../../components/table-panel.tsx'
import { TextArea } from '../../../components/text-area.tsx'

type Row = { line: number; who: string; what: string }

const outcomes = { added: 'Added', changed: 'Changed', same: 'Already here' } as const

const columns: Column<Row>[] = [
  { key: 'line', label: 'Line', cell: ({ line }) => line },
  { key: 'who', label: 'Member', cell: ({ who }) => <span class="break-all">{who}</span> },
  { key: 'what', label: 'Result', cell: ({ what }) => what },
]

const many = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`

/** What became of each row, those that were refused first. */
const Results = ({ imported: { rows, refused } }: { imported: ImportedMembers }) => {
  const count = (outcome: keyof typeof outcomes): number => rows.filter((row) => row.outcome === outcome).length
  const words = `${many(count('added'))} added, ${count('changed')} changed, ${count('same')} already here.`
  return (
    <>
      <Notice tone={refused.length > 0 ? 'warning' : 'success'} title={words}>
        {refused.length > 0
          ? `${many(refused.length)} couldn’t be imported. Correct them, then import the file again: what’s here stays.`
          : 'Nobody was charged or emailed.'}
      </Notice>
      <TablePanel
        title="Rows"
        caption="What became of each row"
        columns={columns}
        rows={[
          ...refused.map(({ line, text, why }) => ({ line, who: text, what: why })),
          ...rows.map(({ line, email, outcome }) => ({ line, who: email, what: outcomes[outcome] })),
        ]}
        empty="The file had no rows."
      />
    </>
  )
}

/** Members from elsewhere, from the text of a file; after that, what became of each row. */
export const ImportPage = ({ imported }: { imported?: ImportedMembers | undefined }) => (
  <>
    {imported && <Results imported={imported} />}
    <Panel title="Members">
      <form class="grid gap-5" method="post" action="/admin/memberships/import" novalidate>
        <TextArea
          name="members"
          label="The text of a CSV file"
          hint="The first line names the columns: email, plan, until, and if you like name and team. “until” is the last day, like 2027-04-14. The first row of a team is its owner."
          placeholder={'email,name,plan,until,team\nben@northwind.example,Ben Ito,team,2027-04-14,Northwind IT'}
          rows={12}
          maxlength={200_000}
        />
        <p class="text-sm text-muted">
          Nobody is charged or emailed. Memberships end on their last day unless people buy one here. Up to 500 rows at
          once; importing a file again changes nothing.
        </p>
        <div>
          <SubmitButton busy="Importing…">Import members</SubmitButton>
        </div>
      </form>
    </Panel>
  </>
)
