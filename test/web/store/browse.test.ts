import { createProduct, NewProduct, withdrawProduct } from '@lectern/core/catalog'
import { grantMembership } from '@lectern/core/membership'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSite, type TestSite } from '../../support/site.ts'
import { readText, textOf } from '../pages/page-text.ts'
import { seedTitles } from './titles.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await seedTitles(site.table, site.clock.now)
})
afterAll(() => site.stop())

const open = async (path: string) => {
  const html = await (await site.request(path)).text()
  const titles = [...html.matchAll(/<h3[^>]*><a[^>]*href="\/store\/([^"?]+)"/g)].map(([, slug]) => slug)
  return { html, text: textOf(html), titles }
}

describe('the store', () => {
  test('shows every title with its authors, kind and price, and what is free or included', async () => {
    const { text, titles } = await open('/store')
    expect(titles).toHaveLength(5)
    expect(text).toContain('See all 5 titles')
    expect(text).toContain('Karl W. Palachuk and Manuel Palachuk')
    expect(text).toContain('from $24.95 Paperback, e-book · Included in membership')
    expect(text).toContain('Free downloads Karl’s Famous 68-Point Checklist Download · No card needed')
    expect(text).toContain('was $74.90 now $59.95 2 titles · Save $14.95')
  })

  test('finds words wherever they stand, the best match first, and keeps them in the form', async () => {
    const { html, titles } = await open('/store?q=migration')
    expect(titles[0]).toBe('migration-workbook')
    expect(titles).not.toContain('fearless')
    expect(html).toContain('value="migration"')
    expect((await open('/store?q=leoni')).titles).toEqual(['fearless'])
  })

  test('counts for each filter what choosing it shows, under all the others', async () => {
    const { text } = await open('/store')
    expect(text).toContain('All 5 Books 2')
    expect(text).toContain('Free 1')
    expect(text).toContain('Karl W. Palachuk 4')
    const books = await open('/store?kind=book')
    expect(books.titles).toHaveLength(2)
    expect(books.text).toContain('2 titles')
    expect(books.text).toContain('All 5 Books 2')
    expect(books.text).toContain('Karl W. Palachuk 1')
    expect(books.text).toContain('Print 2')
  })

  test.each([
    ['author', 'author=Manuel+Palachuk', ['migration-workbook']],
    ['what is free', 'free=yes', ['famous-checklist']],
    ['how it comes', 'type=physical', ['fearless', 'services-in-a-month']],
    ['topic', 'tag=networks', ['famous-checklist', 'migration-workbook']],
    ['what is included', 'included=yes', ['services-in-a-month']],
    ['any of several kinds', 'kind=checklist&kind=workbook', ['famous-checklist', 'migration-workbook']],
    ['any of several authors', 'author=Manuel+Palachuk&author=debbie+leoni', ['fearless', 'migration-workbook']],
    ['several at once', 'author=Karl+W.+Palachuk&type=download&kind=book', ['services-in-a-month']],
  ])('filters by %s', async (_, query, expected) => {
    const { titles } = await open(`/store?${query}`)
    expect([...titles].sort()).toEqual(expected)
  })

  test('says what to do when nothing matches, and keeps a choice that shows nothing', async () => {
    const { html, text, titles } = await open('/store?q=zzzzqqq&author=Nobody')
    expect(titles).toEqual([])
    expect(text).toContain('No results')
    expect(html).toContain('href="/store"')
    expect(html).toMatch(/<input type="checkbox" name="author" value="Nobody" checked/)
  })

  test('takes what is made up in the address as not given', async () => {
    const { titles } = await open(`/store?kind=%22%3E%3Cb%3E&type=air&free=maybe&q=${'x'.repeat(500)}`)
    expect(titles).toHaveLength(5)
    expect((await open('/store?q=%3Cscript%3Ealert(1)%3C/script%3E')).html).not.toContain('<script>alert')
  })

  test('stands in the navigation and on the home page', async () => {
    const home = await readText(await site.request('/'))
    expect(home).toContain('From the store')
    expect(home).toContain('I Am Fearless')
    expect((await open('/store')).html).toMatch(/href="\/store" aria-current="page"/)
  })
})

