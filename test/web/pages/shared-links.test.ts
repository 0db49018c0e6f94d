import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kpiWebinar, makeEvent, seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { seedTitles } from '../store/titles.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, site.clock.now)
  await seedTitles(site.table, site.clock.now)
  const invited = { ...kpiWebinar, slug: 'secret', access: 'invited', invited: ['ada@example.com'] } as const
  await makeEvent(site.table, invited, site.clock.now)
})
afterAll(() => site.stop())

/** The properties that a page's head tells other sites. */
const toldOf = async (path: string): Promise<Map<string, string>> => {
  const html = await (await site.request(path)).text()
  const tags = html.matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"/g)
  return new Map([...tags].map(([, name = '', value = '']) => [name, value.replaceAll('&#39;', "'")]))
}

test.each([
  ['/', 'Small Biz Community'],
  ['/events', 'Upcoming events'],
  ['/store', 'Books and downloads'],
  ['/sales', 'Sales'],
  ['/membership', 'Membership'],
  ['/terms', 'Small Biz Community'],
  ['/events/5w22', 'MSP Professional Sales Program'],
  ['/events/kpis-and-slas', 'The Unpopular Truth about KPIs'],
  ['/courses/professional-sales', 'MSP Professional Sales Program'],
  ['/store/services-in-a-month', 'Managed Services in a Month'],
  ['/people/karl-palachuk', 'Karl W. Palachuk'],
])('a link to %s is shared with a card of the right size, which names what it is', async (path, alt) => {
  const told = await toldOf(path)
  expect(told.get('og:url')).toBe(`${site.url}${path}`)
  expect(Object.fromEntries(told)).toMatchObject({
    'og:site_name': 'Small Biz Community',
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:image:alt': expect.stringContaining(alt),
    'twitter:card': 'summary_large_image',
  })
  // At once, and not by way of another address: who shows cards doesn't always follow.
  const picture = await site.request(new URL(told.get('og:image') ?? '').pathname)
  expect(picture.status).toBe(200)
  const { format, width, height, size } = await sharp(await picture.arrayBuffer()).metadata()
  expect([format, width, height]).toEqual(['png', 1200, 630])
  expect(size).toBeLessThan(100_000)
})

test('pages of one person, or for invited people, have none', async () => {
  for (const path of ['/cart', '/checkout', '/sign-in', '/events/secret']) {
    expect((await toldOf(path)).has('og:image')).toBe(false)
  }
})
