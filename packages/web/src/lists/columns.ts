import type { Column as FileColumn, Instant, Page } from '@lectern/core/platform'
import { csvStream } from '@lectern/core/platform'
import type { Context } from 'hono'
import type { Column } from '../components/table.tsx'
import { formatMoment } from '../layout/moments.ts'
import type { SiteEnv } from '../site.ts'

type Value = string | number | undefined

/** What a file holds of a row, by the heads of its columns. */
type InFile<Row> = Readonly<Record<string, (row: Row) => Value>>

/** A column of a list, declared once for the page and for the file. Without `file` it's on the page alone. */
export type ListColumn<Row> = (Column<Row> & { file?: InFile<Row> }) | { file: InFile<Row> }

/** A column whose text is the same on the page and in the file. */
export const plain = <Row>(
  key: string,
  label: string,
  text: (row: Row) => Value,
  more: Pick<Column<Row>, 'align' | 'sortable'> = {},
): ListColumn<Row> => ({ key, label, cell: (row) => text(row) ?? '', ...more, file: { [label]: text } })

/** A column of moments, as `formatMoment` says them; the file has them as they are kept. */
export const moment = <Row>(key: string, label: string, at: (row: Row) => Instant): ListColumn<Row> => ({
  key,
  label,
  cell: (row) => formatMoment(at(row)),
  file: { [`${label} (UTC)`]: at },
})

export const tableColumns = <Row>(columns: readonly ListColumn<Row>[]): Column<Row>[] =>
  columns.filter((column): column is Column<Row> => 'cell' in column)

export const fileColumns = <Row>(columns: readonly ListColumn<Row>[]): FileColumn<Row>[] =>
  columns.flatMap(({ file = {} }) => Object.entries(file).map(([name, cell]) => ({ name, cell })))

/** A page's items as rows of a list. */
export const rowsOn = async <Item, Row>(
  { items, next }: Page<Item>,
  rows: (items: Item[]) => Row[] | Promise<Row[]>,
): Promise<Page<Row>> => (next === undefined ? { items: await rows(items) } : { items: await rows(items), next })

/** Whether a page is asked for as a file: its address with `format=csv`, filters and all. */
export const wantsFile = (c: Context<SiteEnv>): boolean => c.req.query('format') === 'csv'

/** Answers with a whole list as a file. */
export const csvFile = async <Row>(
  c: Context<SiteEnv>,
  name: string,
  columns: readonly ListColumn<Row>[],
  read: (cursor: string | undefined) => Promise<Page<Row>>,
): Promise<Response> =>
  c.body(await csvStream(fileColumns(columns), read), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'private, no-store',
  })
