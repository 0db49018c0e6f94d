import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium as driver, type Page } from 'playwright-core'
import { assetsDirectory } from '../../packages/web/build.ts'

/** The two widths at which every page is looked at. */
export const phone = { width: 390, height: 844 } as const
export const desktop = { width: 1280, height: 900 } as const

/** Requests to this origin are answered in the test's own process. */
export const origin = 'http://lectern.test'

/** What the site is served with: nothing inline, nothing from elsewhere. */
export const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"

const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** CHROME_PATH first; on Linux x64 the browser that comes from npm; elsewhere an installed Chrome. */
const findExecutable = async (): Promise<string> => {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH
  if (process.platform === 'linux' && process.arch === 'x64') {
    // Only where it believes to be on Lambda does the package unpack its shared libraries; it looks while it is imported.
    process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
    const { default: chromium } = await import('@sparticuz/chromium')
    return chromium.executablePath()
  }
  const path = installed.find((candidate) => existsSync(candidate))
  if (path === undefined) throw new Error('No browser found: set CHROME_PATH to a Chrome or Chromium.')
  return path
}

/** A browser for one test file: start it in beforeAll, close it in afterAll. */
export const launchBrowser = async (): Promise<Browser> =>
  driver.launch({
    executablePath: await findExecutable(),
    headless: true,
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
  })

/** A page in a context of its own, closed afterwards. Options are Playwright's: viewport, colorScheme, timezoneId, javaScriptEnabled. */
export const withPage = async <Result>(
  browser: Browser,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<Result>,
): Promise<Result> => {
  const context = await browser.newContext({ viewport: desktop, reducedMotion: 'reduce', locale: 'en-US', ...options })
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

/** What width and colours decide; the rest of a page is the same at each, and is gone through at one. */
const rulesOfLooks = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']

/**
 * What axe finds against WCAG 2.2 A and AA, one readable line for each element; empty when there is nothing. Without a
 * page of its own for its report, since pages here are many.
 * @param rules  `of looks` for a page that was gone through at another width, or in other colours
 */
export const axeViolations = async (page: Page, rules: 'all' | 'of looks' = 'all'): Promise<string[]> => {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules === 'all' ? axe.withTags(standards) : axe.withRules(rulesOfLooks)).analyze()
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => {
      const why = node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? violation.help
      return `${violation.id}: ${node.target.join(' ')}: ${why}`
    }),
  )
}
