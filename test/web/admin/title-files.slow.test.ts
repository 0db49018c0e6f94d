import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asVisitor } from '../../journeys/visitor.ts'
import { openAdminSite } from '../../support/admin-site.ts'
import { launchBrowser } from '../../support/chromium.ts'
import { type LocalSite, until, withPlatform } from '../../support/local-platform.ts'
import { aBook } from '../../support/materials.ts'

let browser: Browser
let folder: string
beforeAll(async () => {
  browser = await launchBrowser()
  folder = await mkdtemp(join(tmpdir(), 'lectern-uploads-'))
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

const book = {
  slug: 'famous-checklist',
  title: 'Karl’s Famous Checklist',
  authors: ['Karl W. Palachuk'],
  kind: 'checklist',
  formats: [
    { slug: 'pdf', name: 'PDF', type: 'download', priceCents: 0 },
    { slug: 'print', name: 'Printed', type: 'physical', priceCents: 1200 },
  ],
  editions: [
    { label: '4.0', releasedOn: '2024-02-01' },
    { label: '3.0', releasedOn: '2019-05-01' },
  ],
}

const makeBook = async (site: LocalSite): Promise<void> => {
  const { status, body } = await site.ask('/api/admin/products', { send: book, token: site.adminKey })
  if (status !== 201) throw new Error(`The title was answered ${status}: ${JSON.stringify(body)}`)
}

describe('files of a title', () => {
  test('are chosen and uploaded in a browser, straight to the store, and then bought, taken, and told of', async () => {
    const [old, newest, sheet] = [
      join(folder, 'Checklist 3.0.pdf'),
      join(folder, 'Checklist 4.0.pdf'),
      join(folder, 'Notes.docx'),
    ]
    await Promise.all([writeFile(old, '%PDF three'), writeFile(newest, '%PDF four'), writeFile(sheet, 'words')])
    await withPlatform({ sample: 'demo' }, async (site) => {
      await makeBook(site)
      const upload = (version: string, paths: string[]) =>
        asVisitor(browser, site, async ({ page, go, look, signIn }) => {
          await signIn('admin@lectern.example')
          await go('/admin/store/famous-checklist/files')
          if (version === '3.0') await look('no files')
          await page.getByLabel('Version').selectOption(version)
          await page.getByLabel('Drop files here').setInputFiles(paths)
          await page.waitForURL(/done=uploaded/)
          const there = page.getByRole('table')
          for (const path of paths) {
            await there.getByRole('link', { name: path.split('/').at(-1) ?? '', exact: true }).waitFor()
          }
          if (version === '4.0') await look('files')
        })
      await upload('3.0', [old])

      await site.order('reader@example.com', 'famous-checklist:pdf')
      await upload('4.0', [newest, sheet])
      const told = await until(async () => {
        const mails = await site.mails('reader@example.com', 'title-released')
        return mails.find(({ subject }) => subject.includes('New version 4.0'))
      })
      expect(told.to).toContain('reader@example.com')

      await asVisitor(browser, site, async ({ page, go, signIn }) => {
        await signIn('reader@example.com')
        await go('/account/titles')
        await page.getByText('An earlier version').click()
        const taken = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('link', { name: 'Download Checklist 4.0.pdf' }).click(),
        ])
        expect(taken[0].suggestedFilename()).toBe('Checklist 4.0.pdf')
        expect(await page.getByRole('link', { name: /^Download/ }).count()).toBe(3)
      })
    })
  })

  test('that the store does not take leave a sentence, and go when they are stopped', async () => {
    const large = join(folder, 'large.zip')
    await writeFile(large, Buffer.alloc(20 * 1024 * 1024))
    await withPlatform({ sample: 'demo' }, async (site) => {
      await makeBook(site)
      const listed = async () => {
        const address = '/api/admin/products/famous-checklist/files'
        return (await site.ask<{ items: { state: string }[] }>(address, { token: site.adminKey })).body.items
      }
      const refused = asVisitor(browser, site, async ({ page, go, look, signIn }) => {
        await signIn('admin@lectern.example')
        await go('/admin/store/famous-checklist/files')
        await page.route(/partNumber=2/, (route) =>
          route.fulfill({ status: 400, body: '<Error><Code>No</Code><Message>Not today.</Message></Error>' }),
        )
        await page.getByLabel('Drop files here').setInputFiles(large)
        await page.getByRole('listitem').getByText('The upload was refused. Not today.').waitFor()
        await look('a file that failed')
        expect((await listed()).map(({ state }) => state)).toEqual(['awaiting'])
        await page.getByRole('button', { name: 'Stop large.zip' }).click()
        await page.getByText('Upload stopped.').waitFor()
        await until(async () => (await listed()).length === 0)
      })
      // The visitor's own check complains of the one answer that the store gave.
      await expect(refused).rejects.toMatchObject({ actual: [expect.stringMatching(/\/materials\/titles\/.*: 400$/)] })
    })
  })
})

test('the page lets a script reach the store, and no other page does; without scripts it says what to do', async () => {
  const site = await openAdminSite()
  await aBook(site.table)
  await aBook(site.table, {
    slug: 'paper',
    formats: [{ slug: 'paper', name: 'Paper', type: 'physical', priceCents: 1 }],
  })
  const page = await site.admin.get('/admin/store/month/files')
  expect(page.headers.get('content-security-policy')).toContain(`connect-src 'self' ${site.services.files.origin};`)
  expect((await site.admin.get('/admin/store/month')).headers.get('content-security-policy')).toContain(
    "connect-src 'self';",
  )
  const html = await page.text()
  expect(html).toContain('Turn on JavaScript to upload.')
  expect(html).toMatch(/<input[^>]*type="file"[^>]* disabled/)
  expect(await site.admin.read('/admin/store/paper/files')).toContain('This title has no downloads')
  expect((await site.as(await site.signIn('ada@example.com')).get('/admin/store/month/files')).status).toBe(404)
  await site.stop()
})
