import { Problem } from './problem.ts'

/** One page of a list; `next` goes back as the cursor, and is absent on the last page. */
export type Page<T> = { items: T[]; next?: string }

/** Writes a position (the last item's sort key) as an opaque cursor. */
export const writeCursor = (position: string): string => Buffer.from(position, 'utf8').toString('base64url')

export const badCursor = (): Problem =>
  new Problem('invalid', 'input.bad-cursor', 'That cursor is not one of ours. Start again without it.')

/** Reads a cursor back. A cursor is only ever compared with sort keys of the same list, so a forged one reveals nothing. */
export const readCursor = (cursor: string | undefined): string | undefined => {
  if (cursor === undefined || cursor === '') return undefined
  const position = Buffer.from(cursor, 'base64url').toString('utf8')
  if (cursor.length > 600 || position.length === 0 || writeCursor(position) !== cursor) {
    throw badCursor()
  }
  return position
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
  options: { cursor?: string | undefined; limit: number; order?: 'asc' | 'desc' },
): Promise<Page<T>> => {
  const after = readCursor(options.cursor)
  const sign = options.order === 'desc' ? -1 : 1
  const parts = await Promise.all(Array.from({ length: shards }, (_, shard) => query(shard, after, options.limit + 1)))
  const merged = parts.flat().sort((a, b) => {
    const [left, right] = [sortKey(a), sortKey(b)]
    return left === right ? 0 : left < right ? -sign : sign
  })
  const items = merged.slice(0, options.limit)
  const last = items.at(-1)
  return merged.length > options.limit && last !== undefined ? { items, next: writeCursor(sortKey(last)) } : { items }
}
