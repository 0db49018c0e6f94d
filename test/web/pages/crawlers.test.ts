import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { columbus, makeEvent } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await makeEvent(site.table, columbus, site.clock.now)
  const invited = { ...columbus, slug: 'secret', access: 'invited', invited: ['ada@example.com'] } as const
  await makeEvent(site.table, invited, site.clock.now)
})
afterAll(() => site.stop())

const read = async (path: string) => {
  const answer = await site.request(path)
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

const addressesIn = (text: string): string[] =>
  [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address)

describe('what programs that search the web are told', () => {
  test('robots.txt names the map, and keeps them out of what is someone’s own', async () => {
    const { status, type, text } = await read('/robots.txt')
    expect([status, type]).toEqual([200, expect.stringContaining('text/plain')])
    expect(text).toContain('Disallow: /admin')
    expect(text).toContain('Disallow: /account')
    expect(text).toMatch(/Sitemap: https?:\/\/[^ ]+\/sitemap\.xml/)
  })

  test('the map leads to everything that is public and answers, and to nothing else', async () => {
    const maps = addressesIn((await read('/sitemap.xml')).text).map((address) => new URL(address).pathname)
    expect(maps.length).toBeLessThan(20)
    const found: string[] = []
    for (const map of maps) {
      const { status, type, text } = await read(map)
      expect([status, type]).toEqual([200, 'application/xml; charset=utf-8'])
      found.push(...addressesIn(text).map((address) => new URL(address).pathname))
    }
    expect(found).toContain('/events/channelpro-columbus')
    expect(found).toContain('/store')
    expect(found.filter((path) => path.includes('secret'))).toEqual([])
    for (const path of found) expect([path, (await read(path)).status]).toEqual([path, 200])
  })

  test('a map that is none is not found', async () => {
    expect((await read('/sitemaps/events-1999.xml')).status).toBe(404)
  })
})
