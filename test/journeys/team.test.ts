import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { in2024, withPlatform } from '../support/local-platform.ts'
import { asVisitor } from './visitor.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** The address of the button of a mail, as a path here. */
const linkIn = (mail: { html: string | null }, path: string): string => {
  const found = new RegExp(`href="[^"]*(${path}[^"]*)"`).exec(mail.html ?? '')?.[1]
  if (found === undefined) throw new Error(`no link to ${path} in the mail`)
  return found
}

test('a team’s owner buys five seats and invites by list; a colleague opens a class; two more seats, then one less person', async () => {
  await withPlatform(in2024, async (site) => {
    await asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
      await signIn('olivia@northwind.example')
      await go('/membership/team')
      await page.getByLabel('Team name').fill('Northwind IT')
      await look('buying a team')
      await press('Pay $1,999')
      await page.waitForURL('**/local/checkout/**')
      await press('Pay $1,999')
      await page.getByRole('heading', { level: 1, name: 'Welcome, Northwind IT' }).waitFor()
      await page.getByRole('link', { name: 'Invite your team' }).click()
      await page.getByRole('heading', { name: '0 of 5 seats taken' }).waitFor()
      await page.getByLabel('Email addresses').fill('ben@northwind.example, cy@northwind.example')
      await press('Send invites')
      await page.getByRole('heading', { name: '2 of 5 seats taken' }).waitFor()
      await go('/account/membership')
      await page.getByRole('link', { name: 'Manage your team' }).waitFor()
    })
    const invitation = await site.mail('ben@northwind.example', 'team-invitation')
    await asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      await signIn('ben@northwind.example')
      await go(linkIn(invitation, '/team-invitations/'))
      await look('invitation to a team')
      await page.getByRole('button', { name: 'Take your seat' }).click()
      await page.waitForURL('**/account**')
      await go('/events/5w22')
      await page.getByRole('main').getByText('Included in your membership').first().waitFor()
      await page
        .getByRole('button', { name: /^Register/ })
        .first()
        .click()
      await page.getByRole('heading', { level: 1, name: /^You’re in, / }).waitFor()
      await go('/events/5w22/class')
      await page.getByRole('heading', { level: 1, name: 'MSP Professional Sales Program' }).waitFor()
    })
    await asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
      await signIn('olivia@northwind.example')
      await go('/account/team')
      await look('team')
      await page.getByLabel('Seats in all').fill('7')
      await press('See the price')
      await page.getByRole('heading', { name: '2 more seats' }).waitFor()
      await look('price of seats')
      await press(/^Pay \$600/)
      await page.getByRole('heading', { name: '2 of 7 seats taken' }).waitFor()
      await press(/^Free this seat/)
      await page.getByRole('heading', { name: '1 of 7 seats taken' }).waitFor()
    })
    await asVisitor(browser, site, async ({ page, go, signIn }) => {
      await signIn('ben@northwind.example')
      await go('/account')
      expect(await page.getByRole('main').textContent()).toContain('Your membership ended.')
      expect((await page.goto(new URL('/events/5w22/class', page.url()).href))?.status()).toBe(404)
    })
  })
})
