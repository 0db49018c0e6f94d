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

/** The address of the button of a mail, as a path here. */
const linkIn = (mail: { html: string | null }, path: string): string => {
  const found = new RegExp(`href="[^"]*(${path}[^"]*)"`).exec(mail.html ?? '')?.[1]
  if (found === undefined) throw new Error(`no link to ${path} in the mail`)
  return found
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
      await go('/classes/5w22')
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
      await go('/membership')
      expect(await page.getByRole('main').textContent()).not.toContain('You have the team')
    })
  })
})
