import { getEvent, saveInstructor } from '@lectern/core/catalog'
import { actorOf, visitor } from '@lectern/core/identity'
import { NewPromotion, savePromotion } from '@lectern/core/pricing'
import { joinWaitingList, orderToken } from '@lectern/core/registration'
import { setCertificateRule } from '@lectern/core/teaching'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { anAssignment } from '../../support/assignments.ts'
import { openBrowser, withPage } from '../../support/browser.ts'
import { aLink } from '../../support/materials.ts'
import { someSlots } from '../../support/office-hours.ts'
import { makeEvent, salesClass, seedProgramme } from '../../support/programme.ts'
import type { TestSite, Visitor } from '../../support/site.ts'
import { seedShipping, seedTitles } from '../store/titles.ts'

/** What a page of 1280 px is at 400%: WCAG 2.2, 1.4.10. */
const narrow = { width: 320, height: 640 }

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const longEmail = `${'maximiliane-wilhelmine'.repeat(2)}@${'long-name-of-a-host'.repeat(3)}.example.com`

let site: AdminSite
let browser: Browser
let admin: Awaited<ReturnType<TestSite['signIn']>>
let stranger: Visitor
let started: string[]

/** A site in the middle of its work, whose names and addresses are as long as people have them, and without a break. */
beforeAll(async () => {
  site = await openAdminSite()
  const { table, clock } = site
  await seedProgramme(table, clock.now)
  await seedTitles(table, clock.now)
  await seedShipping(table)
  admin = await site.signIn('karl@example.com')
  const karl = { slug: 'karl-palachuk', name: longWord, headline: longWord, bio: longWord, email: admin.person.email }
  await saveInstructor(table, karl)
  const address = `${longWord}, https://maps.example/${'x'.repeat(80)}`
  const event = await makeEvent(
    table,
    {
      ...salesClass,
      ...{ code: 'LONG', slug: 'long', title: longWord, instructors: ['karl-palachuk'], capacity: 2 },
      ...{
        venue: { name: longWord, address },
        tickets: [{ name: longWord.slice(0, 60), slug: 'seat', priceCents: 0 }],
      },
    },
    clock.now,
  )
  const order = await site.order(event, { email: longEmail, name: longWord })
  await site.order(event, { email: admin.person.email, name: longWord })
  await joinWaitingList(site.services, { sku: 'long:seat', email: `w${longEmail}`, name: longWord }, visitor, clock.now)
  const paid = await site.order(await getEvent(table, '5w22'), { email: admin.person.email, name: 'Karl' })
  await aLink(site.services, await getEvent(table, '5w22'), { title: longWord })
  await anAssignment(table, { title: longWord })
  await someSlots(table, actorOf(admin.person, 'session'))
  await setCertificateRule(table, '5w22', { attend: 4 })
  const terms = {
    title: longWord,
    trigger: 'code',
    code: 'A'.repeat(40),
    benefit: { type: 'percent', percentBasisPoints: 2900 },
  }
  await savePromotion(table, NewPromotion.parse({ ...terms, scope: { everything: true } }), clock.now)
  stranger = site.visit()
  await stranger.post('/cart/lines', { sku: 'channelpro-columbus:pass', quantity: '2' })
  await stranger.post('/cart/lines', { sku: 'services-in-a-month:paperback' })
  started = [order, paid].map(({ id }) => `/orders/${id}?token=${orderToken(site.services.secret, id)}`)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

/**
 * What reaches over the page's side, and how far: also what floats, which the page's own width does not tell of. What is in a
 * part that scrolls by itself, as a wide table is, and what only screen readers see may be as wide as it likes.
 */
const overTheSide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    for (const closed of document.querySelectorAll('details')) closed.open = true
    const root = document.documentElement
    const width = root.clientWidth
    const clips = (element: Element | null): boolean => {
      for (let at = element; at !== null && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== 'visible') return true
        if (getComputedStyle(at).position === 'fixed') return false
      }
      return false
    }
    const over = [...document.body.querySelectorAll('*')].filter((element) => {
      const { left, right, width: own, height } = element.getBoundingClientRect()
      if (own <= 1 || height <= 1 || (right <= width + 1 && left >= -1)) return false
      return element.checkVisibility({ visibilityProperty: true }) && !clips(element.parentElement)
    })
    // The innermost say where it comes from.
    const sources = over.filter((element) => !over.some((other) => other !== element && element.contains(other)))
    const named = sources.slice(0, 3).map((element) => {
      const { left, right } = element.getBoundingClientRect()
      const words = (element.textContent ?? '').trim().slice(0, 30)
      return `${element.tagName.toLowerCase()}.${element.className} “${words}” from ${Math.round(left)} to ${Math.round(right)}`
    })
    const wide = root.scrollWidth - width
    return [...named, ...(wide > 0 ? [`${wide} px wider than the page`] : [])]
  })

