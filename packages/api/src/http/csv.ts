import { type Column, csvStream, csvText, type Page } from '@lectern/core/platform'
import type { Context } from 'hono'
import * as z from 'zod'

/** The answer of a list that also comes as a file. */
export const listOrFile = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  schema,
  more: { 'text/csv': { schema: z.string().describe(csvText) } },
})

/** A whole list as a file. @throws what reading its first page throws, so a wrong cursor is a 400 */
export const csvOf = async <Row>(
  c: Context,
  name: string,
  columns: readonly Column<Row>[],
  read: (cursor: string | undefined) => Promise<Page<Row>>,
  first: string | undefined,
): Promise<Response> =>
  c.body(await csvStream(columns, read, first), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
