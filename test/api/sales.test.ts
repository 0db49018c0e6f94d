import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { leapDay, leapSale } from '../support/sale.ts'
import { type House, openHouse } from './support.ts'

const start = '2024-01-15T12:00:00Z'
let house: House
let promotionId: string
beforeAll(async () => {
  house = await openHouse(start)
  promotionId = (await house.admin('POST', '/api/admin/promotions', leapDay)).body.id
})
afterAll(() => house.close())
beforeEach(() => {
  house.clock.now = start
})

describe('sales', () => {
  test('a draft is for admins alone; published, it is listed without its code until its hour', async () => {
    const made = await house.admin('POST', '/api/admin/sales', { ...leapSale, promotionId, status: 'draft' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ slug: 'leap-day', status: 'draft', state: 'draft', revision: 1, promotionId })
    expect((await house.admin('GET', '/api/admin/sales/leap-day')).body).toEqual(made.body)
    expect((await house.call('GET', '/api/sales/leap-day')).status).toBe(404)
    expect((await house.call('GET', '/api/sales')).body).toEqual({ items: [] })

    const published = await house.admin('PATCH', '/api/admin/sales/leap-day', { status: 'published', revision: 1 })
    expect(published.body).toMatchObject({ state: 'announced', revision: 2, startsAt: '2024-02-29T08:00:00Z' })
    const { body } = await house.call('GET', '/api/sales/leap-day')
    expect(body).toEqual({
      slug: 'leap-day',
      title: leapSale.title,
      summary: leapSale.summary,
      body: leapSale.body,
      state: 'announced',
      zone: 'America/Los_Angeles',
      startsAt: '2024-02-29T08:00:00Z',
      endsAt: '2024-03-01T08:00:00Z',
      revealsAt: '2024-02-29T08:00:00Z',
      allDay: true,
      when: 'All day Thursday, February 29, Pacific time',
      trigger: 'code',
      url: 'https://lectern.example/sales/leap-day',
      calendarUrl: 'https://lectern.example/sales/leap-day/reminder.ics',
    })
    expect((await house.call('GET', '/api/sales')).body).toEqual({ items: [body] })
  })

  test.each([
    ['2024-02-29T07:59:59Z', 'announced', undefined],
    ['2024-02-29T08:00:00Z', 'running', 'HOP-29'],
    ['2024-03-01T07:59:59Z', 'running', 'HOP-29'],
    ['2024-03-01T08:00:00Z', 'over', undefined],
  ])('at %s it is %s', async (now, state, code) => {
    house.clock.now = now
    const one = await house.call('GET', '/api/sales/leap-day')
    expect([one.body.state, one.body.code]).toEqual([state, code])
    expect(one.headers.get('cache-control')).toBe('no-store')
    expect((await house.call('GET', '/api/sales')).body.items).toEqual([one.body])
  })

  test('what contradicts itself is refused with a sentence, and nothing changes', async () => {
    const before = (await house.admin('GET', '/api/admin/sales')).body
    const open = await house.admin('POST', '/api/admin/promotions', {
      ...leapDay,
      code: 'OPEN',
      window: { zone: 'UTC', from: '2024-02-29T00:00' },
      revealsAt: undefined,
    })
    for (const [more, status, code] of [
      [{ promotionId: open.body.id, slug: 'open' }, 400, 'pricing.sale-without-window'],
      [{ promotionId: 'prm_none', slug: 'none' }, 400, 'pricing.no-such-promotion'],
      [{ slug: 'told', summary: 'Say hop\u201129!' }, 400, 'pricing.sale-tells-code'],
      [{ slug: 'new' }, 400, 'pricing.sale-address'],
      [{ slug: 'No Slug' }, 400, 'input.invalid'],
      [{}, 409, 'pricing.sale-address-taken'],
    ] as const) {
      const { body } = await house.admin('POST', '/api/admin/sales', { ...leapSale, promotionId, ...more })
      expect([body.status, body.code]).toEqual([status, code])
      expect(body.detail).toMatch(/\.$|hyphens/)
    }
    const late = await house.admin('PATCH', '/api/admin/sales/leap-day', { title: 'Late', revision: 1 })
    expect(late.body).toMatchObject({ status: 409, code: 'pricing.sale-changed' })
    expect((await house.admin('GET', '/api/admin/sales')).body).toEqual(before)
  })

  test('only admins may change them, and a deleted one is gone', async () => {
    const bearer = await house.keyOf('ada@example.com')
    expect((await house.call('POST', '/api/admin/sales', { bearer, body: leapSale })).status).toBe(404)
    expect((await house.call('GET', '/api/admin/sales')).status).toBe(401)
    expect((await house.admin('DELETE', '/api/admin/sales/leap-day')).status).toBe(204)
    expect((await house.call('GET', '/api/sales/leap-day')).status).toBe(404)
    expect((await house.admin('GET', `/api/admin/promotions/${promotionId}`)).status).toBe(200)
  })
})
