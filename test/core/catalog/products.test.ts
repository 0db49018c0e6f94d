import {
  BundleChange,
  createBundle,
  createEvent,
  createProduct,
  deliveryOf,
  editBundle,
  editProduct,
  findProduct,
  findProducts,
  findProductsWithParts,
  formatOf,
  getProduct,
  listProducts,
  listStore,
  NewBundle,
  NewEvent,
  NewProduct,
  type Product,
  ProductChange,
  savingOf,
  titlesIn,
  withdrawProduct,
} from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'

const now = '2024-01-15T12:00:00Z'
const later = '2024-01-16T12:00:00Z'

let table: Table
beforeEach(async () => {
  table = await freshTable()
})

const eBook = { name: 'E-book', type: 'download', priceCents: 1999 }
const paperback = { name: 'Paperback', type: 'physical', priceCents: 3333 }

const make = (slug: string | undefined, more: Record<string, unknown> = {}): Promise<Product> =>
  createProduct(table, NewProduct.parse({ slug, title: slug, formats: [eBook, paperback], ...more }), now)

const bundle = (more: Record<string, unknown> = {}): Promise<Product> =>
  createBundle(
    table,
    NewBundle.parse({ slug: 'set', title: 'Set', priceCents: 4000, contents: ['a:e-book', 'b:paperback'], ...more }),
    now,
  )

const change = (slug: string, changes: Record<string, unknown>): Promise<Product> =>
  editProduct(table, slug, ProductChange.parse(changes), later)

const item = async (product: Product, slug: string) => {
  const format = formatOf(product, slug)
  if (!format) throw new Error(`${product.slug} has no ${slug}`)
  return format
}

describe('titles in another script', () => {
  test('get an address of their kind, and their formats one each, numbered', async () => {
    const formats = [
      { ...eBook, name: 'Электронная' },
      { ...paperback, name: 'Бумажная' },
    ]
    const made = [
      await make(undefined, { title: 'Продажи', formats }),
      await make(undefined, { title: 'Переговоры для MSP', formats }),
      await make(undefined, { title: 'Чек-лист', kind: 'checklist', formats }),
    ]
    expect(made.map(({ slug }) => slug)).toEqual(['book', 'book-2', 'checklist'])
    expect(made[0]?.formats.map(({ slug }) => slug)).toEqual(['format', 'format-2'])
  })
})

