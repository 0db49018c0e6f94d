import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdminSite, openAdminSite } from '../support/admin-site.ts'
import { openBrowser } from '../support/browser.ts'
import { openLongWorld, wrongOnPages } from '../support/every-page.ts'
import { answersToForms, crawl, emptyPages, type Seen } from '../support/fuzz/crawl.ts'
import type { World } from '../support/fuzz/world.tsx'
import { wrongAnywhere, wrongInOtherLooks } from '../support/looks.ts'

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

test('every page keeps its contrast and its width on a phone and at a desk, in light and dark', async () => {
  expect(await wrongOnPages(browser, world, seen.pages, wrongInOtherLooks)).toEqual([])
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
