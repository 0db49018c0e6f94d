import { grantsFor, listGrants, titleAccess } from '@lectern/core/access'
import { createBundle, createProduct, NewBundle, NewProduct, withdrawProduct } from '@lectern/core/catalog'
import { visitor } from '@lectern/core/identity'
import { NewPromotion, savePromotion, saveStoreTerms } from '@lectern/core/pricing'
import {
  cancelOrder,
  findOrder,
  markShipped,
  type Order,
  OrderRequest,
  placeOrder,
  quoteOrder,
  refundOrder,
  releaseDueHolds,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { start } from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf, type TestDesk } from '../../support/desk.ts'

const ada = { email: 'ada@example.com', name: 'Ada Lovelace' }
const shipTo = {
  name: 'Ada Lovelace',
  line1: '12 Harbor Street',
  city: 'Portland',
  region: 'OR',
  postalCode: '97201',
  country: 'US',
}

const openStore = async (): Promise<TestDesk> => {
  const desk = await openDesk()
  await saveStoreTerms(
    desk.table,
    { shipping: [{ region: 'us', title: 'United States', countries: ['US'], priceCents: 595 }], salesTax: false },
    0,
  )
  const titles = [
    {
      slug: 'month',
      title: 'Managed Services in a Month',
      authors: ['Karl Palachuk'],
      formats: [
        { slug: 'e-book', name: 'E-book', type: 'download', priceCents: 2995 },
        { slug: 'paperback', name: 'Paperback', type: 'physical', priceCents: 3995 },
      ],
    },
    {
      slug: 'checklist',
      title: '68-Point Checklist',
      formats: [{ slug: 'pdf', name: 'PDF', type: 'download', priceCents: 0 }],
    },
  ]
  for (const title of titles) await createProduct(desk.table, NewProduct.parse(title), start)
  const bundle = { title: 'Both', slug: 'both', priceCents: 5500, contents: ['month:e-book', 'month:paperback'] }
  await createBundle(desk.table, NewBundle.parse(bundle), start)
  return desk
}

const place = async (desk: TestDesk, request: Record<string, unknown>): Promise<Order> => {
  const parsed = OrderRequest.parse({ buyer: ada, ...request })
  const placed = await placeOrder(desk, parsed, { actor: visitor, now: desk.clock.now })
  if (placed.outcome !== 'placed') throw new Error('Nothing was placed')
  return placed.order
}

const current = async (desk: TestDesk, { id }: Order): Promise<Order> => {
  const order = await findOrder(desk.table, id)
  if (!order) throw new Error(`${id} is gone`)
  return order
}

const mayOpen = async (desk: TestDesk, order: Order, sku: string): Promise<boolean> =>
  grantsFor(await listGrants(desk.table, order.buyer.personId), titleAccess(sku), desk.clock.now).length > 0

const paid = async (desk: TestDesk, request: Record<string, unknown>): Promise<Order> => {
  const order = await place(desk, request)
  await desk.stripe.pay(sessionOf(order))
  expect(await drain(desk)).toEqual([])
  return current(desk, order)
}

