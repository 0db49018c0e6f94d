import { type Event, saveInstructor } from '@lectern/core/catalog'
import { type FileStore, listOpenedOf, saveCaptions } from '@lectern/core/materials'
import { grantMembership } from '@lectern/core/membership'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../../packages/local/src/bucket.ts'
import { axeViolations, desktop, openBrowser, phone, screenshot } from '../../support/browser.ts'
import { anEvent } from '../../support/build.ts'
import { until } from '../../support/local-platform.ts'
import { aHandout, aLink, filesAt, seat, unseat } from '../../support/materials.ts'
import { aRecording, captionsOf, heavySilence } from '../../support/recordings.ts'
import type { Visitor } from '../../support/site.ts'
import { readText } from '../pages/page-text.ts'
import { pause, placeIn, player, playFrom, ready, setRate } from './player.ts'
import { openWatchSite, type WatchSite } from './watch-site.ts'

const pictures = process.env.LECTERN_PICTURES
const page = '/events/5w22/class'

let bucket: Bucket
let site: WatchSite
let browser: Browser
let event: Event
/** How long the links of players are good for; as it is, unless a test says otherwise. */
let linkSeconds: number | undefined
/** How far the store's clock is ahead of the one that links are signed by. */
let secondsAhead = 0
const ids = { spoken: '', silent: '', heavy: '', handout: '', link: '' }

const talk = [
  'Welcome to the class.',
  '<v Karl>Today we speak of prices</v>',
  'and of <script>alert(1)</script> agreements.',
  'A price is a promise.',
  'Write it down.',
  'Questions?',
]

