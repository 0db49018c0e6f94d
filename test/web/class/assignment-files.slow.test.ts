import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asVisitor } from '../../journeys/visitor.ts'
import { openBrowser } from '../../support/browser.ts'
import { withPlatform } from '../../support/local-platform.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const aClass = {
  ...{ kind: 'class', slug: 'taught', title: 'A taught class', zone: 'America/Los_Angeles', instructors: ['jo'] },
  schedule: { startsAt: '2024-04-02T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' },
  tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }],
}
const file = (name: string, body: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(body) })

test('an assignment goes from who teaches to a student, back with files, and is answered, by keyboard', async () => {
  await withPlatform({ sample: 'none', now: '2024-03-25T17:00:00Z' }, async (site) => {
    const send = async (path: string, body: unknown) => {
      const answer = await site.ask(path, { send: body, token: site.adminKey })
      if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    }
    await send('/api/admin/instructors', { slug: 'jo', name: 'Jo', email: 'jo@example.com' })
    await send('/api/admin/events', aClass)
    await send('/api/admin/events/taught/publish', {})
    await site.order('ada@example.com', 'taught:seat')

    await asVisitor(browser, site, async ({ page, go, signIn, look }) => {
      await signIn('jo@example.com')
      await go('/teach/taught/assignments')
      await page.getByRole('link', { name: 'New assignment' }).press('Enter')
      await page.getByLabel('Title').fill('Five questions')
      await page.getByLabel('Instructions').fill('Ask your best customer.')
      await page.getByLabel('Due, Pacific time').fill('2024-04-08T12:00')
      await look('assignment form')
      await page.getByRole('button', { name: 'Publish' }).press('Enter')
      await page.getByText('Published. Attendees can see it').waitFor()
    })

    await asVisitor(browser, site, async ({ page, go, signIn, look }) => {
      await signIn('ada@example.com')
      const { body } = await site.ask<{ items: { id: string }[] }>('/api/admin/events/taught/assignments', {
        token: site.adminKey,
      })
      await go(`/events/taught/class/assignments/${body.items[0]?.id}`)
      await page.getByLabel('Your work').fill('Typed before')
      const input = page.getByLabel('Choose files')
      await input.setInputFiles([file('page.html', 'no'), file('empty.txt', '')])
      await page.getByText(/page\.html: Choose one of these file types: .*empty\.txt: The file is empty/).waitFor()
      await input.setInputFiles([file('answers.txt', 'words'), file('wrong one.csv', 'a,b')])
      await page.getByRole('checkbox', { name: 'wrong one.csv' }).waitFor()
      await page.getByRole('button', { name: 'Remove wrong one.csv' }).press('Enter')
      await page.getByText('Removed.').waitFor()
      expect(await page.getByRole('checkbox').count()).toBe(1)
      expect(await page.getByLabel('Your work').inputValue()).toBe('Typed before')
      await look('assignment with a file')
      await page.getByRole('button', { name: 'Submit your work' }).press('Enter')
      await page.getByText('Submitted, waiting for feedback').waitFor()
      expect(await page.getByRole('link', { name: 'answers.txt' }).count()).toBe(1)
    })

    const told = await site.mail('jo@example.com', 'work-submitted')
    const [way = ''] = /https?:\/\/\S+\/teach\/taught\/assignments\/\S+\/work\/per_\w+/.exec(told.text ?? '') ?? []
    await asVisitor(browser, site, async ({ page, go, signIn, look }) => {
      await signIn('jo@example.com')
      await go(new URL(way).pathname)
      await page.getByText('Typed before').waitFor()
      await page.getByLabel('Passed').press('Space')
      await page.getByRole('textbox', { name: 'Feedback' }).fill('Well asked.')
      await look('work to answer')
      await page.getByRole('button', { name: 'Send feedback' }).press('Enter')
      await page.getByText('Feedback sent').waitFor()
    })
    const answered = await site.mail('ada@example.com', 'feedback-given')
    expect(answered.text).toMatch(/Passed[\s\S]*\/events\/taught\/class\/assignments\/asg_/)
  })
})
