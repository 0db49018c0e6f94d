import { findCourse, findInstructors } from '@lectern/core/catalog'
import { findPromotionsByCodes } from '@lectern/core/pricing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
})
afterAll(() => site.stop())

describe('courses and instructors', () => {
  it('are made, and changed without losing what somebody else changed', async () => {
    const made = await site.admin.post('/admin/courses/new', { title: 'Professional Sales', summary: 'How to sell.' })
    expect(made.headers.get('location')).toBe('/admin/courses/professional-sales?done=saved')
    const html = await (await site.admin.get('/admin/courses/professional-sales')).text()
    const revision = /name="revision" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const save = (title: string, seen: string) =>
      site.admin.post('/admin/courses/professional-sales', { title, summary: '', revision: seen })
    expect((await save('Theirs', revision)).status).toBe(303)
    const late = await save('Mine', revision)
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(textOf(page)).toContain('Title: “Theirs”')
    expect(page).toContain('value="Mine"')
    const renewed = /name="revision" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect((await save('Mine', renewed)).status).toBe(303)
    expect(await findCourse(site.table, 'professional-sales')).toMatchObject({ title: 'Mine', summary: '' })
  })

  it('say beside the field what is wrong, and never take an address twice', async () => {
    const wrong = await site.admin.post('/admin/instructors/new', {
      name: 'James',
      email: 'nobody',
      website: 'ftp://x',
    })
    expect(wrong.status).toBe(400)
    const html = await wrong.text()
    expect(html).toContain('id="field-email-error"')
    expect(html).toContain('id="field-website-error"')
    expect(html).toContain('value="nobody"')
    const fields = { name: 'James', email: 'James@Example.com' }
    expect((await site.admin.post('/admin/instructors/new', fields)).status).toBe(303)
    expect((await site.admin.post('/admin/instructors/new', fields)).status).toBe(409)
    expect(await findInstructors(site.table, ['james'])).toMatchObject([{ email: 'james@example.com' }])
    expect((await site.admin.get('/admin/instructors/nobody')).status).toBe(404)
  })
})

const leapDay: Fields = {
  intent: 'save',
  title: 'Leap day',
  code: 'LEAP29',
  benefit: 'percent',
  percent: '29',
  scope: 'everything',
  zone: 'America/Los_Angeles',
  from: '2028-02-29T00:00',
  until: '2028-03-01T00:00',
  revealsAt: '2028-02-29T00:00',
  total: '100',
  perPerson: '1',
}

describe('promotions', () => {
  it('are previewed in words, saved, and paused', async () => {
    const preview = await site.admin.post('/admin/promotions/new', { ...leapDay, intent: 'preview' })
    const text = textOf(await preview.text())
    expect(text).toContain('LEAP29: 29% off on everything')
    expect(text).toContain('24 hours, from Tue, Feb 29, 2028, 12:00 AM Pacific')
    expect(text).toContain('In New York it starts at 3:00 AM; in London at 8:00 AM.')
    expect(await findPromotionsByCodes(site.table, ['leap29'])).toEqual([])
    expect((await site.admin.post('/admin/promotions/new', leapDay)).status).toBe(303)
    const [saved] = await findPromotionsByCodes(site.table, ['leap29'])
    expect(saved).toMatchObject({
      benefit: { type: 'percent', percentBasisPoints: 2900 },
      limits: { total: 100, perPerson: 1 },
      revealsAt: '2028-02-29T00:00',
    })
    expect(await site.admin.read('/admin/promotions')).toContain('Hidden')
    await site.admin.post(`/admin/promotions/${saved?.id}/pause`, { paused: 'yes' })
    expect((await findPromotionsByCodes(site.table, ['leap29']))[0]?.paused).toBe(true)
  })

  it.each([
    ['a code twice', { ...leapDay, code: 'leap29' }, 'code', 409],
    ['no percentage', { ...leapDay, code: 'B', percent: '' }, 'percent', 400],
    ['too much of it', { ...leapDay, code: 'B', percent: '150' }, 'percent', 400],
    ['an end before the beginning', { ...leapDay, code: 'B', until: '2028-02-01T00:00' }, 'until', 400],
    ['no kind', { ...leapDay, code: 'B', scope: 'kinds' }, 'kinds', 400],
    ['no event', { ...leapDay, code: 'B', scope: 'events' }, 'events', 400],
    ['no title', { ...leapDay, code: 'B', title: '' }, 'title', 400],
    ['no code', { ...leapDay, code: '' }, 'code', 400],
  ])('say beside the field what is wrong: %s', async (_, fields, field, status) => {
    const response = await site.admin.post('/admin/promotions/new', fields)
    expect(response.status).toBe(status)
    const html = await response.text()
    expect(html).toContain(`id="field-${field}-error"`)
    expect(html).toContain('value="2028-02-29T00:00"')
  })

  it('count for single events and kinds', async () => {
    const kinds = { ...leapDay, code: 'KINDS', scope: 'kinds', kinds: ['class', 'webinar'], benefit: 'free' }
    expect((await site.admin.post('/admin/promotions/new', kinds)).status).toBe(303)
    expect(await findPromotionsByCodes(site.table, ['kinds'])).toMatchObject([
      { scope: { kinds: ['class', 'webinar'] }, benefit: { type: 'free' } },
    ])
    expect(await site.admin.read('/admin/promotions')).toContain('Free on classes, webinars')
  })
})
