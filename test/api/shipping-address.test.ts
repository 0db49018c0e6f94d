import { visitor } from '@lectern/core/identity'
import { OrderRequest, placeOrder } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, orderOf } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await house.admin('PUT', '/api/admin/store-terms', {
    shipping: [{ region: 'all', title: 'Everywhere', countries: ['*'], priceCents: 595 }],
    salesTax: false,
  })
  await house.admin('POST', '/api/admin/products', {
    slug: 'month',
    title: 'Managed Services in a Month',
    formats: [{ slug: 'paperback', name: 'Paperback', type: 'physical', priceCents: 3333 }],
  })
})
afterAll(() => house.close())

const lines = [{ sku: 'month:paperback' }]
const portland = { name: 'Ada Lovelace', line1: '12 Harbor Street', city: 'Portland', country: 'US' }

describe('the API asks for what a parcel needs in its country, as the form does', () => {
  const state = { path: 'shipTo.region', message: 'Enter the state' }
  const zip = { path: 'shipTo.postalCode', message: 'Enter the ZIP code' }
  const province = { path: 'shipTo.region', message: 'Enter the province' }
  const postalCode = { path: 'shipTo.postalCode', message: 'Enter the postal code' }

  test.each([
    ['neither', {}, [state, zip]],
    ['no ZIP code', { region: 'OR' }, [zip]],
    ['no state', { postalCode: '97201' }, [state]],
    ['only spaces', { region: '  ', postalCode: ' ' }, [state, zip]],
    ['the country in small letters', { country: 'us' }, [state, zip]],
    ['Canada', { country: 'CA' }, [province, postalCode]],
    ['Germany', { country: 'DE' }, [postalCode]],
    ['Britain', { country: 'GB', region: 'Kent' }, [{ ...postalCode, message: 'Enter the postcode' }]],
  ])('%s is refused beside the field', async (_, more, errors) => {
    const before = await house.countItems()
    const body = orderOf('ada@example.com', { lines, shipTo: { ...portland, ...more } })
    const refused = await house.call('POST', '/api/orders', { body })
    expect([refused.status, refused.body.code, refused.body.errors]).toEqual([400, 'input.invalid', errors])
    expect(await house.countItems()).toBe(before)
  })

  test('where a country needs neither, neither is asked for', async () => {
    const body = orderOf('bo@example.com', { lines, shipTo: { ...portland, city: 'Dublin', country: 'IE' } })
    expect((await house.call('POST', '/api/orders', { body })).status).toBe(201)
  })

  test('an order from before the rule still reads', async () => {
    const request = OrderRequest.parse({ lines, buyer: { email: 'cy@example.com', name: 'Cy' } })
    const outcome = await placeOrder(
      house.services,
      { ...request, shipTo: portland },
      { actor: visitor, now: house.clock.now },
    )
    if (outcome.outcome !== 'placed') throw new Error('Nothing was placed')
    const read = await house.admin('GET', `/api/orders/${outcome.order.id}`)
    expect([read.status, read.body.shipTo]).toEqual([200, portland])
  })
})
