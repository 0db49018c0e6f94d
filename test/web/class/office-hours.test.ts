import type { PersonActor } from '@lectern/core/identity'
import { listOfficeHoursOf, type OfficeHour } from '@lectern/core/teaching'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../../support/browser.ts'
import { people } from '../../support/build.ts'
import { looks } from '../../support/looks.ts'
import { seat, unseat } from '../../support/materials.ts'
import { meter } from '../../support/meter.ts'
import { aStudent, aTaughtClass, someSlots } from '../../support/office-hours.ts'
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

/** Sends the form of the first free slot whose button says so, as a browser would. */
const hidden = (html: string, id: string): Record<string, string> => {
  const form = html.split('<form').find((part) => part.includes(`/office-hours/${id}/book`)) ?? ''
  return { startsAt: /name="startsAt" value="([^"]*)"/.exec(form)?.[1] ?? '' }
}

describe('the page of office hours', () => {
  test('shows what is free by day, books with a plain form, and cancels', async () => {
    const ada = await student('ada@example.com')
    const html = await (await ada.get(page)).text()
    expect(html).toContain('Thu, Apr 25')
    expect(html).toContain('Thu, May 2')
    expect(await looks(browser, site, ada, page, 'office-hours-free')).toEqual([])
    const fields = hidden(html, slot(0))
    expect(fields).toEqual({ startsAt: '2024-04-25T17:00:00Z' })
    const sent = await ada.post(`${page}/${slot(0)}/book`, fields)
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${page}?done=booked`])
    const words = await readText(await ada.get(`${page}?done=booked`))
    expect(words).toContain('You’re booked.')
    expect(words).toMatch(/Your booking With james Thu, Apr 25 · 10:00 AM Pacific · 15 minutes .*Join james Cancel/)
    expect(words).toContain('To pick another, cancel yours first.')
    expect(words).not.toContain('Book Thu')
    expect(await looks(browser, site, ada, page, 'office-hours-own')).toEqual([])

    const join = await ada.get(`${page}/${slot(0)}/join`)
    expect([join.status, join.headers.get('location')]).toEqual([303, 'https://meet.example.com/james'])
    expect([join.headers.get('cache-control'), join.headers.get('referrer-policy')]).toEqual([
      'private, no-store',
      'no-referrer',
    ])
    expect((await ada.post(`${page}/${slot(0)}/cancel`)).headers.get('location')).toBe(`${page}?done=cancelled`)
    expect(await readText(await ada.get(page))).not.toContain('Your booking With')
  })

  test('says that someone else was quicker, and what is still free', async () => {
    const [ada, bob] = [await student('ada@example.com'), await student('bob@example.com', 'Bob')]
    await ada.post(`${page}/${slot(0)}/book`)
    const refused = await bob.post(`${page}/${slot(0)}/book`)
    expect(refused.status).toBe(409)
    const words = await readText(refused)
    expect(words).toContain('Someone else just booked this slot. These times are still available.')
    expect(words).toContain('10:15 AM Pacific')
    expect(words).not.toContain('Ada')
    const moved = await bob.post(`${page}/${slot(1)}/book`, { startsAt: '2024-04-25T17:00:00Z' })
    expect(await readText(moved)).toContain('This slot was just moved to Thu, Apr 25, 2024, 10:15 AM Pacific.')
    site.clock.now = '2024-05-02T18:00:00Z'
    expect(await readText(await bob.get(page))).toContain('No times available')
  })

  test('is there for nobody else: visitors sign in, others find nothing, who teaches is led to their own', async () => {
    const ada = await student('ada@example.com')
    await ada.post(`${page}/${slot(0)}/book`)
    const eve = await site.signIn('eve@example.com')
    const bob = await student('bob@example.com', 'Bob')
    const join = `${page}/${slot(0)}/join`
    for (const path of [page, join]) {
      expect((await eve.get(path)).status).toBe(404)
      expect((await site.visit().get(path)).headers.get('location')).toMatch(/^\/sign-in/)
    }
    expect((await bob.get(join)).status).toBe(404)
    expect((await eve.post(`${page}/${slot(1)}/book`)).status).toBe(404)
    await unseat(site.table, ada.person.id, '5w22')
    for (const path of [page, join]) expect((await ada.get(path)).status).toBe(404)
    const teacher = await site.signIn('james@example.com', { name: 'James' })
    expect((await teacher.get(page)).headers.get('location')).toBe(taught)
    expect((await teacher.get(join)).status).toBe(303)
  })

  test('and what of them stands on the class page cost the same for one student and for two hundred', async () => {
    const ada = await student('ada@example.com')
    const spent = meter(site.table)
    const counts = async () => {
      spent.reset()
      await ada.get(page)
      const whole = spent.reads()
      spent.reset()
      const { own, free } = await listOfficeHoursOf(site.table, '5w22', ada.person.id, now)
      return { whole, part: spent.reads(), shown: [own.length, free.length] }
    }
    // The first request of a process also reads the organizer's settings.
    await ada.get(page)
    const few = await counts()
    for (const email of people(200)) await aStudent(site.table, email)
    expect(await counts()).toEqual(few)
    expect(few.part).toBeLessThanOrEqual(2)
    if (process.env.SHOW_COUNTS) console.log(JSON.stringify(few))
  })
})
