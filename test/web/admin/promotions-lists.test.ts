import { listAudit } from '@lectern/core/identity'
import {
  findPromotionsByCodes,
  listCodeBatches,
  listInvited,
  NewPromotion,
  type Promotion,
  recordRedemptions,
  savePromotion,
  stepCodeBatch,
} from '@lectern/core/pricing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, openAdminSite, textOf } from '../../support/admin-site.ts'
import { leapFields } from '../../support/promotion-fields.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
})
afterAll(() => site.stop())

const save = (terms: Record<string, unknown>): Promise<Promotion> =>
  savePromotion(
    site.table,
    NewPromotion.parse({
      ...{ title: 'For partners', trigger: 'code', benefit: { type: 'percent', percentBasisPoints: 5000 } },
      scope: { everything: true },
      ...terms,
    }),
    site.clock.now,
  )
const rowsOf = (csv: string): string[] => csv.trimEnd().split('\r\n')

describe('many codes', () => {
  it('are ordered, made in steps that the page tells of by itself, and handed out as a file', async () => {
    const { id } = await save({ codes: 'many', codePrefix: 'LEAP' })
    const path = `/admin/promotions/${id}/codes`
    expect((await site.admin.post(path, { count: '1,200' })).headers.get('location')).toBe(`${path}?done=ordered`)
    const [batch] = await listCodeBatches(site.table, id)
    await stepCodeBatch(site.table, batch?.id ?? '')
    const during = await site.admin.get(`${path}?done=ordered`)
    expect(during.headers.get('refresh')).toBe(`3; url=${path}`)
    const html = await during.text()
    expect(html).toMatch(/<progress[^>]* max="1200" value="500"/)
    expect(textOf(html)).toContain('500 of 1,200')
    await stepCodeBatch(site.table, batch?.id ?? '')
    await stepCodeBatch(site.table, batch?.id ?? '')
    const after = await site.admin.get(path)
    expect(after.headers.get('refresh')).toBeNull()
    expect(textOf(await after.text())).toContain('1,200 of 1,200')
    const file = await site.admin.get(`${path}.csv`)
    expect(file.headers.get('content-disposition')).toContain(`codes-${id}.csv`)
    const rows = rowsOf(await file.text())
    expect(rows[0]).toBe('Code,State')
    expect(rows).toHaveLength(1201)
    expect(new Set(rows.slice(1).map((row) => row.split(',')[0])).size).toBe(1200)
    expect(rows[1]).toMatch(/^LEAP-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4},unused$/)
  })

  it.each(['', '0', '10001', '-5', 'all', '1.5'])(
    'are not ordered for %j, which the page says beside the field',
    async (count) => {
      const { id } = await save({ codes: 'many', codePrefix: 'NONE' })
      const response = await site.admin.post(`/admin/promotions/${id}/codes`, { count })
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('id="field-count-error"')
      expect(await listCodeBatches(site.table, id)).toEqual([])
    },
  )

  it('are not to be had of a promotion with one code', async () => {
    const { id } = await save({ code: 'ONE' })
    const response = await site.admin.post(`/admin/promotions/${id}/codes`, { count: '5' })
    expect(response.status).toBe(400)
    expect(textOf(await response.text())).toContain('This promotion has one code for everyone')
  })
})

describe('an imported list of addresses', () => {
  it('takes what is an address, tells what is none, and may be sent again', async () => {
    const { id } = await save({ code: 'INVITED', audience: { type: 'imported' } })
    const path = `/admin/promotions/${id}/addresses`
    const list =
      'Name;Email\nAda;Ada@Example.com\nGrace <grace@example.com>\nnobody at all\nbad@@example\nada@example.com'
    const text = textOf(await (await site.admin.post(path, { addresses: list })).text())
    expect(text).toContain('2 addresses are added')
    expect(text).toContain('1 appeared more than once.')
    expect(text).toMatch(
      /2 lines were refused: Line 4, “nobody at all”: .*Line 5, “bad@@example”: This isn’t an email address/,
    )
    const again = textOf(await (await site.admin.post(path, { addresses: list })).text())
    expect(again).toContain('0 addresses are added')
    expect(again).toContain('2 were already there.')
    const removed = await site.admin.post(`${path}/remove`, { email: 'ada@example.com' })
    expect(removed.headers.get('location')).toBe(`${path}?done=removed`)
    const { items } = await listInvited(site.table, id, { limit: 10 })
    expect(items.map(({ email }) => email)).toEqual(['grace@example.com'])
    expect((await site.admin.post(path, { addresses: ' ' })).status).toBe(400)
    const { items: log } = await listAudit(site.table, { limit: 50 }, site.services.realNow())
    expect(log.filter(({ action, subject }) => action === 'promotion.addresses' && subject === id)).toHaveLength(3)
    expect(JSON.stringify(log)).not.toContain('@')
  })
})

