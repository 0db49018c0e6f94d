import { listEvents } from '@lectern/core/catalog'
import { entity, pageOfShards, required, upTo } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { aWebinar } from '../../support/build.ts'
import { freshTable } from '../../support/table.ts'

const things = entity({
  name: 'thing',
  attributes: { shard: required.text, id: required.text, words: required.text },
  keys: {
    one: { pk: 'thing#${id}', sk: 'thing' },
    all: { index: 'list', pk: 'things#${shard}', sk: '${id}' },
  },
})

const many = 150
const long = 'x'.repeat(20 * 1024)
const idOf = (index: number): string => String(index).padStart(4, '0')

describe('a query stops at 1 MB, and a list does not end there', () => {
  test('150 items of 20 KB, in two shards: every page is full, and all are there', async () => {
    const table = await freshTable()
    for (let index = 0; index < many; index += 1)
      await things(table)
        .put({ id: idOf(index), shard: String(index % 2), words: long })
        .go()
    const pages: string[][] = []
    let cursor: string | undefined
    do {
      const page = await pageOfShards(
        2,
        async (shard, after, limit) => {
          const query = things(table).query.all({ shard: String(shard) })
          const { data } = await (after === undefined ? query : query.gt({ id: after })).go(upTo(limit))
          return data
        },
        ({ id }) => id,
        { limit: 100, cursor },
      )
      pages.push(page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor)
    expect(pages.map((page) => page.length)).toEqual([100, 50])
    expect(pages.flat()).toEqual(Array.from({ length: many }, (_, index) => idOf(index)))
  })

  test('60 published events with descriptions of 27 KB are listed, page by page', async () => {
    const table = await freshTable()
    for (let index = 0; index < 60; index += 1)
      await aWebinar(table, { slug: `web-${idOf(index)}`, description: '長'.repeat(9000) })
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await listEvents(table, {}, { cursor, limit: 50 })
      found.push(...page.items.map(({ slug }) => slug))
      cursor = page.next
    } while (cursor)
    expect(found).toEqual(Array.from({ length: 60 }, (_, index) => `web-${idOf(index)}`))
  })
})
