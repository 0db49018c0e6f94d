import type { Browser, Page } from 'playwright-core'
import { answerWith, axeViolations, desktop, origin, phone, screenshot, withPage } from './browser.ts'
import type { TestSite, Visitor } from './site.ts'

/** Where pages that are looked at are photographed into, if anywhere. */
const pictures = process.env.LECTERN_PICTURES

/** What a page of 1280 px is at 400%: WCAG 2.2, 1.4.10. */
export const narrow = { width: 320, height: 640 }

/**
 * What reaches over the page's side, and how far: also what floats, which the page's own width does not tell of. What is in a
 * part that scrolls by itself, as a wide table is, and what only screen readers see may be as wide as it likes.
 */
export const overTheSide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    for (const closed of document.querySelectorAll('details')) closed.open = true
    const root = document.documentElement
    const width = root.clientWidth
    const clips = (element: Element | null): boolean => {
      for (let at = element; at !== null && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== 'visible') return true
        if (getComputedStyle(at).position === 'fixed') return false
      }
      return false
    }
    const over = [...document.body.querySelectorAll('*')].filter((element) => {
      const { left, right, width: own, height } = element.getBoundingClientRect()
      if (own <= 1 || height <= 1 || (right <= width + 1 && left >= -1)) return false
      return element.checkVisibility({ visibilityProperty: true }) && !clips(element.parentElement)
    })
    // The innermost say where it comes from.
    const sources = over.filter((element) => !over.some((other) => other !== element && element.contains(other)))
    const named = sources.slice(0, 3).map((element) => {
      const { left, right } = element.getBoundingClientRect()
      const words = (element.textContent ?? '').trim().slice(0, 30)
      return `${element.tagName.toLowerCase()}.${element.className} “${words}” from ${Math.round(left)} to ${Math.round(right)}`
    })
    const wide = root.scrollWidth - width
    // A menu that floats would cover what is below it in the looks to come.
    for (const open of document.querySelectorAll('details[open]')) {
      if ([...open.children].some((part) => getComputedStyle(part).position === 'absolute'))
        open.removeAttribute('open')
    }
    return [...named, ...(wide > 0 ? [`${wide} px wider than the page`] : [])]
  })

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** A page that is open, as it is on a phone in light colors, and at 320 px. */
const wrongOnPhone = async (page: Page): Promise<string[]> => {
  await page.setViewportSize(phone)
  const found = await axeViolations(page)
  await page.setViewportSize(narrow)
  return [...found, ...(await overTheSide(page)).map((what) => `at 320 px: ${what}`)]
}

/** Colors glide from one scheme to the other; what is judged is where they arrive. */
export const finishAnimations = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish()
  })

const otherLooks = [
  { name: 'phone, dark', viewport: phone, colorScheme: 'dark' },
  { name: 'desk, dark', viewport: desktop, colorScheme: 'dark' },
  { name: 'desk, light', viewport: desktop, colorScheme: 'light' },
] as const

/** A page that is open, at other widths and in other colors. */
const wrongInOtherLooks = async (page: Page): Promise<string[]> => {
  const found: string[] = []
  for (const { name, viewport, colorScheme } of otherLooks) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await finishAnimations(page)
    const wide = await sideways(page)
    if (wide > 0) found.push(`${name}: runs ${wide} px off the side`)
    found.push(...(await axeViolations(page, 'of looks')).map((line) => `${name}: ${line}`))
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return found
}

export const wrongAnywhere = async (page: Page): Promise<string[]> => [
  ...(await wrongOnPhone(page)),
  ...(await wrongInOtherLooks(page)),
]

/**
 * Opens pages by their names, each once, and looks at them at every width and in all colors.
 * @param statuses  what they may be answered with; errors of forms are pages, too
 */
export const lookThrough = async (
  browser: Browser,
  pages: Iterable<readonly [name: string, answer: () => Response | Promise<Response>]>,
  statuses: readonly number[] = [200, 400, 409],
): Promise<string[]> => {
  const found: string[] = []
  await withPage(browser, {}, async (page) => {
    for (const [name, answer] of pages) {
      const { status, headers, html } = await answerOf(answer)
      if (!statuses.includes(status)) found.push(`${name}: status ${status}`)
      await page.unrouteAll()
      await answerWith(page, () => new Response(html, { headers }))
      await page.goto(`${origin}/${name}`)
      if (pictures) await screenshot(page, `${pictures}/${name}.png`)
      found.push(...(await wrongAnywhere(page)).map((line) => `${name}: ${line}`))
    }
  })
  return found
}

const answerOf = async (answer: () => Response | Promise<Response>) => {
  const answered = await answer()
  return { status: answered.status, headers: Object.fromEntries(answered.headers), html: await answered.text() }
}

/** What axe finds on a page as a reader in Berlin sees it, and what runs off its side, on a phone and on a desk. */
export const looks = async (
  browser: Browser,
  site: Pick<TestSite, 'url'>,
  visitor: Visitor,
  path: string,
  name: string,
): Promise<string[]> => {
  const found: string[] = []
  await withPage(browser, { viewport: phone, timezoneId: 'Europe/Berlin' }, async (tab) => {
    const cookies = [...visitor.cookies].map(([key, value]) => ({ name: key, value, url: site.url }))
    await tab.context().addCookies(cookies)
    await tab.goto(`${site.url}${path}`)
    for (const viewport of [phone, desktop]) {
      await tab.setViewportSize(viewport)
      if (pictures) await screenshot(tab, `${pictures}/${name}-${viewport.width}.png`)
      const wide = await sideways(tab)
      if (wide > 0) found.push(`${name} runs ${wide} px off the side at ${viewport.width}`)
      found.push(...(await axeViolations(tab, viewport === phone ? 'all' : 'of looks')))
    }
  })
  return found
}
