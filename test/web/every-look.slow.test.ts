import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdminSite, openAdminSite } from '../support/admin-site.ts'
import { openBrowser, withPage } from '../support/browser.ts'
import { openLongWorld, wrongOnPages } from '../support/every-page.ts'
import { answersToForms, crawl, emptyPages, type Seen } from '../support/fuzz/crawl.ts'
import type { World } from '../support/fuzz/world.tsx'
import { narrow, overTheSide, wrongAnywhere } from '../support/looks.ts'

let world: World
let empty: AdminSite
let browser: Browser
let seen: Seen
beforeAll(async () => {
  browser = await openBrowser()
  world = await openLongWorld()
  empty = await openAdminSite()
  seen = await crawl(world)
})
afterAll(async () => {
  await browser?.close()
  await world?.stop()
  await empty?.stop()
})

test('every page is accessible, keeps to its policy, its contrast and its width, on a phone and at a desk, in light and dark', async () => {
  expect(await wrongOnPages(browser, world, seen.pages, wrongAnywhere)).toEqual([])
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

test('what a form answers, filled in or empty, is as every page is', async () => {
  const pages = await answersToForms(world, seen)
  expect(pages.length).toBeGreaterThan(50)
  expect(await wrongOnPages(browser, world, pages, wrongAnywhere)).toEqual([])
})

test('so are the pages of a site that holds nothing yet', async () => {
  const pages = await emptyPages(world, empty)
  expect(pages.length).toBeGreaterThan(30)
  expect(await wrongOnPages(browser, world, pages, wrongAnywhere)).toEqual([])
})
