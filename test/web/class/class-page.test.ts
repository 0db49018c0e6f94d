import { listGrants, pendingRevoke } from '@lectern/core/access'
import { type Event, EventChange, editEvent, saveInstructor } from '@lectern/core/catalog'
import { listMaterials } from '@lectern/core/materials'
import { OrderRequest, placeOrder } from '@lectern/core/registration'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../../packages/local/src/bucket.ts'
import { openBrowser } from '../../support/browser.ts'
import { anEvent, aWebinar, committed } from '../../support/build.ts'
import { looks as look } from '../../support/looks.ts'
import { aHandout, aLink, filesAt, seat, unseat, vimeo } from '../../support/materials.ts'
import { meter } from '../../support/meter.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { readText } from '../pages/page-text.ts'

const page = '/events/5w22/class'
const admin = '/teach/5w22/materials'

let bucket: Bucket
let site: TestSite
let browser: Browser
let event: Event
const ids = { link: '', file: '' }
beforeAll(async () => {
  bucket = await startBucket()
  site = await openSite({ files: filesAt(bucket), now: '2024-04-24T17:00:00Z' })
  browser = await openBrowser()
  const { table } = site
  await saveInstructor(table, { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' })
  event = await anEvent(table, { instructors: ['james'], joinUrl: 'https://zoom.us/j/1' })
  ids.link = (await aLink(site.services, event)).id
  ids.file = (await aHandout(site.services, event, { filename: 'Prospecting worksheet.pdf', body: 'words' })).id
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await bucket?.stop()
})

const looks = (visitor: Visitor, path: string, name: string) => look(browser, site, visitor, path, name)

const student = async (email: string) => {
  const one = await site.signIn(email)
  await seat(site.table, one.person.id, '5w22')
  return one
}

describe('the class page', () => {
  test('tells what is next, what there is of each week and what is not there yet', async () => {
    const ada = await student('ada@example.com')
    const words = await readText(await ada.get(page))
    expect(words).toMatch(/Next: Week 2 · Tue, Apr 30 · 9:00 AM Pacific/)
    expect(words).toMatch(/Week one Recording · vimeo\.com Watch.*PDF Prospecting worksheet 5 bytes/)
    expect(words).toContain('Handouts and the recording appear here.')
    expect(words).not.toContain('Teach it')
    expect(await looks(ada, page, 'class')).toEqual([])

    const watched = await ada.get(`${page}/${ids.link}`)
    expect([watched.status, watched.headers.get('location')]).toEqual([303, vimeo])
    expect(watched.headers.get('cache-control')).toContain('no-store')
    expect(watched.headers.get('referrer-policy')).toBe('no-referrer')
    const taken = await ada.get(`${page}/${ids.file}`)
    expect(await (await fetch(taken.headers.get('location') ?? '')).text()).toBe('words')
  })

  test('is about the session until it ends, then about its recording until the next one is near', async () => {
    const sam = await student('sam@example.com')
    const about = async (now: string) => {
      site.clock.now = now
      const html = await (await sam.get(page)).text()
      return /<section class="now-card".*?<\/section>/s.exec(html)?.[0] ?? ''
    }
    expect(await about('2024-04-23T16:59:00Z')).toContain('href="/events/5w22/join"')
    const recording = await about('2024-04-23T17:00:00Z')
    expect(recording).toContain(`href="/events/5w22/class/${ids.link}"`)
    expect(recording).not.toContain('/join')
    const day = await about('2024-04-29T16:00:00Z')
    expect(day).toMatch(/Next.*Week 2.*The room opens 30 minutes early\./s)
    expect(day).not.toContain(ids.link)
    expect(await about('2024-04-30T15:30:00Z')).toContain('Join session')
    site.clock.now = '2024-04-24T17:00:00Z'
  })

  test('is there for nobody else, nor is anything on it', async () => {
    const gone = await student('gone@example.com')
    expect((await gone.get(page)).status).toBe(200)
    await unseat(site.table, gone.person.id, '5w22')
    const bob = await site.signIn('bob@example.com')
    for (const path of [page, `${page}/${ids.link}`, `${page}/${ids.file}`, `${page}/mat_none`]) {
      for (const visitor of [gone, bob]) expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
      const asked = await site.visit().get(path)
      expect(asked.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
    }
    expect((await bob.get('/events/none/class')).status).toBe(404)
    expect((await bob.get('/events/5w22')).status).toBe(200)
  })

  test('is linked from the account of those who may attend', async () => {
    await aWebinar(site.table, { schedule: { startsAt: '2024-06-10T09:00', durationMinutes: 90 } })
    const request = OrderRequest.parse({
      lines: [{ sku: 'kpis:seat' }],
      buyer: { email: 'eve@example.com', name: 'Eve' },
    })
    await placeOrder(site.services, request, { actor: { kind: 'visitor' }, now: site.clock.now })
    const eve = await site.signIn('eve@example.com')
    expect(await readText(await eve.get('/account'))).toContain('Webinar page of The Unpopular Truth about KPIs')
    expect((await eve.get('/events/kpis/class')).status).toBe(200)
    const grants = await listGrants(site.table, eve.person.id)
    await committed(
      site.table,
      grants.map((grant) => pendingRevoke(site.table, grant)),
    )
    expect(await (await eve.get('/account')).text()).not.toContain('/events/kpis/class')
  })

  test('takes the same few reads with sixty materials, however many attend', async () => {
    const other = await anEvent(site.table, { slug: 'full', code: 'FULL' })
    const ada = await site.signIn('ada@example.com')
    await seat(site.table, ada.person.id, 'full')
    for (let index = 0; index < 60; index += 1) {
      await aLink(site.services, other, { session: other.sessions[index % 5]?.id, title: `Number ${index}` })
    }
    const { reads, reset } = meter(site.table)
    const cost = async () => {
      reset()
      expect((await readText(await ada.get('/events/full/class'))).match(/Number \d+ Recording/g)).toHaveLength(60)
      return reads()
    }
    const before = await cost()
    await Promise.all(Array.from({ length: 200 }, (_, index) => seat(site.table, `per_${index}`, 'full')))
    expect(await cost()).toBe(before)
    expect(before).toBeLessThanOrEqual(13)
  })
})

describe('the page of recordings and handouts', () => {
  test('lets those who teach the event add a link without a script, and take it away', async () => {
    const james = await site.signIn('james@example.com', { name: 'James' })
    expect(await readText(await james.get(page))).toContain('Teach it')
    const session = event.sessions[1]?.id ?? ''
    const fields = { kind: 'handout', session, title: 'A checklist', link: 'https://example.com/list' }
    const wrong = await james.post(admin, { ...fields, link: 'http://example.com' })
    expect(wrong.status).toBe(400)
    const shown = await wrong.text()
    expect(shown).toContain('Enter an address that starts with https://')
    expect(shown).toContain('value="A checklist"')
    const added = await james.post(admin, fields)
    expect([added.status, added.headers.get('location')]).toEqual([303, `${admin}?done=added`])
    expect(await readText(await james.get(admin))).toMatch(/A checklist Handout Week 2 example\.com/)
    expect(await looks(james, admin, 'materials')).toEqual([])
    const found = (await listMaterials(site.table, '5w22')).find(({ title }) => title === 'A checklist')
    expect((await james.post(`${admin}/${found?.id}/remove`)).status).toBe(303)
    expect(await readText(await james.get(admin))).not.toContain('A checklist')
  })

  test('is there for admins, and for no student', async () => {
    const karl = await site.signIn('karl@example.com', { admin: true })
    expect((await karl.get(admin)).status).toBe(200)
    expect(await looks(karl, admin, 'materials-admin')).toEqual([])
    const ada = await site.signIn('ada@example.com')
    const fields = { kind: 'handout', session: event.sessions[0]?.id ?? '', title: 'Mine', link: vimeo }
    expect((await ada.get(admin)).status).toBe(404)
    expect((await ada.post(admin, fields)).status).toBe(404)
    expect((await ada.post(`${admin}/${ids.link}/remove`)).status).toBe(404)
    expect(await listMaterials(site.table, '5w22')).toHaveLength(2)
  })

  test('of an event that is never recorded offers and takes handouts alone', async () => {
    const karl = await site.signIn('karl@example.com', { admin: true })
    const quiet = await anEvent(site.table, { slug: 'quiet', kind: 'breakout', recording: 'never' })
    const path = '/teach/quiet/materials'
    const html = await (await karl.get(path)).text()
    expect(html).not.toContain('value="recording"')
    expect(html).not.toContain('.mp4')
    const fields = { session: quiet.sessions[0]?.id ?? '', title: 'The talk', link: vimeo }
    for (const kind of ['recording', 'handout']) {
      const refused = await karl.post(path, { ...fields, kind })
      expect(refused.status).toBe(409)
      expect(await readText(refused)).toContain('You can’t add a recording to it.')
    }
    await editEvent(site.table, '5w22', EventChange.parse({ recording: 'never' }), site.clock.now)
    const words = await readText(await karl.get(page))
    expect(words).toContain('Not recorded, so everyone can speak freely')
    expect(words).not.toContain('Week one')
    expect((await karl.get(`${page}/${ids.link}`)).status).toBe(404)
  })
})
