import { type Column, csvStream, type Page } from '@lectern/core/platform'
import type { AdminContext } from '../../layout/admin-page.tsx'

/** Answers with a whole list as a file. */
export const csvFile = async <Row>(
  c: AdminContext,
  name: string,
  columns: readonly Column<Row>[],
  read: (cursor: string | undefined) => Promise<Page<Row>>,
): Promise<Response> =>
  c.body(await csvStream(columns, read), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'private, no-store',
  })
