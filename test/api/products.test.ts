import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

/** As the store's clients send it. */
const checklist = {
  slug: 'checklist',
  title: '68-Point Checklist',
  authors: ['Karl Palachuk'],
  formats: [
    { name: 'E-book', type: 'download', priceCents: 1999 },
    { name: 'Paperback', type: 'physical', priceCents: 3333 },
  ],
}
const worksheets = {
  slug: 'worksheets',
  title: 'Business Plan Worksheets',
  kind: 'template',
  authors: ['Karl Palachuk'],
  tags: ['business'],
  summary: 'A plan on a few pages.',
  formats: [{ name: 'Download', type: 'download', priceCents: 0 }],
}
const bundle = {
  slug: 'starter-set',
  title: 'Starter set',
  priceCents: 1499,
  contents: ['checklist:e-book', 'worksheets:download'],
}

const post = (path: string, body: unknown) => house.admin('POST', `/api/admin/${path}`, body)
const get = (path: string) => house.call('GET', `/api/products${path}`)
const slugs = async (path: string): Promise<string[]> =>
  (await get(path)).body.items.map((one: { slug: string }) => one.slug)

describe('titles', () => {
  test('a title is on sale as soon as it is made, with a sku for each format', async () => {
    const made = await post('products', checklist)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      slug: 'checklist',
      kind: 'book',
      status: 'on-sale',
      revision: 1,
      formats: [
        { sku: 'checklist:e-book', name: 'E-book', type: 'download', priceCents: 1999 },
        { sku: 'checklist:paperback', name: 'Paperback', type: 'physical', priceCents: 3333 },
      ],
    })
    expect((await house.admin('GET', '/api/admin/products/checklist')).body).toEqual(made.body)
    const { status, revision, createdAt, updatedAt, ...seen } = made.body
    expect((await get('/checklist')).body).toEqual(seen)
    expect((await post('products', worksheets)).status).toBe(201)
  })

  test('a bundle says what it holds and what it saves', async () => {
    const made = await post('bundles', bundle)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      kind: 'bundle',
      formats: [
        {
          sku: 'starter-set:bundle',
          type: 'bundle',
          priceCents: 1499,
          savingCents: 500,
          contents: ['checklist:e-book', 'worksheets:download'],
        },
      ],
    })
    expect((await house.admin('GET', '/api/admin/bundles/starter-set')).body).toEqual(made.body)
    expect((await get('/starter-set')).body.formats).toEqual(made.body.formats)
  })

  test.each([
    ['', ['checklist', 'worksheets', 'starter-set'].toSorted()],
    ['?q=checklsit', ['checklist']],
    ['?q=plan%20work', ['worksheets']],
    ['?kind=bundle', ['starter-set']],
    ['?author=karl%20palachuk', ['checklist', 'worksheets']],
    ['?tag=business', ['worksheets']],
    ['?type=physical', ['checklist']],
    ['?free=true', ['worksheets']],
    ['?free=false&kind=template', ['worksheets']],
    ['?q=nothing-of-the-kind', []],
  ])('GET /api/products%s lists %j', async (query, expected) => {
    expect((await slugs(query)).toSorted()).toEqual(expected)
  })

  test('a long list comes a page at a time, each title once', async () => {
    const first = await get('?limit=2')
    const second = await get(`?limit=2&cursor=${first.body.next}`)
    expect([first.body.items.length, second.body.items.length, second.body.next]).toEqual([2, 1, undefined])
    expect(new Set([...first.body.items, ...second.body.items].map(({ slug }) => slug)).size).toBe(3)
  })

  test('a change names what changes, and leaves the rest', async () => {
    const changed = await house.admin('PATCH', '/api/admin/products/checklist', {
      kind: 'checklist',
      editions: [
        { label: '3.0', releasedOn: '2019-01-07' },
        { label: '4.0', releasedOn: '2024-01-08', note: 'Longer' },
      ],
    })
    expect(changed).toMatchObject({ status: 200, body: { revision: 2, kind: 'checklist', authors: ['Karl Palachuk'] } })
    expect(changed.body.editions.map(({ label }: { label: string }) => label)).toEqual(['4.0', '3.0'])
    const stale = await house.admin('PATCH', '/api/admin/products/checklist', { title: 'Other', revision: 1 })
    expect(stale).toMatchObject({ status: 409, body: { code: 'catalog.changed' } })
  })

  test('a bundle changes its price by its own terms', async () => {
    const changed = await house.admin('PATCH', '/api/admin/bundles/starter-set', { priceCents: 1799 })
    expect(changed.body.formats).toMatchObject([{ priceCents: 1799, savingCents: 200 }])
    const dear = await house.admin('PATCH', '/api/admin/bundles/starter-set', { priceCents: 2000 })
    expect(dear).toMatchObject({ status: 400, body: { errors: [{ path: 'formats.0.priceCents' }] } })
    expect((await house.admin('PATCH', '/api/admin/bundles/checklist', { priceCents: 1 })).status).toBe(404)
  })

  test('what is withdrawn says so, is gone for the public, and may come back', async () => {
    const gone = await house.admin('DELETE', '/api/admin/products/worksheets')
    expect(gone).toMatchObject({ status: 200, body: { slug: 'worksheets', status: 'withdrawn' } })
    expect((await get('/worksheets')).status).toBe(404)
    expect(await slugs('')).not.toContain('worksheets')
    const withdrawn = await house.admin('GET', '/api/admin/products?status=withdrawn')
    expect(withdrawn.body.items).toHaveLength(1)
    // A bundle goes though a part went before it, and does not come back without that part.
    expect((await house.admin('DELETE', '/api/admin/bundles/starter-set')).body.status).toBe('withdrawn')
    const back = { status: 'on-sale' }
    expect(await house.admin('PATCH', '/api/admin/bundles/starter-set', back)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'formats.0.contents.1' }] },
    })
    expect((await house.admin('PATCH', '/api/admin/products/worksheets', back)).body.status).toBe('on-sale')
    expect((await house.admin('PATCH', '/api/admin/bundles/starter-set', back)).body.status).toBe('on-sale')
    expect((await get('/starter-set')).status).toBe(200)
    expect((await house.admin('DELETE', '/api/admin/bundles/checklist')).status).toBe(404)
  })
})

