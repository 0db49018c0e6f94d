import { type Event, EventStatus, kindWords, listEvents } from '@lectern/core/catalog'
import { listMaterials } from '@lectern/core/materials'
import type { Table as DataTable } from '@lectern/core/platform'
import { FilterForm } from '../../components/filter-form.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Pagination } from '../../components/pagination.tsx'
import { Panel } from '../../components/panel.tsx'
import { Select } from '../../components/select.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { type AdminContext, addressOf, chosen, showAdmin } from '../../layout/admin-page.tsx'
import { sizeWords } from '../downloads/file-words.ts'

/** One query for each, so that a page costs the same however many events there are. */
const onPage = 25

type Row = { event: Event; files: number; awaited: number; links: number; bytes: number }

const readRow = async (table: DataTable, event: Event): Promise<Row> => {
  const materials = await listMaterials(table, event.slug)
  const there = materials.filter(({ state, file }) => state === 'there' && file)
  return {
    event,
    files: there.length,
    awaited: materials.filter(({ state }) => state === 'awaiting').length,
    links: materials.filter(({ link }) => link !== undefined).length,
    bytes: there.reduce((sum, { file }) => sum + (file?.bytes ?? 0), 0),
  }
}

const columns: readonly Column<Row>[] = [
  {
    key: 'event',
    label: 'Event',
    cell: ({ event }) => (
      <>
        <a class="text-link font-medium" href={`/teach/${event.slug}/materials`}>
          {event.title}
        </a>
        <span class="block text-muted">{[kindWords[event.kind].one, event.code].filter(Boolean).join(' · ')}</span>
      </>
    ),
  },
  { key: 'files', label: 'Files', align: 'end', cell: ({ files }) => files },
  { key: 'awaited', label: 'Not arrived', align: 'end', cell: ({ awaited }) => awaited },
  { key: 'links', label: 'Links', align: 'end', cell: ({ links }) => links },
  { key: 'bytes', label: 'Storage', align: 'end', cell: ({ bytes }) => (bytes === 0 ? '–' : sizeWords(bytes)) },
]

const statuses = [
  { value: 'published', label: 'Published' },
  { value: 'cancelled', label: 'Cancelled' },
  { value: 'draft', label: 'Drafts' },
]

/** `/admin/storage`: what the files of recordings and handouts take, by event, those that end last first. */
export const showStorage = async (c: AdminContext, table: DataTable): Promise<Response> => {
  const status = chosen(c.req.query('status'), EventStatus.options) ?? 'published'
  const options = { cursor: c.req.query('cursor'), limit: onPage, order: 'desc' } as const
  const { items, next } = await listEvents(table, { status }, options)
  const rows = await Promise.all(items.map((event) => readRow(table, event)))
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0)
  return showAdmin(
    c,
    table,
    { title: 'Storage', nav: 'events' },
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeading size="work" title="Storage">
        What the files of recordings and handouts take, all versions counted. Files of the store’s titles are not in it.
      </PageHeading>
      <FilterForm action="/admin/storage" label="Which events">
        <Select name="status" label="State" options={statuses} value={status} optional="unsaid" />
      </FilterForm>
      <Panel flush>
        <Table caption="Storage by event" columns={columns} rows={rows} empty="There are no such events." />
      </Panel>
      <Pagination
        address={addressOf(c)}
        {...(next === undefined ? {} : { next })}
        words={rows.length > 0 ? `${sizeWords(bytes)} on this page` : undefined}
      />
    </div>,
  )
}
