import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, withPage } from '../support/browser.ts'
import { openLongWorld, wrongOnPages } from '../support/every-page.ts'
import { crawl, type Seen } from '../support/fuzz/crawl.ts'
import { routeOf } from '../support/fuzz/routes.ts'
import type { World } from '../support/fuzz/world.tsx'
import { narrow, overTheSide, wrongOnPhone } from '../support/looks.ts'

let world: World
let browser: Browser
let seen: Seen
beforeAll(async () => {
  browser = await openBrowser()
  world = await openLongWorld()
  seen = await crawl(world)
})
afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

describe('S13: every page, by the routes that there are', () => {
  test('is come to, and no link leads to nothing', () => {
    const routes = new Set(seen.pages.map(({ address }) => routeOf(world.pages, 'GET', address.split('?')[0] ?? '')))
    expect(routes.size).toBeGreaterThan(100)
    expect(seen.broken).toEqual([])
  })

  test('is accessible, fits 320 px, and keeps to its policy', async () => {
    expect(await wrongOnPages(browser, world, seen.pages, wrongOnPhone)).toEqual([])
  })

  test('and the look itself finds a page that is too wide, and a bar that floats', async () => {
    await withPage(browser, { viewport: narrow }, async (page) => {
      await page.setContent(
        '<body style="margin:0"><div class="bar" style="position:fixed;bottom:0;width:337px;height:9px">Pay</div>',
      )
      expect(await overTheSide(page)).toEqual(['div.bar “Pay” from 0 to 337'])
      await page.setContent(
        '<body style="margin:0"><p class="wide" style="width:400px">Wide</p><div style="overflow-x:auto"><b style="display:block;width:900px">Table</b></div>',
      )
      expect(await overTheSide(page)).toEqual(['p.wide “Wide” from 0 to 400', '80 px wider than the page'])
    })
  })
})
