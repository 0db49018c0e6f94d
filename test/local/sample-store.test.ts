import { findProductsWithParts, isBundle, listStore, type Product, savingOf, searchTitles } from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import { findPromotionsByCodes, getStoreTerms, listShownSales, shippingFor } from '@lectern/core/pricing'
import { beforeAll, describe, expect, test } from 'vitest'
import { seed } from '../../packages/local/src/sample/seed.ts'
import { freshTable } from '../support/table.ts'
import { wholeTable } from '../support/whole-table.ts'

const keyFor = (name: string): string => `lk_${name.replaceAll(/[^a-z]/g, '')}_a-secret-of-the-tests`

let table: Table
let store: Product[]
beforeAll(async () => {
  table = await freshTable()
  await seed(table, '2024', '2024-01-15T12:00:00Z', keyFor)
  store = await listStore(table)
})

describe('the store of the sample', () => {
  test('has some forty titles, free ones, copies on paper, and both versions of the checklist', () => {
    const single = store.filter((product) => !isBundle(product))
    expect(single.length).toBeGreaterThanOrEqual(38)
    expect(searchTitles(store, { free: true }).length).toBeGreaterThanOrEqual(4)
    expect(searchTitles(store, { type: 'physical' }).length).toBeGreaterThanOrEqual(8)
    const [checklist] = searchTitles(store, { text: '68 point' })
    expect(checklist?.editions.map(({ label }) => label)).toEqual(['4.0', '3.0'])
  })

  test('sells every bundle for less than its parts', async () => {
    const bundles = store.filter(isBundle)
    const parts = await findProductsWithParts(
      table,
      bundles.map(({ slug }) => slug),
    )
    expect(bundles.length).toBeGreaterThanOrEqual(3)
    for (const { slug, formats } of bundles) {
      for (const format of formats) expect(savingOf(format, parts), slug).toBeGreaterThan(0)
    }
  })

  test('includes in membership what Karl wrote, and nobody else’s', () => {
    for (const { slug, authors, includedInMembership, kind } of store) {
      const his = authors.some((author) => author.includes('Karl')) && kind !== 'bundle'
      expect(includedInMembership, slug).toBe(his)
    }
  })

  test('ships everywhere, keeps the leap day’s code to itself, and gives members less than the sale does', async () => {
    const terms = await getStoreTerms(table)
    expect(['US', 'CA', 'DE'].map((country) => shippingFor(terms, country)?.region)).toEqual([
      'us',
      'canada',
      'elsewhere',
    ])
    const [leap, members] = await findPromotionsByCodes(table, ['LEAPDAY24', 'MEMBER10'])
    expect(leap).toMatchObject({ revealsAt: '2024-02-29T00:00', combinable: true })
    expect(members).toMatchObject({ audience: { type: 'members' }, benefit: { percentBasisPoints: 1000 } })
    const [before] = await listShownSales(table, '2024-02-29T07:59:59Z')
    expect(JSON.stringify(before)).not.toContain('LEAPDAY24')
    const [during] = await listShownSales(table, '2024-02-29T08:00:00Z')
    expect(during).toMatchObject({ state: 'running', code: 'LEAPDAY24' })
  })

  test.each([
    ['2024', '2024-01-15T12:00:00Z', '2024-06-01T12:00:00Z'],
    ['demo', '2026-11-23T12:00:00Z', '2026-12-20T12:00:00Z'],
  ] as const)('a restart of the %s sample, even weeks later, changes nothing', async (sample, first, later) => {
    const fresh = await freshTable()
    await seed(fresh, sample, first, keyFor)
    const before = (await wholeTable(fresh)).length
    const slugs = (await listStore(fresh)).map(({ slug, revision }) => `${slug} ${revision}`)
    await seed(fresh, sample, later, keyFor)
    expect((await wholeTable(fresh)).length).toBe(before)
    expect((await listStore(fresh)).map(({ slug, revision }) => `${slug} ${revision}`)).toEqual(slugs)
  })
})
