import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, orderOf, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await publish(house, { tickets: [{ name: 'Seat', priceCents: 39900 }] })
})
afterAll(() => house.close())

const cart = { lines: [{ sku: '5w22:seat', quantity: 1 }] }
const leap = {
  title: 'Leap day',
  trigger: 'code',
  code: 'LEAP29',
  benefit: { type: 'percent', percentBasisPoints: 2900 },
  scope: { everything: true },
  audience: { type: 'everyone' },
  window: { zone: 'America/Los_Angeles', from: '2024-02-29T00:00', until: '2024-03-01T00:00' },
  revealsAt: '2024-02-29T00:00',
  limits: { total: 100, perPerson: 2 },
  combinable: true,
}

describe('promotions', () => {
  test('a sale begins and ends at midnight in its zone, and costs what it says to the cent', async () => {
    const made = await house.admin('POST', '/api/admin/promotions', leap)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      id: expect.stringMatching(/^prm_/),
      code: 'LEAP29',
      state: 'hidden',
      usesTaken: 0,
      startsAt: '2024-02-29T08:00:00Z',
      endsAt: '2024-03-01T08:00:00Z',
    })
    expect((await house.admin('GET', `/api/admin/promotions/${made.body.id}`)).body).toEqual(made.body)

    const at = (moment: string) =>
      house.admin('POST', '/api/admin/quotes', { ...cart, codes: [' leap29 '], at: moment }).then(({ body }) => body)
    expect(await at('2024-02-29T07:59:59Z')).toMatchObject({ totalCents: 39900, rejected: [{ reason: 'unknown' }] })
    for (const moment of ['2024-02-29T08:00:00Z', '2024-03-01T07:59:59Z']) {
      expect(await at(moment)).toMatchObject({
        discountCents: 11571,
        totalCents: 28329,
        applied: [{ code: 'LEAP29', title: 'Leap day', discountCents: 11571 }],
        rejected: [],
      })
    }
    expect(await at('2024-03-01T08:00:00Z')).toMatchObject({ totalCents: 39900, rejected: [{ reason: 'ended' }] })
  })

  test('until it is revealed a code answers exactly as an unknown one', async () => {
    const quote = async (code: string) => {
      const { body } = await house.call('POST', '/api/quotes', { body: { ...cart, codes: [code] } })
      return JSON.stringify(body).replaceAll(code, 'CODE')
    }
    expect(await quote('LEAP29')).toBe(await quote('LEAP30'))
  })

  test('of fifty buyers at once with a code of ten uses ten pay less and forty are told that it is used up', async () => {
    const made = await house.admin('POST', '/api/admin/promotions', {
      title: 'First ten',
      trigger: 'code',
      code: 'TEN',
      benefit: { type: 'free' },
      scope: { events: ['5w22'] },
      limits: { total: 10 },
    })
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        house.call('POST', '/api/orders', { body: orderOf(`ten${index}@example.com`, { codes: ['TEN'] }) }),
      ),
    )
    expect(answers.filter(({ status, body }) => status === 201 && body.totalCents === 0)).toHaveLength(10)
    const told = answers.filter(({ status }) => status === 409)
    expect(told).toHaveLength(40)
    expect(told.every(({ body }) => body.rejected[0].reason === 'used-up')).toBe(true)
    const after = await house.admin('GET', `/api/admin/promotions/${made.body.id}`)
    expect(after.body).toMatchObject({ usesTaken: 10, state: 'used-up' })
  })

  test('a code that a better price outranks is listed as such, and the order is placed', async () => {
    for (const [code, percentBasisPoints] of [
      ['HALF', 5000],
      ['TENTH', 1000],
    ] as const) {
      await house.admin('POST', '/api/admin/promotions', {
        ...{ title: code, trigger: 'code', code, scope: { everything: true } },
        benefit: { type: 'percent', percentBasisPoints },
      })
    }
    const placed = await house.call('POST', '/api/orders', {
      body: orderOf('both@example.com', { codes: ['tenth', 'half'] }),
    })
    expect(placed.body).toMatchObject({ totalCents: 19950, rejected: [{ code: 'tenth', reason: 'outranked' }] })
  })

  test('a promotion is paused, changed and deleted; its code is free again', async () => {
    const terms = {
      title: 'Gone',
      trigger: 'code',
      code: 'GONE',
      benefit: { type: 'free' },
      scope: { everything: true },
    }
    const { body } = await house.admin('POST', '/api/admin/promotions', terms)
    const path = `/api/admin/promotions/${body.id}`
    expect((await house.admin('PATCH', path, { paused: true })).body).toMatchObject({ state: 'paused', title: 'Gone' })
    expect((await house.admin('POST', '/api/admin/promotions', terms)).body.code).toBe('pricing.code-taken')
    expect((await house.admin('DELETE', path)).status).toBe(204)
    expect((await house.admin('GET', path)).status).toBe(404)
    expect((await house.admin('POST', '/api/admin/promotions', terms)).status).toBe(201)
  })
})
