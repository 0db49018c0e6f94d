import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openCalendarClient } from '../support/calendar-client.ts'
import { in2024, withPlatform } from '../support/local-platform.ts'
import { asVisitor, counting, tabTo } from './visitor.ts'

/** The five Tuesdays of 5W22 at 9:00 AM Pacific, as UTC. */
const tuesdays = ['04-23', '04-30', '05-07', '05-14', '05-21'].map((day) => `2024-${day}T16:00:00Z`)

/** When each session of a calendar starts, in UTC, as a calendar program shows it. */
const startsIn = (calendar: string): string[] => {
  const client = openCalendarClient('dropped')
  client.open(calendar)
  return client.shown().map(({ startsAt }) => startsAt)
}

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a guest finds a class, pays, gets invitation and receipt, signs in, and may join from half an hour before', async () => {
  await withPlatform(in2024, (site) =>
    asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      await go('/')
      await look('home')
      const { click, fill, counts } = counting(page)
      await click('link', 'MSP Professional Sales Program')
      await look('event')
      await fill('Your name', 'Dana Goulston')
      await fill('Your email', 'dana@example.com')
      await click('button', 'Continue to payment')
      await page.waitForURL('**/local/checkout/**')
      await look('payment page')
      await click('button', 'Pay $399')
      await page.getByRole('heading', { level: 1, name: /^You’re in, / }).waitFor()
      expect(counts).toEqual({ clicks: 3, fields: 2 })
      expect(await page.getByRole('main').textContent()).toMatch(/Dana Goulston[\s\S]*dana@example\.com/)
      await look('order')

      const confirmation = await site.mail('dana@example.com', 'registration-confirmed')
      const invitation = confirmation.attachments.find(({ filename }) => filename === 'invite.ics')
      expect(startsIn(invitation?.content ?? '')).toEqual(tuesdays)
      const receipt = await site.mail('dana@example.com', 'receipt')
      expect(receipt.text).toMatch(/MSP Professional Sales Program[\s\S]*\$399/)

      await go('/local/inbox')
      await look('inbox')
      await page.getByRole('link', { name: confirmation.subject }).click()
      await page.getByRole('heading', { level: 1, name: confirmation.subject }).waitFor()
      const mail = page.frameLocator('iframe')
      expect(await mail.getByText('MSP Professional Sales Program').count()).toBeGreaterThan(0)

      await go('/sign-in')
      await look('sign in')
      await signIn('dana@example.com')
      await go('/account')
      const upcoming = page.getByRole('main')
      expect(await upcoming.getByRole('link', { name: 'MSP Professional Sales Program' }).count()).toBeGreaterThan(0)
      expect(await upcoming.getByRole('link', { name: 'Join' }).count()).toBe(0)

      await site.setClock('2024-04-23T15:50:00Z')
      await page.reload()
      const join = upcoming.getByRole('link', { name: 'Join' }).first()
      expect(await join.getAttribute('href')).toBe('/events/5w22/join')
      await look('account before a session')
      const led = await page.request.get('/events/5w22/join', { maxRedirects: 0 })
      expect([led.status(), led.headers().location]).toEqual([303, expect.stringContaining('https://meet.')])
    }),
  )
})

test('a partner with the code NSITSP gets the full Columbus pass for $0, confirmed at once, without a payment page', async () => {
  await withPlatform(in2024, (site) =>
    asVisitor(browser, site, async ({ page, go, look }) => {
      const visited: string[] = []
      page.on('framenavigated', (frame) => visited.push(frame.url()))
      await go('/events/channelpro-live-columbus')
      await look('conference')
      await page.getByLabel(/^Full pass/).check()
      await page.getByLabel('Your name').fill('Pat Partner')
      await page.getByLabel('Your email').fill('pat@msp.example')
      await page.getByRole('button', { name: 'Have a code?' }).click()
      await page.getByLabel('Have a code?').fill('nsitsp')
      await page.getByRole('button', { name: 'Apply', exact: true }).click()
      expect(await page.getByRole('region', { name: 'Price summary' }).textContent()).toMatch(/TotalFree/)
      await look('checkout with a code')
      expect(await page.getByLabel('Your name').inputValue()).toBe('Pat Partner')
      await page.getByLabel('I agree to the terms').check()
      await page.getByRole('button', { name: 'Register' }).click()
      await page.getByRole('heading', { level: 1, name: /^You’re in, / }).waitFor()
      expect(await page.getByRole('main').textContent()).toContain('No payment needed.')
      expect(visited.filter((url) => url.includes('/local/checkout'))).toEqual([])
      await site.mail('pat@msp.example', 'registration-confirmed')
      expect(await site.mails('pat@msp.example', 'receipt')).toEqual([])
    }),
  )
})

