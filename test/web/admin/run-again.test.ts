import { findEvent } from '@lectern/core/catalog'
import { listMaterials, withoutFiles } from '@lectern/core/materials'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pendingEvent } from '../../../packages/core/src/catalog/store.ts'
import { type AdminSite, openAdminSite, textOf } from '../../support/admin-site.ts'
import { answerWith, axeViolations, openBrowser, origin, phone, withPage } from '../../support/browser.ts'
import { anEvent, committed } from '../../support/build.ts'
import { aLink } from '../../support/materials.ts'

const path = '/admin/events/5w22/run-again'
let site: AdminSite
let browser: Browser
beforeAll(async () => {
  site = await openAdminSite()
  const event = await anEvent(site.table, {
    schedule: { startsAt: '2024-10-31T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' },
  })
  const materials = { table: site.table, files: withoutFiles }
  await aLink(materials, event, { title: 'The recording' })
  await aLink(materials, event, { kind: 'handout', title: 'A checklist' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await site.stop()
})

const typed = {
  ...{ startsOn: '2025-11-13', code: '5W40', title: '', holidays: ['thanksgiving'], without: '2025-12-11' },
  materials: ['handout'],
}

describe('running an event again that was stored under looser rules', () => {
  it.each([
    ['zone', { zone: 'EST' }],
    ['joinUrl', { joinUrl: 'https://zoom.us@evil.example/j/1' }],
    ['title', { title: 'Sales\u0000' }],
    ['salesCloseAt', { salesCloseAt: '2199-12-31T09:00' }],
  ])('says what to change in it first: %s', async (field, stored) => {
    const event = await anEvent(site.table, { slug: `loose-${field.toLowerCase()}`, code: undefined })
    await committed(site.table, pendingEvent(site.table, { ...event, ...stored }))
    for (const act of ['preview', 'save']) {
      const answer = await site.admin.post(`/admin/events/${event.slug}/run-again`, {
        ...{ ...typed, code: '', zone: '', startsOn: '2199-01-01', without: '', act },
      })
      expect([answer.status, textOf(await answer.text())]).toEqual([
        400,
        expect.stringContaining('Change this in the event you’re running again first'),
      ])
    }
  })
})

describe('running a class again', () => {
  it('says when it began, in words, and leaves the usual holidays out', async () => {
    const html = await (await site.admin.get(path)).text()
    expect(textOf(html)).toContain('It started Thu, Oct 31, 2024 · 9:00 AM Pacific')
    expect(html).toMatch(/value="thanksgiving"[^>]* checked/)
    expect(await site.admin.read('/admin/events/5w22')).toContain('Run again')
  })

  it('shows the difference before anything is saved, and why a week was left out', async () => {
    const text = textOf(await (await site.admin.post(path, { ...typed, act: 'preview' })).text())
    expect(text).toContain('Thu, Oct 31, 2024 · 9:00 AM Pacific')
    expect(text).toContain('Thu, Dec 4, 2025 · 9:00 AM Pacific')
    expect(text).toContain('not on 2025-11-27, Thanksgiving')
    expect(text).toContain('not on 2025-12-11')
    expect(await findEvent(site.table, '5w40')).toBeUndefined()
  })

  it('makes the draft, and refuses to make it twice, with what was typed', async () => {
    const made = await site.admin.post(path, { ...typed, act: 'save' })
    expect(made.headers.get('location')).toBe('/admin/events/5w40?done=made')
    expect((await findEvent(site.table, '5w40'))?.sessions.map(({ startsAt }) => startsAt.slice(5, 10))).toEqual([
      '11-13',
      '11-20',
      '12-04',
      '12-18',
      '12-25',
    ])
    expect((await listMaterials(site.table, '5w40')).map(({ title }) => title)).toEqual(['A checklist'])
    const again = await site.admin.post(path, { ...typed, act: 'save' })
    expect(again.status).toBe(400)
    expect(await again.text()).toContain('value="5W40"')
  })

  it.each([
    ['no date', { startsOn: '' }, 'startsOn'],
    ['a day that is none', { startsOn: '2025-02-30' }, 'startsOn'],
    ['a date without a session that is none', { without: 'Christmas' }, 'without'],
  ])('%s stands beside its field', async (_, wrong, field) => {
    const answer = await site.admin.post(path, { ...typed, ...wrong, act: 'save' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(`id="field-${field}-error"`)
  })

  it('is accessible and fits a phone, with its difference', async () => {
    const asked = { ...typed, startsOn: '2026-02-12', code: '5W41', act: 'preview' }
    const html = await (await site.admin.post(path, asked)).text()
    await withPage(browser, { viewport: phone }, async (page) => {
      await answerWith(page, () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }))
      await page.goto(`${origin}/run-again`)
      await page.getByRole('heading', { name: 'What this makes' }).waitFor()
      expect(await axeViolations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
      if (process.env.LECTERN_PICTURES)
        await page.screenshot({ path: `${process.env.LECTERN_PICTURES}/run-again-390.png`, fullPage: true })
    })
  })
})
