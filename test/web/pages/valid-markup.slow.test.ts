import { findEvent, renewCatalogIndexes } from '@lectern/core/catalog'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { anAssignment } from '../../support/assignments.ts'
import { markupErrors } from '../../support/markup.ts'
import { aLink } from '../../support/materials.ts'
import { seedProgram } from '../../support/program.ts'
import { makeSale } from '../../support/sale.ts'
import { seedTitles } from '../store/titles.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
  const { table, clock, services } = site
  await seedProgram(table, clock.now)
  await seedTitles(table, clock.now)
  await makeSale(table, clock.now, { window: { ...now2024, from: '2024-04-01T00:00', until: '2024-05-01T00:00' } })
  const event = await findEvent(table, '5w22')
  if (!event) throw new Error('there is no class')
  await site.order(event, { email: 'ada@example.com', name: 'Ada Byron' })
  await site.order(event, { email: 'eve@example.com', name: 'Eve' }, { paid: false })
  await aLink({ table, files: services.files }, event)
  await anAssignment(table)
  await renewCatalogIndexes(table)
})
afterAll(() => site.stop())

const now2024 = { zone: 'America/Los_Angeles' }

/** Names in a path that stand for one of many: pages that differ in these alone are one page. */
const kindOf = (path: string): string =>
  path.replace(/\/(?:[a-z]{3}_\w+|(?<=events|teach|store|people|courses|sales)\/[\w-]+)(?=\/|$)/g, '/*')

const linksIn = (html: string): string[] =>
  [...html.matchAll(/<a[^>]* href="(\/[^"#?]*)/g)].flatMap(([, path = '']) =>
    /^\/(api|assets|sign-out|sign-in|local|admin\/mails)|\.(ics|png|pdf|csv|xml|json)$|\/join$|\/files?\//.test(path)
      ? []
      : [path],
  )

/** Follows the links of every page, two of each kind, and says what is wrong with their markup. */
const errorsOn = async (starts: string[], get: (path: string) => Promise<Response>) => {
  const queue = [...starts]
  const seen = new Map<string, number>()
  const known = new Set(queue)
  const wrong: string[] = []
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const kind = kindOf(path)
    if ((seen.get(kind) ?? 0) >= 2) continue
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
    const response = await get(path)
    const html = response.headers.get('content-type')?.startsWith('text/html') ? await response.text() : ''
    if (html === '') continue
    wrong.push(...markupErrors(html).map((error) => `${path} ${error}`))
    for (const link of linksIn(html)) {
      if (known.has(link)) continue
      known.add(link)
      queue.push(link)
    }
  }
  return { kinds: [...seen.keys()].sort(), wrong }
}

describe('every page is valid HTML', () => {
  test('the check bites', () => {
    const page = (body: string) =>
      `<!doctype html><html lang="en"><head><title>A</title></head><body>${body}</body></html>`
    expect(markupErrors(page('<dl><div><dt>When</dt><dd>Now</dd></div></dl>'))).toEqual([])
    expect(markupErrors(page('<dl><dt>When</dt><dd>Now</dd><div><dt>A</dt><dd>B</dd></div></dl>'))).toHaveLength(1)
    expect(markupErrors(page('<p><ul><li>A</li></ul></p>'))).not.toEqual([])
    expect(markupErrors(page('<p id="a">A</p><p id="a">B</p>'))).not.toEqual([])
  })

  test('for a visitor', async () => {
    const { kinds, wrong } = await errorsOn(['/', '/nothing', '/cart', '/sales/leap-day'], site.request)
    expect(wrong).toEqual([])
    expect(kinds.length).toBeGreaterThan(15)
  })

  test('for someone who attends a class', async () => {
    const ada = await site.signIn('ada@example.com')
    const { kinds, wrong } = await errorsOn(['/account', '/events/5w22', '/events/5w22/class', '/checkout'], ada.get)
    expect(wrong).toEqual([])
    expect(kinds.length).toBeGreaterThan(15)
  })

  test('for an admin', async () => {
    const { kinds, wrong } = await errorsOn(['/admin', '/teach/5w22'], site.admin.get)
    expect(wrong).toEqual([])
    expect(kinds.length).toBeGreaterThan(40)
  })
})
