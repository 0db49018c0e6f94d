import { eachShard } from './id.ts'
import { Problem } from './problem.ts'
import { upTo } from './table.ts'

/** One page of a list; `next` goes back as the cursor, and is absent on the last page. */
export type Page<T> = { items: T[]; next?: string }

/** Writes a position (the last item's sort key) as an opaque cursor. */
export const writeCursor = (position: string): string => Buffer.from(position, 'utf8').toString('base64url')

export const badCursor = (): Problem =>
  new Problem('invalid', 'input.bad-cursor', 'That cursor isn’t valid. Start over without it.')

/** Reads a cursor back. A cursor is only ever compared with sort keys of the same list, so a forged one reveals nothing. */
export const readCursor = (cursor: string | undefined): string | undefined => {
  if (cursor === undefined || cursor === '') return undefined
  const position = Buffer.from(cursor, 'base64url').toString('utf8')
  if (cursor.length > 600 || position.length === 0 || writeCursor(position) !== cursor) {
    throw badCursor()
  }
  return position
}

/** A query of ElectroDB, as far as reading it in order asks for it. */
type Going<Item> = { go: (options: ReturnType<typeof upTo> & InOrder) => Promise<{ data: Item[] }> }
type Ordered<Key, Item> = Going<Item> & { gt: (key: Key) => Going<Item>; lt: (key: Key) => Going<Item> }
type InOrder = { order?: 'asc' | 'desc'; consistent?: boolean }

/** The attributes of a sort key, from a position. The first may have a `#` in it. */
const keyAt = <Key>(by: readonly (keyof Key)[], position: string): Key => {
  const parts = position.split('#')
  if (parts.length < by.length) throw badCursor()
  const first = parts.splice(0, parts.length - by.length + 1).join('#')
  return Object.fromEntries(by.map((name, index) => [name, [first, ...parts][index]])) as Key
}

/**
 * The items of a query that come after a position in its order, at most `limit`: fewer mean that the list ends there.
 * @param by  the attributes of its sort key, which are joined by `#` there and in positions
 * @throws Problem invalid `input.bad-cursor` on a position of another list
 */
export const readAfter = async <Key, Item>(
  query: Ordered<Key, Item>,
  by: readonly (keyof Key)[],
  after: string | undefined,
  { limit, ...inOrder }: { limit: number } & InOrder,
): Promise<Item[]> => {
  const key = after === undefined ? undefined : keyAt(by, after)
  const ranged = key === undefined ? query : inOrder.order === 'desc' ? query.lt(key) : query.gt(key)
  return (await ranged.go({ ...upTo(limit), ...inOrder })).data
}

/** Which page of a list is asked for. */
export type PageRequest = { cursor?: string | undefined; limit: number }

/** One page of a list that is one query, or one for each shard, all in the order of one sort key. See `pageOfShards`. */
export const pageOf = async <Key, Item, T>(
  queries: Ordered<Key, Item> | readonly Ordered<Key, Item>[],
  by: readonly (keyof Key & keyof Item)[],
  { cursor, limit, ...inOrder }: PageRequest & InOrder,
  read: (item: Item) => T,
): Promise<Page<T>> => {
  const all = [queries].flat() as Ordered<Key, Item>[]
  const { items, ...next } = await pageOfShards(
    all.length,
    (shard, after, most) => readAfter(all[shard] as Ordered<Key, Item>, by, after, { limit: most, ...inOrder }),
    (item) => by.map((name) => item[name]).join('#'),
    { cursor, limit, ...inOrder },
  )
  return { items: items.map(read), ...next }
}

/**
 * Reads one page of a list that lives in several shards, all ordered by one sort key.
 * Costs one query of `limit` items per shard, however long the list is.
 * @param query  the items of a shard that come after a position, in order, at most `limit`
 * @param sortKey  the position of an item; unique in the list
 */
export const pageOfShards = async <T>(
  shards: number,
  query: (shard: number, after: string | undefined, limit: number) => Promise<T[]>,
  sortKey: (item: T) => string,
  options: PageRequest & { order?: 'asc' | 'desc' },
): Promise<Page<T>> => {
  const after = readCursor(options.cursor)
  const sign = options.order === 'desc' ? -1 : 1
  const parts = await Promise.all(eachShard(shards, (shard) => query(shard, after, options.limit + 1)))
  const inOrder = (a: T, b: T): number => {
    const [left, right] = [sortKey(a), sortKey(b)]
    return left === right ? 0 : left < right ? -sign : sign
  }
  const merged = shards === 1 ? parts.flat() : parts.flat().sort(inOrder)
  const items = merged.slice(0, options.limit)
  const last = items.at(-1)
  return merged.length > options.limit && last !== undefined ? { items, next: writeCursor(sortKey(last)) } : { items }
}

/** One page of a list that is in memory: from after an item on, or from the start when that item is gone. */
export const pageOfAll = <T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Page<T> => {
  const after = readCursor(cursor)
  const start = after === undefined ? 0 : all.findIndex((item) => idOf(item) === after) + 1
  const items = all.slice(start, start + limit)
  const last = items.at(-1)
  return last !== undefined && all.length > start + limit ? { items, next: writeCursor(idOf(last)) } : { items }
}