describe('the record of changes', () => {
  it('tells who did what when, in words', async () => {
    await site.admin.post('/admin/promotions/new', { ...leapFields, code: 'TOLD', partner: 'NSITSP' })
    const [{ id } = { id: '' }] = await findPromotionsByCodes(site.table, ['told'])
    await site.admin.post(`/admin/promotions/${id}`, { ...leapFields, code: 'TOLD', percent: '35', version: '1' })
    await site.admin.post(`/admin/promotions/${id}/pause`)
    const text = await site.admin.read(`/admin/promotions/${id}/changes`)
    expect(text).toMatch(/Karl W. Palachuk Paused Paused: no , now yes/)
    expect(text).toMatch(/Edited Gives: 29% off , now 35% off Partner: NSITSP/)
    expect(text).toMatch(/Created .*On: everything/)
    expect(text.indexOf('Paused')).toBeLessThan(text.indexOf('Created'))
  })
})

describe('the report on redemptions', () => {
  const half = (listCents: number) => ({ listCents, discountCents: listCents / 2, totalCents: listCents / 2 })
  const redeem = (promotionId: string, orderId: string, at: string, list: number, back = 0) =>
    recordRedemptions(
      site.table,
      {
        ...{ orderId, at, ended: back > 0 ? 1 : 0 },
        cuts: [{ promotionId, code: 'COUNT', took: half(list), back: half(back) }],
      },
      'America/Los_Angeles',
    )

  it('sums up by code, partner and day, plots the days, and takes out what was returned', async () => {
    const { id } = await save({ code: 'COUNT', partner: 'NSITSP' })
    await redeem(id, 'ord_1', '2024-02-29T09:00:00Z', 10_000)
    await redeem(id, 'ord_2', '2024-03-01T07:59:59Z', 20_000)
    await redeem(id, 'ord_3', '2024-03-02T18:00:00Z', 4000)
    await redeem(id, 'ord_3', '2024-03-02T18:00:00Z', 4000, 4000)
    const path = `/admin/promotions/${id}/report`
    const html = await (await site.admin.get(path)).text()
    expect(html).toContain('aria-label="Orders by day, from Feb 29 to Mar 2; the most, 2 orders, on Feb 29.')
    const text = textOf(html)
    expect(text).toMatch(/Revenue at full price \$300 .*Revenue with discount \$150 Discount \$150 Refunded 1/)
    expect(text).toMatch(/By code .*COUNT 2 \$300 \$150 \$150 1/)
    expect(text).toMatch(/By partner .*NSITSP 2 \$300 \$150 \$150 1/)
    expect(text).toMatch(/2024-02-29 2 \$300 \$150 \$150 0 2024-03-02 0 \$0 \$0 \$0 1/)
    const day = await site.admin.read(`${path}?from=2024-03-01&to=2024-03-02`)
    expect(day).toMatch(/Orders 0 Revenue at full price \$0/)
    expect(await site.admin.read(`${path}?from=2024-02-30&to=never`)).toMatch(/Revenue at full price \$300/)
    const csv = rowsOf(await (await site.admin.get(`${path}.csv?from=2024-02-29&until=2024-03-01`)).text())
    expect(csv.slice(1)).toEqual(['2024-02-29,2,30000,15000,15000,0'])
    const orders = rowsOf(await (await site.admin.get(`/admin/promotions/${id}/redemptions.csv`)).text())
    expect(orders).toHaveLength(4)
    expect(orders[1]).toBe('2024-03-02T18:00:00Z,ord_3,COUNT,NSITSP,4000,2000,2000,2000')
  })

  it('says so when nobody has ordered yet', async () => {
    const { id } = await save({ code: 'UNUSED' })
    expect(await site.admin.read(`/admin/promotions/${id}/report`)).toContain('No orders in this period.')
  })
})
