import type { Browser } from 'playwright-core'
import { axeViolations, desktop, phone, screenshot, withPage } from './browser.ts'
import type { TestSite, Visitor } from './site.ts'

/** Where pages that are looked at are photographed into, if anywhere. */
const pictures = process.env.LECTERN_PICTURES

/** What axe finds on a page as a reader in Berlin sees it, and what runs off its side, on a phone and on a desk. */
export const looks = async (
  browser: Browser,
  site: Pick<TestSite, 'url'>,
  visitor: Visitor,
  path: string,
  name: string,
): Promise<string[]> => {
  const found: string[] = []
  for (const viewport of [phone, desktop]) {
    await withPage(browser, { viewport, timezoneId: 'Europe/Berlin' }, async (tab) => {
      const cookies = [...visitor.cookies].map(([key, value]) => ({ name: key, value, url: site.url }))
      await tab.context().addCookies(cookies)
      await tab.goto(`${site.url}${path}`)
      if (pictures) await screenshot(tab, `${pictures}/${name}-${viewport.width}.png`)
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (wide > 0) found.push(`${name} runs ${wide} px off the side at ${viewport.width}`)
      found.push(...(await axeViolations(tab, viewport === phone ? 'all' : 'of looks')))
    })
  }
  return found
}
