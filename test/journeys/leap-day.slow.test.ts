import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type LocalSite, withPlatform } from '../support/local-platform.ts'
import { asVisitor } from './visitor.ts'

const title = 'Network Documentation Workbook'
const slug = 'network-documentation-workbook'
/** What the sale's code is, as the sample makes it; the journey itself reads it from the page, on the day. */
const code = 'LEAPDAY24'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Puts a file behind a title, as an organizer's program does. */
const giveFile = async (site: LocalSite, content: string): Promise<void> => {
  const { adminKey } = (await site.ask<{ adminKey: string }>('/local')).body
  const address = `/api/admin/products/${slug}/files`
  const file = { format: 'e-book', filename: 'Network Documentation.pdf', bytes: content.length }
  const asked = await site.ask<{ file: { id: string }; upload: { url: string; headers: Record<string, string> } }>(
    address,
    { token: adminKey, send: file },
  )
  expect(asked.status).toBe(201)
  const { url, headers } = asked.body.upload
  expect((await fetch(url, { method: 'PUT', headers, body: content })).status).toBe(200)
  const done = await site.ask(`${address}/${asked.body.file.id}/done`, { token: adminKey, method: 'POST' })
  expect(done.status).toBe(200)
}

test('a cart filled on February 28 is paid on the 29th with the code of the day; on March 1 the page says it is over', async () => {
  await withPlatform({ sample: '2024', now: '2024-02-28T20:00:00Z' }, (site) =>
    asVisitor(browser, site, async ({ page, go, look }) => {
      const main = page.getByRole('main')
      await giveFile(site, '%PDF-1.7 the workbook')

      await go('/store?q=network')
      await look('store')
      await main.getByRole('link', { name: title }).first().click()
      await look('title')
      await page
        .getByRole('button', { name: /^Add to cart/ })
        .first()
        .click()
      await page.waitForURL('**/cart**')
      const price = Number(/\$(\d+\.\d\d)/.exec((await main.textContent()) ?? '')?.[1])
      expect(price).toBeGreaterThan(1)

      await go('/sales/leap-day')
      expect((await page.content()).toUpperCase()).not.toContain(code)
      await look('sale before its day')
      await go('/cart')
      await page.getByLabel('Have a code?').fill(code)
      await page.getByRole('button', { name: 'Apply', exact: true }).click()
      expect(await main.textContent()).toContain(`“${code}” isn’t a valid code.`)

      await site.setClock('2024-02-29T18:00:00Z')
      await go('/sales/leap-day')
      await look('sale on its day')
      const shown = await page.getByLabel('The code').inputValue()
      expect(shown).toBe(code)
      await go('/cart')
      await page.getByLabel('Have a code?').fill(shown)
      await page.getByRole('button', { name: 'Apply', exact: true }).click()
      await look('cart on the day')
      const reduced = `$${((Math.round(price * 100) - Math.round(price * 29)) / 100).toFixed(2)}`
      expect(await page.getByRole('region', { name: 'Price summary' }).textContent()).toContain(reduced)

      await page
        .getByRole('link', { name: /^Check out/ })
        .first()
        .click()
      await page.getByLabel('Your name').fill('Dana Goulston')
      await page.getByLabel('Your email').fill('dana@example.com')
      await page.getByLabel('I agree to the terms').check()
      await look('checkout of a title')
      await page.getByRole('button', { name: `Pay ${reduced}` }).click()
      await page.waitForURL('**/local/checkout/**')
      await page.getByRole('button', { name: `Pay ${reduced}` }).click()
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForURL('**/orders/**')
      await look('order of a title')

      const receipt = await site.mail('dana@example.com', 'receipt')
      expect(receipt.text).toContain(reduced)
      const mail = await site.mail('dana@example.com', 'titles-ready')
      expect(mail.text).toContain(title)
      const order = /https?:\/\/\S+\/orders\/\S+/.exec(mail.text ?? '')?.[0] ?? ''
      // From the mail, by someone who never signed in.
      await page.context().clearCookies()
      await page.goto(order)
      const link = await main
        .getByRole('link', { name: /^Download/ })
        .first()
        .getAttribute('href')
      const file = await page.request.get(link ?? '')
      expect([file.status(), await file.text()]).toEqual([200, '%PDF-1.7 the workbook'])

      await site.setClock('2024-03-01T08:00:00Z')
      await go('/sales/leap-day')
      expect(await main.textContent()).toMatch(/ended/i)
      expect(await main.textContent()).not.toContain(code)
      await look('sale that is over')
    }),
  )
})
