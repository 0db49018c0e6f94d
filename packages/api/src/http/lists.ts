import { type Column, csvStream, csvText, type Page, type PageRequest } from '@lectern/core/platform'
import type { Context } from 'hono'
import * as z from 'zod'

/** How to ask for a list: 1 to 100 at a time, and where to start. */
export const PageQuery = z.object({
  cursor: z.string().max(600).optional().describe('`next` from the previous page.'),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('How many items, 1 to 100.'),
})

/** The same of a list that also comes as a file. */
export const ListQuery = PageQuery.extend({
  format: z.enum(['json', 'csv']).default('json').describe('`csv`: the whole list as a file, starting at `cursor`.'),
})

/** What lists look like; without `next` it is the last page. */
export const pageOf = <S extends z.ZodType>(items: S) =>
  z.object({ items: z.array(items), next: z.string().optional().describe('Send it back as `?cursor=`.') })

/** The answer of a list that also comes as a file. */
export const listOrFile = <S extends z.ZodType>(description: string, items: S) => ({
  description,
  schema: pageOf(items),
  more: { 'text/csv': { schema: z.string().describe(csvText) } },
})

/** A page with its items as they are shown. */
export const pageShown = async <Row, Item>(
  page: Promise<Page<Row>>,
  view: (row: Row) => Item | Promise<Item>,
): Promise<Page<Item>> => {
  const { items, next } = await page
  return { items: await Promise.all(items.map(view)), next }
}

/** Columns for fields that are called the same. */
export const fieldColumns = <Name extends string>(
  ...names: Name[]
): Column<{ readonly [N in Name]?: string | number | undefined }>[] =>
  names.map((name) => ({ name, cell: (row) => row[name] }))

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

/**
 * A page of a list, or the whole list as a file of this name.
 * @param list.filePage  how many rows of a file are read at once
 */
export const pageOrFile = async <Row, Item>(
  c: Context,
  { cursor, limit, format }: z.infer<typeof ListQuery>,
  list: {
    name: string
    columns: readonly Column<Row>[]
    read: (page: PageRequest) => Promise<Page<Row>>
    filePage?: number
  },
  view: (row: Row) => Item | Promise<Item>,
): Promise<Page<Item> | Response> => {
  const { name, columns, read, filePage = 100 } = list
  if (format === 'json') return pageShown(read({ cursor, limit }), view)
  return csvOf(c, name, columns, (at) => read({ cursor: at, limit: filePage }), cursor)
}
