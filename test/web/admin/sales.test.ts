import { findPromotionsByCodes, getSale, listSales } from '@lectern/core/pricing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'
import { makeSale } from '../../support/sale.ts'

const now = '2024-02-01T17:00:00Z'
let site: AdminSite
let promotionId: string
beforeAll(async () => {
  site = await openAdminSite({ now })
  await makeSale(site.table, now, {}, { slug: 'older', title: 'An older page', status: 'draft' })
  promotionId = (await findPromotionsByCodes(site.table, ['hop-29']))[0]?.id ?? ''
})
afterAll(() => site.stop())

const fields = (more: Fields = {}): Fields => ({
  ...{ intent: 'draft', title: 'One day in four years', summary: 'Everything, 29% off.', body: 'Come early.' },
  promotionId,
  ...more,
})

describe('the editor of sales', () => {
  it('shows the page at its edges before anything is saved', async () => {
    const response = await site.admin.post('/admin/sales/new', fields({ intent: 'preview' }))
    expect(response.status).toBe(200)
    const html = await response.text()
    const text = textOf(html)
    expect(text).toMatch(
      /A second before: Wednesday, February 28, 2024, 11:59 PM Pacific time.*Come back when the sale starts/,
    )
    expect(text).toMatch(/When it starts: Thursday, February 29, 2024, 12:00 AM Pacific time.*Enter the code/)
    expect(text).toMatch(/After it ends: Friday, March 1, 2024, 12:00 AM Pacific time.*This sale has ended/)
    expect(html.split('value="HOP-29"').length - 1).toBe(1)
    expect(await listSales(site.table)).toHaveLength(1)
  })

  it('saves a draft, publishes it, takes it off again and deletes it', async () => {
    const saved = await site.admin.post('/admin/sales/new', fields())
    expect(saved.headers.get('location')).toBe('/admin/sales/one-day-in-four-years?done=draft')
    expect((await site.request('/sales/one-day-in-four-years')).status).toBe(404)
    const path = '/admin/sales/one-day-in-four-years'
    const published = await site.admin.post(path, fields({ intent: 'publish', revision: '1' }))
    expect(published.headers.get('location')).toBe(`${path}?done=published`)
    expect((await site.request('/sales/one-day-in-four-years')).status).toBe(200)
    const list = await site.admin.read('/admin/sales')
    expect(list).toMatch(/One day in four years.*HOP-29.*Announced/)
    expect(list).toMatch(/An older page.*Draft/)

    const late = await site.admin.post(path, fields({ title: 'Late', revision: '1' }))
    expect(late.status).toBe(409)
    expect(textOf(await late.text())).toContain('Someone else just edited this sale')
    await site.admin.post(path, fields({ intent: 'draft', revision: '2' }))
    expect((await getSale(site.table, 'one-day-in-four-years')).status).toBe('draft')
    expect(await (await site.admin.get(path)).text()).not.toContain(`action="${path}/delete"`)
    expect(await site.admin.read(`${path}/delete`)).toContain('You can’t undo this.')
    expect((await site.admin.post(`${path}/delete`)).headers.get('location')).toBe('/admin/sales?done=deleted')
    expect((await site.admin.get(path)).status).toBe(404)
  })

  it.each([
    ['no title', { title: '' }, 'title', 400],
    ['no promotion', { promotionId: '' }, 'promotionId', 400],
    ['a promotion that is gone', { promotionId: 'prm_none' }, 'promotionId', 400],
    ['the code in the text', { body: 'Use hop-29.' }, 'body', 400],
    ['an address that is none', { slug: 'No address' }, 'slug', 400],
    ['an address that is taken', { slug: 'older' }, 'slug', 409],
  ])('says beside the field what is wrong: %s', async (_, wrong, field, status) => {
    const response = await site.admin.post('/admin/sales/new', fields(wrong))
    expect(response.status).toBe(status)
    const html = await response.text()
    expect(html).toContain(`id="field-${field}-error"`)
    expect(html).toContain('Everything, 29% off.')
  })

  it('is for admins alone', async () => {
    const stranger = site.as(await site.signIn('stranger@example.com'))
    for (const path of ['/admin/sales', '/admin/sales/new', '/admin/sales/older']) {
      expect((await stranger.get(path)).status).toBe(404)
      expect((await site.as(site.visit()).get(path)).status).toBe(303)
    }
  })
})

describe('the page of a sale', () => {
  it('speaks to organizers: the simulator rehearses the day, and nobody sets a clock', async () => {
    for (const path of ['/admin/sales/new', '/admin/sales/older']) {
      const text = await site.admin.read(path)
      expect(text).not.toMatch(/platform|set the clock|localhost|local clock/i)
    }
    const preview = await site.admin.post('/admin/sales/new', fields({ intent: 'preview' }))
    const words = textOf(await preview.text())
    expect(words).toContain('To rehearse, try any cart at any time in the simulator')
    expect(words).not.toMatch(/platform|set the clock|localhost|local clock/i)
  })
})
