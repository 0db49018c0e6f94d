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
export type ListQuery = z.infer<typeof ListQuery>

/** What lists look like; without `next` it is the last page. */
export const pageOf = <S extends z.ZodType>(items: S) =>
  z.object({ items: z.array(items), next: z.string().optional().describe('Send it back as `?cursor=`.') })
