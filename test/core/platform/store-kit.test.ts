import { again, entity, optional, pageOf, readAfter, required, retrying } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { schemaOf } from '../../../packages/core/src/platform/entity.ts'
import { freshTable } from '../../support/table.ts'

const declared = {
  name: 'thing',
  kept: 'session',
  attributes: { id: required.text, shelf: required.text, title: required.text, note: optional.text },
  keys: {
    id: { pk: 'thing#${id}', sk: 'thing' },
    byTitle: { index: 'list', pk: 'shelf#${shelf}', sk: '${title}#${id}' },
  },
} as const
const things = entity(declared)

const facet = (field: string, template: string, composite: string[]) => ({
  ...{ field, composite, template },
  casing: 'none',
})

test('a declaration means all that ElectroDB asks for, and nothing is stored but what its templates say', async () => {
  expect(schemaOf(declared)).toEqual({
    model: { entity: 'thing', version: '1', service: 'lectern' },
    attributes: { ...declared.attributes, ttl: required.number },
    indexes: {
      id: { pk: facet('pk', 'thing#${id}', ['id']), sk: facet('sk', 'thing', []) },
      byTitle: {
        index: 'gsi1',
        pk: facet('gsi1pk', 'shelf#${shelf}', ['shelf']),
        sk: facet('gsi1sk', '${title}#${id}', ['title', 'id']),
      },
    },
  })
  const put = things(await freshTable())
    .put({ id: 'A1', shelf: 'S', title: 'Über', ttl: 5 })
    .params<{ Item: Record<string, unknown> }>()
  expect(put.Item).toMatchObject({ pk: 'thing#A1', sk: 'thing', gsi1pk: 'shelf#S', gsi1sk: 'Über#A1', ttl: 5 })
})

describe('reading in order', () => {
  const titles = ['a#1', 'b', 'c', 'd']
  const filled = async () => {
    const table = await freshTable()
    for (const title of titles) {
      await things(table)
        .put({ id: `id-${title[0]}`, shelf: 'one', title, ttl: 5 })
        .go()
    }
    return things(table).query.byTitle({ shelf: 'one' })
  }
  const by = ['title', 'id'] as const

  test('goes on after a position, in either order, also when its first part has a # in it', async () => {
    const query = await filled()
    const found = async (after: string | undefined, order: 'asc' | 'desc') =>
      (await readAfter(query, by, after, { limit: 2, order })).map(({ title }) => title)
    expect(await found(undefined, 'asc')).toEqual(['a#1', 'b'])
    expect(await found('a#1#id-a', 'asc')).toEqual(['b', 'c'])
    expect(await found('c#id-c', 'desc')).toEqual(['b', 'a#1'])
    await expect(found('c', 'asc')).rejects.toMatchObject({ code: 'input.bad-cursor' })
  })

  test('every page leads to the next, and the last to none', async () => {
    const query = await filled()
    const first = await pageOf(query, by, { limit: 3, order: 'desc' }, ({ title }) => title)
    const last = await pageOf(query, by, { limit: 3, order: 'desc', cursor: first.next }, ({ title }) => title)
    expect([first.items, last]).toEqual([['d', 'c', 'b'], { items: ['a#1'] }])
  })
})

describe('retrying', () => {
  const busy = { attempts: 3, code: 'thing.busy', message: 'It is being changed.' }

  test('looks again until someone is first', async () => {
    const counts: number[] = []
    const outcome = await retrying(busy, async (count) => {
      counts.push(count)
      return count < 3 ? again : 'done'
    })
    expect([outcome, counts]).toEqual(['done', [1, 2, 3]])
  })

  test('says that it is busy after the last attempt, and throws on what an attempt throws', async () => {
    const lost = retrying(busy, async () => again)
    await expect(lost).rejects.toMatchObject({ kind: 'unavailable', code: 'thing.busy', message: busy.message })
    const failed = retrying(busy, () => Promise.reject(new Error('broken')))
    await expect(failed).rejects.toThrow('broken')
  })
})
