import type { Table as DataTable, Page } from '@lectern/core/platform'
import type { Child } from 'hono/jsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FilterForm } from '../components/filter-form.tsx'
import { Pagination } from '../components/pagination.tsx'
import { Panel } from '../components/panel.tsx'
import { Table } from '../components/table.tsx'
import { type AdminContext, type AdminView, addressOf, showAdmin } from '../layout/admin-page.tsx'
import { EmptyPicture } from '../layout/empty-picture.tsx'
import { csvFile, type ListColumn, tableColumns, wantsFile } from './columns.ts'
import { DownloadLink } from './download-link.tsx'
import { type Filters, readFilters, type Values } from './filters.tsx'

type Asked = { cursor: string | undefined; limit: number }

export type List<Row> = Omit<AdminView, 'form' | 'narrow'> & {
  /** The way to make another; where the list is empty, the one thing to do. */
  make?: Child
  /** What's between the heading and the list, loaded beside it; `begun` when that makes the list no empty one. */
  around?: () => Promise<{ above: Child; about?: Child; begun?: boolean }>
  /** The list's own title, where it isn't alone on its page. */
  subject?: string
  /** Read by screen readers as the table's title. */
  caption: string
  columns: readonly ListColumn<Row>[]
  /** An id of each row, to lead to it. */
  rowId?: (row: Row) => string
  /** What the rows are sorted by: `when`, or `-when` the other way around. */
  sort?: string | undefined
  /** What the rows on the page add up to. */
  sum?: (rows: readonly Row[]) => string | undefined
  /** How many there are, in words; said again when filters change it. */
  count?: string
  /** The fields as they look now that the list is known; without, as they were declared. */
  fields?: Filters
  /** Nothing there at all: what would be here, and what to do next. */
  empty: { title: string; words: Child }
  /** Nothing passes the filters. */
  noMatch?: string
  /** How many rows a page has. */
  onPage?: number
  read: (page: Asked) => Promise<Page<Row>>
  /** What the file is called. */
  file: string
  /** For a file, how many rows are read at once. */
  inFile?: number
}

type Declared<Row, F extends Filters> = {
  filters: F
  /** Loads what the list belongs to; or answers with something else. */
  list: (c: AdminContext, values: Values<F>) => List<Row> | Response | Promise<List<Row> | Response>
}

const fileOf = <Row,>(c: AdminContext, list: List<Row>): Promise<Response> =>
  csvFile(c, list.file, list.columns, (cursor) => list.read({ cursor, limit: list.inFile ?? 100 }))

/** Answers with a list as a page of the admin's, or with `format=csv` in the address as a file of all that the filters show. */
export const showList = async <Row, F extends Filters>(
  c: AdminContext,
  table: DataTable,
  declared: Declared<Row, F>,
): Promise<Response> => {
  const { filters } = declared
  const values = readFilters(filters, (name) => c.req.query(name))
  const list = await declared.list(c, values)
  if (list instanceof Response) return list
  if (wantsFile(c)) return fileOf(c, list)
  const cursor = c.req.query('cursor')
  const [page, around] = await Promise.all([list.read({ cursor, limit: list.onPage ?? 50 }), list.around?.()])
  const address = addressOf(c)
  const filtered = Object.entries(filters).some(([name, filter]) => filter.narrows(values[name]))
  const none = page.items.length === 0 && !filtered && !around?.begun && cursor === undefined
  const fields = Object.entries({ ...filters, ...list.fields })
  const actions = (
    <>
      {list.actions}
      {page.items.length > 0 && <DownloadLink address={address} />}
      {!none && list.make}
    </>
  )
  const body = (
    <>
      {around?.above}
      {none ? (
        <EmptyState title={list.empty.title} picture={<EmptyPicture of={list.nav} />} action={list.make}>
          {list.empty.words}
        </EmptyState>
      ) : (
        <Panel title={list.subject} flush>
          {fields.length > 0 && (
            <FilterForm action={c.req.path} label="Filters" clear={filtered ? c.req.path : undefined} bar>
              {fields.map(([name, filter]) => filter.field(name, values[name]))}
            </FilterForm>
          )}
          {list.count !== undefined && (
            <p class="list-sum" role="status">
              {list.count}
            </p>
          )}
          <Table
            caption={list.caption}
            columns={tableColumns(list.columns)}
            rows={page.items}
            rowId={list.rowId}
            address={list.sort === undefined ? undefined : address}
            sort={list.sort}
            empty={list.noMatch ?? 'No results. Try fewer filters.'}
          />
          <Pagination address={address} next={page.next} words={list.sum?.(page.items)} />
        </Panel>
      )}
    </>
  )
  return showAdmin(c, table, { ...list, about: around?.about ?? list.about, actions }, body)
}

export const listPage =
  <Row, F extends Filters>(table: DataTable, declared: Declared<Row, F>) =>
  (c: AdminContext): Promise<Response> =>
    showList(c, table, declared)

/** A list as a file, at an address of its own. */
export const listFile =
  <Row, F extends Filters>({ filters, list: load }: Declared<Row, F>) =>
  async (c: AdminContext): Promise<Response> => {
    const list = await load(
      c,
      readFilters(filters, (name) => c.req.query(name)),
    )
    return list instanceof Response ? list : fileOf(c, list)
  }

/** Declares a list, for its page and for its file. */
export const defineList = <Row, F extends Filters>(declared: Declared<Row, F>): Declared<Row, F> => declared
