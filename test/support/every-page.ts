import type { Browser, Page } from 'playwright-core'
import { phone, withPage } from './browser.ts'
import type { SeenPage } from './fuzz/crawl.ts'
import { openWorld, roles, type World } from './fuzz/world.tsx'

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'

/** The world in which names are as long as people have them, and without a break. */
export const openLongWorld = (): Promise<World> => openWorld(() => longWord)

/** Whether a page's policy lets no script run, so that nothing can look into it: emails, which have tests of their own. */
const isSealed = ({ headers }: SeenPage): boolean => /\bsandbox\b/.test(headers['content-security-policy'] ?? '')

/** Opens pages one after another, each once, as the role that was shown it. @returns what is wrong, scripts' failures included */
export const wrongOnPages = async (
  browser: Browser,
  world: Pick<World, 'origin' | 'cookies'>,
  pages: readonly SeenPage[],
  wrong: (page: Page) => Promise<string[]>,
): Promise<string[]> => {
  const found: string[] = []
  for (const who of roles) {
    await withPage(browser, { viewport: phone, timezoneId: 'Europe/Berlin' }, async (page) => {
      let at = ''
      page.on(
        'console',
        (line) =>
          line.type() === 'error' && !/^Failed to load/.test(line.text()) && found.push(`${at}: ${line.text()}`),
      )
      page.on('pageerror', (error) => found.push(`${at}: ${error.message}`))
      const cookies = world.cookies[who].split('; ').map((pair) => {
        const [name = '', ...value] = pair.split('=')
        return { name, value: value.join('='), url: world.origin }
      })
      await page.context().addCookies(cookies)
      for (const { address, html, headers, kept } of pages.filter((one) => one.who === who && !isSealed(one))) {
        at = `${who} at ${address.slice(0, 80)}`
        if (kept) await page.route(`${world.origin}${address}`, (route) => route.fulfill({ body: html, headers }))
        await page.goto(`${world.origin}${address}`)
        if (kept) await page.unrouteAll()
        found.push(...(await wrong(page)).map((line) => `${at}: ${line}`))
      }
    })
  }
  return found
}
