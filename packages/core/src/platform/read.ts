import { eachShard } from './id.ts'
import { upTo } from './table.ts'

type InOrder = { order?: 'asc' | 'desc'; consistent?: boolean }

/** A read of ElectroDB by key, and a query, as far as reading them asks for it. */
type Get<Item> = { go: (how: { consistent: boolean }) => Promise<{ data: Item | null }> }
type Query<Item, How> = { go: (how: How) => Promise<{ data: Item[] }> }
type Whole<Item> = Query<Item, { pages: 'all' } & InOrder>
type First<Item> = Query<Item, ReturnType<typeof upTo> & InOrder>

/** The item under a key as it is right now, or nothing. @param read  what is made of the item; left out, it's the item itself */
export function findOne<Item>(get: Get<Item>): Promise<Item | undefined>
export function findOne<Item, T>(get: Get<Item>, read: (item: Item) => T): Promise<T | undefined>
export async function findOne(get: Get<unknown>, read = (item: unknown) => item): Promise<unknown> {
  const { data } = await get.go({ consistent: true })
  return data === null ? undefined : read(data)
}

/** What an item is read as: all of it but some attributes, which only its keys or the table's cleaning up need. */
export const without =
  <Name extends string>(...names: readonly Name[]) =>
  <Item extends object>(item: Item): Omit<Item, Name> =>
    Object.fromEntries(Object.entries(item).filter(([name]) => !names.some((one) => one === name))) as Omit<Item, Name>

/** Everything that a query finds, in a request for each megabyte. @param read  as of `findOne` */
export function listAll<Item>(query: Whole<Item>): Promise<Item[]>
export function listAll<Item, T>(query: Whole<Item>, read: (item: Item) => T, inOrder?: InOrder): Promise<T[]>
export async function listAll(query: Whole<unknown>, read = (item: unknown) => item, inOrder = {}): Promise<unknown[]> {
  return (await query.go({ pages: 'all', ...inOrder })).data.map(read)
}

/** The first items that a query finds, at most `limit`. */
export const listFirst = async <Item, T>(
  query: First<Item>,
  read: (item: Item) => T,
  { limit, ...inOrder }: { limit: number } & InOrder,
): Promise<T[]> => (await query.go({ ...upTo(limit), ...inOrder })).data.map(read)

/** The first items of each shard, which are asked for at once. */
export const listFirstOfShards = async <Item, T>(
  shards: number,
  query: (shard: number) => First<Item>,
  read: (item: Item) => T,
  limitPerShard: number,
): Promise<T[]> =>
  (await Promise.all(eachShard(shards, (shard) => listFirst(query(shard), read, { limit: limitPerShard })))).flat()
