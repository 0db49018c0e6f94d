import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { until, withPlatform } from '../support/local-platform.ts'
import { silence } from '../support/recordings.ts'
import { asVisitor, tabTo } from './visitor.ts'

let browser: Browser
let folder: string
beforeAll(async () => {
  browser = await openBrowser()
  folder = await mkdtemp(join(tmpdir(), 'lectern-teaching-'))
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

const [jo, dana] = ['jo@example.com', 'dana@example.com']

/** Two Tuesdays; the second crosses into daylight time, so that 9:00 AM Pacific is 17:00Z, then 16:00Z. */
const event = {
  ...{ kind: 'class', slug: 'taught', title: 'Managing your service board', zone: 'America/Los_Angeles' },
  schedule: { startsAt: '2024-03-05T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=2' },
  tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }],
  instructors: ['jo'],
}

const placeIn = (page: Page): Promise<number> =>
  page.locator('[data-player]').evaluate((found) => (found instanceof HTMLMediaElement ? found.currentTime : -1))

/** The address of the page that a mail's button leads to, without the site's own. */
const ledTo = (text: string | null, site: string, path: RegExp): string =>
  new RegExp(`${site.replaceAll('.', '\\.')}(${path.source})`).exec(text ?? '')?.[1] ?? ''

test('a class is taught: posted, told of once, watched, resumed, handed in, answered, attended and certified', async () => {
  const files = ['Week 1.mp3', 'Slides.pdf', 'Worksheet.docx'].map((name) => join(folder, name))
  const contents = [silence(90), 'slides', 'words']
  await Promise.all(files.map((path, index) => writeFile(path, contents[index] ?? '')))
  await withPlatform({ sample: 'none', now: '2024-03-04T16:00:00Z' }, async (site) => {
    const send = async (path: string, body: unknown) => {
      const answer = await site.ask(path, { send: body, token: site.adminKey })
      expect([path, answer.status < 300 ? 'done' : answer.body]).toEqual([path, 'done'])
    }
    await send('/api/admin/instructors', { slug: 'jo', name: 'Jo Adler', email: jo })
    await send('/api/admin/events', event)
    await send('/api/admin/events/taught/publish', {})
    await site.order(dana, 'taught:seat')

    // Ten minutes after the session, the instructor is told, and stands at it by one press.
    await site.setClock('2024-03-05T18:10:00Z')
    const over = await site.mail(jo, 'session-over')
    await asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      await signIn(jo)
      await go(ledTo(over.text, site.url, /\/teach\/taught\?session=\w+/))
      await look('workspace after a session')
      await page.getByRole('link', { name: 'Add recording and handouts' }).click()
      await page.getByLabel('Drop files here').setInputFiles(files)
      await page.waitForURL(/done=uploaded/)
      await look('three files posted')
      await go('/teach/taught/certificates')
      await page.getByLabel('Minimum sessions to attend').fill('1')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await go('/teach/taught/attendance')
      await page.getByLabel(/dana/i).first().check()
      await page.getByRole('button', { name: 'Save this page' }).click()
      await go('/teach/taught/assignments/new')
      await page.getByLabel('Title').fill('Your own board')
      await page.getByLabel('Instructions').fill('Describe the columns of your service board, and why they are these.')
      await page.getByLabel(/^Due/).fill('2024-03-11T12:00')
      await page.getByRole('button', { name: /publish/i }).click()
    })

    expect(await site.mails(dana, 'recording-ready')).toEqual([])
    await site.setClock('2024-03-05T18:30:00Z')
    await site.setClock('2024-03-05T19:30:00Z')
    const digests = await site.mails(dana, 'recording-ready')
    expect(digests).toHaveLength(1)
    for (const words of [/Recording +Week 1/, /Handout +Slides/, /Handout +Worksheet/]) {
      expect(digests[0]?.text).toMatch(words)
    }

    await asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      await signIn(dana)
      await go(ledTo(digests[0]?.text ?? '', site.url, /\/events\/taught\/class/))
      await page.getByText('Your own board').first().waitFor()
      await look('class page')
      // Watched by keyboard alone.
      await tabTo(page, 'Watch Week 1')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/watch$/)
      const player = page.locator('[data-player]')
      await until(() => player.evaluate((found) => found instanceof HTMLMediaElement && found.readyState > 0))
      await player.focus()
      await player.evaluate((found) => {
        if (found instanceof HTMLMediaElement) found.currentTime = 42
      })
      await page.keyboard.press('Space')
      await until(async () => (await placeIn(page)) > 42.5)
      await page.keyboard.press('Space')
      await go('/events/taught/class')
      await until(async () => {
        await page.reload()
        return page.getByText('Watched to 0:42 of 1:30').count()
      })
      await page.getByRole('link', { name: 'Keep watching Week 1' }).click()
      await until(async () => Math.floor(await placeIn(page)) === 42)

      // Handed in by keyboard alone, too.
      await go('/events/taught/class')
      await tabTo(page, 'Open: Your own board')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/assignments\//)
      await tabTo(page, 'Your work')
      await page.keyboard.type('New, scheduled, waiting, done. Each has one owner.')
      await tabTo(page, 'Submit your work')
      await page.keyboard.press('Enter')
      await page.getByText('waiting for feedback').first().waitFor()
      await look('handed in')
    })

    const submitted = await site.mail(jo, 'work-submitted')
    await asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      await signIn(jo)
      await go(ledTo(submitted.text, site.url, /\/teach\/taught\/\S+/))
      await page.getByText('Each has one owner.').waitFor()
      await look('work to answer')
      await page.getByLabel('Passed').check()
      await page.getByRole('textbox', { name: 'Feedback' }).fill('Clear, and it will hold. Add who may move a card.')
      await page.getByRole('button', { name: 'Send feedback' }).click()
    })
    const answered = await site.mail(dana, 'feedback-given')

    // Two hours after the last session.
    await site.setClock('2024-03-12T19:00:00Z')
    const certified = await site.mail(dana, 'certificate-ready')
    expect(await site.mails(dana, 'certificate-ready')).toHaveLength(1)
    await asVisitor(browser, site, async ({ page, go, look, signIn }) => {
      await signIn(dana)
      await go(ledTo(answered.text, site.url, /\/events\/taught\/class\/\S+/))
      await page.getByText('Clear, and it will hold.').waitFor()
      await go('/events/taught/class')
      await page.getByText('Your certificate is ready').waitFor()
      await look('class page at the end')
    })
    // Anyone who is shown it looks it up without signing in.
    await asVisitor(browser, site, async ({ page, go, look }) => {
      await go(ledTo(certified.text, site.url, /\/certificates\/[\w-]+/))
      await page.getByText('Managing your service board').first().waitFor()
      await look('certificate')
    })
  })
})
