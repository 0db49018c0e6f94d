import * as z from 'zod'

/** How lists are asked for: 1 to 100 at a time, and from where. */
export const PageQuery = z.object({
  cursor: z.string().max(600).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('How many, 1 to 100.'),
})

/** The same of a list that also comes as a file. */
export const ListQuery = PageQuery.extend({
  format: z.enum(['json', 'csv']).default('json').describe('`csv`: the whole list as a file, from `cursor` on.'),
})
export type ListQuery = z.infer<typeof ListQuery>

/** What lists look like; without `next` it is the last page. */
export const pageOf = <S extends z.ZodType>(items: S) =>
  z.object({ items: z.array(items), next: z.string().optional().describe('Goes back as `?cursor=`.') })
