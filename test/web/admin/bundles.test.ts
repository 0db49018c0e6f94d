import { createBundle, getProduct, NewBundle, withdrawProduct } from '@lectern/core/catalog'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'
import { fieldsOf, makeTitle } from './store-fields.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
})
afterAll(() => site.stop())

const make = (slug: string, more?: Record<string, unknown>) => makeTitle(site, slug, more)

describe('bundles', () => {
  const bundle = (more: Fields = {}): Fields => ({
    kind: 'bundle',
    title: 'Both',
    slug: 'both',
    price: '15',
    contents: ['one:e-book', 'two:e-book'],
    ...more,
  })
  beforeAll(async () => {
    await make('one')
    await make('two')
  })

  test('the preview says what the parts cost and what buyers save, before anything is saved', async () => {
    const answer = await site.admin.post('/admin/store/new', bundle({ intent: 'preview' }))
    expect(answer.status).toBe(200)
    const text = textOf(await answer.text())
    expect(text).toContain('Buyers save $5')
    expect(text).toContain('Its 2 parts cost $20 separately and $15 in this bundle. That’s 25% less.')
    expect((await site.admin.get('/admin/store/both')).status).toBe(404)
    const dear = await site.admin.post('/admin/store/new', bundle({ intent: 'preview', price: '25' }))
    expect(textOf(await dear.text())).toContain('Costs more than its parts')
  })

  test('it is saved, changed, and told on the page of each of its parts', async () => {
    expect((await site.admin.post('/admin/store/new', bundle())).headers.get('location')).toBe(
      '/admin/store/both?done=created',
    )
    expect((await site.admin.post('/admin/store/both/publish')).status).toBe(303)
    expect(await site.admin.read('/admin/store/one')).toContain('Also sold in a bundle: Both')
    const mine = fieldsOf(await (await site.admin.get('/admin/store/both')).text())
    expect(mine.contents).toEqual(['one:e-book', 'two:e-book'])
    expect((await site.admin.post('/admin/store/both', { ...mine, price: '12.50' })).status).toBe(303)
    expect((await getProduct(site.table, 'both')).formats).toMatchObject([
      { priceCents: 1250, contents: ['one:e-book', 'two:e-book'] },
    ])
  })

  test.each<[string, Fields, string]>([
    ['one part', { contents: ['one:e-book'] }, 'Choose at least two titles'],
    ['no parts', { contents: [] }, 'Choose at least two titles'],
    [
      'a part that is not there',
      { contents: ['one:e-book', 'gone:e-book'] },
      '“gone:e-book” isn’t a title you can add',
    ],
    ['more than its parts cost', { price: '20.01' }, 'The bundle costs more than its titles bought separately'],
    ['no price', { price: '' }, 'Enter a price like 24.95'],
  ])('%s is refused in words, and the choice stays', async (_, more, words) => {
    const answer = await site.admin.post('/admin/store/new', bundle({ slug: 'bad', ...more }))
    const html = await answer.text()
    expect([400, 409]).toContain(answer.status)
    expect(textOf(html)).toContain(words)
    expect(fieldsOf(html).contents ?? []).toEqual(
      expect.arrayContaining([more.contents ?? bundle().contents].flat().filter((sku) => sku !== 'gone:e-book')),
    )
  })

  test('a bundle goes though a part went before it, and comes back only without that part', async () => {
    const contents = ['one:e-book', 'three:e-book']
    await make('three')
    await createBundle(
      site.table,
      NewBundle.parse({ slug: 'set', title: 'Set', priceCents: 1, contents }),
      site.clock.now,
    )
    await withdrawProduct(site.table, 'three', site.clock.now)
    expect(await site.admin.read('/admin/store/set')).toContain('three, E-book (no longer on sale; remove it)')
    expect((await site.admin.post('/admin/store/set/withdraw')).status).toBe(303)
    const back = await site.admin.post('/admin/store/set/restore')
    expect(back.status).toBe(409)
    expect(textOf(await back.text())).toContain('“three:e-book” isn’t a title you can add')
  })
})
