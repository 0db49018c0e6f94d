import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, orderOf, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await publish(house)
  await house.admin('PUT', '/api/admin/store-terms', {
    shipping: [{ region: 'us', title: 'United States', countries: ['US'], priceCents: 595 }],
    salesTax: true,
  })
  await house.admin('POST', '/api/admin/products', {
    slug: 'month',
    title: 'Managed Services in a Month',
    formats: [
      { slug: 'e-book', name: 'E-book', type: 'download', priceCents: 1999 },
      { slug: 'paperback', name: 'Paperback', type: 'physical', priceCents: 3333 },
    ],
  })
  await house.admin('POST', '/api/admin/promotions', {
    title: 'Leap day',
    trigger: 'code',
    code: 'LEAP29',
    benefit: { type: 'percent', percentBasisPoints: 2900 },
    scope: { everything: true },
    limits: { total: 1 },
  })
})
afterAll(() => house.close())

const shipTo = {
  name: 'Ada Lovelace',
  line1: '12 Harbor Street',
  city: 'Portland',
  region: 'OR',
  postalCode: '97201',
  country: 'us',
}
const billing = { company: 'Analytical Engines & Co.', purchaseOrder: 'PO-77' }
const books = [{ sku: 'month:e-book' }, { sku: 'month:paperback', quantity: 2 }]

/** Orders and pays; answers what was placed, and the order as it stands then. */
const buy = async (email: string, more: Record<string, unknown> = {}) => {
  const placed = await house.call('POST', '/api/orders', { body: orderOf(email, { lines: books, shipTo, ...more }) })
  expect(placed.status).toBe(201)
  const { id, token, checkoutUrl } = placed.body
  if (checkoutUrl) await house.till.pay(checkoutUrl.split('/').at(-1))
  const order = await house.call('GET', `/api/orders/${id}`, { bearer: token })
  return { id, token, placed: placed.body, order: order.body }
}
const sum = (lines: { totalCents: number }[]) => lines.reduce((all, { totalCents }) => all + totalCents, 0)

describe('titles in quotes and orders', () => {
  test('a quote names the postage once it knows the country, and its lines sum to the total', async () => {
    const quote = async (more: object) =>
      (await house.call('POST', '/api/quotes', { body: { lines: books, codes: ['leap29'], ...more } })).body
    const [bare, there] = [await quote({}), await quote({ shipTo: { country: 'US' } })]
    expect(bare.lines.map(({ sku }: { sku: string }) => sku)).toEqual(['month:e-book', 'month:paperback'])
    expect(there.lines[2]).toMatchObject({ sku: 'shipping:us', listCents: 595, totalCents: 595, applied: [] })
    expect(there.totalCents).toBe(bare.totalCents + 595)
    expect(sum(there.lines)).toBe(there.totalCents)
  })

  test('seats, downloads and copies come in one order, each line with its kind, its goods and its tax', async () => {
    const lines = [...books, { sku: '5w22:seat' }]
    const { placed, order } = await buy('ada@example.com', { lines, billing })
    expect(placed).toMatchObject({ status: 'awaiting-payment', shipment: { state: 'to-ship' } })
    expect(order).toMatchObject({
      status: 'confirmed',
      shipTo: { ...shipTo, country: 'US' },
      billing,
      shipment: { state: 'to-ship' },
      registrations: [{ event: '5w22', status: 'confirmed' }],
      lines: [
        { kind: 'title', goods: { product: 'month', downloads: ['month:e-book'], copies: [] } },
        { kind: 'title', quantity: 2, goods: { product: 'month', downloads: [], copies: ['month:paperback'] } },
        { kind: 'ticket', sku: '5w22:seat' },
        { kind: 'shipping', sku: 'shipping:us', totalCents: 595 },
      ],
    })
    expect(order.lines[2].goods).toBeUndefined()
    expect(sum(order.lines)).toBe(order.totalCents)
    const taxes = order.lines.map(({ taxCents }: { taxCents: number }) => taxCents)
    expect(taxes.reduce((all: number, one: number) => all + one, 0)).toBe(order.taxCents)
    expect(order.paidCents).toBe(order.totalCents + order.taxCents)
  })

  test('what costs nothing and goes nowhere is confirmed at once', async () => {
    await house.admin('POST', '/api/admin/products', {
      slug: 'checklist',
      title: '68-Point Checklist',
      formats: [{ slug: 'pdf', name: 'PDF', type: 'download', priceCents: 0 }],
    })
    const { placed } = await buy('free@example.com', { lines: [{ sku: 'checklist:pdf' }], shipTo: undefined })
    expect(placed).toMatchObject({ status: 'confirmed', totalCents: 0 })
    expect(placed.shipment).toBeUndefined()
    expect(placed.checkoutUrl).toBeUndefined()
  })
})

