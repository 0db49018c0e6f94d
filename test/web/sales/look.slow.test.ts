import { NewPromotion, savePromotion } from '@lectern/core/pricing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { openBrowser, screenshot, withPage } from '../../support/browser.ts'
import { wrongAnywhere } from '../../support/looks.ts'
import { seedProgram } from '../../support/program.ts'
import { leapDay, makeSale } from '../../support/sale.ts'

/** Where pictures of the pages go, when someone wants to look at them. */
const pictures = process.env.LECTERN_PICTURES
const announced = '2024-02-20T17:00:00Z'
const running = '2024-02-29T19:30:00Z'
const over = '2024-03-01T08:00:00Z'

let browser: Browser
let site: AdminSite
beforeAll(async () => {
  browser = await openBrowser()
  site = await openAdminSite({ now: announced })
  const { table } = site
  await seedProgram(table, announced)
  await makeSale(table, announced)
  const spring = { zone: 'Europe/London', from: '2024-03-31T00:00', until: '2024-04-01T00:00' }
  await makeSale(
    table,
    announced,
    { title: 'Spring', code: 'SPRING', window: spring, revealsAt: undefined },
    {
      slug: 'spring',
      title: 'The shortest day of the year',
      summary: 'Twenty-three hours on the day clocks change.',
      status: 'draft',
    },
  )
  await savePromotion(
    table,
    NewPromotion.parse({ ...leapDay, code: 'OPEN', revealsAt: undefined, window: undefined }),
    announced,
  )
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const cookiesOf = async () => {
  const { cookies } = await site.signIn('karl@example.com', { name: 'Karl W. Palachuk', admin: true })
  return [...cookies].map(([name, value]) => ({ name, value, url: site.url }))
}

/** Waits for words in the card; on phones they stand above it, too. */
const shown = (page: Page, words: string | RegExp) =>
  page.getByRole('region', { name: 'Sale details' }).getByText(words).waitFor()

describe('the pages of sales', () => {
  it.each([
    ['announced', '/sales/leap-day', announced, false],
    ['running', '/sales/leap-day', running, false],
    ['over', '/sales/leap-day', over, false],
    ['list', '/sales', announced, false],
    ['list-empty', '/sales', over, false],
    ['home', '/', announced, false],
    ['admin-list', '/admin/sales', announced, true],
    ['admin-new', '/admin/sales/new', announced, true],
    ['admin-edit', '/admin/sales/leap-day', announced, true],
  ] as const)('are accessible and fit every width: %s', async (name, path, now, admin) => {
    site.clock.now = now
    await withPage(browser, {}, async (page) => {
      if (admin) await page.context().addCookies(await cookiesOf())
      await page.goto(`${site.url}${path}`)
      if (pictures) await screenshot(page, `${pictures}/sale-${name}.png`)
      expect(await wrongAnywhere(page)).toEqual([])
    })
  })

  it('counts down by the server, whatever the reader’s clock says and however long the page lay in a cache', async () => {
    site.clock.now = '2024-02-29T07:58:00Z'
    await withPage(browser, {}, async (page) => {
      await page.addInitScript(() => {
        Date.now = () => 0
      })
      await page.route('**/api/health', (route) =>
        route.fulfill({ json: { status: 'ok', now: '2024-02-29T07:58:45Z' } }),
      )
      await page.goto(`${site.url}/sales/leap-day`)
      await shown(page, /^Starts in 1 minute 1[0-5] seconds$/)
      // Looked at again after a sleep, it asks again.
      await page.unroute('**/api/health')
      await page.route('**/api/health', (route) =>
        route.fulfill({ json: { status: 'ok', now: '2024-02-29T08:00:01Z' } }),
      )
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      await shown(page, 'The sale has started. Reload this page.')
    })
  })

  it('says without scripts when it begins, shows the code at its hour, and offers no button that does nothing', async () => {
    await withPage(browser, { javaScriptEnabled: false }, async (page) => {
      site.clock.now = announced
      await page.goto(`${site.url}/sales/leap-day`)
      await shown(page, 'Starts Thursday, February 29, 12:00 AM Pacific time')
      site.clock.now = running
      await page.goto(`${site.url}/sales/leap-day`)
      expect(await page.getByLabel('The code').inputValue()).toBe('HOP-29')
      expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0)
    })
  })
})
