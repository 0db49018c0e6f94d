import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, origin, phone, withPage } from '../../support/browser.ts'
import { in2024, withPlatform } from '../../support/local-platform.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** What moved on the page, as browsers count it: 0 when nothing did. What moves because someone typed or pressed isn't counted. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Element | null }[] }
    const shifts: string[] = []
    Object.assign(window, { shifts, shifted: 0 })
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
        if (hadRecentInput) continue
        Object.assign(window, { shifted: (window as unknown as { shifted: number }).shifted + value })
        shifts.push(`${value.toFixed(4)}: ${sources.map(({ node }) => node?.className || node?.nodeName).join(', ')}`)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

type Shifted = { shifted: number; shifts: string[] }

const shiftsOf = (page: Page): Promise<Shifted> =>
  page.evaluate(async () => {
    const frame = () => new Promise((next) => requestAnimationFrame(next))
    // Each part of the page comes into view, and with it the pictures that waited.
    for (let at = 0; at < document.body.scrollHeight; at += 400) {
      window.scrollTo(0, at)
      await frame()
    }
    // One that isn't shown at this width is never loaded.
    const shown = [...document.images].filter((image) => image.checkVisibility())
    await Promise.all(shown.map((image) => image.decode().catch(() => undefined)))
    await frame()
    await frame()
    const { shifted, shifts } = window as unknown as Shifted
    return { shifted, shifts }
  })

/** Bytes as they came over the wire, by what they are. */
const watchBytes = async (session: CDPSession): Promise<Map<string, number>> => {
  const types = new Map<string, string>()
  const bytes = new Map<string, number>()
  await session.send('Network.enable')
  // Nobody was here before.
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? 'Other'
    bytes.set(type, (bytes.get(type) ?? 0) + encodedDataLength)
  })
  return bytes
}

/** Typefaces arrive on a slow line: after the first words have been on the screen. */
const holdTypefaces = async (page: Page): Promise<() => void> => {
  const held: (() => void)[] = []
  let here = false
  await page.route('**/*.woff2', async (route) => {
    if (!here) await new Promise<void>((go) => held.push(go))
    await route.continue()
  })
  return () => {
    here = true
    for (const go of held) go()
  }
}

const twoFrames = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise((next) => requestAnimationFrame(next))
    await frame()
    await frame()
  })

const picturesOf = (page: Page) =>
  page.evaluate(() =>
    [...document.images].map((image) => ({
      src: image.getAttribute('src') ?? '',
      sized: image.hasAttribute('width') && image.hasAttribute('height'),
      lazy: image.loading === 'lazy',
      below: image.getBoundingClientRect().top > window.innerHeight,
    })),
  )

const pages = {
  home: '/',
  event: '/events/5w22',
  store: '/store',
  title: '/store/managed-services-in-a-month',
  checkout: '/checkout',
}

test('the first view of a phone is small, nothing in it moves, and pictures wait until they’re nearly seen', async () => {
  await withPlatform(in2024, async ({ url }) => {
    await withPage(browser, { viewport: phone, timezoneId: 'America/New_York' }, async (page) => {
      await page.request.post(`${url}/cart/lines`, { form: { sku: '5w22:seat' }, headers: { origin: url } })
      await watchShifts(page)
      const bytes = await watchBytes(await page.context().newCDPSession(page))
      for (const [name, path] of Object.entries(pages)) {
        bytes.clear()
        const letTypefacesIn = await holdTypefaces(page)
        await page.goto(`${url}${path}`, { waitUntil: 'domcontentloaded' })
        await twoFrames(page)
        letTypefacesIn()
        await page.waitForLoadState('networkidle')
        await page.evaluate(() => document.fonts.ready)
        await page.unrouteAll()
        const sent = ['Document', 'Stylesheet', 'Script', 'Fetch'].reduce(
          (sum, type) => sum + (bytes.get(type) ?? 0),
          0,
        )
        expect([name, sent > 2000, sent < 60_000]).toEqual([name, true, true])
        const pictures = await picturesOf(page)
        expect([name, pictures.filter(({ sized, lazy, below }) => !sized || (below && !lazy))]).toEqual([name, []])
        const { shifted, shifts } = await shiftsOf(page)
        expect([name, shifted <= 0.01 ? 0 : shifted, shifts]).toEqual([name, 0, shifts])
      }
    })
  })
})

test('and what moves is found', async () => {
  await withPage(browser, { viewport: phone }, async (page) => {
    await watchShifts(page)
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Title</h1><p>Words</p>' }))
    await page.goto(origin)
    await twoFrames(page)
    await page.evaluate(() => {
      document.body.prepend(Object.assign(document.createElement('div'), { style: 'height: 300px' }))
    })
    expect((await shiftsOf(page)).shifted).toBeGreaterThan(0.01)
  })
})