describe('what makes no sense', () => {
  const product = (more: Record<string, unknown>) => ['products', { ...checklist, slug: 'bad', ...more }] as const
  const set = (more: Record<string, unknown>) => ['bundles', { ...bundle, slug: 'bad', ...more }] as const
  const format = { name: 'E-book', type: 'download', priceCents: 1 }

  test.each<[string, readonly [string, unknown], string, string]>([
    ['no title', product({ title: ' ' }), 'input.invalid', 'title'],
    ['a field that is none', product({ surprise: 1 }), 'input.invalid', ''],
    ['an unknown kind', product({ kind: 'hat' }), 'input.invalid', 'kind'],
    ['an address with capitals', product({ slug: 'Bad' }), 'input.invalid', 'slug'],
    ['no formats', product({ formats: [] }), 'input.invalid', 'formats'],
    [
      'a price below nothing',
      product({ formats: [{ ...format, priceCents: -1 }] }),
      'input.invalid',
      'formats.0.priceCents',
    ],
    ['half a cent', product({ formats: [{ ...format, priceCents: 0.5 }] }), 'input.invalid', 'formats.0.priceCents'],
    ['a format sent twice', product({ formats: [format, format] }), 'catalog.contradiction', 'formats.1'],
    [
      'a bundle’s format in a book',
      product({ formats: [{ ...format, type: 'bundle' }] }),
      'catalog.contradiction',
      'formats.0.type',
    ],
    [
      'a version sent twice',
      product({
        editions: [
          { label: '1', releasedOn: '2024-01-01' },
          { label: '1', releasedOn: '2024-01-02' },
        ],
      }),
      'catalog.contradiction',
      'editions.1',
    ],
    [
      'a day that is none',
      product({ editions: [{ label: '1', releasedOn: '2024-02-30' }] }),
      'input.invalid',
      'editions.0.releasedOn',
    ],
    ['a bundle of one', set({ contents: ['checklist:e-book'] }), 'input.invalid', 'contents'],
    [
      'a bundle of what is not there',
      set({ contents: ['checklist:e-book', 'no:such'] }),
      'catalog.contradiction',
      'formats.0.contents.1',
    ],
    [
      'a bundle of bundles',
      set({ contents: ['checklist:e-book', 'starter-set:bundle'] }),
      'catalog.contradiction',
      'formats.0.contents.1',
    ],
    [
      'a title twice in a bundle',
      set({ contents: ['checklist:e-book', 'checklist:e-book'] }),
      'catalog.contradiction',
      'formats.0.contents.1',
    ],
    [
      'a bundle that saves nothing and costs more',
      set({ priceCents: 9999 }),
      'catalog.contradiction',
      'formats.0.priceCents',
    ],
  ])('%s is refused with a sentence, and nothing changes', async (_, [path, body], code, field) => {
    const before = await house.countItems()
    const answer = await post(path, body)
    expect(answer).toMatchObject({
      status: 400,
      body: { code, errors: expect.arrayContaining([expect.objectContaining({ path: field })]) },
    })
    expect(answer.body.errors[0].message.length).toBeGreaterThan(10)
    expect((await house.countItems()) - before).toBe(0)
  })

  test('an address that a title or an event has is taken', async () => {
    await publish(house)
    for (const slug of ['checklist', '5w22', 'new']) {
      expect(await post('products', { ...checklist, slug })).toMatchObject({
        status: 409,
        body: { code: 'catalog.slug-taken', errors: [{ path: 'slug' }] },
      })
    }
  })

  test('a format that may have been bought stays', async () => {
    const answer = await house.admin('PATCH', '/api/admin/products/checklist', {
      formats: checklist.formats.slice(0, 1),
    })
    expect(answer).toMatchObject({ status: 409, body: { code: 'catalog.format-gone' } })
  })

  test.each([
    ['GET', '/api/products?kind=hat', 400],
    ['GET', '/api/products?type=virtual', 400],
    ['GET', '/api/products?free=maybe', 400],
    ['GET', '/api/products?limit=0', 400],
    ['GET', '/api/products?cursor=%27', 400],
    ['GET', `/api/products?cursor=${Buffer.from('no-such').toString('base64url')}`, 400],
    ['GET', `/api/products?q=${'x'.repeat(101)}`, 400],
    ['GET', '/api/products/no-such', 404],
    ['DELETE', '/api/admin/products/no-such', 404],
    ['DELETE', '/api/admin/bundles/no-such', 404],
  ])('%s %s answers %i', async (method, path, status) => {
    expect((await house.admin(method, path)).status).toBe(status)
  })

  test.each([
    ['POST', '/api/admin/products', checklist],
    ['PATCH', '/api/admin/products/checklist', { title: 'Mine' }],
    ['DELETE', '/api/admin/products/checklist', undefined],
    ['POST', '/api/admin/bundles', bundle],
    ['PUT', '/api/admin/store-terms', { shipping: [] }],
    ['GET', '/api/admin/store-terms', undefined],
  ])('%s %s is for admins alone', async (method, path, body) => {
    const bearer = await house.keyOf('eve@example.com', 'Eve')
    expect((await house.call(method, path, { body, bearer })).status).toBe(404)
    expect((await house.call(method, path, { body })).status).toBe(401)
  })
})