describe('a title in an order', () => {
  test('a free one asks for no card, is had at once, and its mail opens the order', async () => {
    const desk = await openStore()
    const order = await place(desk, { lines: [{ sku: 'checklist:pdf' }] })
    expect(await drain(desk)).toEqual([])

    expect(order).toMatchObject({ status: 'confirmed', totalCents: 0, seats: [] })
    expect(order.checkout).toBeUndefined()
    expect(await mayOpen(desk, order, 'checklist:pdf')).toBe(true)
    const [mail] = desk.mails({ to: ada.email })
    expect(mail).toMatchObject({ template: 'titles-ready', subject: 'Your pre-order: 68-Point Checklist: PDF' })
    expect(mail?.text).toContain(`/orders/${order.id}`)
  })

  test('a paid one is had when it is paid, and not before', async () => {
    const desk = await openStore()
    const order = await place(desk, { lines: [{ sku: 'month:e-book' }] })
    expect(order).toMatchObject({ status: 'awaiting-payment', totalCents: 2995 })
    expect(await mayOpen(desk, order, 'month:e-book')).toBe(false)

    await desk.stripe.pay(sessionOf(order))
    expect(await mayOpen(desk, order, 'month:e-book')).toBe(true)
    expect(await mayOpen(desk, order, 'month:paperback')).toBe(false)
  })

  test('an unpaid order lapses like any other, and leaves nothing', async () => {
    const desk = await openStore()
    const order = await place(desk, { lines: [{ sku: 'month:e-book' }] })
    desk.clock.now = order.holdEndsAt ?? start
    await releaseDueHolds(desk, desk.clock.now, (_, error) => {
      throw error
    })
    await drain(desk)

    expect(await current(desk, order)).toMatchObject({ status: 'expired' })
    expect(await mayOpen(desk, order, 'month:e-book')).toBe(false)
    expect(desk.mails({ template: 'hold-expired' })[0]?.html).toContain('/store/month')
  })

  test('stands beside tickets and copies, each refunded by its own line', async () => {
    const desk = await openStore()
    const order = await paid(desk, {
      lines: [{ sku: 'month:e-book' }, { sku: 'month:paperback', quantity: 2 }, { sku: 'checklist:pdf' }],
      shipTo,
      billing: { company: 'Analytical Engines', purchaseOrder: 'PO-7' },
    })
    expect(order.lines.map((line) => [line.sku, line.totalCents])).toEqual([
      ['month:e-book', 2995],
      ['month:paperback', 7990],
      ['checklist:pdf', 0],
      ['shipping:us', 595],
    ])
    expect(order).toMatchObject({ paidCents: 11_580, shipTo, shipment: { state: 'to-ship' } })
    expect(order.billing).toEqual({ company: 'Analytical Engines', purchaseOrder: 'PO-7' })

    await refundOrder(desk, order.id, { lines: ['month:e-book'] }, desk.clock.now)
    await drain(desk)
    expect(await mayOpen(desk, order, 'month:e-book')).toBe(false)
    expect(await mayOpen(desk, order, 'checklist:pdf')).toBe(true)
    expect(await providerRefunds(desk, order)).toEqual([2995])

    const after = await refundOrder(desk, order.id, { lines: ['month:paperback'] }, desk.clock.now)
    await drain(desk)
    // The last copy takes the postage along, since nothing is sent any more.
    expect(after.lines.filter(({ status }) => status === 'live').map(({ kind }) => kind)).toEqual(['title'])
    expect((await providerRefunds(desk, order)).sort()).toEqual([2995, 8585])
  })

  test('postage that was spent stays when a copy is refunded after it was sent', async () => {
    const desk = await openStore()
    const order = await paid(desk, { lines: [{ sku: 'month:paperback' }], shipTo })
    await markShipped(desk, order.id, { carrier: 'USPS', tracking: '9400' }, desk.clock.now)
    await markShipped(desk, order.id, { carrier: 'USPS', tracking: '9401' }, desk.clock.now)
    await refundOrder(desk, order.id, { lines: ['month:paperback'] }, desk.clock.now)
    await drain(desk)

    expect(await current(desk, order)).toMatchObject({ status: 'confirmed', shipment: { tracking: '9401' } })
    expect(await providerRefunds(desk, order)).toEqual([3995])
    expect(desk.mails({ template: 'order-shipped' })).toHaveLength(1)
  })

  test('a bundle delivers its parts, and a discount off everything leaves the postage alone', async () => {
    const desk = await openStore()
    const sale = {
      title: 'Leap day',
      trigger: 'code',
      code: 'LEAP29',
      benefit: { type: 'percent', percentBasisPoints: 2900 },
      scope: { everything: true },
      combinable: true,
    }
    await savePromotion(desk.table, NewPromotion.parse(sale), start, undefined)
    const order = await paid(desk, { lines: [{ sku: 'both:bundle' }], codes: ['LEAP29'], shipTo })

    expect(order.lines.map((line) => line.totalCents)).toEqual([3905, 595])
    expect(order.lines[0]).toMatchObject({
      kind: 'title',
      goods: { product: 'both', downloads: ['month:e-book'], copies: ['month:paperback'] },
    })
    expect(await mayOpen(desk, order, 'month:e-book')).toBe(true)
    await refundOrder(desk, order.id, {}, desk.clock.now)
    expect(await mayOpen(desk, order, 'month:e-book')).toBe(false)
  })

  test('bought twice in one order, by itself and in a bundle, it stays while one of the lines lives', async () => {
    const desk = await openStore()
    const order = await paid(desk, { lines: [{ sku: 'month:e-book' }, { sku: 'both:bundle' }], shipTo })
    await refundOrder(desk, order.id, { lines: ['both:bundle'] }, desk.clock.now)

    expect(await mayOpen(desk, order, 'month:e-book')).toBe(true)
  })

  test('its buyer cancels seats alone; delivered titles are for the organizer to refund', async () => {
    const desk = await openStore()
    const order = await paid(desk, { lines: [{ sku: 'month:e-book' }] })

    await expect(cancelOrder(desk, order.id, desk.clock.now)).rejects.toMatchObject({
      code: 'registration.titles-stay',
    })
    expect(await mayOpen(desk, order, 'month:e-book')).toBe(true)
  })

  test.each([
    ['copies without an address', { lines: [{ sku: 'month:paperback' }] }, 'registration.address-needed'],
    [
      'copies to where nothing is sent',
      { lines: [{ sku: 'month:paperback' }], shipTo: { ...shipTo, country: 'NZ' } },
      'registration.no-shipping-there',
    ],
    ['a format that is not', { lines: [{ sku: 'month:audio' }] }, 'registration.unknown-ticket'],
    ['a title that was withdrawn', { lines: [{ sku: 'gone:pdf' }] }, 'registration.unknown-ticket'],
    [
      'an attendee for a title',
      { lines: [{ sku: 'month:e-book' }], attendees: [{ sku: 'month:e-book', ...ada }] },
      'registration.unknown-ticket',
    ],
  ])('refuses %s', async (_, request, code) => {
    const desk = await openStore()
    const gone = {
      slug: 'gone',
      title: 'Gone',
      formats: [{ slug: 'pdf', name: 'PDF', type: 'download', priceCents: 0 }],
    }
    await createProduct(desk.table, NewProduct.parse(gone), start)
    await withdrawProduct(desk.table, 'gone', start)

    await expect(place(desk, request)).rejects.toMatchObject({ code })
    expect(desk.mails()).toEqual([])
  })

  test('who is known is not charged twice for a download', async () => {
    const desk = await openStore()
    const first = await paid(desk, { lines: [{ sku: 'month:e-book' }] })
    const again = OrderRequest.parse({ buyer: ada, lines: [{ sku: 'month:e-book' }] })
    const actor = {
      kind: 'person',
      id: first.buyer.personId,
      email: ada.email,
      name: ada.name,
      admin: false,
      via: 'session',
    } as const

    await expect(placeOrder(desk, again, { actor, now: desk.clock.now })).rejects.toMatchObject({
      code: 'registration.already-owned',
    })
    // Of someone who is not known nothing is told.
    expect((await place(desk, { lines: [{ sku: 'month:e-book' }] })).status).toBe('awaiting-payment')
  })

  test('a quote names the postage once it knows the country', async () => {
    const desk = await openStore()
    const lines = [{ sku: 'month:paperback', quantity: 1 }]
    const bare = await quoteOrder(desk.table, { lines, codes: [] }, visitor, start)
    const there = await quoteOrder(desk.table, { lines, codes: [], shipTo: { country: 'US' } }, visitor, start)

    expect(bare.totalCents).toBe(3995)
    expect(there.totalCents).toBe(4590)
  })
})
