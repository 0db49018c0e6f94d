import { rm, utimes } from 'node:fs/promises'
import { partBytes, partCount } from '@lectern/core/materials'
import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { type BrokenLine, openBrokenLine } from '../../support/broken-line.ts'
import { withPage } from '../../support/browser.ts'
import { drop, materialsOf, openDropping, page } from '../../support/dropping.ts'

const mebi = 1024 ** 2

const { browser, withClass, aSparseFile, aFile } = openDropping()

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
    await withPage(browser(), { ...jo, proxy: { server: line.server } }, async (tab) => {
      await tab.goto(page)
      await drop(tab).setInputFiles([recording, slides, sheet])
      await tab.getByText('Connection lost. Trying again…').waitFor()
      await tab.waitForURL(/done=uploaded/)
    })
    const held = memory()
    const parts = partsSent(line)
    const toSite = line.passed.filter(({ url }) => url.origin === site.url).reduce((sum, { bytes }) => sum + bytes, 0)
    process.stdout.write(
      `${parts.length} requests for ${partCount(recordingBytes)} parts, ` +
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
})

describe('an upload that was left', () => {
  const bytes = 8 * partBytes
  /** Sends what it can over a line that dies for good in the middle, and closes the browser. */
  const sendHalf = async (jo: BrowserContextOptions, path: string): Promise<number[]> => {
    const line = await openBrokenLine(({ searchParams }) => searchParams.has('partNumber'))
    line.breakAt(4.5 * partBytes, 600_000)
    await withPage(browser(), { ...jo, proxy: { server: line.server } }, async (tab) => {
      await tab.goto(page)
      await drop(tab).setInputFiles(path)
      await tab.getByText('Connection lost. Trying again…').waitFor()
    })
    await line.stop()
    return distinct(
      line.passed.filter(({ status }) => status === 200).map(({ url }) => Number(url.searchParams.get('partNumber'))),
    )
  }
  const sendRest = async (jo: BrowserContextOptions, path: string): Promise<number[]> => {
    const line = await openBrokenLine(() => false)
    await withPage(browser(), { ...jo, proxy: { server: line.server } }, async (tab) => {
      await tab.goto(page)
      await tab.getByRole('heading', { name: 'Upload not finished' }).waitFor()
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
  })

  test('does not go on with a file that was changed since: that is another one, and goes from its first part', async () => {
    const path = await aSparseFile('Changed.mp4', bytes)
    await withClass(async (site, jo) => {
      await sendHalf(jo, path)
      await utimes(path, new Date(), new Date('2024-01-01T00:00:00Z'))
      expect((await sendRest(jo, path)).sort((a, b) => a - b)).toEqual(numbers(8))
      expect((await materialsOf(site)).map(({ state }) => state).sort()).toEqual(['awaiting', 'there'])
    })
  })
})