beforeAll(async () => {
  bucket = await startBucket({ now: () => new Date(Date.now() + secondsAhead * 1000) })
  const store = filesAt(bucket)
  const files: FileStore = {
    ...store,
    signPlayback: (file) => store.signPlayback({ ...file, seconds: linkSeconds ?? file.seconds }),
  }
  site = await openWatchSite({ files, now: '2024-04-24T17:00:00Z' })
  browser = await openBrowser()
  const { services, table } = site
  await saveInstructor(table, { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' })
  event = await anEvent(table, { instructors: ['james'] })
  ids.spoken = (await aRecording(services, event)).id
  ids.silent = (await aRecording(services, event, { title: 'Without captions' })).id
  ids.heavy = (await aRecording(services, event, { title: 'A long one', body: heavySilence(200) })).id
  ids.handout = (await aHandout(services, event)).id
  ids.link = (await aLink(services, event, { title: 'Elsewhere' })).id
  const of = { event: '5w22', material: ids.spoken, by: 'per_james' }
  await saveCaptions(services, { ...of, vtt: captionsOf(...talk) }, site.clock.now)
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await bucket?.stop()
})

const student = async (email: string) => {
  const one = await site.signIn(email, { name: email.split('@')[0] ?? '' })
  await seat(site.table, one.person.id, '5w22')
  return one
}

const watch = (id: string): string => `${page}/${id}/watch`
const keptOf = async (visitor: { person: { id: string } }, id: string) =>
  (await listOpenedOf(site.table, '5w22', visitor.person.id)).get(id)

const looks = async (visitor: Visitor, path: string, name: string): Promise<string[]> => {
  const found: string[] = []
  await site.show(browser, visitor, path, async (tab) => {
    for (const viewport of [phone, desktop]) {
      await tab.setViewportSize(viewport)
      if (pictures) await screenshot(tab, `${pictures}/${name}-${viewport.width}.png`)
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (wide > 0) found.push(`${name} runs ${wide} px off the side at ${viewport.width}`)
      found.push(...(await axeViolations(tab, viewport === phone ? 'all' : 'of looks')))
    }
  })
  return found
}

describe('the player', () => {
  test('plays a recording with its captions, by keyboard alone, at the speed that was chosen', async () => {
    const ada = await student('ada@example.com')
    const wrong: string[] = []
    await site.show(browser, ada, watch(ids.spoken), async (tab) => {
      tab.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
      tab.on('pageerror', (error) => wrong.push(error.message))
      await playFrom(tab, 0)
      const shown = await until(() =>
        tab.evaluate(() => {
          const cues = document.querySelector('video')?.textTracks[0]?.activeCues
          return cues?.length ? [...cues].map((cue) => (cue as VTTCue).text) : undefined
        }),
      )
      expect(shown).toEqual(['Welcome to the class.'])
      await tab.getByRole('button', { name: '1.5×' }).focus()
      await tab.keyboard.press('Enter')
      expect(await player(tab).evaluate((found) => (found as HTMLMediaElement).playbackRate)).toBe(1.5)
      expect(await tab.getByRole('button', { name: '1.5×' }).getAttribute('aria-pressed')).toBe('true')
      await tab.getByRole('link', { name: '0:20' }).focus()
      await tab.keyboard.press('Enter')
      await until(async () => (await placeIn(tab)) >= 20)
      await until(() => tab.locator('li[aria-current=true]', { hasText: 'agreements' }).count())
    })
    expect(wrong).toEqual([])
    expect(await looks(ada, watch(ids.spoken), 'watch')).toEqual([])
    expect(await looks(ada, watch(ids.silent), 'watch-sound')).toEqual([])
  })

  test('goes on where it was left, there and on another machine, and starts over after the end', async () => {
    const ben = await student('ben@example.com')
    await site.show(browser, ben, watch(ids.silent), async (tab) => {
      await playFrom(tab, 31)
      await pause(tab)
      await until(async () => (await keptOf(ben, ids.silent))?.position)
    })
    expect(await keptOf(ben, ids.silent)).toMatchObject({ count: 1, position: { seconds: 31, length: 60 } })
    await site.show(browser, ben, watch(ids.silent), async (tab) => {
      expect(await tab.getByText('Picking up at 0:31, where you left off.').count()).toBe(1)
      await ready(tab)
      expect(Math.round(await placeIn(tab))).toBe(31)
      // Leaving in the middle keeps the place too.
      await playFrom(tab, 44)
      await tab.goto('/account')
      await until(async () => ((await keptOf(ben, ids.silent))?.position?.seconds ?? 0) >= 44)
    })
    await site.show(browser, ben, `${watch(ids.silent)}?at=57`, async (tab) => {
      await playFrom(tab, 58)
      await setRate(tab, 1)
      await until(async () => ((await keptOf(ben, ids.silent))?.position?.seconds ?? 0) >= 60)
    })
    await site.show(browser, ben, watch(ids.silent), async (tab) => {
      await ready(tab)
      expect(await placeIn(tab)).toBe(0)
    })
  })

  test('shares the moment it’s at', async () => {
    const mo = await student('mo@example.com')
    await site.show(browser, mo, watch(ids.silent), async (tab) => {
      await playFrom(tab, 12)
      await tab.getByRole('button', { name: 'Copy link to this moment' }).click()
      expect(new URL(tab.url()).searchParams.get('at')).toBe('12')
    })
  })

  test('goes on at the same second when its link has ended in the middle', async () => {
    const cleo = await student('cleo@example.com')
    linkSeconds = 60
    await site
      .show(browser, cleo, watch(ids.heavy), async (tab) => {
        const asked: string[] = []
        tab.on('request', (request) => {
          const { pathname, search } = new URL(request.url())
          if (pathname.endsWith('/stream')) asked.push(`${request.resourceType()} ${search}`)
        })
        await playFrom(tab, 1)
        linkSeconds = undefined
        secondsAhead = 61
        await player(tab).evaluate((found) => {
          if (found instanceof HTMLMediaElement) found.currentTime = 150
        })
        await until(async () => (await placeIn(tab)) > 150)
        expect(asked).toContain('media ?again=1')
        expect(asked).not.toContain('media ?again=2')
        expect(await tab.locator('[data-words]').textContent()).toBe('')
      })
      .finally(() => {
        linkSeconds = undefined
        secondsAhead = 0
      })
  })

  test('says so when the access has ended, and keeps what was watched', async () => {
    const dan = await student('dan@example.com')
    await site.show(browser, dan, watch(ids.silent), async (tab) => {
      await playFrom(tab, 20)
      await pause(tab)
      await until(async () => (await keptOf(dan, ids.silent))?.position)
      await unseat(site.table, dan.person.id, '5w22')
      await playFrom(tab, 40)
      await pause(tab)
      await tab.getByText('You no longer have access to this recording.').waitFor()
      expect(await player(tab).getAttribute('src')).toBeNull()
      expect(await axeViolations(tab)).toEqual([])
    })
    expect((await dan.get(watch(ids.silent))).status).toBe(404)
    expect((await keptOf(dan, ids.silent))?.position?.seconds).toBe(20)
    await seat(site.table, dan.person.id, '5w22')
    expect(await readText(await dan.get(watch(ids.silent)))).toContain('Picking up at 0:20')
  })

  test('works without scripts, and takes sound and pictures from its store alone', async () => {
    const ada = await student('fay@example.com')
    const shown = await ada.get(`${watch(ids.spoken)}?at=30`)
    const policy = shown.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`media-src 'self' ${bucket.endpoint};`)
    expect(policy).not.toContain('unsafe')
    expect((await ada.get(page)).headers.get('content-security-policy')).not.toContain('media-src')
    expect(shown.headers.get('cache-control')).toContain('no-store')
    const html = await shown.text()
    expect(html).toContain(`src="${page}/${ids.spoken}/stream#t=30"`)
    expect(html).toContain(`href="${watch(ids.spoken)}?at=20"`)
    expect(html).not.toContain('alert(1)</script>')
    for (const at of ['-1', 'x', '1e3', '999999', '"><b>']) {
      const other = await ada.get(`${watch(ids.spoken)}?at=${encodeURIComponent(at)}`)
      expect(await other.text()).toContain(`src="${page}/${ids.spoken}/stream"`)
    }
    const captions = await ada.get(`${page}/${ids.spoken}/captions.vtt`)
    expect(captions.headers.get('content-type')).toBe('text/vtt; charset=utf-8')
    expect(captions.headers.get('cache-control')).toContain('no-store')
    expect(await captions.text()).toContain('Karl: Today we speak of prices')
    for (const id of [ids.handout, ids.link]) expect((await ada.get(watch(id))).status).toBe(404)
    expect((await ada.get(`${page}/${ids.silent}/captions.vtt`)).status).toBe(404)
  })
})

describe('no link works', () => {
  test('for a visitor, a student of another class or one refunded, an ex-member, by another class or by guessing', async () => {
    const { table } = site
    await anEvent(table, { slug: 'other', code: 'OTHER' })
    const [gone, member, eve] = [
      await student('gone@example.com'),
      await site.signIn('member@example.com'),
      await site.signIn('eve@example.com'),
    ]
    await seat(table, eve.person.id, 'other')
    await seat(table, member.person.id, '5w22', 'membership')
    const year = { plan: 'all-access', until: '2024-04-24T17:00:00Z' } as const
    await grantMembership(table, member.person.id, year, '2024-03-01T00:00:00Z')
    site.clock.now = '2024-04-24T16:59:59Z'
    expect((await member.get(`${page}/${ids.spoken}/watch`)).status).toBe(200)
    site.clock.now = year.until
    await unseat(table, gone.person.id, '5w22')
    const own = ['watch', 'stream', 'captions.vtt']
    const addresses = [
      ...own.map((last) => `${page}/${ids.spoken}/${last}`),
      ...own.map((last) => `/events/other/class/${ids.spoken}/${last}`),
      ...own.map((last) => `${page}/mat_00000000000000000000000000/${last}`),
      `${page}/search?q=price`,
    ]
    for (const path of addresses) {
      const asked = await site.visit().get(path)
      expect([path, asked.status, asked.headers.get('location')]).toEqual([
        path,
        303,
        `/sign-in?next=${encodeURIComponent(path)}`,
      ])
      for (const visitor of [gone, member, eve]) expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
    }
    expect((await eve.get('/events/other/class/search?q=price')).status).toBe(200)
    expect(await readText(await eve.get('/events/other/class/search?q=price'))).toContain('No results')
  })

  test('after its minutes, or changed', async () => {
    const ada = await student('ada@example.com')
    linkSeconds = 60
    const link = (await ada.get(`${page}/${ids.spoken}/stream`)).headers.get('location') ?? ''
    linkSeconds = undefined
    const bytes = { headers: { range: 'bytes=0-1' } }
    expect((await fetch(link, bytes)).status).toBe(206)
    secondsAhead = 61
    expect((await fetch(link, bytes)).status).toBe(403)
    secondsAhead = 0
    const fresh = await ada.get(`${page}/${ids.spoken}/stream`)
    expect([fresh.status, fresh.headers.get('referrer-policy')]).toEqual([303, 'no-referrer'])
    const good = fresh.headers.get('location') ?? ''
    expect((await fetch(good)).status).toBe(200)
    for (const changed of [
      good.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=604800'),
      good.replace('inline', 'attachment'),
      good.replace(/\?.*/, ''),
    ]) {
      expect((await fetch(changed)).status).toBe(403)
    }
  })
})

describe('searching', () => {
  test('leads to the second at which something is said, without scripts too', async () => {
    const ada = await student('ada@example.com')
    const search = `${page}/search?q=promise`
    const html = await (await ada.get(search)).text()
    expect(html).toContain(`href="${watch(ids.spoken)}?at=30"`)
    expect(await readText(await ada.get(search))).toMatch(/Week one at 0:30 Week 1.* A price is a promise/)
    expect(await readText(await ada.get(`${page}/search?q=slides`))).toContain('Slides')
    expect(await looks(ada, search, 'class-search')).toEqual([])
    const hostile = await ada.get(`${page}/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(await hostile.text()).not.toContain('<script>alert')
    expect(await readText(await ada.get(`${page}/search`))).not.toContain('No results')
  })
})
