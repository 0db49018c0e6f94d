import { createBundle, createProduct, NewBundle, NewProduct, renewCatalogIndexes } from '@lectern/core/catalog'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manyTitles } from '../../support/catalog.ts'
import { type Meter, meter } from '../../support/meter.ts'
import { openSite, type TestSite } from '../../support/site.ts'

const formats = Array.from({ length: 12 }, (_, at) => ({
  name: `Format ${at}`,
  type: 'download',
  priceCents: 1000 + at,
}))

const sizes = [50, 500]

describe.each(sizes)('a store of %i titles', (count) => {
  let site: TestSite
  let spent: Meter
  beforeAll(async () => {
    site = await openSite()
    spent = meter(site.table)
    const authors = ['Karl W. Palachuk', 'Erick Simpson']
    await manyTitles(site.table, count, (at) => ({ authors: [authors[at % 2]], kind: at % 2 ? 'book' : 'checklist' }))
    await createProduct(
      site.table,
      NewProduct.parse({ slug: 'many-ways', title: 'Many Ways', authors: ['Karl W. Palachuk'], formats }),
      site.clock.now,
    )
    const contents = ['title-000:e-book', 'title-001:e-book', 'many-ways:format-0']
    await createBundle(
      site.table,
      NewBundle.parse({ slug: 'all-of-it', title: 'All of It', priceCents: 3000, contents }),
      site.clock.now,
    )
    await renewCatalogIndexes(site.table)
    await site.request('/store')
  })
  afterAll(() => site.stop())

  const read = async (path: string): Promise<{ html: string; units: number }> => {
    spent.reset()
    const answer = await site.request(path)
    expect(answer.status).toBe(200)
    return { html: await answer.text(), units: spent.reads() }
  }
  const titlesIn = (html: string) =>
    [...html.matchAll(/<h3[^>]*><a[^>]*href="\/store\/([^"?]+)"/g)].map(([, slug]) => slug)
  const nextIn = (html: string) => /href="([^"]+)" rel="next"|rel="next" href="([^"]+)"/.exec(html)

  test('shows some at a time, in few reads and a small page, whatever is asked', async () => {
    for (const query of [
      '',
      '?all=yes',
      '?q=title',
      '?q=zebra',
      '?q=vaule',
      '?kind=book',
      '?author=Erick+Simpson',
      '?cursor=x',
    ]) {
      const { html, units } = await read(`/store${query}`)
      expect([query, titlesIn(html).length <= 24, units <= 4, html.length < 110_000]).toEqual([query, true, true, true])
    }
    expect((await read('/store')).html).toContain(`See all ${count + 2} titles`)
  })

  test.each([
    ['?all=yes', count + 2],
    ['?kind=book&author=Erick+Simpson', count / 2],
    ['?q=title&type=download', count],
  ])('pages of “%s” lead on to every title, and keep the filter', async (query, expected) => {
    const seen: unknown[] = []
    let address: string | undefined = `/store${query}`
    while (address !== undefined) {
      const { html }: { html: string } = await read(address)
      seen.push(...titlesIn(html))
      const next = nextIn(html)
      address = (next?.[1] ?? next?.[2])?.replaceAll('&amp;', '&')
      for (const part of query.slice(1).split('&')) expect(address ?? part).toContain(part)
    }
    expect([seen.length, new Set(seen).size]).toEqual([expected, expected])
  })

  test('a title’s page reads the title, its prices, and nothing that grows with the store', async () => {
    expect((await read('/store/title-007')).units).toBeLessThanOrEqual(8)
    expect((await read('/store/all-of-it')).units).toBeLessThanOrEqual(14)
    expect((await read('/store/many-ways')).units).toBeLessThanOrEqual(14)
  })

  test('the map of the site names every title, in few reads', async () => {
    const { html, units } = await read('/sitemaps/pages.xml')
    expect(html.match(/<loc>[^<]*\/store\//g)).toHaveLength(count + 2)
    expect(units).toBeLessThanOrEqual(4)
  })

  test('what has changed is listed at once, and what was withdrawn is not', async () => {
    const fresh = { title: 'Quagga Manual', formats: [{ name: 'E-book', type: 'download', priceCents: 100 }] }
    await createProduct(site.table, NewProduct.parse(fresh), site.clock.now)
    expect(titlesIn((await read('/store?q=quaga')).html)).toEqual(['quagga-manual'])
  })
})