describe('a title', () => {
  test('shows its formats with prices, each with a way into the cart', async () => {
    const { html, text } = await open('/store/services-in-a-month')
    expect(text).toContain('Paperback Shipped to you $39.95')
    expect(text).toContain(
      'E-book Pre-order: not out yet. We’ll email you when it’s ready to download. · Included in membership $24.95',
    )
    expect(html.match(/<input class="tick" type="radio" name="sku"/g)).toHaveLength(2)
    expect(html).toMatch(/<form method="post" action="\/cart\/lines"[\s\S]*name="next" value="checkout">Buy now</)
    expect(text).toContain('Add to cart')
    expect(text).toContain('Shipping is calculated at checkout.')
    expect(text).toContain('Members download this title for free. Printed copies cost the same for everyone.')
    expect(text).toContain('Bundle and save Two Workbooks Together 2 titles, $59.95, save $14.95')
    expect(text).toContain('More by Karl W. Palachuk')
  })

  test('that is free is got, not bought', async () => {
    const { text } = await open('/store/famous-checklist')
    expect(text).toContain('Get it free')
    expect(text).not.toContain('Add to cart')
    expect(text).toContain('4.0, and 3.0')
    expect(text).toContain('The simpler one.')
  })

  test('that is a bundle tells what it holds and saves', async () => {
    const { text } = await open('/store/two-workbooks')
    expect(text).toContain('Network Migration Workbook E-book $49.95')
    expect(text).toContain('Bought separately $74.90')
    expect(text).toContain('Save $14.95 vs. buying separately.')
  })

  test('tells search engines what it is and costs', async () => {
    const { html } = await open('/store/services-in-a-month')
    const [, json = ''] = html.match(/<script type="application\/ld\+json">(.*?)<\/script>/) ?? []
    expect(JSON.parse(json)).toMatchObject({
      '@type': ['Product', 'Book'],
      name: 'Managed Services in a Month',
      author: [{ '@type': 'Person', name: 'Karl W. Palachuk' }],
      offers: [
        { sku: 'services-in-a-month:paperback', price: '39.95', priceCurrency: 'USD' },
        { sku: 'services-in-a-month:e-book', price: '24.95' },
      ],
    })
  })

  test('is open to a member at no charge, but for copies on paper', async () => {
    const ada = await site.signIn('member@example.com')
    await grantMembership(site.table, ada.person.id, { plan: 'community' }, site.clock.now)
    const html = await (await ada.get('/store/services-in-a-month')).text()
    expect(textOf(html)).toMatch(/E-book .* was \$24\.95 now Free/)
    expect(html).toContain('href="/account/titles"')
    expect(html.match(/action="\/cart\/lines"/g)).toHaveLength(1)
  })

  test('that was withdrawn says so, cannot be bought, and leaves the store', async () => {
    await createProduct(
      site.table,
      NewProduct.parse({
        slug: 'old',
        title: 'Old Ways',
        formats: [{ name: 'E-book', type: 'download', priceCents: 100 }],
      }),
      site.clock.now,
    )
    await withdrawProduct(site.table, 'old', site.clock.now)
    const { html, text } = await open('/store/old')
    expect(text).toContain('This title is no longer sold.')
    expect(html).not.toContain('action="/cart/lines"')
    expect(html).toContain('content="noindex"')
    expect((await open('/store')).titles).not.toContain('old')
    expect((await site.visit().post('/cart/lines', { sku: 'old:e-book' })).status).toBe(404)
  })

  test('that does not exist is not found', async () => {
    expect((await site.request('/store/nothing')).status).toBe(404)
    expect((await site.request('/store/..%2F..')).status).toBe(404)
  })
})
