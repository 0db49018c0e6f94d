import { withdrawProduct } from '@lectern/core/catalog'
import { changePromotion, NewPromotion, savePromotion } from '@lectern/core/pricing'
import { findOrder } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedProgram } from '../../support/program.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { openForm, someone } from '../pages/checkout-steps.ts'
import { errorBeside, fieldValue, readText, textOf } from '../pages/page-text.ts'
import { seedShipping, seedTitles } from './titles.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, site.clock.now)
  await seedTitles(site.table, site.clock.now)
  await seedShipping(site.table)
})
afterAll(() => site.stop())

const inSacramento = {
  'shipTo.line1': '1 Main Street',
  'shipTo.city': 'Sacramento',
  'shipTo.region': 'CA',
  'shipTo.postalCode': '95814',
  'shipTo.country': 'US',
}

/** Sends the checkout, then once more with the price that it answered with. */
const confirmTwice = async (visitor: Visitor, fields: Record<string, string>) => {
  const html = await (await visitor.post('/checkout', fields)).text()
  const shown = { shown: fieldValue(html, 'shown') ?? '', shownCountry: fieldValue(html, 'shownCountry') ?? '' }
  return { html, answer: await visitor.post('/checkout', { ...fields, ...shown }) }
}

const orderOf = async (answer: Response) => {
  const address = answer.headers.get('location') ?? ''
  const session = address.includes('/local/checkout/') ? address.split('/').at(-1) : undefined
  const url = session === undefined ? address : String(site.till.getSession(session).success_url)
  const order = await findOrder(site.table, url.match(/ord_\w+/)?.[0] ?? '')
  if (!order) throw new Error(`No order at ${url}`)
  return { order, session, path: url.slice(site.url.length) }
}

describe('the cart', () => {
  test('holds tickets and titles together, and leaves shipping for later', async () => {
    const visitor = site.visit()
    for (const sku of ['5w22:seat', 'services-in-a-month:paperback', 'fearless:audio']) {
      await visitor.post('/cart/lines', { sku })
    }
    const text = await readText(await visitor.get('/cart'))
    expect(text).toContain('Paperback · Shipped to you')
    expect(text).toContain('Audio · Instant download')
    expect(text).toContain('Total before shipping $448.94')
    expect(text).toContain('Shipping is calculated at checkout.')
  })

  test('takes several copies on paper, and one of a download however many are asked for', async () => {
    const visitor = site.visit()
    await visitor.post('/cart/lines', { sku: 'fearless:paperback', quantity: '3' })
    await visitor.post('/cart/lines', { sku: 'fearless:audio', quantity: '3' })
    const text = await readText(await visitor.get('/cart'))
    expect(text).toContain('$69.96')
    visitor.cookies.set('lectern-cart', encodeURIComponent('[[["fearless:audio",9]],[]]'))
    expect(await readText(await visitor.get('/cart'))).toContain('Total $9.99')
  })

  test('says of a withdrawn title and of a closed event that they are left out, and orders the rest', async () => {
    const visitor = site.visit()
    const filled = [
      ['5w21:seat', 1],
      ['migration-workbook:e-book', 1],
      ['famous-checklist:download', 1],
    ]
    visitor.cookies.set('lectern-cart', encodeURIComponent(JSON.stringify([filled, []])))
    await withdrawProduct(site.table, 'migration-workbook', site.clock.now)
    const cart = await readText(await visitor.get('/cart'))
    expect(cart).toContain('This title is no longer sold. It isn’t part of your order.')
    expect(cart).toContain('Registration has closed. It isn’t part of your order.')
    expect(cart).toContain('Total Free')
    const { html, hidden } = await openForm(visitor)
    expect(textOf(html)).toContain('Some items in your cart aren’t part of this order')
    const { order } = await orderOf(await visitor.post('/checkout', { ...hidden, ...someone() }))
    expect(order.lines.map(({ sku }) => sku)).toEqual(['famous-checklist:download'])
    expect(visitor.cookies.has('lectern-cart')).toBe(false)
  })
})

