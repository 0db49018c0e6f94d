import type { Context } from 'hono'

/** What a table has for a query's value; nothing for what isn't in it, also when every object has something of that name. */
export const queried = <T>(
  c: Pick<Context, 'req'>,
  name: string,
  table: Readonly<Record<string, T>>,
): T | undefined => {
  const value = c.req.query(name) ?? ''
  return Object.hasOwn(table, value) ? table[value] : undefined
}
