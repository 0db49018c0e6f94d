import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { in2024, type LocalSite, withPlatform } from '../support/local-platform.ts'
import { asVisitor } from './visitor.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** What an admin's program does before the day. */
const makeCode = async (site: LocalSite): Promise<void> => {
  const { adminKey } = (await site.ask<{ adminKey: string }>('/local')).body
  const send = {
    ...{ title: 'Leap year', trigger: 'code', code: 'LEAP29', scope: { everything: true } },
    benefit: { type: 'percent', percentBasisPoints: 2900 },
  }
  expect((await site.ask('/api/admin/promotions', { token: adminKey, send })).status).toBe(201)
}

test('a member buys with LEAP29, and stops the renewal in one press', async () => {
  await withPlatform(in2024, (site) =>
    asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      await makeCode(site)
      const main = page.getByRole('main')
      const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
      await signIn('maria@example.com')
      await go('/membership')
      await look('plans')
      await page.getByRole('link', { name: 'Join Community' }).click()
      await page.getByLabel('Promo code').fill('LEAP29')
      await press('Update price')
      await main.getByText('$567.29').first().waitFor()
      await look('buying a plan')
      await press('Pay $567.29')
      await page.waitForURL('**/local/checkout/**')
      await press('Pay $567.29')
      await page.getByRole('heading', { level: 1, name: 'You’re in: Community' }).waitFor()
      await look('order of a plan')
      await page.getByRole('link', { name: 'Your membership' }).first().click()
      await page.getByRole('heading', { name: 'Renews Tuesday, April 1, 2025, for $799' }).waitFor()
      await look('own membership')
      await press('Stop renewal')
      await page.getByRole('heading', { name: 'Renewal is off' }).waitFor()
      await look('own membership stopped')
      expect(await main.textContent()).toContain('We won’t charge you again')
      await press('Turn renewal back on')
      await page.getByRole('button', { name: 'Stop renewal' }).waitFor()
      const welcome = await site.mail('maria@example.com', 'membership-begun')
      expect(welcome.subject).toBe('You’re in: Community')
    }),
  )
})
