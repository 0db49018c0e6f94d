import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { in2024, withPlatform } from '../support/local-platform.ts'
import { asVisitor, counting } from './visitor.ts'

const withoutScripts = { javaScriptEnabled: false }

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('without scripts a guest finds a free webinar, registers, signs in and sees it among their events', async () => {
  await withPlatform(in2024, (site) =>
    asVisitor(
      browser,
      site,
      async ({ page, go, signIn }) => {
        await go('/')
        const { click, fill, counts } = counting(page)
        await click('link', /Unpopular Truth/)
        await fill('Your name', 'Noah Script')
        await fill('Your email', 'noah@example.com')
        await click('button', 'Register')
        await page.getByRole('heading', { level: 1, name: /^You’re in, / }).waitFor()
        expect(counts).toEqual({ clicks: 2, fields: 2 })
        const mail = await site.mail('noah@example.com', 'registration-confirmed')
        expect(mail.attachments.map(({ filename }) => filename)).toEqual(['invite.ics'])

        await signIn('noah@example.com')
        await go('/account')
        await page
          .getByRole('link', { name: /Unpopular Truth/ })
          .first()
          .waitFor()
        await site.setClock('2024-04-10T15:50:00Z')
        await page.reload()
        expect(await page.getByRole('link', { name: 'Join' }).first().getAttribute('href')).toBe(
          '/events/unpopular-truth-kpis-slas/join',
        )
      },
      withoutScripts,
    ),
  )
})

test('without scripts a cart is filled, changed, given a code and emptied', async () => {
  await withPlatform(in2024, (site) =>
    asVisitor(
      browser,
      site,
      async ({ page, go }) => {
        const costs = page.getByRole('region', { name: 'Price summary' })
        await go('/events/5w22')
        await page.getByRole('button', { name: 'Have a code?' }).click()
        await go('/cart')
        await page.getByLabel('People').fill('3')
        await page.getByRole('button', { name: /^Update quantity/ }).click()
        await costs.getByText('$1,197').first().waitFor()

        await go('/events/channelpro-live-columbus')
        await page.getByLabel(/^Main day/).check()
        await page.getByRole('button', { name: 'Have a code?' }).click()
        await go('/cart')
        await costs.getByText('$1,396').first().waitFor()
        await page.getByLabel('Have a code?').fill('WRONG')
        await page.getByRole('button', { name: 'Apply', exact: true }).click()
        expect(await costs.getByLabel('Have a code?').getAttribute('aria-invalid')).toBe('true')
        await page.getByLabel('Have a code?').fill(' NsItSp ')
        await page.getByRole('button', { name: 'Apply', exact: true }).click()
        await costs.getByText('$1,197').first().waitFor()
        await page.getByRole('button', { name: /^Remove the code/ }).click()
        await costs.getByText('$1,396').first().waitFor()

        for (const title of ['MSP Professional Sales Program', 'ChannelPro LIVE: Columbus']) {
          await page.getByRole('button', { name: `Remove ${title}` }).click()
        }
        await page.getByText('Your cart is empty').waitFor()
        expect(await page.getByRole('button', { name: /^Remove/ }).count()).toBe(0)
      },
      withoutScripts,
    ),
  )
})

test('without scripts one joins the waiting list of a full class, and takes the seat that comes up', async () => {
  await withPlatform({ sample: 'none', now: in2024.now }, async (site) => {
    await site.ask('/api/admin/events', { token: site.adminKey, send: smallClass })
    await site.ask('/api/admin/events/small/publish', { token: site.adminKey, send: {} })
    const first = await site.order('first@example.com', 'small:seat')
    await asVisitor(
      browser,
      site,
      async ({ page, go, signIn }) => {
        await go('/events/small')
        await page.getByLabel('Your name').fill('Wanda Waits')
        await page.getByLabel('Your email').fill('not an address')
        await page.getByRole('button', { name: 'Join the waitlist' }).click()
        await page.getByLabel('Your email').fill('wanda@example.com')
        await page.getByRole('button', { name: 'Join the waitlist' }).click()
        await page.getByRole('heading', { level: 1, name: 'You’re on the waitlist' }).waitFor()

        await site.ask(`/api/orders/${first.id}/cancel`, { token: first.token, send: {} })
        const offer = await site.mail('wanda@example.com', 'waiting-list-offer')
        expect(offer.text).toContain('A small class')

        await signIn('wanda@example.com')
        await go('/events/small')
        await page.getByRole('button', { name: 'Take the spot' }).click()
        await page.getByRole('heading', { level: 1, name: /^You’re in, / }).waitFor()
      },
      withoutScripts,
    )
  })
})

const smallClass = {
  kind: 'class',
  slug: 'small',
  title: 'A small class',
  zone: 'America/Los_Angeles',
  schedule: { startsAt: '2024-04-23T09:00', durationMinutes: 60 },
  capacity: 1,
  tickets: [{ name: 'Seat', priceCents: 0 }],
}
