import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

describe('the terms of the store', () => {
  const us = { region: 'us', title: 'United States', countries: ['US'], priceCents: 695 }
  const path = '/api/admin/store-terms'

  test('rates and tax are set whole, and a stale change is told so', async () => {
    expect((await house.admin('GET', path)).body).toEqual({ shipping: [], salesTax: false, revision: 0 })
    const set = await house.admin('PUT', path, { shipping: [{ ...us, countries: ['us'] }], salesTax: true })
    expect(set).toMatchObject({ status: 200, body: { shipping: [us], salesTax: true, revision: 1 } })
    expect((await house.admin('GET', path)).body).toEqual(set.body)
    expect(await house.admin('PUT', path, { shipping: [], revision: 0 })).toMatchObject({
      status: 409,
      body: { code: 'pricing.terms-changed' },
    })
    expect((await house.admin('PUT', path, { shipping: [us], revision: 1 })).body).toMatchObject({
      salesTax: false,
      revision: 2,
    })
  })

  test.each([
    [{ shipping: [{ ...us, countries: ['Mars'] }] }, 'shipping.0.countries.0'],
    [{ shipping: [{ ...us, priceCents: -5 }] }, 'shipping.0.priceCents'],
    [{ shipping: [us, { ...us, region: 'again' }] }, 'shipping.1.countries'],
    [{ shipping: 'free' }, 'shipping'],
    [{ salesTax: 'yes' }, 'salesTax'],
  ])('%j is refused at %s, and nothing changes', async (body, field) => {
    const before = (await house.admin('GET', path)).body
    const answer = await house.admin('PUT', path, body)
    expect(answer.status).toBe(400)
    expect(answer.body.errors[0].path).toBe(field)
    expect((await house.admin('GET', path)).body).toEqual(before)
  })
})
