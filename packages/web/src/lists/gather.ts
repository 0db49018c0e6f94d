import type { Page } from '@lectern/core/platform'

/**
 * Reads pages of a list until enough items pass a filter that the list itself does not know. Stops after some pages
 * all the same, so that a filter nothing passes does not read everything: `next` then goes on from there.
 */
export const gather = async <T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  keep: (item: T) => boolean,
  { cursor, enough = 50, pages = 20 }: { cursor?: string | undefined; enough?: number; pages?: number },
): Promise<Page<T>> => {
  const items: T[] = []
  let next = cursor
  for (let page = 0; page < pages; page += 1) {
    const read_ = await read(next)
    items.push(...read_.items.filter(keep))
    next = read_.next
    if (next === undefined || items.length >= enough) break
  }
  return next === undefined ? { items } : { items, next }
}
