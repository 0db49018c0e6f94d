import { holderShards, listHolders, pendingGrant, pendingRevoke, titleAccess } from '@lectern/core/access'
import type { Table } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { committed, start } from '../../support/build.ts'
import { give } from '../../support/materials.ts'
import { freshTable } from '../../support/table.ts'
import { itemsWith } from '../../support/whole-table.ts'

const allHolders = async (table: Table, title: string, format: string, limit = 3): Promise<string[]> => {
  const found: string[] = []
  for (let shard = 0; shard < holderShards; shard += 1) {
    for (let after: string | undefined; ; ) {
      const page = await listHolders(table, { title, format, shard }, { after, limit })
      found.push(...page.map(({ personId }) => personId))
      after = page.at(-1)?.position
      if (page.length < limit) break
    }
  }
  return found.sort()
}

describe('the holders of a title', () => {
  test('are found by format, page by page, each where they stand, and no longer once they gave it back', async () => {
    const table = await freshTable()
    const people = Array.from({ length: 40 }, (_, index) => `per_${String(index).padStart(2, '0')}`)
    await Promise.all(people.map((person) => give(table, person, 'month:e-book')))
    await give(table, 'per_other', 'month:e-book-2')
    await give(table, 'per_other', 'month-2:e-book')
    await give(table, 'per_00', 'month:e-book', { sourceId: 'ord_2' })

    expect(await allHolders(table, 'month', 'e-book')).toEqual(['per_00', ...people])
    expect(await allHolders(table, 'month', 'e-book-2')).toEqual(['per_other'])
    expect(await allHolders(table, 'month', 'e')).toEqual([])

    const grant = {
      personId: 'per_07',
      what: titleAccess('month:e-book'),
      source: 'purchase',
      sourceId: 'ord_1',
    } as const
    await committed(table, [pendingRevoke(table, grant)])
    expect(await allHolders(table, 'month', 'e-book')).not.toContain('per_07')
  })

  test('do not all stand under one key, and a grant for an event stands under none', async () => {
    const table = await freshTable()
    const people = Array.from({ length: 40 }, (_, index) => `per_${index}`)
    await Promise.all(people.map((person) => give(table, person, 'month:e-book')))
    const event = {
      personId: 'per_1',
      what: 'event:5w22',
      source: 'purchase',
      sourceId: 'o',
      grantedAt: start,
    } as const
    await committed(table, [pendingGrant(table, event)])
    const items = await itemsWith(table, 'per_')
    const keys = new Set(items.map((item) => JSON.parse(JSON.stringify(item)).gsi1pk))
    expect(keys.size).toBe(holderShards + 1)
    expect(keys).toContain(undefined)
  })
})
