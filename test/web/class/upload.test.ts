import { mkdtemp, open, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { partBytes, partCount } from '@lectern/core/materials'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asVisitor, openBrowser } from '../../journeys/visitor.ts'
import { type BrokenLine, openBrokenLine } from '../../support/broken-line.ts'
import { withPage } from '../../support/browser.ts'
import { type LocalSite, until, withPlatform } from '../../support/local-platform.ts'

const mebi = 1024 ** 2

let browser: Browser
let folder: string
beforeAll(async () => {
  browser = await openBrowser()
  folder = await mkdtemp(join(tmpdir(), 'lectern-uploads-'))
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

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

const page = '/teach/taught/materials'

type Material = { id: string; kind: string; session: string; title: string; state: string }

const materialsOf = async (site: LocalSite, slug = 'taught'): Promise<Material[]> =>
  (await site.ask<{ items: Material[] }>(`/api/admin/events/${slug}/materials`, { token: site.adminKey })).body.items

/** A class that Jo teaches, the day after its second session, and a breakout; and Jo's cookies. */
const withClass = (use: (site: LocalSite, jo: BrowserContextOptions) => Promise<void>): Promise<void> =>
  withPlatform({ sample: 'none', now: '2024-04-10T17:00:00Z' }, async (site) => {
    const send = async (path: string, body: unknown) => {
      const answer = await site.ask(path, { send: body, token: site.adminKey })
      if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`)
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

const drop = (tab: Page) => tab.getByLabel('Drop files here')

/** The requests by which parts of a file came to the store. */
const partsSent = ({ passed }: BrokenLine): number[] =>
  passed
    .filter(({ method, url }) => method === 'PUT' && url.searchParams.has('partNumber'))
    .map(({ url }) => Number(url.searchParams.get('partNumber')))

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

const distinct = (list: readonly number[]): number[] => [...new Set(list)].sort((a, b) => a - b)

/** The most memory that this process, in which the site and the store run, has held beyond what it held at first. */
const watchMemory = () => {
  const held = () => {
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = held()
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, held() - before)
  }, 50)
  return () => {
    clearInterval(timer)
    return most
  }
}

/** What an evening of class takes. */
const recordingBytes = 2048 * mebi

test('three files arrive over a line that breaks twice: no part that had come is sent again, and nobody holds them', async () => {
  const recording = await aSparseFile('Week 2.mp4', recordingBytes)
  const [slides, sheet] = [await aFile('2024-04-02 Slides.pdf'), await aFile('Worksheet.docx')]
  await withClass(async (site, jo) => {
    const line = await openBrokenLine(({ searchParams }) => searchParams.has('partNumber'))
    line.breakAt(400 * mebi, 1200)
    line.breakAt(1300 * mebi, 1200)
    const memory = watchMemory()
    const began = performance.now()
    await withPage(browser, { ...jo, proxy: { server: line.server } }, async (tab) => {
      await tab.goto(page)
      await drop(tab).setInputFiles([recording, slides, sheet])
      await tab.getByText('The connection broke. Trying again…').waitFor({ timeout: 30_000 })
      await tab.waitForURL(/done=uploaded/, { timeout: 90_000 })
    })
    const held = memory()
    const seconds = (performance.now() - began) / 1000
    const parts = partsSent(line)
    const toSite = line.passed.filter(({ url }) => url.origin === site.url).reduce((sum, { bytes }) => sum + bytes, 0)
    process.stdout.write(
      `${parts.length} requests for ${partCount(recordingBytes)} parts in ${seconds.toFixed(1)} s, ` +
        `${toSite} bytes to the site, ${Math.round(held / mebi)} MB held\n`,
    )
    expect(line.breaks()).toBe(2)
    expect(distinct(parts)).toEqual(numbers(partCount(recordingBytes)))
    // Three are on their way at a time, and only these are lost when the line breaks.
    expect(parts.length).toBeGreaterThan(partCount(recordingBytes))
    expect(parts.length).toBeLessThanOrEqual(partCount(recordingBytes) + 2 * 3)
    expect(toSite).toBeLessThan(64 * 1024)
    expect(held).toBeLessThan(256 * mebi)

    const [first, second] = (await site.event('taught')).sessions
    const there = (await materialsOf(site)).map(({ kind, session, title, state }) => [title, kind, session, state])
    expect(there.sort()).toEqual([
      ['2024-04-02 Slides', 'handout', first?.id, 'there'],
      ['Week 2', 'recording', second?.id, 'there'],
      ['Worksheet', 'handout', second?.id, 'there'],
    ])
    await line.stop()
  })
  await rm(recording)
}, 150_000)

describe('an upload that was left', () => {
  const bytes = 8 * partBytes
  /** Sends what it can over a line that dies for good in the middle, and closes the browser. */
  const sendHalf = async (jo: BrowserContextOptions, path: string): Promise<number[]> => {
    const line = await openBrokenLine(({ searchParams }) => searchParams.has('partNumber'))
    line.breakAt(4.5 * partBytes, 600_000)
    await withPage(browser, { ...jo, proxy: { server: line.server } }, async (tab) => {
      await tab.goto(page)
      await drop(tab).setInputFiles(path)
      await tab.getByText('The connection broke. Trying again…').waitFor()
    })
    await line.stop()
    return distinct(
      line.passed.filter(({ status }) => status === 200).map(({ url }) => Number(url.searchParams.get('partNumber'))),
    )
  }
  const sendRest = async (jo: BrowserContextOptions, path: string): Promise<number[]> => {
    const line = await openBrokenLine(() => false)
    await withPage(browser, { ...jo, proxy: { server: line.server } }, async (tab) => {
      await tab.goto(page)
      await tab.getByRole('heading', { name: 'Not arrived yet' }).waitFor()
      await drop(tab).setInputFiles(path)
      await tab.waitForURL(/done=uploaded/)
    })
    await line.stop()
    return partsSent(line)
  }

  test('goes on in another browser with the parts that are missing, once the same file is chosen', async () => {
    const path = await aSparseFile('Left.mp4', bytes)
    await withClass(async (site, jo) => {
      const came = (await sendHalf(jo, path)).filter((number) => number > 0)
      expect(came.length).toBeGreaterThan(0)
      const rest = await sendRest(jo, path)
      expect(rest.sort((a, b) => a - b)).toEqual(numbers(8).filter((number) => !came.includes(number)))
      expect(await materialsOf(site)).toMatchObject([{ title: 'Left', state: 'there' }])
    })
  }, 60_000)

  test('does not go on with a file that was changed since: that is another one, and goes from its first part', async () => {
    const path = await aSparseFile('Changed.mp4', bytes)
    await withClass(async (site, jo) => {
      await sendHalf(jo, path)
      await utimes(path, new Date(), new Date('2024-01-01T00:00:00Z'))
      expect((await sendRest(jo, path)).sort((a, b) => a - b)).toEqual(numbers(8))
      expect((await materialsOf(site)).map(({ state }) => state).sort()).toEqual(['awaiting', 'there'])
    })
  }, 60_000)
})

describe('before anything is sent', () => {
  test('what cannot be taken is refused with a sentence beside it, and the others go on', async () => {
    const paths = [
      await aFile('setup.exe'),
      await aFile('Empty.pdf', ''),
      await aSparseFile('Endless.zip', 5 * 1024 ** 3 + 1),
      await aFile('..\\secret.pdf'),
      await aFile('Good.pdf'),
    ]
    await withClass(async (site) => {
      await asVisitor(browser, site, async ({ page: tab, look, signIn }) => {
        await signIn('jo@example.com')
        const asked: string[] = []
        tab.on('request', (request) => {
          if (['POST', 'PUT'].includes(request.method())) asked.push(new URL(request.url()).pathname)
        })
        await tab.goto(page)
        await drop(tab).setInputFiles(paths)
        const told = (name: string) => tab.getByRole('listitem').filter({ hasText: name }).getByRole('paragraph')
        await tab.getByRole('link', { name: 'Show what has arrived' }).waitFor()
        expect(await told('setup.exe').textContent()).toMatch(/^Files end in one of \.pdf, /)
        expect(await told('Empty.pdf').textContent()).toBe('The file is empty.')
        expect(await told('Endless.zip').textContent()).toBe('A file has at most 5 GB.')
        expect(await told('secret.pdf').textContent()).toBe('A name has no slashes, quotation marks or the like.')
        expect(await told('Good.pdf').textContent()).toBe('Arrived, 5 bytes.')
        await look('files refused')
        expect(asked.map((path) => path.replace(/mat_\w+|[\w-]{27}$/, 'x'))).toEqual([
          '/api/admin/events/taught/materials',
          '/api/admin/events/taught/materials/x/parts',
          '/materials/materials/events/taught/x',
          '/api/admin/events/taught/materials/x/done',
        ])
      })
      expect((await materialsOf(site)).map(({ title }) => title)).toEqual(['Good'])
    })
  }, 60_000)

  test('an event that is never recorded refuses sound and video, dropped as well as chosen', async () => {
    await withClass(async (site, jo) => {
      await withPage(browser, jo, async (tab) => {
        await tab.goto('/teach/quiet/materials')
        await tab.locator('[data-ready]').waitFor()
        await tab.evaluate(() => {
          const dataTransfer = new DataTransfer()
          for (const name of ['talk.mp4', 'talk.MP3', 'Agenda.pdf']) dataTransfer.items.add(new File(['words'], name))
          document.querySelector('[data-drop]')?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }))
        })
        await tab.getByRole('link', { name: 'Show what has arrived' }).waitFor()
        const refused = tab.getByText('“A quiet breakout” is never recorded, so that people can speak freely: it takes')
        expect(await refused.count()).toBe(2)
      })
      expect((await materialsOf(site, 'quiet')).map(({ title, kind }) => [title, kind])).toEqual([
        ['Agenda', 'handout'],
      ])
    })
  }, 60_000)
})

test('a file that fails can be tried again, one that is stopped is given up, and the others arrive', async () => {
  const [failing, stopped, good] = [
    await aSparseFile('Failing.zip', 2 * partBytes),
    await aSparseFile('Stopped.zip', 2 * partBytes),
    await aFile('Good.pdf'),
  ]
  await withClass(async (site, jo) => {
    await withPage(browser, jo, async (tab) => {
      let refusing = true
      let held = 0
      await tab.route(/partNumber=2/, async (route) => {
        if (!refusing) return route.continue()
        held += 1
        // The first is left without an answer.
        if (held === 1) return
        await route.fulfill({ status: 400, body: '<Error><Code>No</Code><Message>Not today.</Message></Error>' })
      })
      await tab.goto(page)
      await drop(tab).setInputFiles(stopped)
      await until(async () => held === 1)
      await drop(tab).setInputFiles([failing, good])
      const line = (name: string) => tab.getByRole('listitem').filter({ hasText: name })
      await line('Failing.zip').getByText('The store did not take the file. Not today.').waitFor()
      await line('Good.pdf').getByText('Arrived').waitFor()
      await tab.getByRole('button', { name: 'Stop Stopped.zip' }).click()
      await line('Stopped.zip').getByText('Not uploaded: you stopped it.').waitFor()
      refusing = false
      await tab.getByRole('button', { name: 'Try again Failing.zip' }).focus()
      await tab.keyboard.press('Enter')
      await tab.waitForURL(/done=uploaded/)
    })
    const there = (await materialsOf(site)).map(({ title, state }) => [title, state])
    expect(there.sort()).toEqual([
      ['Failing', 'there'],
      ['Good', 'there'],
    ])
  })
}, 60_000)

test('a handout is chosen by keyboard, looked over, changed and published, and a student takes it', async () => {
  const slides = await aFile('Slides.pdf', '%PDF slides')
  await withClass(async (site) => {
    await site.order('reader@example.com', 'taught:seat')
    await asVisitor(browser, site, async ({ page: tab, go, look, signIn }) => {
      await signIn('jo@example.com')
      await go(page)
      await look('materials, none')
      const chooser = tab.waitForEvent('filechooser')
      const chosen = chooser.then((one) => one.setFiles(slides)).then(() => true)
      // A browser that is busy lets a press go by now and then.
      await until(async () => {
        await drop(tab).press('Enter')
        return Promise.race([chosen, tab.waitForFunction(() => document.hasFocus()).then(() => false)])
      })
      await chosen
      await tab.waitForURL(/done=uploaded/)
      await tab.getByText(/Published at 10:\d\d AM Pacific/).waitFor()
      await tab.getByRole('form', { name: 'Change Slides' }).getByLabel('Title').fill('All slides')
      await tab.getByRole('button', { name: 'Save Slides' }).click()
      await tab.waitForURL(/done=changed/)
      await look('materials, one not published')
    })
    await site.setClock('2024-04-10T17:30:00Z')
    await asVisitor(browser, site, async ({ page: tab, go, signIn }) => {
      await signIn('reader@example.com')
      await go('/events/taught/class')
      const taken = await Promise.all([
        tab.waitForEvent('download'),
        tab.getByRole('link', { name: 'Download All slides' }).click(),
      ])
      expect(taken[0].suggestedFilename()).toBe('Slides.pdf')
    })
  })
}, 60_000)