describe('titles', () => {
  test('a title is kept as it was sent, its address made of its title when none is given', async () => {
    const made = await createProduct(
      table,
      NewProduct.parse({ title: 'Fully Expressed Living', formats: [eBook], editions: [] }),
      now,
    )
    expect(made).toMatchObject({ slug: 'fully-expressed-living', kind: 'book', status: 'on-sale', revision: 1 })
    expect(made.formats).toEqual([{ slug: 'e-book', ...eBook }])
    expect(await getProduct(table, 'fully-expressed-living')).toEqual(made)
  })

  test('versions stand newest first, however they were sent', async () => {
    const made = await make('list', {
      editions: [
        { label: '3.0', releasedOn: '2018-02-05' },
        { label: '4.0', releasedOn: '2024-01-08' },
      ],
    })
    expect(made.editions.map(({ label }) => label)).toEqual(['4.0', '3.0'])
  })

  test('of two made at once at one address, one is told that it is taken', async () => {
    const outcomes = await Promise.allSettled([make('same'), make('same', { title: 'Other' })])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(outcomes).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'catalog.slug-taken' }) }),
    )
  })

  test('no title takes the address of an event, nor an event that of a title', async () => {
    const event = NewEvent.parse({
      kind: 'class',
      slug: '5w22',
      title: 'Sales',
      zone: 'America/Los_Angeles',
      schedule: { startsAt: '2024-04-23T09:00', durationMinutes: 60 },
      tickets: [{ name: 'Seat', priceCents: 1 }],
    })
    await createEvent(table, event, now)
    await expect(make('5w22')).rejects.toMatchObject({ code: 'catalog.slug-taken' })
    await make('book')
    await expect(createEvent(table, { ...event, slug: 'book' }, now)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('a change keeps what it does not name, and a stale one is refused', async () => {
    await make('a', { authors: ['Karl Palachuk'], tags: ['service'], includedInMembership: true })
    const changed = await change('a', { title: 'New name', revision: 1 })
    expect(changed).toMatchObject({
      title: 'New name',
      authors: ['Karl Palachuk'],
      tags: ['service'],
      includedInMembership: true,
      createdAt: now,
      updatedAt: later,
      revision: 2,
    })
    expect(await getProduct(table, 'a')).toEqual(changed)
    await expect(change('a', { title: 'Late', revision: 1 })).rejects.toMatchObject({ code: 'catalog.changed' })
    const both = await Promise.allSettled([change('a', { title: 'One' }), change('a', { title: 'Two' })])
    expect(both.filter(({ status }) => status === 'rejected').length).toBeLessThanOrEqual(1)
    expect((await getProduct(table, 'a')).revision).toBe(2 + both.filter(({ status }) => status === 'fulfilled').length)
  })

  test('a format may change its name and price, and may not go', async () => {
    await make('a')
    const renamed = [{ slug: 'e-book', name: 'PDF', type: 'download', priceCents: 500 }, paperback]
    expect((await change('a', { formats: renamed })).formats[0]).toMatchObject({ slug: 'e-book', name: 'PDF' })
    await expect(change('a', { formats: [paperback] })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'catalog.format-gone',
    })
    expect((await getProduct(table, 'a')).formats).toHaveLength(2)
  })

  test('lists hold each status apart, a page at a time', async () => {
    for (const slug of ['a', 'b', 'c', 'd']) await make(slug)
    await withdrawProduct(table, 'b', later)
    const first = await listProducts(table, 'on-sale', { limit: 2 })
    const second = await listProducts(table, 'on-sale', { limit: 2, cursor: first.next })
    expect([...first.items, ...second.items].map(({ slug }) => slug)).toEqual(['a', 'c', 'd'])
    expect(second.next).toBeUndefined()
    expect((await listStore(table)).map(({ slug }) => slug)).toEqual(['a', 'c', 'd'])
    expect((await listStore(table, 'withdrawn')).map(({ slug }) => slug)).toEqual(['b'])
    expect([...(await findProducts(table, ['a', 'b', 'zz', 'a'])).keys()].toSorted()).toEqual(['a', 'b'])
    expect(await findProduct(table, 'zz')).toBeUndefined()
    await expect(getProduct(table, 'zz')).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('bundles', () => {
  beforeEach(async () => {
    await make('a')
    await make('b')
  })

  test('a bundle saves what its parts cost more one by one, and delivers them', async () => {
    const made = await bundle()
    const products = await findProductsWithParts(table, ['set'])
    const format = await item(made, 'bundle')
    expect([...products.keys()].toSorted()).toEqual(['a', 'b', 'set'])
    expect(titlesIn(made)).toEqual(['a', 'b'])
    expect(savingOf(format, products)).toBe(1999 + 3333 - 4000)
    expect(deliveryOf(made, format, products)).toEqual({ downloads: ['a:e-book'], copies: ['b:paperback'] })
    const single = await getProduct(table, 'a')
    expect(deliveryOf(single, await item(single, 'paperback'), new Map())).toEqual({
      downloads: [],
      copies: ['a:paperback'],
    })
  })

  test.each([
    ['a part that does not exist', { contents: ['a:e-book', 'c:e-book'] }, 'formats.0.contents.1'],
    ['a format that does not exist', { contents: ['a:e-book', 'b:audio'] }, 'formats.0.contents.1'],
    ['what is no sku', { contents: ['a:e-book', '../b'] }, 'formats.0.contents.1'],
    ['one part twice', { contents: ['a:e-book', 'a:e-book'] }, 'formats.0.contents.1'],
    ['itself', { contents: ['a:e-book', 'set:bundle'] }, 'formats.0.contents.1'],
    ['a price above its parts', { priceCents: 5333 }, 'formats.0.priceCents'],
  ])('a bundle with %s is refused at its field', async (_, more, path) => {
    await expect(bundle(more)).rejects.toMatchObject({
      code: 'catalog.contradiction',
      details: { errors: [{ path }] },
    })
    expect(await findProduct(table, 'set')).toBeUndefined()
  })

  test('a bundle changes its price and parts, and a title that is none has no such change', async () => {
    await bundle()
    const changed = await editBundle(table, 'set', BundleChange.parse({ priceCents: 3000, title: 'New' }), later)
    expect(changed).toMatchObject({
      title: 'New',
      formats: [{ priceCents: 3000, contents: ['a:e-book', 'b:paperback'] }],
    })
    await expect(editBundle(table, 'a', { priceCents: 1 }, later)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(editBundle(table, 'set', { priceCents: 1, revision: 1 }, later)).rejects.toMatchObject({
      code: 'catalog.changed',
    })
  })

  test('a bundle can be withdrawn after one of its parts, and sold again only with all of them', async () => {
    await bundle()
    await withdrawProduct(table, 'a', later)
    expect((await withdrawProduct(table, 'set', later)).status).toBe('withdrawn')
    await expect(change('set', { status: 'on-sale' })).rejects.toMatchObject({ code: 'catalog.contradiction' })
    await change('a', { status: 'on-sale' })
    expect((await change('set', { status: 'on-sale' })).status).toBe('on-sale')
  })

  test('membership includes titles, never bundles', async () => {
    await bundle()
    await expect(change('set', { includedInMembership: true })).rejects.toMatchObject({
      details: { errors: [{ path: 'includedInMembership' }] },
    })
  })
})
