import type { Page } from '@lectern/core/platform'
import { csvCell } from '../events/roster-csv.ts'
import type { AdminContext } from '../view.tsx'

const lineOf = (cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => csvCell(String(cell))).join(',')}\r\n`

/** A list as a file (RFC 4180), read a page at a time and only as fast as it is taken. */
export const csvStream = async <Row>(
  c: AdminContext,
  name: string,
  head: readonly string[],
  cells: (row: Row) => (string | number)[],
  read: (cursor: string | undefined) => Promise<Page<Row>>,
): Promise<Response> => {
  const encoder = new TextEncoder()
  // The first page before anything is sent: what fails then is still answered with a proper error.
  let page: Page<Row> | undefined = await read(undefined)
  let text = lineOf(head)
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (page === undefined) return controller.close()
      controller.enqueue(encoder.encode(text + page.items.map((row) => lineOf(cells(row))).join('')))
      text = ''
      page = page.next === undefined ? undefined : await read(page.next)
    },
  })
  return c.body(stream, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
}
