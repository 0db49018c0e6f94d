import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventGallery } from '../../../packages/web/src/gallery/event-gallery.tsx'
import { AdminGallery, FormGallery } from '../../../packages/web/src/gallery/form-gallery.tsx'
import { SiteGallery } from '../../../packages/web/src/gallery/site-gallery.tsx'
import {
  answerWith,
  axeViolations,
  desktop,
  openBrowser,
  origin,
  phone,
  strictPolicy,
  withPage,
} from '../../support/browser.ts'

const pages = { event: EventGallery, site: SiteGallery, form: FormGallery, admin: AdminGallery }
const html = async (name: keyof typeof pages) => String(await pages[name]())
const answer = (name: keyof typeof pages) => async () =>
  new Response(await html(name), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': strictPolicy },
  })

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe('every component, in every state', () => {
  const looks = (['light', 'dark'] as const).flatMap((colorScheme) => [
    { colorScheme, viewport: phone },
    { colorScheme, viewport: desktop },
  ])
  it.each(Object.keys(pages) as (keyof typeof pages)[])(
    'is accessible, fits its width and keeps to the content policy: %s',
    async (name) => {
      const found: string[] = []
      for (const look of looks) {
        const label = `${look.colorScheme} ${look.viewport.width}`
        await withPage(browser, { ...look, timezoneId: 'Europe/Berlin' }, async (page) => {
          page.on('console', (message) => {
            if (message.type() === 'error') found.push(`${label}: ${message.text()}`)
          })
          page.on('pageerror', (error) => found.push(`${label}: ${error.message}`))
          await answerWith(page, answer(name))
          await page.goto(origin)
          found.push(...(await axeViolations(page)).map((line) => `${label}: ${line}`))
          for (const menu of await page.locator('summary:visible').all()) {
            await menu.click()
            found.push(...(await axeViolations(page)).map((line) => `${label}, menu open: ${line}`))
            await menu.click()
          }
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          if (beyond > 0) found.push(`${label}: ${beyond} px beyond the window`)
        })
      }
      expect(found).toEqual([])
    },
  )

  it('holds no inline style, handler or script', async () => {
    for (const name of Object.keys(pages) as (keyof typeof pages)[]) {
      const text = await html(name)
      expect(text).not.toMatch(/\sstyle=/)
      expect(text).not.toMatch(/<style/)
      expect(text).not.toMatch(/<[^>]+\son[a-z]+=/)
      expect(text).not.toMatch(/<script(?![^>]*( src=|application\/ld\+json))/)
    }
  })
})

describe('the islands', () => {
  it("tell the reader's own time only where it differs", async () => {
    const yours = (timezoneId: string) =>
      withPage(browser, { timezoneId }, async (page) => {
        await answerWith(page, answer('event'))
        await page.goto(origin, { waitUntil: 'networkidle' })
        const time = page.locator('[data-reader-time]')
        return (await time.isVisible()) ? time.textContent() : undefined
      })
    expect(await yours('Europe/Berlin')).toBe('. That’s 6:00 PM your time.')
    expect(await yours('Asia/Tokyo')).toBe('. That’s 1:00 AM your time, from Wed, Apr 24.')
    expect(await yours('America/Vancouver')).toBeUndefined()
  })

  it('send a form once, and say what is going on', async () => {
    await withPage(browser, {}, async (page) => {
      let posts = 0
      await answerWith(page, (request) => {
        if (request.method === 'GET') return answer('form')()
        posts += 1
        return new Response(null, { status: 204 })
      })
      await page.goto(origin, { waitUntil: 'networkidle' })
      const button = page.locator('[data-busy]')
      await button.click()
      // Forced, because it says that it is disabled; an impatient visitor presses all the same.
      await button.click({ force: true })
      expect((await button.textContent())?.trim()).toBe('Placing your order…')
      await expect.poll(() => posts).toBe(1)
    })
  })

  it("count down by the server's clock", async () => {
    await withPage(browser, {}, async (page) => {
      await answerWith(page, answer('site'))
      await page.goto(origin)
      await expect.poll(() => page.locator('[data-countdown]').textContent()).toBe('in 3 days 2 hours')
    })
  })

  it('apply a filter as soon as it is chosen', async () => {
    await withPage(browser, {}, async (page) => {
      await answerWith(page, answer('site'))
      await page.goto(origin, { waitUntil: 'networkidle' })
      await page.locator('[data-filter] input').fill('')
      await page.locator('[data-filter] select').selectOption('webinar')
      await page.waitForURL(`${origin}/events?kind=webinar`)
      expect(page.url()).toBe(`${origin}/events?kind=webinar`)
    })
  })

  it('copy an address, or at least select it', async () => {
    await withPage(browser, {}, async (page) => {
      await answerWith(page, answer('form'))
      await page.goto(origin, { waitUntil: 'networkidle' })
      const button = page.locator('[data-copy]')
      await button.click()
      await expect.poll(() => button.textContent()).toBe('Selected')
      expect(await page.evaluate(() => getSelection()?.toString())).toBe('https://lectern.test/calendar/abc.ics')
    })
  })

  it('are not needed to read, filter or send anything', async () => {
    await withPage(browser, { javaScriptEnabled: false, timezoneId: 'Europe/Berlin' }, async (page) => {
      await answerWith(page, answer('event'))
      await page.goto(origin)
      expect(await page.getByText('9:00 AM Pacific').first().isVisible()).toBe(true)
      expect(await page.locator('[data-reader-time]').isVisible()).toBe(false)
    })
  })
})
