import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openCalendarClient } from '../support/calendar-client.ts'
import { type InboxMail, in2024, payAt, withPlatform } from '../support/local-platform.ts'
import { asVisitor } from './visitor.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const dana = 'dana@example.com'
const files = ({ attachments }: InboxMail): string[] =>
  attachments.filter(({ filename }) => filename.endsWith('.ics')).map(({ content }) => content)

test('a registration lives in calendar and mailbox: invited, moved, reminded of the new time, withdrawn, and then quiet', async () => {
  await withPlatform(in2024, async (site) => {
    // What Dana's calendar program holds, from the mails alone.
    const calendar = openCalendarClient('dropped')
    const take = (mail: InboxMail): void => {
      for (const file of files(mail)) calendar.open(file)
    }
    const starts = (): string[] => calendar.shown().map(({ startsAt }) => startsAt)
    const order = await site.order(dana, '5w22:seat')
    await site.ask(`${payAt(order)}/pay`, { send: {} })
    take(await site.mail(dana, 'registration-confirmed'))
    expect(starts()).toEqual(['04-23', '04-30', '05-07', '05-14', '05-21'].map((day) => `2024-${day}T16:00:00Z`))

    await asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      await signIn('admin@lectern.example')
      await go('/admin/events/5w22')
      await page.getByText('Move session 1').click()
      const first = page.locator('#session-1')
      await first.getByLabel(/^New start/).fill('2024-04-24T10:00')
      await first.getByRole('button', { name: 'Preview' }).click()
      await first.getByRole('button', { name: 'Move and email everyone' }).click()
      await page.getByText('Session moved').waitFor()
      take(await site.mail(dana, 'event-moved'))
      expect(starts()[0]).toBe('2024-04-24T17:00:00Z')
      expect(starts()).toHaveLength(5)
      await go('/admin/events/5w22/reminders')
      await look('reminders of an event')
    })

    // A day before the old time nothing goes; a day before the new one the reminder does.
    await site.setClock('2024-04-22T16:30:00Z')
    expect(await site.mails(dana, 'reminder-day')).toEqual([])
    await site.setClock('2024-04-23T17:00:00Z')
    const reminder = await site.mail(dana, 'reminder-day')
    expect(reminder.text).toContain('10:00')
    expect(reminder.text).not.toMatch(/\b9:00 . 10:00 AM Pacific/)
    await site.setClock('2024-04-23T17:05:00Z')
    expect(await site.mails(dana, 'reminder-day')).toHaveLength(1)

    const reminders = async () =>
      (await site.mails(dana)).map(({ template }) => template).filter((name) => /^reminder|how-was-it/.test(name ?? ''))
    const known = await reminders()
    const ended = await site.ask(`/api/orders/${order.id}/cancel`, { token: order.token, method: 'POST' })
    // Too late to cancel by herself; the organizer refunds.
    expect(ended.status).toBe(409)
    const { adminKey } = (await site.ask<{ adminKey: string }>('/local')).body
    await site.ask(`/api/admin/orders/${order.id}/refunds`, { token: adminKey, send: {} })
    const withdrawn = await site.mail(dana, 'registration-cancelled')
    expect(files(withdrawn).join('')).toContain('METHOD:CANCEL')
    take(withdrawn)
    expect(starts()).toEqual([])

    await site.setClock('2024-06-01T16:00:00Z')
    expect(await reminders()).toEqual(known)
  })
})
