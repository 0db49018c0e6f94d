import { stringify } from 'csv-stringify/sync'
import type { Page } from './page.ts'

export type Column<Row> = { name: string; cell: (row: Row) => string | number | undefined }

/**
 * Where a cell begins for a spreadsheet that separates them by something else than commas, as most of Europe's do, with what would
 * be a formula there. A dash before a space opens a line of a list.
 */
const laterCell = /([;\t|\n])([\s\p{Cc}\p{Cf}]*(?:[=@＝＠﹦﹫]|[+\-＋－﹢﹣](?=[^\s])))/gu

/**
 * What a spreadsheet would take for a formula (OWASP, "CSV Injection"), full-width and small signs, and what nobody sees before
 * them, among it, gets an apostrophe in front. Numbers stay numbers.
 */
const harmless = (cell: string | number | undefined): string | number => {
  if (typeof cell !== 'string') return cell ?? ''
  const text = cell.toWellFormed().replace(/\r\n?/g, '\n')
  const formula = /^(?:[\t\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u.exec(text)?.[0] ?? ''
  const rest = text.slice(formula.length).replace(laterCell, "$1'$2")
  return formula === '' ? rest : `'${formula}${rest}`
}

const linesOf = (rows: readonly (readonly (string | number | undefined)[])[]): string =>
  stringify(
    rows.map((row) => row.map(harmless)),
    // A line break of any kind is quoted, not only the one that ends a record.
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  )

/** Excel reads a file without it in the code page of its machine. */
const byteOrderMark = '\ufeff'

/** The end of every file, which no cell can hold: a reader that misses it has only a part. */
const emptyLine = '\r\n'

/** What the file looks like, for those who read it. */
export const csvText =
  'UTF-8 with a byte-order mark and a header row, in RFC 4180 format. A complete file ends with an empty line. A file without one was cut off.'

/**
 * A whole list as a file of CSV (RFC 4180), read a page at a time and only as fast as it is taken. When reading fails on
 * the way the stream does too, before the empty line at its end.
 * @returns once the first page was read: what fails until then is thrown
 */
export const csvStream = async <Row>(
  columns: readonly Column<Row>[],
  read: (cursor: string | undefined) => Promise<Page<Row>>,
  first?: string,
): Promise<ReadableStream<Uint8Array>> => {
  const encoder = new TextEncoder()
  let page: Page<Row> | undefined = await read(first)
  let head = byteOrderMark + linesOf([columns.map(({ name }) => name)])
  return new ReadableStream({
    pull: async (controller) => {
      if (page === undefined) return controller.close()
      const { items, next } = page
      const rows = linesOf(items.map((row) => columns.map(({ cell }) => cell(row))))
      controller.enqueue(encoder.encode(`${head}${rows}${next === undefined ? emptyLine : ''}`))
      head = ''
      page = next === undefined ? undefined : await read(next)
    },
  })
}
