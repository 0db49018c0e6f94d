import type { Table } from '@lectern/core/platform'
import { readCountry } from '@lectern/core/platform'
import { getStoreTerms, StoreTerms, saveStoreTerms, shippingFor } from '@lectern/core/pricing'
import { beforeAll, describe, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'

const terms = StoreTerms.parse({
  shipping: [
    { region: 'us', title: 'United States', countries: ['us'], priceCents: 695 },
    { region: 'canada', title: 'Canada', countries: ['CA'], priceCents: 1495 },
    { region: 'elsewhere', title: 'Everywhere else', countries: ['*'], priceCents: 2995 },
  ],
})

describe('shipping', () => {
  test.each([
    ['US', 'us'],
    ['us', 'us'],
    ['CA', 'canada'],
    ['NZ', 'elsewhere'],
    ['uk', 'elsewhere'],
  ])('an order to %s ships by the region that names it, else by the rest of the world', (country, region) => {
    expect(shippingFor(terms, country)?.region).toBe(region)
  })

  test('without a rest of the world nothing is sent where no region is named', () => {
    const shipping = terms.shipping.slice(0, 2)
    expect(shippingFor({ shipping }, 'NZ')).toBeUndefined()
    expect(shippingFor({ shipping: [] }, 'US')).toBeUndefined()
  })

  test.each(['', '*', 'USA', 'ZZ', '1', 'QX'])('“%s” is no country to ship to', (typed) => {
    expect(readCountry(typed)).toBeUndefined()
    expect(shippingFor(terms, typed)).toBeUndefined()
  })

  test.each([
    [{ region: 'US', title: 'x', countries: ['US'], priceCents: 1 }],
    [{ region: 'us', title: 'x', countries: [], priceCents: 1 }],
    [{ region: 'us', title: 'x', countries: ['Mars'], priceCents: 1 }],
    [{ region: 'us', title: 'x', countries: ['US'], priceCents: -1 }],
    [{ region: 'us', title: 'x', countries: ['US'], priceCents: 1.5 }],
    [{ region: 'us', title: '', countries: ['US'], priceCents: 1 }],
  ])('a region that makes no sense is refused: %j', (region) => {
    expect(StoreTerms.safeParse({ shipping: [region] }).success).toBe(false)
  })
})

describe('the terms of the store', () => {
  let table: Table
  beforeAll(async () => {
    table = await freshTable()
  })

  test('until they are set nothing is shipped and no tax is added', async () => {
    expect(await getStoreTerms(table)).toEqual({ shipping: [], salesTax: false, revision: 0 })
  })

  test('of two admins who set them at once, one is told to look again', async () => {
    const outcomes = await Promise.allSettled([
      saveStoreTerms(table, terms, 0),
      saveStoreTerms(table, { ...terms, salesTax: true }, 0),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(outcomes).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'pricing.terms-changed' }) }),
    )
    const kept = await getStoreTerms(table)
    expect(kept.revision).toBe(1)
    expect(await saveStoreTerms(table, { ...kept, salesTax: true }, 1)).toEqual({
      shipping: terms.shipping,
      salesTax: true,
      revision: 2,
    })
    await expect(saveStoreTerms(table, terms, 1)).rejects.toMatchObject({ code: 'pricing.terms-changed' })
  })

  test('a country with two rates is refused, and nothing changes', async () => {
    const before = await getStoreTerms(table)
    const shipping = [...terms.shipping, { region: 'us', title: 'Again', countries: ['US', '*'], priceCents: 1 }]
    await expect(saveStoreTerms(table, { shipping, salesTax: false }, before.revision)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'pricing.terms-contradict',
      details: {
        errors: [
          { path: 'shipping.3.region', message: 'Another region already uses this short name' },
          { path: 'shipping.3.countries', message: 'United States is already in “United States”' },
          { path: 'shipping.3.countries', message: 'The rest of the world is already in “Everywhere else”' },
        ],
      },
    })
    expect(await getStoreTerms(table)).toEqual(before)
  })
})
