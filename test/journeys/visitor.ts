import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeViolations, desktop, phone, screenshot, withPage } from '../support/browser.ts'
import type { LocalSite } from '../support/local-platform.ts'
import { finishAnimations } from '../support/looks.ts'

/** Someone at a browser in front of a running platform. */
export type Visitor = {
  page: Page
  /** Goes to a path of the site, e.g. `/events/5w22`. */
  go: (path: string) => Promise<void>
  /** Looks at the page at phone and desktop width, light and dark: axe must find nothing, and nothing run off the side. */
  look: (name: string) => Promise<void>
  signIn: (email: string) => Promise<void>
}

type Look = { width: number; scheme: 'light' | 'dark'; rules: 'all' | 'of looks' }

/** Where SHOTS names a folder, every page looked at is photographed into it. */
const folder = process.env.SHOTS

const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const wrongAt = async (page: Page, name: string, { width, scheme, rules }: Look): Promise<string[]> => {
  const at = `${name} at ${width}, ${scheme}`
  await page.setViewportSize(width === phone.width ? phone : desktop)
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await finishAnimations(page)
  if (folder) await screenshot(page, `${folder}/${name.replaceAll(' ', '-')}-${width}-${scheme}.png`)
  const overflow = await sidewaysOverflow(page)
  const found = await axeViolations(page, rules)
  return [
    ...(overflow > 0 ? [`${at}: runs ${overflow} px off the side`] : []),
    ...found.map((line) => `${at}: ${line}`),
  ]
}

const looks: readonly Look[] = [
  { width: phone.width, scheme: 'light', rules: 'all' },
  { width: phone.width, scheme: 'dark', rules: 'of looks' },
  { width: desktop.width, scheme: 'dark', rules: 'all' },
  { width: desktop.width, scheme: 'light', rules: 'of looks' },
]

/** Lets in what the site itself serves as a file, and nothing that stands within a page. */
const isStrict = (policy: string): boolean =>
  policy.includes("default-src 'none'") && /script-src 'self'(;|$)/.test(policy) && !policy.includes('unsafe')

/** The six digits of the newest sign-in mail to an address. */
const codeFor = async (site: LocalSite, email: string): Promise<string> => {
  const mail = await site.mail(email, 'sign-in-code')
  const code = /\b\d{3} ?\d{3}\b/.exec(mail.text ?? '')?.[0]
  if (code === undefined) throw new Error('There is no code in the mail')
  return code
}

/**
 * A visitor with a browser of their own. Afterwards nothing may have gone wrong unseen: no script failed, the policy on
 * content refused nothing, nothing that a page asked for was missing, and every look at a page was in order.
 */
export const asVisitor = async (
  browser: Browser,
  site: LocalSite,
  use: (visitor: Visitor) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> => {
  const complaints: string[] = []
  await withPage(browser, { baseURL: site.url, ...options }, async (page) => {
    page.on('console', (message) => {
      // What could not be loaded is told better below; a form that is answered with its errors counts as that, too.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
    page.on('response', (response) => {
      const policy = response.headers()['content-security-policy'] ?? ''
      const { pathname } = new URL(response.url())
      // The stand-ins' own pages have styles of theirs inside; they exist on one machine only.
      const isPage = response.request().isNavigationRequest() && response.request().frame() === page.mainFrame()
      // A file to keep is shown by nobody.
      const isFile = response.headers()['content-disposition']?.startsWith('attachment') ?? false
      if (isPage && !isFile && response.status() === 200 && !pathname.startsWith('/local/') && !isStrict(policy))
        complaints.push(`${pathname}: the policy on content is “${policy}”`)
      if (response.status() >= 400 && !response.request().isNavigationRequest())
        complaints.push(`${response.url()}: ${response.status()}`)
    })
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? ''
      // A page that is left while it loads drops what it still asked for.
      if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`)
    })
    const go = async (path: string): Promise<void> => {
      await page.goto(path)
    }
    await use({
      page,
      go,
      look: async (name) => {
        for (const one of looks) complaints.push(...(await wrongAt(page, name, one)))
      },
      signIn: async (email) => {
        await go('/sign-in')
        await page.getByLabel('Email address').fill(email)
        await page.getByRole('button', { name: 'Email me a code' }).click()
        await page.getByLabel('Code', { exact: true }).fill(await codeFor(site, email))
        await page.getByRole('button', { name: 'Sign in' }).click()
        await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'))
      },
    })
  })
  expect(complaints).toEqual([])
}

/** Clicks and fills in fields, and counts both: what a journey costs is part of what it shows. */
export const counting = (page: Page) => {
  const counts = { clicks: 0, fields: 0 }
  return {
    counts,
    click: async (role: 'button' | 'link' | 'checkbox', name: string | RegExp): Promise<void> => {
      counts.clicks += 1
      await page
        .getByRole(role, typeof name === 'string' ? { name, exact: role === 'button' } : { name })
        .first()
        .click()
    },
    fill: async (label: string, text: string): Promise<void> => {
      counts.fields += 1
      await page.getByLabel(label).fill(text)
    },
  }
}

/** Presses Tab until what has the focus reads so; gives up after so many presses. */
export const tabTo = async (page: Page, words: string, most = 60): Promise<void> => {
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const { activeElement: element } = document
      const field = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
      const label = field ? element.labels?.[0]?.textContent : element?.textContent
      return (label ?? '').replace(/\s+/g, ' ').trim()
    })
    if (focused.startsWith(words)) return
  }
  throw new Error(`Tab does not lead to “${words}”`)
}
