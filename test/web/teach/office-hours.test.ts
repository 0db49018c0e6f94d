import { listAudit, type PersonActor } from '@lectern/core/identity'
import { listOfficeHours, type OfficeHour } from '@lectern/core/teaching'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../../support/browser.ts'
import { looks } from '../../support/looks.ts'
import { seat } from '../../support/materials.ts'
import { aTaughtClass, someSlots } from '../../support/office-hours.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { readText } from '../pages/page-text.ts'

const page = '/events/5w22/class/office-hours'
const taught = '/teach/5w22/office-hours'
const now = '2024-04-24T17:00:00Z'

let site: TestSite
let browser: Browser
let james: PersonActor
let slots: OfficeHour[]
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  site = await openSite({ now })
  james = (await aTaughtClass(site.table)).james
  slots = await someSlots(site.table, james, { recurrence: 'FREQ=WEEKLY;COUNT=2' }, now)
})
afterEach(() => site?.stop())

const slot = (index: number): string => slots[index]?.id ?? ''

const student = async (email: string, name = 'Ada Byron') => {
  const one = await site.signIn(email, { name })
  await seat(site.table, one.person.id, '5w22')
  return one
}

describe('the page on which they are opened', () => {
  const fields = {
    startsAt: '2024-06-06T10:00',
    durationMinutes: '60',
    slotMinutes: '15',
    weeks: '5',
    zone: 'America/Los_Angeles',
    where: 'https://meet.example.com/james',
  }
  const teacher = () => site.signIn('james@example.com', { name: 'James' })
  const asked = (more: Record<string, string> = {}) =>
    `${taught}?${new URLSearchParams({ ...fields, show: 'preview', ...more })}`
  const count = async () => (await listOfficeHours(site.table, '5w22', james)).slots.length

  test('shows what would be opened before it is, and opens just that', async () => {
    const visitor = await teacher()
    const preview = (await readText(await visitor.get(asked()))).replaceAll('\u00a0', ' ')
    expect(preview).toContain('Times to open')
    expect(preview).toContain('Thu, Jun 6, 2024 10:00 AM, 10:15 AM, 10:30 AM, 10:45 AM Pacific')
    expect(preview).toContain('Open 20 times')
    expect(await count()).toBe(8)
    expect(await looks(browser, site, visitor, asked(), 'teach-office-hours-preview')).toEqual([])
    const opened = await visitor.post(taught, fields)
    expect([opened.status, opened.headers.get('location'), await count()]).toEqual([303, `${taught}?done=opened`, 28])
    await visitor.post(taught, fields)
    expect(await count()).toBe(28)
    expect(await readText(await visitor.get(asked()))).toContain('20 times are open already, and stay as they are.')
  })

  test.each([
    [
      'a time in the gap',
      { startsAt: '2025-03-09T01:00', durationMinutes: '120', weeks: '1' },
      '02:00 doesn’t exist on 2025-03-09',
    ],
    ['nowhere to meet', { where: '' }, 'Enter either a link or a place'],
    ['a link that is not safe', { where: 'http://meet.example.com' }, 'starts with https://'],
    ['no time', { startsAt: '' }, 'Fill this in'],
    ['too many weeks', { weeks: '60' }, 'a whole number from 1 to 52'],
    ['over what is there', { startsAt: '2024-04-25T10:05', weeks: '1' }, 'would overlap one of yours'],
    ['what is over', { startsAt: '2024-04-01T10:05' }, 'has passed'],
  ])('refuses with a sentence and keeps what was typed: %s', async (_, more, words) => {
    const visitor = await teacher()
    for (const answer of [await visitor.get(asked(more)), await visitor.post(taught, { ...fields, ...more })]) {
      expect([400, 409]).toContain(answer.status)
      const html = await answer.text()
      expect(html).toContain(words)
      expect(html).toContain('value="60"'.replace('60', 'durationMinutes' in more ? '120' : '60'))
    }
    expect(await count()).toBe(8)
  })

  test('tells who booked what, moves a slot, frees it and takes it away, each with what follows said before', async () => {
    const ada = await student('ada@example.com')
    await ada.post(`${page}/${slot(0)}/book`)
    const visitor = await teacher()
    expect(await readText(await visitor.get(taught))).toContain('Ada Byron ada@example.com')
    expect(await looks(browser, site, visitor, taught, 'teach-office-hours')).toEqual([])
    const own = `${taught}/${slot(0)}`
    expect(await readText(await visitor.get(own))).toContain('Ada Byron keeps the booking. We’ll email you both')
    expect(await looks(browser, site, visitor, own, 'teach-office-hour')).toEqual([])
    const change = { startsAt: '2024-04-26T14:00', durationMinutes: '30', where: 'Room 2' }
    expect((await visitor.post(own, change)).headers.get('location')).toBe(`${taught}?done=changed`)
    expect(await readText(await ada.get(page))).toContain('Fri, Apr 26 · 2:00 PM Pacific · 30 minutes')
    const over = await visitor.post(own, { ...change, startsAt: '2024-04-25T10:20' })
    expect([over.status, (await readText(over)).includes('would overlap one of yours')]).toEqual([409, true])
    expect((await visitor.post(own, { ...change, where: '' })).status).toBe(409)
    expect((await visitor.post(`${own}/free`)).headers.get('location')).toBe(`${taught}?done=freed`)
    expect(await readText(await ada.get(page))).not.toContain('Yours With')
    expect((await visitor.post(`${own}/remove`)).headers.get('location')).toBe(`${taught}?done=removed`)
    expect((await visitor.get(own)).status).toBe(404)
    const { items } = await listAudit(site.table, { subject: slot(0), limit: 9 }, site.services.realNow())
    expect(items.map(({ action }) => action).filter((action) => action !== 'office-hours.read')).toEqual([
      'office-hours.remove',
      'office-hours.free',
      'office-hours.change',
    ])
  })

  test('is there for nobody else', async () => {
    const ada = await student('ada@example.com')
    for (const path of [taught, `${taught}/${slot(0)}`]) {
      expect((await ada.get(path)).status).toBe(404)
      expect((await site.visit().get(path)).headers.get('location')).toMatch(/^\/sign-in/)
    }
    for (const path of [taught, `${taught}/${slot(0)}`, `${taught}/${slot(0)}/free`, `${taught}/${slot(0)}/remove`]) {
      expect((await ada.post(path, { ...fields })).status).toBe(404)
    }
    expect(await count()).toBe(8)
  })
})
