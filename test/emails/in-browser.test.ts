import { mailNames, renderMail } from '@lectern/emails'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dark, hues, light } from '../../emails/theme.ts'
import { axeViolations, openBrowser } from '../support/browser.ts'
import { sampleProps } from '../support/sample-mails.ts'

let browser: Browser
let page: Page
const asked: string[] = []
beforeAll(async () => {
  browser = await openBrowser()
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
  page.on('request', (request) => asked.push(request.url()))
})
afterAll(() => browser.close())

const rgb = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`

/** The colors of every piece of text on its own ground, as the browser shows them. */
const colors = (page: Page) =>
  page.evaluate(() => {
    const groundOf = (element: Element | null): string => {
      if (!element) return 'none'
      const { backgroundColor } = getComputedStyle(element)
      return backgroundColor === 'rgba(0, 0, 0, 0)' ? groundOf(element.parentElement) : backgroundColor
    }
    const seen = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || !node.textContent?.trim() || parent.getClientRects().length === 0) continue
      seen.add(`${getComputedStyle(parent).color} on ${groundOf(parent)}`)
    }
    return [...seen]
  })

const palettes = { light, dark } as const

/** Rules about pages: a mail stands within the page of a mail program, which has landmarks of its own. */
const ofPages = /^(landmark-one-main|region):/

const show = async (html: string, scheme: 'light' | 'dark', width: number): Promise<void> => {
  await page.setViewportSize({ width, height: 700 })
  await page.emulateMedia({ colorScheme: scheme })
  await page.setContent(html)
}

describe.each(mailNames)('%s', (name) => {
  it.each([
    ['light', 390],
    ['dark', 700],
  ] as const)(
    'has in %s at %i px the colors of its palette alone, and nothing beside the paper',
    async (scheme, width) => {
      const { html } = await renderMail(name, sampleProps[name])
      await show(html, scheme, width)
      const { desk, paper, ink, muted, action, onAction, good } = palettes[scheme]
      const hue = hues.slate[scheme]
      const texts = [ink, muted, action, good, hue.ink].flatMap((text) =>
        [desk, paper, hue.tint].map((ground) => [text, ground] as const),
      )
      const allowed = [...texts, [onAction, action] as const].map(([text, ground]) => `${rgb(text)} on ${rgb(ground)}`)
      const seen = await colors(page)
      expect(seen.length).toBeGreaterThan(3)
      expect(seen.filter((pair) => !allowed.includes(pair))).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    },
  )

  it('has its button in the first view of a phone, above what a mail program has there', async () => {
    const { html } = await renderMail(name, sampleProps[name])
    await show(html, 'light', 390)
    const boxes = await Promise.all((await page.locator('a.button').all()).map((button) => button.boundingBox()))
    for (const box of boxes) {
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(800)
      expect(box?.height).toBeGreaterThanOrEqual(44)
    }
  })

  it('can be read by a screen reader, and fetches nothing', async () => {
    const { html } = await renderMail(name, sampleProps[name])
    await show(html, 'light', 390)
    expect((await axeViolations(page)).filter((finding) => !ofPages.test(finding))).toEqual([])
    expect(await page.locator('table:not(.data):not([role=presentation])').count()).toBe(0)
    expect(await page.getByRole('article').getAttribute('lang')).toBe('en')
    expect(asked).toEqual([])
  })
})