describe('refunds and parcels', () => {
  test('a line goes back with its tax; the last copy takes the postage along; asked twice, it goes back once', async () => {
    const { id, order } = await buy('grace@example.com')
    const refund = (lines: string[]) => house.admin('POST', `/api/admin/orders/${id}/refunds`, { lines })
    const [ebook, paperback, postage] = order.lines
    const cost = (line: { totalCents: number; taxCents: number }) => line.totalCents + line.taxCents

    const first = await refund(['month:e-book'])
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ status: 'confirmed', refundedCents: cost(ebook) })
    expect((await refund([ebook.id])).body.refundedCents).toBe(cost(ebook))
    const last = await refund([paperback.id])
    expect(last.body).toMatchObject({ status: 'refunded', refundedCents: order.paidCents })
    expect(last.body.refunds[1]).toMatchObject({
      lines: [paperback.id, postage.id],
      amountCents: cost(paperback) + cost(postage),
    })
    expect((await refund(['month:audio'])).body.code).toBe('registration.nothing-to-refund')
  })

  test('a parcel is marked as sent by admins alone, corrected when asked again, and shown to the buyer', async () => {
    const { id, token } = await buy('mary@example.com')
    const path = `/api/admin/orders/${id}/shipment`
    const body = { carrier: 'USPS', tracking: '9400' }
    expect((await house.call('POST', path, { body })).status).toBe(401)
    expect((await house.call('POST', path, { body, bearer: await house.keyOf('mary@example.com') })).status).toBe(404)
    const sent = await house.admin('POST', path, body)
    expect(sent.status).toBe(200)
    expect(sent.body.shipment).toEqual({ state: 'shipped', ...body, shippedAt: house.clock.now })
    await house.admin('POST', path, { carrier: 'USPS', tracking: '9401' })
    const seen = await house.call('GET', `/api/orders/${id}`, { bearer: token })
    expect(seen.body.shipment).toMatchObject({ state: 'shipped', tracking: '9401' })
    expect((await house.admin('POST', path, { tracking: 'x'.repeat(81) })).status).toBe(400)
    expect((await house.admin('POST', path, { parcel: 'blue' })).status).toBe(400)
  })

  test('an order without copies, unpaid, refunded, or unknown has nothing to send', async () => {
    const ship = (id: string) => house.admin('POST', `/api/admin/orders/${id}/shipment`)
    const download = await buy('download@example.com', { lines: [{ sku: 'month:e-book' }], shipTo: undefined })
    const refunded = await buy('back@example.com')
    await house.admin('POST', `/api/admin/orders/${refunded.id}/refunds`)
    const unpaid = await house.call('POST', '/api/orders', {
      body: orderOf('unpaid@example.com', { lines: books, shipTo }),
    })
    for (const id of [download.id, refunded.id, unpaid.body.id]) {
      const refused = await ship(id)
      expect([refused.status, refused.body.code]).toEqual([409, 'registration.nothing-to-ship'])
    }
    expect((await ship('ord_none')).status).toBe(404)
  })

  test('a code that is used up comes back with the last line of the order that used it, once', async () => {
    const taken = await buy('one@example.com', { codes: ['LEAP29'] })
    const order = (email: string) =>
      house.call('POST', '/api/orders', { body: orderOf(email, { lines: books, shipTo, codes: ['LEAP29'] }) })
    expect((await order('two@example.com')).body.code).toBe('pricing.code-not-applied')
    await house.admin('POST', `/api/admin/orders/${taken.id}/refunds`, { lines: ['month:e-book'] })
    expect((await order('two@example.com')).body.code).toBe('pricing.code-not-applied')
    await house.admin('POST', `/api/admin/orders/${taken.id}/refunds`)
    expect((await order('two@example.com')).status).toBe(201)
    expect((await order('three@example.com')).body.code).toBe('pricing.code-not-applied')
  })
})

describe('bad input changes nothing', () => {
  test.each<[string, Record<string, unknown>, number, string, string?]>([
    ['copies without an address', { shipTo: undefined }, 400, 'registration.address-needed', 'shipTo'],
    ['a country that is none', { shipTo: { ...shipTo, country: 'Atlantis' } }, 400, 'input.invalid', 'shipTo.country'],
    [
      'a country nothing is sent to',
      { shipTo: { ...shipTo, country: 'NZ' } },
      409,
      'registration.no-shipping-there',
      'shipTo.country',
    ],
    ['an address without a street', { shipTo: { ...shipTo, line1: ' ' } }, 400, 'input.invalid', 'shipTo.line1'],
    ['a city too long', { shipTo: { ...shipTo, city: 'x'.repeat(101) } }, 400, 'input.invalid', 'shipTo.city'],
    ['a field that is none', { shipTo: { ...shipTo, planet: 'Mars' } }, 400, 'input.invalid'],
    [
      'a purchase order too long',
      { billing: { purchaseOrder: 'x'.repeat(61) } },
      400,
      'input.invalid',
      'billing.purchaseOrder',
    ],
    ['a format that is none', { lines: [{ sku: 'month:audio' }] }, 404, 'registration.unknown-ticket', 'lines.0.sku'],
    [
      'postage ordered by itself',
      { lines: [{ sku: 'shipping:us' }] },
      404,
      'registration.unknown-ticket',
      'lines.0.sku',
    ],
    [
      'no copies at all',
      { lines: [{ sku: 'month:paperback', quantity: 0 }] },
      400,
      'input.invalid',
      'lines.0.quantity',
    ],
    [
      'too many copies',
      { lines: [{ sku: 'month:paperback', quantity: 26 }] },
      400,
      'input.invalid',
      'lines.0.quantity',
    ],
    ['another total than was shown', { expectedTotalCents: 1 }, 409, 'pricing.changed'],
  ])('%s', async (_, more, status, code, field) => {
    const before = await house.countItems()
    const body = orderOf('bad@example.com', { lines: books, shipTo, ...more })
    const refused = await house.call('POST', '/api/orders', { body })
    expect([refused.status, refused.body.code]).toEqual([status, code])
    if (field) expect(refused.body.errors.map(({ path }: { path: string }) => path)).toContain(field)
    expect(await house.countItems()).toBe(before)
  })

  test('markup in names and addresses is kept as it was written, and is no markup anywhere', async () => {
    const name = '<script>alert(1)</script>'
    const { order } = await buy('html@example.com', {
      shipTo: { ...shipTo, name },
      billing: { company: name },
      buyer: { email: 'html@example.com', name },
    })
    expect(order).toMatchObject({ shipTo: { name }, billing: { company: name }, buyer: { name } })
  })
})
