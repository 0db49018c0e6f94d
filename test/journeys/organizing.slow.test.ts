import ICAL from 'ical.js'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openCalendarClient, type Shown } from '../support/calendar-client.ts'
import { type InboxMail, in2024, payAt, withPlatform } from '../support/local-platform.ts'
import { asVisitor } from './visitor.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** What a mail's invitation says: its method and sequence, and each session as a calendar program shows it, in order. */
const invitedTo = ({ attachments }: InboxMail): { method: string; sequence: number; sessions: Shown[] } => {
  const file = attachments.find(({ filename }) => filename === 'invite.ics')?.content ?? ''
  const calendar = new ICAL.Component(ICAL.parse(file))
  const client = openCalendarClient('dropped')
  client.open(file)
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    sequence: Number(calendar.getFirstSubcomponent('vevent')?.getFirstPropertyValue('sequence')),
    sessions: client.shown(),
  }
}

test('an admin writes a class, publishes it, moves a session, refunds an order and cancels it, and everyone is told', async () => {
  await withPlatform(in2024, (site) =>
    asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
      await signIn('admin@lectern.example')
      await go('/admin')
      await look('admin today')
      await go('/admin/events')
      await look('admin events')

      await go('/admin/events/new')
      await page.getByLabel('Code', { exact: false }).first().fill('5W30')
      await page.getByLabel('Title', { exact: true }).first().fill('Quoting without regret')
      await page.getByLabel('Weekly').check()
      await page.getByLabel('First session starts').fill('2024-06-04T09:00')
      await page.getByLabel('Minutes each').fill('60')
      await page.getByRole('textbox', { name: 'Sessions', exact: true }).fill('5')
      await page.getByLabel('Ticket 1').fill('Seat')
      await page.getByLabel('Price').first().fill('399')
      await page.getByLabel(/^Total seats/).fill('2')
      await page.getByRole('button', { name: 'Preview' }).first().click()
      const preview = page.locator('#preview')
      expect(await preview.textContent()).toMatch(/What this means[\s\S]*June? 4/)
      await look('editor')
      await page.getByRole('button', { name: 'Save as draft' }).first().click()
      await heading('Quoting without regret')
      expect((await site.ask('/api/events/5w30')).status).toBe(404)
      await page.getByRole('button', { name: 'Publish' }).click()
      await page.getByText('Published.').waitFor()
      await look('admin event')
      await go('/events?kind=class')
      await page.getByRole('link', { name: 'Quoting without regret' }).first().waitFor()
      await look('catalogue')

      const order = await site.order('dana@example.com', '5w30:seat')
      await site.ask(`${payAt(order)}/pay`, { send: {} })
      const invited = invitedTo(await site.mail('dana@example.com', 'registration-confirmed'))
      await go('/admin/events/5w30/roster')
      await page.getByRole('cell', { name: 'dana@example.com' }).waitFor()
      await look('roster')

      await go('/admin/events/5w30')
      await page.getByText('Move session 2').click()
      const second = page.locator('#session-2')
      await second.getByLabel(/^New start/).fill('2024-06-12T10:00')
      await second.getByRole('button', { name: 'Preview' }).click()
      await second.getByText('This moves the session').waitFor()
      await look('moving a session')
      await second.getByRole('button', { name: 'Move and email everyone' }).click()
      await page.getByText('Session moved').waitFor()
      const moved = invitedTo(await site.mail('dana@example.com', 'event-moved'))
      const [before, after] = [invited.sessions[1], moved.sessions[1]]
      expect(after?.uid).toBe(before?.uid)
      expect(before?.startsAt).toBe('2024-06-11T16:00:00Z')
      expect(after?.startsAt).toBe('2024-06-12T17:00:00Z')
      expect(moved.sequence).toBeGreaterThan(invited.sequence)

      const remaining = async () => (await site.event('5w30')).tickets[0]?.remaining
      expect(await remaining()).toBe(1)
      await go('/admin/orders')
      await look('admin orders')
      await go(`/admin/orders/${order.id}`)
      await look('admin order')
      await page.getByRole('button', { name: 'Review refund' }).click()
      await page.getByText('This refunds $399').waitFor()
      await look('refund')
      await page.getByRole('button', { name: 'Refund $399' }).click()
      await page.waitForURL(`**/admin/orders/${order.id}*`)
      expect((await site.mail('dana@example.com', 'refund-made')).text).toContain('$399')
      expect(await site.orderNow(order)).toMatchObject({ status: 'refunded', refundedCents: 39_900 })
      expect(await remaining()).toBe(2)

      const other = await site.order('erick@example.com', '5w30:seat')
      await site.ask(`${payAt(other)}/pay`, { send: {} })
      await go('/admin/events/5w30')
      await page.getByLabel('Reason').fill('The instructor is ill.')
      await page.getByLabel(/^Type 5w30/).fill('5w30')
      await page.getByRole('button', { name: 'Cancel this event' }).click()
      await page.getByText('This event was canceled').waitFor()
      const cancelled = await site.mail('erick@example.com', 'event-cancelled')
      expect(cancelled.text).toContain('The instructor is ill.')
      expect(invitedTo(cancelled).method).toBe('CANCEL')
      expect(invitedTo(cancelled).sequence).toBeGreaterThan(moved.sequence)
      // The withdrawal is of the series as a whole: nothing of it is left.
      expect(invitedTo(cancelled).sessions).toEqual([])
      await site.mail('erick@example.com', 'refund-made')
      expect(await site.mails('dana@example.com', 'event-cancelled')).toEqual([])
    }),
  )
})

test('someone who is no admin finds no administration', async () => {
  await withPlatform(in2024, async (site) => {
    await asVisitor(browser, site, async ({ page, go, signIn }) => {
      await go('/admin/events')
      expect(new URL(page.url()).pathname).toBe('/sign-in')
      await signIn('pat@lectern.example')
      const answer = await page.goto('/admin/events')
      expect(answer?.status()).toBe(404)
    })
  })
})
