import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, desktop, openBrowser, phone, readAsset, withPage } from '../../support/browser.ts'
import { seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'

let site: TestSite
let browser: Browser

beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, site.clock.now)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

describe.each(['light', 'dark'] as const)('in %s colors', (colorScheme) => {
  test('a form with errors is accessible, and takes the reader to them', async () => {
    await withPage(browser, { viewport: phone, colorScheme }, async (page) => {
      await page.goto(`${site.url}/events/channelpro-columbus`)
      await page.click('text=Have a code?')
      await page.locator('#checkout').evaluate((form) => form.setAttribute('novalidate', ''))
      await page.fill('[name="buyer.email"]', 'not an address')
      await page.click('text=Pay $199')
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
    await page.fill('[name="buyer.name"]', 'Grace')
    await page.fill('[name="buyer.email"]', 'grace@example.com')
    await page.click('text=Have a code?')
    // The page that comes may be there before its styles are.
    await page.locator('[name="seats.0.email"]').waitFor({ state: 'attached' })
    await page.locator('[name="seats.0.email"]').waitFor({ state: 'hidden' })
    await page.check('text=Someone else')
    await page.fill('[name="seats.0.name"]', 'Joan')
    await page.fill('[name="seats.0.email"]', 'joan@example.com')
    await page.check('[name=terms]')
    await page.click('#checkout button:text-is("Register")')
    expect(await page.textContent('h1')).toBe('Joan is registered')
    expect(await page.textContent('[aria-label="Who’s registered"]')).toContain('Joan joan@example.com')
  })
})

test('in a browser one is led to the payment page and back to a paid order', async () => {
  await withPage(browser, { viewport: desktop }, async (page) => {
    await page.goto(`${site.url}/events/5w22`)
    await page.fill('[name="buyer.name"]', 'Grace')
    await page.fill('[name="buyer.email"]', 'grace.pays@example.com')
    await page.click('text=Continue to payment')
    await page.waitForURL(/\/local\/checkout\//)
    const session = page.url().split('/').at(-1) ?? ''
    await site.till.pay(session)
    await page.goto(String(site.till.getSession(session).success_url))
    expect(await page.textContent('h1')).toBe('You’re in, Grace')
  })
})

test('the reader’s own time stands beside the event’s', async () => {
  await withPage(browser, { viewport: desktop, timezoneId: 'Europe/Berlin' }, async (page) => {
    await page.goto(`${site.url}/events/5w22`)
    await page.locator('text=6:00 PM your time').waitFor()
    expect(await page.locator('[data-reader-time]').first().isVisible()).toBe(true)
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
