import { findPersonByEmail, visitor } from '@lectern/core/identity'
import { addSeconds } from '@lectern/core/platform'
import {
  cancelOrder,
  findPlaces,
  joinWaitingList,
  lapseOffers,
  OrderRequest,
  offerSeats,
  offerUrl,
  placeOrder,
  WaitingRequest,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { aWebinar } from '../../support/build.ts'
import { openSite, type Visitor } from '../../support/site.ts'
import { fieldValue, readText } from './page-text.ts'

const sku = 'kpis:seat'

/** One seat, given up, and offered to Ann, who has never signed in; Ben waits after her. */
const open = async (terms: Record<string, unknown> = {}) => {
  const site = await openSite()
  await aWebinar(site.table, { capacity: 1, ...terms })
  const { services, table, clock } = site
  const first = OrderRequest.parse({
    lines: [{ sku, quantity: 1 }],
    buyer: { email: 'full@example.com', name: 'Full' },
  })
  const placed = await placeOrder(services, first, { actor: visitor, now: clock.now })
  if (placed.outcome !== 'placed') throw new Error('not placed')
  const join = (name: string) =>
    joinWaitingList(
      services,
      WaitingRequest.parse({ sku, email: `${name.toLowerCase()}@example.com`, name }),
      visitor,
      clock.now,
    )
  await join('Ann')
  await join('Ben')
  const linkOf = async (email: string) => {
    const person = await findPersonByEmail(table, email)
    const [place] = await findPlaces(table, [{ sku, personId: person?.id ?? '' }])
    if (!place) throw new Error('no place')
    const { pathname, search } = new URL(offerUrl(services, place))
    return { path: `${pathname}${search}`, place }
  }
  const early = await linkOf('ann@example.com')
  expect((await site.request(early.path)).status).toBe(404)
  await cancelOrder(services, placed.order.id, clock.now)
  await offerSeats(services, 'kpis', clock.now)
  const { path } = await linkOf('ann@example.com')
  return { site, path, linkOf }
}

const submit = async (reader: Visitor, fields: Record<string, string> = {}) => {
  const html = await (await reader.get('/checkout')).text()
  const of = (name: string) => fieldValue(html, name) ?? ''
  const sent = { key: of('key'), shown: of('shown'), terms: 'yes' }
  return reader.post('/checkout', {
    ...sent,
    ...{ 'buyer.name': of('buyer.name'), 'buyer.email': of('buyer.email') },
    ...fields,
  })
}

describe('the link of an offer from the waiting list', () => {
  test('opens the checkout filled in, says until when the seat is theirs, and takes it without signing in', async () => {
    const { site, path } = await open()
    const ann = site.visit()
    const opened = await ann.get(path)
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/checkout'])
    expect(opened.headers.get('referrer-policy')).toBe('no-referrer')
    expect(opened.headers.get('cache-control')).toContain('no-store')
    const html = await (await ann.get('/checkout')).text()
    expect([fieldValue(html, 'buyer.name'), fieldValue(html, 'buyer.email')]).toEqual(['Ann', 'ann@example.com'])
    expect(html).toContain('We’re holding a spot for you until Tue, Apr 9, 10:00 AM Pacific.')
    const cart = await readText(await ann.get('/cart'))
    expect(cart).toContain('We’re holding a spot for you until Tue, Apr 9, 10:00 AM Pacific.')
    expect(cart).not.toContain('Sold out')
    expect((await submit(ann)).headers.get('location')).toContain('/orders/')
    expect(await readText(await site.request(path))).toContain('You took this seat')
    await site.stop()
  })

  test('ordered and not paid: leads to where it is paid, and opens again once that has come to nothing', async () => {
    const { site, path } = await open({ tickets: [{ slug: 'seat', name: 'Seat', priceCents: 5000 }] })
    const ann = site.visit()
    await ann.get(path)
    expect((await submit(ann)).status).toBe(303)
    const again = await site.visit().get(path)
    expect(again.status).toBe(303)
    const order = new URL(again.headers.get('location') ?? '')
    expect(order.pathname).toMatch(/^\/orders\/ord_/)
    expect(await readText(await site.request(`${order.pathname}${order.search}`))).toContain('Pay')
    await cancelOrder(site.services, order.pathname.slice('/orders/'.length), site.clock.now)
    expect((await site.visit().get(path)).headers.get('location')).toBe('/checkout')

    const request = OrderRequest.parse({
      lines: [{ sku, quantity: 1 }],
      buyer: { email: 'boss@example.com', name: 'Boss' },
      attendees: [{ sku, email: 'ann@example.com', name: 'Ann' }],
    })
    await placeOrder(site.services, request, { actor: visitor, now: site.clock.now })
    const other = await readText(await site.request(path))
    expect(other).toContain('Someone ordered this seat for you It isn’t paid yet.')
    expect(other).not.toContain('ord_')
    await site.stop()
  })

  test('opened twice, or with other things in the cart, asks for one seat once', async () => {
    const { site, path } = await open()
    const ann = site.visit()
    await ann.get(path)
    await ann.get(path)
    const html = await (await ann.get('/cart')).text()
    expect(fieldValue(html, 'quantity')).toBe('1')
    await ann.post('/cart/lines', { sku, quantity: '2' })
    const two = await readText(await ann.get('/cart'))
    expect(two).toContain('We’re holding a spot for you until')
    expect(two).toContain('Sold out. Only people we’ve offered a spot to can still register.')
    await site.stop()
  })

  test('another’s link is useless: for another person, another address, or another place', async () => {
    const { site, path, linkOf } = await open()
    const eve = await site.signIn('eve@example.com')
    expect((await eve.get(path)).status).toBe(404)
    // Anyone who found the link can register nobody but Ann by it.
    const finder = site.visit()
    await finder.get(path)
    expect((await submit(finder, { 'buyer.email': 'eve@example.com' })).status).toBe(409)
    const ben = await linkOf('ben@example.com')
    for (const wrong of [ben.path, `${path}x`, path.replace('kpis', '5w22'), '/offers/x?token=y', `/offers/${sku}`]) {
      expect((await site.request(wrong)).status).toBe(404)
    }
    const ann = await site.signIn('ann@example.com')
    expect((await ann.get(path)).headers.get('location')).toBe('/checkout')
    expect(await readText(await ann.get('/checkout'))).toContain('We’re holding a spot for you until')
    await site.stop()
  })

  test('an offer that has lapsed says so, by its link and in a cart that was filled before', async () => {
    const { site, path } = await open()
    const ann = site.visit()
    await ann.get(path)
    site.clock.now = addSeconds(site.clock.now, 24 * 3600)
    const ended = 'Your offer ended Tue, Apr 9, 10:00 AM Pacific.'
    for (const swept of [false, true]) {
      if (swept) await lapseOffers(site.services, site.clock.now)
      const page = await site.request(path)
      expect(page.status).toBe(200)
      expect(await readText(page)).toContain(ended)
      expect(await readText(await ann.get('/cart'))).toContain(ended)
      expect(await readText(await ann.get('/checkout'))).toContain(ended)
    }
    expect((await submit(ann)).status).toBe(409)
    await site.stop()
  })
})
