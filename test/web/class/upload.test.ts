import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asVisitor, openBrowser } from '../../journeys/visitor.ts'
import { withPlatform } from '../../support/local-platform.ts'

let browser: Browser
let folder: string
beforeAll(async () => {
  browser = await openBrowser()
  folder = await mkdtemp(join(tmpdir(), 'lectern-handouts-'))
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

const event = {
  kind: 'class',
  slug: 'taught',
  title: 'A taught class',
  zone: 'UTC',
  schedule: { startsAt: '2190-01-05T09:00', durationMinutes: 60 },
  tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }],
  instructors: ['jo'],
}

test('an instructor uploads files in a browser, straight to the store, and a student takes one', async () => {
  const [slides, sheet] = [join(folder, 'Slides.pdf'), join(folder, 'Worksheet.docx')]
  await Promise.all([writeFile(slides, '%PDF slides'), writeFile(sheet, 'words')])
  await withPlatform({ sample: 'demo' }, async (site) => {
    const send = async (path: string, body: unknown) => {
      const answer = await site.ask(path, { send: body, token: site.adminKey })
      if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    }
    await send('/api/admin/instructors', { slug: 'jo', name: 'Jo', email: 'jo@example.com' })
    await send('/api/admin/events', event)
    await send('/api/admin/events/taught/publish', {})
    await site.order('reader@example.com', 'taught:seat')
    await asVisitor(browser, site, async ({ page, go, signIn }) => {
      await signIn('jo@example.com')
      await go('/admin/events/taught/materials')
      await page.locator('#upload-kind').selectOption('handout')
      await page.getByLabel('Files to upload').setInputFiles([slides, sheet])
      await page.getByRole('button', { name: 'Upload', exact: true }).click()
      await page.waitForURL(/done=uploaded/)
      await page.getByRole('table').getByRole('link', { name: 'Worksheet' }).waitFor()
    })
    // Until then it could be taken back unseen.
    await site.ask('/local/clock/advance', { send: { seconds: 10 * 60 } })
    await asVisitor(browser, site, async ({ page, go, signIn }) => {
      await signIn('reader@example.com')
      await go('/events/taught/class')
      const taken = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download Slides' }).click(),
      ])
      expect(taken[0].suggestedFilename()).toBe('Slides.pdf')
    })
  })
})
