import { readFileSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type Axe from 'axe-core'
import type { RunOnly } from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium as driver, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { assetsDirectory } from '../../packages/web/build.ts'

/** The two widths at which every page is looked at. */
export const phone = { width: 390, height: 844 } as const
export const desktop = { width: 1280, height: 900 } as const

/** Requests to this origin are answered in the test's own process. */
export const origin = 'http://lectern.test'

/** What the site is served with: nothing inline, nothing from elsewhere. */
export const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"

/** A connection to the browser of the run, for one test file: open it in beforeAll, close it in afterAll. */
export const openBrowser = (): Promise<Browser> => driver.connect(inject('browserEndpoint'))

/** A page in a context of its own, closed afterwards. Options are Playwright's: viewport, colorScheme, timezoneId, javaScriptEnabled. */
export const withPage = async <Result>(
  browser: Browser,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<Result>,
): Promise<Result> => {
  const context = await browser.newContext({ viewport: desktop, reducedMotion: 'reduce', locale: 'en-US', ...options })
  // Nobody waits for it but a test that fails; a busy machine may take its time.
  context.setDefaultTimeout(600_000)
  try {
    return await use(await context.newPage())
  } finally {
    await context.close()
  }
}

/** The built asset for a path like /assets/styles-1a2b3c4d5e.css. */
export const readAsset = async (path: string): Promise<Response> => {
  const types: Record<string, string> = {
    css: 'text/css; charset=utf-8',
    js: 'text/javascript; charset=utf-8',
    png: 'image/png',
    svg: 'image/svg+xml',
    woff2: 'font/woff2',
  }
  const file = basename(path)
  const content = await readFile(join(assetsDirectory, file)).catch(() => undefined)
  if (content === undefined) return new Response('not found', { status: 404 })
  const type = types[file.split('.').pop() ?? ''] ?? 'application/octet-stream'
  return new Response(new Uint8Array(content), { headers: { 'content-type': type } })
}

/**
 * Answers the page's requests to `origin` with a fetch-like function, e.g. a Hono app's, and /assets/ from the last build.
 * Requests to anywhere else fail, as they should.
 */
export const answerWith = async (
  page: Page,
  answer: (request: Request) => Response | Promise<Response>,
): Promise<void> => {
  await page.route('**/*', async (route) => {
    const asked = route.request()
    const url = new URL(asked.url())
    if (url.origin !== origin) return route.abort()
    const response = url.pathname.startsWith('/assets/')
      ? await readAsset(url.pathname)
      : await answer(
          new Request(asked.url(), {
            method: asked.method(),
            headers: await asked.allHeaders(),
            body: asked.postDataBuffer() === null ? undefined : new Uint8Array(asked.postDataBuffer() ?? []),
          }),
        )
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  })
}

/** A picture of the whole page, fonts loaded. */
export const screenshot = async (page: Page, path: string, whole = true): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path, fullPage: whole, animations: 'disabled' })
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What width and colors decide; the rest of a page is the same at each, and is gone through at one. */
const rulesOfLooks = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Brings axe into a page and what it frames, once; a frame that runs no scripts is left out. */
const bringAxe = (page: Page) =>
  Promise.all(
    page.frames().map(async (frame) => {
      if (await frame.evaluate(() => 'axe' in window)) return
      await frame.evaluate(axeSource)
    }),
  )

/**
 * What axe finds against WCAG 2.2 A and AA, one readable line for each element; empty when there is nothing.
 * @param rules  `of looks` for a page that was gone through at another width, or in other colors
 */
export const axeViolations = async (page: Page, rules: 'all' | 'of looks' = 'all'): Promise<string[]> => {
  await bringAxe(page)
  const runOnly: RunOnly = rules === 'all' ? { type: 'tag', values: standards } : { type: 'rule', values: rulesOfLooks }
  const violations = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof Axe }
    return (await axe.run(document, { runOnly, resultTypes: ['violations'] })).violations
  }, runOnly)
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => {
      const why = node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? violation.help
      return `${violation.id}: ${node.target.join(' ')}: ${why}`
    }),
  )
}
