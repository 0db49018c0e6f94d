import { gzipSync } from 'node:zlib'
import { grantMembership } from '@lectern/core/membership'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, desktop, openBrowser, phone, readAsset, withPage } from '../../support/browser.ts'
import { makeEvent, salesClass, seedProgramme } from '../../support/programme.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { fieldValue } from './page-text.ts'

let site: TestSite
let browser: Browser
let ada: Awaited<ReturnType<TestSite['signIn']>>
/** Addresses of an order that is confirmed and of one that waits for its payment. */
let orders: string[]

const buy = async (visitor: Visitor, sku: string): Promise<string> => {
  await visitor.post('/cart/lines', { sku })
  const html = await (await visitor.get('/checkout')).text()
  const fields = { key: fieldValue(html, 'key') ?? '', shown: fieldValue(html, 'shown') ?? '' }
  const answer = await visitor.post('/checkout', { ...fields, 'buyer.name': 'Ada Byron', terms: 'yes' })
  const session = answer.headers.get('location')?.match(/\/local\/checkout\/(.+)$/)?.[1]
  return session === undefined
    ? (answer.headers.get('location') ?? '')
    : String(site.till.getSession(session).success_url)
}

beforeAll(async () => {
  site = await openSite()
  await seedProgramme(site.table, site.clock.now)
  await makeEvent(
    site.table,
    { ...salesClass, code: 'S1', slug: 'one-seat', capacity: 1, tickets: [{ name: 'Seat', priceCents: 0 }] },
    site.clock.now,
  )
  ada = await site.signIn('ada@example.com')
  await grantMembership(site.table, ada.person.id, { plan: 'community' }, site.clock.now)
  orders = [await buy(ada, 'one-seat:seat'), await buy(ada, '5w22:seat')]
  await ada.post('/account/keys', { title: 'Website' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const keepCookies = (page: Page, visitor: Visitor) =>
  page.context().addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: site.url })))

const found = async (page: Page, address: string, colours: 'light' | 'dark'): Promise<string[]> => {
  const rules = colours === 'light' ? 'all' : 'of looks'
  await page.goto(new URL(address, site.url).href)
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  return [...(await axeViolations(page, rules)), ...(sideways ? ['the page scrolls sideways'] : [])].map(
    (one) => `${address}: ${one}`,
  )
}

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test('every page for visitors is accessible on a phone, and nothing breaks the policy', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: 'channelpro-columbus:pass', quantity: '2' })
    await visitor.post('/cart/lines', { sku: '5w22:seat' })
    const pages = [
      '/',
      '/events',
      '/events?q=nothing',
      '/events?when=past',
      '/events/5w22',
      '/events/channelpro-columbus',
      '/events/one-seat',
      '/events/marketing-breakout',
      '/events/5w21',
      '/courses/professional-sales',
      '/people/james-kernan',
      '/cart',
      '/checkout',
      '/registered',
      '/waitlist/joined?event=one-seat',
      '/membership',
      '/terms',
      '/privacy',
      '/nothing',
    ]
    await withPage(browser, { viewport: phone, colorScheme }, async (page) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      await keepCookies(page, visitor)
      for (const address of pages) complaints.push(...(await found(page, address, colorScheme)))
      expect(complaints).toEqual([])
    })
  })

  test('every page of somebody’s own is accessible at a desk', async () => {
    await withPage(browser, { viewport: desktop, colorScheme }, async (page) => {
      await keepCookies(page, ada)
      const complaints: string[] = []
      for (const address of [
        '/',
        '/account',
        '/account/keys',
        '/events/5w22',
        '/events/one-seat',
        '/membership',
        ...orders,
      ]) {
        complaints.push(...(await found(page, address, colorScheme)))
      }
      await page.goto(`${site.url}/account/keys`)
      await page.fill('[name=title]', 'Another')
      await page.click('text=Create a key')
      complaints.push(...(await axeViolations(page)))
      expect(complaints).toEqual([])
    })
  })

  test('a form with errors is accessible, and takes the reader to them', async () => {
    await withPage(browser, { viewport: phone, colorScheme }, async (page) => {
      await page.goto(`${site.url}/events/channelpro-columbus`)
      await page.click('text=Add to cart')
      await page.goto(`${site.url}/checkout`)
      await page.locator('#checkout').evaluate((form) => form.setAttribute('novalidate', ''))
      await page.fill('[name="buyer.email"]', 'not an address')
      await page.click('text=Confirm and pay $199')
      expect(await axeViolations(page)).toEqual([])
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('errors')
      await page.click('#errors a >> nth=0')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('buyer.name')
    })
  })
})

test('without JavaScript one gets from an event to a confirmed free order, also for a colleague', async () => {
  await withPage(browser, { viewport: phone, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${site.url}/events?kind=webinar`)
    await page.click('text=The Unpopular Truth')
    await page.locator('button:text-is("Register") >> visible=true').first().click()
    await page.fill('[name="buyer.name"]', 'Grace')
    await page.fill('[name="buyer.email"]', 'grace@example.com')
    expect(await page.locator('[name="seats.0.email"]').isVisible()).toBe(false)
    await page.check('text=Someone else')
    await page.fill('[name="seats.0.name"]', 'Joan')
    await page.fill('[name="seats.0.email"]', 'joan@example.com')
    await page.check('[name=terms]')
    await page.click('#checkout button:text-is("Register")')
    expect(await page.textContent('h1')).toBe('You’re registered')
    expect(await page.textContent('[aria-label="Who’s registered"]')).toContain('Joan joan@example.com')
  })
})

test('in a browser one is led to the payment page and back to a paid order', async () => {
  await withPage(browser, { viewport: desktop }, async (page) => {
    await page.goto(`${site.url}/events/5w22`)
    await page.locator('button:text-is("Register") >> visible=true').click()
    await page.locator('#main a:text-is("Check out")').click()
    await page.fill('[name="buyer.name"]', 'Grace')
    await page.fill('[name="buyer.email"]', 'grace.pays@example.com')
    await page.check('[name=terms]')
    await page.click('text=Confirm and pay $399')
    await page.waitForURL(/\/local\/checkout\//)
    const session = page.url().split('/').at(-1) ?? ''
    await site.till.pay(session)
    await page.goto(String(site.till.getSession(session).success_url))
    expect(await page.textContent('h1')).toBe('You’re registered')
  })
})

test('the reader’s own time stands beside the event’s', async () => {
  await withPage(browser, { viewport: desktop, timezoneId: 'Europe/Berlin' }, async (page) => {
    await page.goto(`${site.url}/events/5w22`)
    await page.locator('text=6:00 PM in Berlin').waitFor()
    expect(await page.locator('[data-reader-row]').isVisible()).toBe(true)
  })
})

test.each(['/', '/events', '/events/5w22', '/cart', '/checkout'])(
  'the first view of %s is under 60 KB over the wire, fonts and pictures aside',
  async (path) => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: '5w22:seat' })
    const html = await (await visitor.get(path)).text()
    const assets = new Set(
      [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, address]) => address ?? ''),
    )
    const bodies = await Promise.all([...assets].map(async (address) => (await readAsset(address)).text()))
    expect(assets.size).toBeGreaterThan(0)
    const bytes = [html, ...bodies].reduce((sum, body) => sum + gzipSync(body).length, 0)
    expect(bytes).toBeLessThan(60_000)
  },
)