/** Pages of one kind: names of things, and what is filtered for, differ among them. */
const kindOf = ({ pathname, searchParams }: URL): string =>
  [pathname.replaceAll(/\/[^/]*[\d_][^/]*/g, '/:x'), ...new Set(searchParams.keys())].sort().join(' ')

/** How many pages of one kind are looked at. */
const ofKind = 3

/** Looks at everything that links lead to. @returns the addresses, and what is wrong with them */
const walk = async (reader: Visitor, from: readonly string[]): Promise<{ seen: string[]; wrong: string[] }> =>
  withPage(browser, { viewport: narrow }, async (page) => {
    await page.context().addCookies([...reader.cookies].map(([name, value]) => ({ name, value, url: site.url })))
    const queue = [...from]
    const known = new Set(queue)
    const kinds = new Map<string, number>()
    const [seen, wrong]: [string[], string[]] = [[], []]
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      // Not what leads elsewhere, nor files.
      if (!(await reader.get(path)).headers.get('content-type')?.startsWith('text/html')) continue
      await page.goto(`${site.url}${path}`)
      seen.push(path)
      wrong.push(...(await overTheSide(page)).map((what) => `${path}: ${what}`))
      const links = await page
        .locator('a[href]:not([download])')
        .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href))
      for (const link of links) {
        const url = new URL(link)
        const next = `${url.pathname}${url.search}`
        const skip = /\.(ics|pdf|csv|json|png|svg|xml)$|^\/(api|local|feed|calendar)\b|\/join$|^\/sign-out/.test(
          url.pathname,
        )
        if (url.origin !== site.url || skip || known.has(next)) continue
        known.add(next)
        const kind = kindOf(url)
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
        if ((kinds.get(kind) ?? 0) <= ofKind) queue.push(next)
      }
    }
    return { seen, wrong }
  })

describe('S13: at 320 px, or 400%, nothing runs off the side', () => {
  test('of any page that visitors come to', async () => {
    const { seen, wrong } = await walk(stranger, [
      '/',
      '/events',
      '/store',
      '/membership',
      '/cart',
      '/checkout',
      '/sign-in',
      '/nothing',
      ...started,
    ])
    expect(seen.length).toBeGreaterThan(30)
    expect(wrong).toEqual([])
  })

  test('of any page of who attends, teaches, or runs the site', async () => {
    const { seen, wrong } = await walk(admin, [
      '/account',
      '/events/5w22/class',
      '/teach/5w22',
      '/teach/long',
      '/admin',
      '/admin/events/long',
      '/admin/events/long/roster',
    ])
    for (const part of ['/account', '/events/5w22/class', '/teach/', '/admin/'])
      expect(seen.filter((path) => path.startsWith(part)).length).toBeGreaterThan(0)
    expect(seen.length).toBeGreaterThan(80)
    expect(wrong).toEqual([])
  })

  test('and the look itself finds a page that is too wide, and a bar that floats', async () => {
    await withPage(browser, { viewport: narrow }, async (page) => {
      await page.setContent(
        '<body style="margin:0"><div class="bar" style="position:fixed;bottom:0;width:337px;height:9px">Pay</div>',
      )
      expect(await overTheSide(page)).toEqual(['div.bar “Pay” from 0 to 337'])
      await page.setContent(
        '<body style="margin:0"><p class="wide" style="width:400px">Wide</p><div style="overflow-x:auto"><b style="display:block;width:900px">Table</b></div>',
      )
      expect(await overTheSide(page)).toEqual(['p.wide “Wide” from 0 to 400', '80 px wider than the page'])
    })
  })
})
