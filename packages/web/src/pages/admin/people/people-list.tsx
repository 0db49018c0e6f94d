import type { Person } from '@lectern/core/identity'
import type { Page } from '@lectern/core/platform'
import { Badge } from '../../../components/badge.tsx'
import { FilterForm } from '../../../components/filter-form.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { momentWords } from '../../../layout/moments.ts'

const columns: Column<Person>[] = [
  {
    key: 'name',
    label: 'Name',
    cell: ({ id, name }) => (
      <a class="text-link font-medium break-words" href={`/admin/people/${id}`}>
        {name}
      </a>
    ),
  },
  { key: 'email', label: 'E-mail', cell: ({ email }) => email },
  { key: 'role', label: 'Role', cell: ({ admin }) => (admin ? <Badge>Admin</Badge> : '') },
  { key: 'since', label: 'Known since', cell: ({ createdAt }) => momentWords(createdAt) },
]

type Props = { page: Page<Person>; text: string; address: string; wellFormed: boolean }

/** Everybody who ever registered or signed in, newest first. */
export const PeopleList = ({ page, text, address, wellFormed }: Props) => (
  <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
    <PageHeading size="work" title="People">
      Everybody who registered or signed in, the newest first.
    </PageHeading>
    <FilterForm action="/admin/people" label="Find somebody" clear={text === '' ? undefined : '/admin/people'}>
      <TextInput
        name="q"
        label="Whole e-mail address"
        type="search"
        inputmode="email"
        optional="unsaid"
        value={text}
        error={text !== '' && !wellFormed ? 'Write the whole address, like name@example.com' : undefined}
      />
    </FilterForm>
    <Panel flush>
      <Table
        caption="People"
        columns={columns}
        rows={page.items}
        rowId={({ id }) => id}
        empty={
          text === '' ? 'Nobody yet. People appear here when they register or sign in.' : 'Nobody has this address.'
        }
      />
    </Panel>
    <Pagination address={address} next={page.next} />
  </div>
)
