import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { asVisitor } from '../journeys/visitor.ts'
import { launchBrowser } from './chromium.ts'
import { type LocalSite, withPlatform } from './local-platform.ts'

const aClass = {
  ...{ kind: 'class', slug: 'taught', title: 'A taught class', zone: 'America/Los_Angeles', instructors: ['jo'] },
  schedule: { startsAt: '2024-04-02T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=3' },
  tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }],
}

const aBreakout = {
  ...aClass,
  ...{ kind: 'breakout', slug: 'quiet', title: 'A quiet breakout', recording: 'never' },
  schedule: { startsAt: '2024-04-12T09:00', durationMinutes: 60 },
}

/** Where files are dropped. */
export const page = '/teach/taught/materials'

type Material = { id: string; kind: string; session: string; title: string; state: string }

export const materialsOf = async (site: LocalSite, slug = 'taught'): Promise<Material[]> =>
  (await site.ask<{ items: Material[] }>(`/api/admin/events/${slug}/materials`, { token: site.adminKey })).body.items

export const drop = (tab: Page) => tab.getByLabel('Drop files here')

/** A browser, a folder for files, and classes to drop them on, for one file of tests. */
export const openDropping = () => {
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

  /** A class that Jo teaches, the day after its second session, and a breakout; and Jo's cookies. */
  const withClass = (use: (site: LocalSite, jo: BrowserContextOptions) => Promise<void>): Promise<void> =>
    withPlatform({ sample: 'none', now: '2024-04-10T17:00:00Z' }, async (site) => {
      const send = async (path: string, body: unknown) => {
        const answer = await site.ask(path, { send: body, token: site.adminKey })
        if (answer.status >= 300)
          throw new Error(`${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      }
      await send('/api/admin/instructors', { slug: 'jo', name: 'Jo', email: 'jo@example.com' })
      for (const event of [aClass, aBreakout]) {
        await send('/api/admin/events', event)
        await send(`/api/admin/events/${event.slug}/publish`, {})
      }
      let jo: BrowserContextOptions = {}
      await asVisitor(browser, site, async ({ page, signIn }) => {
        await signIn('jo@example.com')
        jo = { baseURL: site.url, storageState: await page.context().storageState() }
      })
      await use(site, jo)
    })

  /** A file of so many bytes that takes no room on the disk. */
  const aSparseFile = async (name: string, bytes: number): Promise<string> => {
    const path = join(folder, name)
    const file = await open(path, 'w')
    await file.truncate(bytes)
    await file.close()
    return path
  }

  const aFile = async (name: string, words = 'words'): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, words)
    return path
  }

  return { browser: (): Browser => browser, withClass, aSparseFile, aFile }
}
