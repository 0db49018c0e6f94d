import type { Page } from '@lectern/core/platform'
import { stringify } from 'csv-stringify/sync'
import type { Context } from 'hono'

export type Column<Row> = { name: string; cell: (row: Row) => string | number | undefined }

/**
 * Lines of CSV (RFC 4180) with a header. A cell that a spreadsheet would take for a formula (= + - @, tab, return) gets an
 * apostrophe in front (OWASP, "CSV Injection").
 */
export const writeCsv = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], header: boolean): string =>
  stringify(
    rows.map((row) => columns.map(({ cell }) => cell(row) ?? '')),
    { header, columns: columns.map(({ name }) => name), escape_formulas: true, record_delimiter: 'windows' },
  )

/** A whole list as a file, read and sent a page at a time. */
export const csvOf = <Row>(
  c: Context,
  name: string,
  columns: readonly Column<Row>[],
  read: (cursor: string | undefined) => Promise<Page<Row>>,
  first: string | undefined,
): Response => {
  const encoder = new TextEncoder()
  let cursor = first
  let started = false
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { items, next } = await read(cursor)
      controller.enqueue(encoder.encode(writeCsv(columns, items, !started)))
      started = true
      cursor = next
      if (next === undefined) controller.close()
    },
  })
  return c.body(stream, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
}
