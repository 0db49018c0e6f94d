import { type Event, saveInstructor } from '@lectern/core/catalog'
import { listAudit } from '@lectern/core/identity'
import { findCaptionsText, openMaterial, saveCaptions } from '@lectern/core/materials'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../../packages/local/src/bucket.ts'
import { openBrowser } from '../../support/browser.ts'
import { anEvent } from '../../support/build.ts'
import { looks as look } from '../../support/looks.ts'
import { aHandout, filesAt, seat } from '../../support/materials.ts'
import { aRecording, captionsOf } from '../../support/recordings.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { errorBeside, readText } from '../pages/page-text.ts'

let bucket: Bucket
let site: TestSite
let browser: Browser
let event: Event
let james: Visitor
const ids = { recording: '', long: '', handout: '' }
beforeAll(async () => {
  bucket = await startBucket()
  site = await openSite({ files: filesAt(bucket), now: '2024-04-24T17:00:00Z' })
  browser = await openBrowser()
  await saveInstructor(site.table, { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' })
  event = await anEvent(site.table, { instructors: ['james'] })
  ids.recording = (await aRecording(site.services, event)).id
  ids.long = (await aRecording(site.services, event, { title: 'A long one' })).id
  ids.handout = (await aHandout(site.services, event)).id
  const lines = Array.from({ length: 120 }, (_, index) => `Line ${index + 1}`)
  const long = { event: '5w22', material: ids.long, by: 'per_james', vtt: captionsOf(...lines) }
  await saveCaptions(site.services, long, site.clock.now)
  james = await site.signIn('james@example.com', { name: 'James' })
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await bucket?.stop()
})

const page = (id: string): string => `/teach/5w22/materials/${id}/captions`
const textOf = async (id: string) => (await findCaptionsText(site.services, { event: '5w22', material: id }))?.text

const upload = async (visitor: Visitor, id: string, vtt: string, revision: number): Promise<Response> => {
  const form = new FormData()
  form.set('revision', String(revision))
  form.set('captions', new File([vtt], 'talk.vtt', { type: 'text/vtt' }))
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { cookie, origin: site.url }
  return site.request(`${page(id)}/upload`, { method: 'POST', body: form, headers })
}

const looks = (path: string, name: string) => look(browser, site, james, path, name)

describe('the page of captions', () => {
  test('takes a file, tells what is wrong with its line, and replaces what was looked at alone', async () => {
    expect(await readText(await james.get(page(ids.recording)))).toContain('Upload captions')
    const wrong = await upload(james, ids.recording, 'WEBVTT\n\n00:05.000 --> 00:02.000\nHi', 0)
    expect([wrong.status, await readText(wrong)]).toEqual([
      400,
      expect.stringContaining('Line 3: the end is before the start.'),
    ])
    const large = await upload(james, ids.recording, `WEBVTT\n\n${'x'.repeat(1_100_000)}`, 0)
    expect([large.status, await readText(large)]).toEqual([400, expect.stringContaining('up to 1 MB')])
    expect((await upload(james, ids.recording, `WEBVTT\n\n${'x'.repeat(1_400_000)}`, 0)).status).toBe(413)
    expect((await upload(james, ids.recording, '', 0)).status).toBe(400)
    expect(await textOf(ids.recording)).toBeUndefined()

    const taken = await upload(james, ids.recording, captionsOf('<v Karl>Welcome', 'Q&amp;A'), 0)
    expect([taken.status, taken.headers.get('location')]).toEqual([303, `${page(ids.recording)}?done=uploaded`])
    expect(await textOf(ids.recording)).toContain('Karl: Welcome')
    const late = await upload(james, ids.recording, captionsOf('Late'), 0)
    expect(await readText(late)).toContain('These captions were just changed.')
    expect(await looks(page(ids.recording), 'captions')).toEqual([])
  })

  test('changes captions one by one, adds one and takes one away, without a script', async () => {
    const html = await (await james.get(page(ids.recording))).text()
    expect(html).toContain('Q&amp;A')
    const row = (name: string, from: string, to: string, text: string) => ({
      [`from-${name}`]: from,
      [`to-${name}`]: to,
      [`text-${name}`]: text,
    })
    const first = row('0', '0:00', '0:09', 'Amy: Welcome')
    const rows = { ...first, ...row('1', '0:10', '0:19', ''), ...row('new', '0:20', '0:25.5', 'Good bye <b>') }
    const wrong = { ...rows, ...row('new', '0:20', '0:2x', 'Good bye') }
    const refused = await james.post(page(ids.recording), { revision: '1', page: '1', ...wrong })
    expect(refused.status).toBe(400)
    const again = await refused.text()
    expect(again).toContain('Enter a time like 00:12:30.500')
    expect(again).toContain('value="0:2x"')
    expect(again).toContain('Amy: Welcome')
    const saved = await james.post(page(ids.recording), { revision: '1', page: '1', ...rows })
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${page(ids.recording)}?done=saved&page=1`])
    expect(await textOf(ids.recording)).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:09.000\nAmy: Welcome\n\n00:00:20.000 --> 00:00:25.500\nGood bye &lt;b&gt;\n',
    )
    const stale = await james.post(page(ids.recording), { revision: '1', page: '1', ...rows })
    expect([stale.status, await readText(stale)]).toEqual([409, expect.stringContaining('just changed')])
    expect(await readText(await james.get('/events/5w22/class/search?q=bye'))).toContain('Week one at 0:20')

    expect(await (await james.get(page(ids.recording))).text()).not.toContain('/remove" method=')
    expect(await readText(await james.get(`${page(ids.recording)}/remove`))).toContain('You can’t undo this.')
    const gone = await james.post(`${page(ids.recording)}/remove`)
    expect(gone.status).toBe(303)
    expect(await textOf(ids.recording)).toBeUndefined()
    expect((await james.post(page(ids.recording), { revision: '2', page: '1', ...rows })).status).toBe(409)
    const { items } = await listAudit(site.table, { subject: ids.recording, limit: 10 }, site.services.realNow())
    expect(items.map(({ action }) => action)).toEqual(Array(3).fill('material.captions'))
  })

  test('shows long ones fifty at a time, and changes only the page that was sent', async () => {
    const words = await (await james.get(`${page(ids.long)}?page=3`)).text()
    expect(words).toContain('Line 101')
    expect(words).not.toContain('Line 100<')
    const fields = { 'from-0': '16:40', 'to-0': '16:49', 'text-0': 'Changed' }
    expect((await james.post(page(ids.long), { revision: '1', page: '3', ...fields })).status).toBe(303)
    const text = (await textOf(ids.long)) ?? ''
    expect(text.match(/-->/g)).toHaveLength(120)
    expect(text).toContain('00:16:40.000 --> 00:16:49.000\nChanged\n')
    expect(text).not.toContain('Line 101\n')
    expect(await looks(`${page(ids.long)}?page=2`, 'captions-long')).toEqual([])
  })

  test('takes chapters, one on a line, which the recording’s page shows as links and gaps', async () => {
    const typed = '0:30 Questions\n0:00 Welcome <all>'
    const wrong = await james.post(`${page(ids.long)}/chapters`, { chapters: '0:00 Welcome\nlater' })
    const shown = await wrong.text()
    expect([wrong.status, errorBeside(shown, 'chapters')]).toEqual([400, expect.stringContaining('Line 2')])
    expect(shown).toContain('0:00 Welcome\nlater</textarea>')
    const saved = await james.post(`${page(ids.long)}/chapters`, { chapters: typed })
    expect(saved.headers.get('location')).toBe(`${page(ids.long)}?done=chapters#chapters`)
    const watch = await (await james.get(`/events/5w22/class/${ids.long}/watch?at=10`)).text()
    expect(watch).toContain(`href="/events/5w22/class/${ids.long}/watch?at=30"`)
    expect(watch).toContain('Welcome &lt;all&gt;')
    expect(watch).toContain('data-timeline="0 30"')
    expect((await james.post(`${page(ids.handout)}/chapters`, { chapters: typed })).status).toBe(404)
    const ada = await site.signIn('chapters@example.com')
    expect((await ada.post(`${page(ids.long)}/chapters`, { chapters: '' })).status).toBe(404)
  })

  test('is there for those who teach alone, and for recordings alone', async () => {
    const ada = await site.signIn('ada@example.com')
    await seat(site.table, ada.person.id, '5w22')
    for (const path of [page(ids.long), `/teach/5w22/materials/${ids.long}/openings`]) {
      expect([path, (await ada.get(path)).status]).toEqual([path, 404])
      expect((await site.visit().get(path)).headers.get('location')).toContain('/sign-in')
    }
    expect((await upload(ada, ids.long, captionsOf('Mine'), 2)).status).toBe(404)
    expect((await ada.post(`${page(ids.long)}/remove`)).status).toBe(404)
    expect(await textOf(ids.long)).toContain('Changed')
    for (const id of [ids.handout, 'mat_none']) expect((await james.get(page(id))).status).toBe(404)
  })
})

test('who opened a handout is told by name, and that it was looked up is on record', async () => {
  const path = `/teach/5w22/materials/${ids.handout}/openings`
  expect(await readText(await james.get(path))).toContain('No attendee has opened it yet.')
  const eve = await site.signIn('eve@example.com', { name: 'Eve' })
  await seat(site.table, eve.person.id, '5w22')
  const actor = { kind: 'person', via: 'session', ...eve.person } as const
  for (const _ of [1, 2]) await openMaterial(site.services, '5w22', ids.handout, actor, site.clock.now)
  const words = await readText(await james.get(path))
  expect(words).toMatch(/Eve eve@example\.com Opened Wed, Apr 24, 10:00 AM Pacific Wed, Apr 24, 10:00 AM Pacific 2/)
  expect(await looks(path, 'openings')).toEqual([])
  const { items } = await listAudit(site.table, { subject: ids.handout, limit: 10 }, site.services.realNow())
  expect(items[0]?.action).toBe('material.openings')
})
