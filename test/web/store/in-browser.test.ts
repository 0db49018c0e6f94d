import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations, desktop, openBrowser, phone, readAsset, withPage } from '../../support/browser.ts'
import { seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { seedShipping, seedTitles } from './titles.ts'

let site: TestSite
let browser: Browser
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, site.clock.now)
  await seedTitles(site.table, site.clock.now)
  await seedShipping(site.table)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const inCart = [
  ['services-in-a-month:paperback', 1],
  ['fearless:audio', 1],
  ['5w22:seat', 1],
  ['5w21:seat', 1],
]
const fillCart = (page: Page) =>
  page
    .context()
    .addCookies([{ name: 'lectern-cart', value: encodeURIComponent(JSON.stringify([inCart, []])), url: site.url }])

test('choosing a country shows the whole price at once, and keeps what was typed', async () => {
  await withPage(browser, { viewport: desktop }, async (page) => {
    await fillCart(page)
    await page.goto(`${site.url}/checkout`)
    await page.fill('[name="buyer.name"]', 'Ada Byron')
    await page.check('[name=company]')
    await page.selectOption('[name="shipTo.country"]', 'CA')
    await page.locator('text=Shipping to Canada costs $14.95').waitFor()
    expect(await page.locator('[data-part=totals]').textContent()).toContain('$463.89')
    expect(await page.locator('[data-part=confirm]').textContent()).toBe('Pay $463.89')
    expect(await page.inputValue('[name="shown"]')).toBe('46389')
    expect(await page.inputValue('[name="buyer.name"]')).toBe('Ada Byron')
    await page.selectOption('[name="shipTo.country"]', 'FR')
    await page.locator('text=We don’t ship to France yet.').waitFor()
    expect(await page.locator('[data-part=totals]').textContent()).toContain('Total before shipping')
    expect(await axeViolations(page)).toEqual([])
  })
})

test('a form with errors is accessible, and takes the reader to them', async () => {
  await withPage(browser, { viewport: phone }, async (page) => {
    await fillCart(page)
    await page.goto(`${site.url}/checkout`)
    await page.selectOption('[name="shipTo.country"]', 'US')
    await page.locator('text=Shipping to United States costs').waitFor()
    await page.check('[name=company]')
    await page.locator('#checkout').evaluate((form) => form.setAttribute('novalidate', ''))
    await page.locator('[data-part=confirm] button').click()
    await page.locator('#errors').waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('errors')
    await page.click('#errors a:has-text("Choose a state")')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('shipTo.region')
    expect(await page.isChecked('[name=company]')).toBe(true)
    expect(await page.isVisible('[name="billing.company"]')).toBe(true)
    const count = async () => Number(/\d+/.exec((await page.textContent('#errors h2')) ?? '')?.[0])
    const wrong = await count()
    await page.selectOption('[name="shipTo.region"]', 'OR')
    await page.fill('[name="buyer.email"]', 'ada@example')
    expect(await page.locator('#field-shipTo-region-error').count()).toBe(0)
    expect(await page.getAttribute('[name="shipTo.region"]', 'aria-invalid')).toBeNull()
    expect(await page.getAttribute('[name="buyer.email"]', 'aria-invalid')).toBe('true')
    expect(await count()).toBe(wrong - 1)
    await page.fill('[name="buyer.email"]', 'ada@example.com')
    expect(await count()).toBe(wrong - 2)
    expect(await axeViolations(page)).toEqual([])
  })
})

test('without JavaScript one gets from the store to a copy on paper that waits for its payment', async () => {
  await withPage(browser, { viewport: phone, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${site.url}/store`)
    await page.fill('.store-search [name=q]', 'fearless')
    await page.click('.store-search button')
    expect(page.url()).toContain('q=fearless')
    await page.click('h3 >> text=I Am Fearless')
    await page.locator('#formats button:text-is("Add to cart")').click()
    await page.locator('#main a:text-is("Check out")').click()
    await page.fill('[name="buyer.name"]', 'Grace')
    await page.fill('[name="buyer.email"]', 'grace@example.com')
    await page.locator('[name="billing.company"]').waitFor({ state: 'hidden' })
    await page.selectOption('[name="shipTo.country"]', 'US')
    await page.click('text=Update total')
    expect(await page.locator('[data-part=confirm]').textContent()).toBe('Pay $25.94')
    expect(await page.inputValue('[name="buyer.name"]')).toBe('Grace')
    await page.fill('[name="shipTo.line1"]', '1 Main Street')
    await page.fill('[name="shipTo.city"]', 'Sacramento')
    await page.selectOption('[name="shipTo.region"]', 'CA')
    await page.fill('[name="shipTo.postalCode"]', '95814')
    await page.check('[name=terms]')
    await page.click('text=Pay $25.94')
    await page.waitForURL(/\/local\/checkout\//)
    const session = page.url().split('/').at(-1) ?? ''
    expect(site.till.getSession(session).amount_total).toBe(2594)
  })
})

test.each(['/store', '/store/services-in-a-month', '/cart', '/checkout'])(
  'the first view of %s is under 60 KB over the wire, fonts and pictures aside',
  async (path) => {
    const visitor = site.visit()
    visitor.cookies.set('lectern-cart', encodeURIComponent(JSON.stringify([inCart, []])))
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