describe('checking out a free title', () => {
  test('asks for no card, no address and nobody to attend, and leads to the order', async () => {
    const visitor = site.visit()
    const added = await visitor.post('/cart/lines', { sku: 'famous-checklist:download', next: 'checkout' })
    expect(added.headers.get('location')).toBe('/checkout')
    const { html, hidden } = await openForm(visitor)
    expect(html).not.toContain('Who’s attending?')
    expect(html).not.toContain('name="shipTo.country"')
    expect(html).not.toContain('name="company"')
    expect(textOf(html)).toContain('No payment needed.')
    expect(textOf(html)).toContain('Get it free')
    const { order, session, path } = await orderOf(await visitor.post('/checkout', { ...hidden, ...someone() }))
    expect(session).toBeUndefined()
    expect(order).toMatchObject({ status: 'confirmed', totalCents: 0 })
    const page = await readText(await visitor.get(path))
    expect(page).toContain('Thanks! Your download is ready.')
    expect(page).toContain('Karl’s Famous 68-Point Checklist')
  })
})

describe('checking out a copy on paper', () => {
  test('asks where to, and tells everything that is wrong beside its field', async () => {
    const visitor = site.visit()
    const { html, hidden } = await openForm(visitor, 'services-in-a-month:paperback')
    expect(textOf(html)).toContain('Shipping address')
    expect(textOf(html)).toContain('Show total')
    const answer = await visitor.post('/checkout', {
      ...hidden,
      ...someone(),
      'shipTo.country': 'US',
      'shipTo.city': '<b>Sacramento',
      company: 'yes',
      'billing.purchaseOrder': 'PO-7',
    })
    expect(answer.status).toBe(400)
    const wrong = await answer.text()
    expect(errorBeside(wrong, 'shipTo-line1')).toBe('Enter a street address')
    expect(errorBeside(wrong, 'shipTo-region')).toBe('Choose a state')
    expect(errorBeside(wrong, 'shipTo-postalCode')).toBe('Enter the ZIP code')
    expect(errorBeside(wrong, 'billing-company')).toBe('Enter your company’s name')
    expect(fieldValue(wrong, 'shipTo.city')).toBe('&lt;b&gt;Sacramento')
    expect(fieldValue(wrong, 'billing.purchaseOrder')).toBe('PO-7')
    expect(wrong).toMatch(/<option value="US" selected/)
    expect(textOf(wrong)).toContain('Shipping United States $5.95 Total $45.90')
  })

  test('shows the total for a country without ordering anything, and keeps what was typed', async () => {
    const visitor = site.visit()
    const { hidden } = await openForm(visitor, 'services-in-a-month:paperback')
    const answer = await visitor.post('/checkout', {
      ...hidden,
      'buyer.name': 'Ada',
      'shipTo.country': 'CA',
      update: 'yes',
    })
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(textOf(html)).toContain('Shipping to Canada costs $14.95 for the whole order')
    expect(textOf(html)).toContain('Total $54.90')
    expect(fieldValue(html, 'buyer.name')).toBe('Ada')
    expect(html).not.toContain('id="errors"')
    expect(visitor.cookies.has('lectern-cart')).toBe(true)
  })

  test('says when nothing is sent to a country, and orders nothing', async () => {
    const visitor = site.visit()
    const { hidden } = await openForm(visitor, 'services-in-a-month:paperback')
    const fields = { ...hidden, ...someone(), ...inSacramento, 'shipTo.country': 'FR' }
    const updated = await readText(await visitor.post('/checkout', { ...fields, update: 'yes' }))
    expect(updated).toContain('We don’t ship to France yet. Choose a digital format instead.')
    const answer = await visitor.post('/checkout', fields)
    expect(answer.status).toBe(400)
    expect(await readText(answer)).toContain('Please fix 1 field We don’t ship to France yet.')
  })

  test('shows shipping before it is paid for, then orders at that price with the address and the invoice’s words', async () => {
    const visitor = site.visit()
    const { hidden } = await openForm(visitor, 'services-in-a-month:paperback', 'fearless:audio')
    const { html, answer } = await confirmTwice(visitor, {
      ...hidden,
      ...someone(),
      ...inSacramento,
      company: 'yes',
      'billing.company': 'ACME & Sons',
      'billing.purchaseOrder': 'PO-7',
    })
    expect(textOf(html)).toContain('Total with shipping to United States: $55.89')
    const { order, session, path } = await orderOf(answer)
    expect(order).toMatchObject({
      status: 'awaiting-payment',
      totalCents: 5589,
      shipTo: { line1: '1 Main Street', country: 'US' },
      billing: { company: 'ACME & Sons', purchaseOrder: 'PO-7' },
    })
    expect(order.shipTo?.name).toBe(order.buyer.name)
    expect(site.till.getSession(session ?? '').amount_total).toBe(5589)
    await site.till.pay(session ?? '')
    await site.till.idle()
    const page = await readText(await visitor.get(path))
    expect(page).toContain('Your parcel Being packed')
    expect(page).toContain('Sacramento, CA 95814')
    expect(page).toContain('ACME & Sons')
    expect(page).toContain('Invoice as PDF')
    expect(page).toContain('Shipping United States $5.95')
  })

  test('by a signed-in reader who has a download already names it, and takes it out alone', async () => {
    const ada = await site.signIn('twice@example.com')
    const first = await openForm(ada, 'fearless:audio')
    const { session } = await orderOf(await ada.post('/checkout', { ...first.hidden, ...someone() }))
    await site.till.pay(session ?? '')
    await site.till.idle()
    const title = await ada.get('/store/fearless')
    expect(await readText(title)).toContain('You’ve pre-ordered this')
    const { hidden } = await openForm(ada, 'famous-checklist:download', 'fearless:audio')
    const answer = await ada.post('/checkout', { ...hidden, ...someone() })
    expect(answer.status).toBe(409)
    const page = await readText(answer)
    expect(page).toContain('You already have “I Am Fearless”')
    expect(page).toContain('Remove I Am Fearless')
    await ada.post('/cart/lines/remove', { sku: 'fearless:audio' })
    const rest = await openForm(ada)
    const { order } = await orderOf(await ada.post('/checkout', { ...rest.hidden, ...someone() }))
    expect(order.lines.map(({ sku }) => sku)).toEqual(['famous-checklist:download'])
  })
})

test('a sale that ends between the page and its confirming shows the new price first', async () => {
  const sale = await savePromotion(
    site.table,
    NewPromotion.parse({
      title: 'Spring sale',
      trigger: 'automatic',
      benefit: { type: 'percent', percentBasisPoints: 5000 },
      scope: { products: ['fearless'] },
    }),
    site.clock.now,
  )
  const visitor = site.visit()
  expect(await readText(await site.request('/store/fearless'))).toMatch(/Audio Pre-order: .* was \$9\.99 now \$4\.99/)
  const { html, hidden } = await openForm(visitor, 'fearless:audio')
  expect(textOf(html)).toContain('Pay $4.99')
  await changePromotion(site.table, sale.id, { paused: true }, site.clock.now)
  const buyer = someone()
  const refused = await visitor.post('/checkout', { ...hidden, ...buyer })
  expect(refused.status).toBe(409)
  const again = await refused.text()
  expect(textOf(again)).toContain('The price is now $9.99')
  const fields = { ...hidden, ...buyer, shown: fieldValue(again, 'shown') ?? '' }
  const { order } = await orderOf(await visitor.post('/checkout', fields))
  expect(order.totalCents).toBe(999)
})