test('a breakout shows visitors the way to join; a member who registers twice succeeds twice, once in effect', async () => {
  await withPlatform(in2024, async (site) => {
    await asVisitor(browser, site, async ({ page, go, look }) => {
      await go('/events/marketing-breakout')
      expect(await page.getByRole('button', { name: 'Register' }).count()).toBe(0)
      await look('members only')
      await page
        .getByRole('main')
        .getByRole('link', { name: /membership|member/i })
        .first()
        .click()
      await page.waitForURL('**/membership')
      await look('membership')
    })
    await asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      await signIn('mia@lectern.example')
      for (const answer of [/^You’re in, Mia$/, /^You’re already registered$/]) {
        await go('/events/marketing-breakout')
        if (answer.test('You’re in, Mia')) {
          const { click, counts } = counting(page)
          await click('button', 'Register')
          await page.getByRole('heading', { level: 1, name: answer }).waitFor()
          expect(counts).toEqual({ clicks: 1, fields: 0 })
        } else {
          // Who is registered is shown that instead of the button; someone with an old page still sends it.
          await page.request.post('/cart/lines', {
            form: { sku: 'marketing-breakout:member-seat' },
            headers: { origin: site.url },
          })
          await go('/checkout')
          await page.getByLabel('I agree to the terms').check()
          await page.getByRole('button', { name: 'Register' }).click()
        }
        await page.getByRole('heading', { level: 1, name: answer }).waitFor()
      }
      await look('registered already')
    })
    const mia = site.signIns.find(({ role }) => role === 'member')
    const mine = await site.ask<{ items: { event: string }[] }>('/api/me/registrations', { token: mia?.apiKey ?? '' })
    expect(mine.body.items.map(({ event }) => event)).toHaveLength(1)
    await site.ask('/local/clock/advance', { send: { seconds: 60 } })
    expect(await site.mails('mia@lectern.example', 'registration-confirmed')).toHaveLength(1)
  })
})

test('with the keyboard alone one gets from the first page to a confirmed seat', async () => {
  await withPlatform(in2024, (site) =>
    asVisitor(browser, site, async ({ page, go }) => {
      const press = async (words: string): Promise<void> => {
        await tabTo(page, words)
        await page.keyboard.press('Enter')
      }
      await go('/')
      await press('Skip to')
      await press('The Unpopular Truth')
      await page.waitForURL('**/events/unpopular-truth-kpis-slas')
      await tabTo(page, 'Your name')
      await page.keyboard.type('Kay Board')
      await tabTo(page, 'Your email')
      await page.keyboard.type('kay@example.com')
      await press('Register')
      await page.getByRole('heading', { level: 1, name: /^You’re in, / }).waitFor()
      expect((await site.mail('kay@example.com', 'registration-confirmed')).to).toEqual(['kay@example.com'])
    }),
  )
})

test('a team of three is registered by one who writes their own name once, and keeps it when they go back', async () => {
  await withPlatform(in2024, (site) =>
    asVisitor(browser, site, async ({ page, go, look }) => {
      await go('/events/5w22')
      const { click, fill, counts } = counting(page)
      await fill('Your name', 'Oscar Ortiz')
      await fill('Your email', 'oscar@northwind.example')
      await page.getByText('Register several people at once').click()
      await fill('Number of people', '3')
      await click('button', 'Continue to payment')
      await page.getByRole('heading', { level: 1, name: 'Checkout' }).waitFor()
      expect(await page.getByLabel('Your name').inputValue()).toBe('Oscar Ortiz')
      expect(await page.getByLabel('I’m one of them').isChecked()).toBe(true)
      await look('checkout for three')
      await page.goBack()
      expect(await page.getByLabel('Your name').inputValue()).toBe('Oscar Ortiz')
      expect(await page.getByLabel('Your email').inputValue()).toBe('oscar@northwind.example')
      await page.getByRole('button', { name: /^Continue to/ }).click()
      const others = [
        ['Tara Nguyen', 'tara@northwind.example'],
        ['Uma Reddy', 'uma@northwind.example'],
      ] as const
      for (const [index, [name, email]] of others.entries()) {
        await page
          .getByLabel('Name', { exact: true })
          .nth(index + 1)
          .fill(name)
        await page
          .getByLabel('Email', { exact: true })
          .nth(index + 1)
          .fill(email)
      }
      await page.getByLabel('I agree to the terms').check()
      await page.getByRole('button', { name: /\$1,197$/ }).click()
      await page.waitForURL('**/local/checkout/**')
      await page.getByRole('button', { name: 'Pay $1,197' }).click()
      await page.getByRole('heading', { level: 1, name: 'Everyone’s registered' }).waitFor()
      expect(counts).toEqual({ clicks: 1, fields: 3 })
    }),
  )
})
