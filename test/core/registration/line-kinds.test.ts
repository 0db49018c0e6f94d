import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import {
  createCourse,
  createInstructor,
  createProduct,
  findEvent,
  NewProduct,
  publishEvent,
  runEventAgain,
} from '@lectern/core/catalog'
import { saveStoreTerms } from '@lectern/core/pricing'
import { cancelOrder, findOrder, type Order, refundOrder, releaseDueHolds } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { pendingNewEvent } from '../../../packages/core/src/catalog/store.ts'
import {
  anEvent,
  aWebinar,
  committed,
  draftEvent,
  level,
  minutes,
  orderNow,
  placed,
  registrationsNow,
  start,
} from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf, type TestDesk } from '../../support/desk.ts'

const shipTo = {
  name: 'Ada',
  line1: '12 Harbor Street',
  city: 'Portland',
  region: 'OR',
  postalCode: '97201',
  country: 'US',
}

/** Two paid classes, one of them at the address `shipping` from before that was reserved, and a paperback. */
const openHouse = async (): Promise<TestDesk> => {
  const desk = await openDesk()
  const { table } = desk
  const event = await anEvent(table, { capacity: 20 })
  await committed(table, [
    ...pendingNewEvent(table, { ...event, slug: 'shipping', title: 'Shipping it', code: undefined }),
  ])
  await saveStoreTerms(
    table,
    { shipping: [{ region: 'seat', title: 'United States', countries: ['US'], priceCents: 595 }], salesTax: false },
    0,
  )
  const book = {
    slug: 'month',
    title: 'Managed Services in a Month',
    formats: [
      { slug: 'e-book', name: 'E-book', type: 'download', priceCents: 2995 },
      { slug: 'paperback', name: 'Paperback', type: 'physical', priceCents: 3995 },
    ],
  }
  await createProduct(table, NewProduct.parse(book), start)
  return desk
}

const pay = async (desk: TestDesk, order: Order): Promise<Order> => {
  await desk.stripe.pay(sessionOf(order))
  expect(await drain(desk)).toEqual([])
  return orderNow(desk, order)
}

/** Puts an order back as it was stored before its lines had kinds. */
const storeAsBefore = async (desk: TestDesk, { id }: Order): Promise<void> => {
  const at = { TableName: desk.table.name, Key: { pk: `order#${id}`, sk: 'order' } }
  const { Item: item } = await desk.table.client.send(new GetCommand({ ...at, ConsistentRead: true }))
  const lines = item?.body.lines.map(
    ({ kind: _, event: _event, ticket: _ticket, region: _region, pools = [], ...line }: Record<string, unknown>) => ({
      ...line,
      pools,
    }),
  )
  const before = { ...item, body: { ...item?.body, lines } }
  await desk.table.client.send(new PutCommand({ TableName: desk.table.name, Item: before }))
}

const states = async (desk: TestDesk, order: Order) =>
  Object.fromEntries((await registrationsNow(desk, order)).map(({ event, status }) => [event, status]))

describe('the kind of a line is stored, and not read out of its sku', () => {
  test.each(['as it is stored now', 'as it was stored before'])(
    'refunding one class leaves the other, whose address is "shipping", %s',
    async (stored) => {
      const desk = await openHouse()
      const order = await pay(desk, await placed(desk, 'ada@example.com', ['5w22:seat', 'shipping:seat']))
      if (stored === 'as it was stored before') await storeAsBefore(desk, order)

      const [first] = order.lines
      const after = await refundOrder(desk, order.id, { lines: [first?.id ?? ''] }, desk.clock.now)
      await drain(desk)
      expect(after.lines.map(({ kind, status }) => [kind, status])).toEqual([
        ['ticket', 'ended'],
        ['ticket', 'live'],
      ])
      expect(await states(desk, order)).toEqual({ '5w22': 'refunded', shipping: 'confirmed' })
      expect(await providerRefunds(desk, after)).toEqual([39_900])
      expect(await level(desk.table, await anEventNow(desk, 'shipping'))).toEqual({ taken: 1, waiting: 0 })
    },
  )

  test.each(['as it is stored now', 'as it was stored before'])(
    'its buyer cancels both, and gets both back, %s',
    async (stored) => {
      const desk = await openHouse()
      const order = await pay(desk, await placed(desk, 'ada@example.com', ['5w22:seat', 'shipping:seat']))
      if (stored === 'as it was stored before') await storeAsBefore(desk, order)
      const after = await cancelOrder(desk, order.id, desk.clock.now)
      await drain(desk)
      expect(await states(desk, order)).toEqual({ '5w22': 'refunded', shipping: 'refunded' })
      expect(await providerRefunds(desk, after)).toEqual([79_800])
    },
  )

  test.each(['as it is stored now', 'as it was stored before'])(
    'a seat and the shipping of a book with the same sku are told apart, %s',
    async (stored) => {
      const desk = await openHouse()
      const lines = ['shipping:seat', 'month:paperback']
      const order = await pay(desk, await placed(desk, 'ada@example.com', lines, { shipTo }))
      expect(order.lines.map(({ sku, kind }) => [sku, kind])).toEqual([
        ['shipping:seat', 'ticket'],
        ['month:paperback', 'title'],
        ['shipping:seat', 'shipping'],
      ])
      if (stored === 'as it was stored before') await storeAsBefore(desk, order)
      const after = await refundOrder(desk, order.id, { lines: ['month:paperback'] }, desk.clock.now)
      await drain(desk)
      // The shipping goes with the last copy, and the seat stays.
      expect(after.lines.map(({ kind, status }) => [kind, status])).toEqual([
        ['ticket', 'live'],
        ['title', 'ended'],
        ['shipping', 'ended'],
      ])
      expect(await states(desk, order)).toEqual({ shipping: 'confirmed' })
      expect(await providerRefunds(desk, after)).toEqual([3995 + 595])
    },
  )

  test('paid after its hold ended, an order takes seats for its tickets alone', async () => {
    const desk = await openHouse()
    const order = await placed(desk, 'ada@example.com', ['shipping:seat', 'month:paperback'], { shipTo })
    await storeAsBefore(desk, order)
    const findCheckout = desk.payments.findCheckout.bind(desk.payments)
    const closeCheckout = async (id: string) => ({ ...(await findCheckout(id)), state: 'expired' as const })
    await releaseDueHolds({ ...desk, payments: { ...desk.payments, closeCheckout } }, minutes(41), (_, error) => {
      throw error
    })
    expect(await orderNow(desk, order)).toMatchObject({ status: 'expired' })
    desk.clock.now = minutes(30)
    await desk.stripe.pay(sessionOf(order))
    expect(await findOrder(desk.table, order.id)).toMatchObject({ status: 'confirmed' })
    expect(await level(desk.table, await anEventNow(desk, 'shipping'))).toEqual({ taken: 1, waiting: 0 })
  })

  test('an unpaid order from before gives back what it took', async () => {
    const desk = await openHouse()
    const order = await placed(desk, 'ada@example.com', ['5w22:seat', 'shipping:seat'])
    await storeAsBefore(desk, order)
    await cancelOrder(desk, order.id, desk.clock.now)
    for (const slug of ['5w22', 'shipping']) {
      expect(await level(desk.table, await anEventNow(desk, slug))).toEqual({ taken: 0, waiting: 0 })
    }
  })
})

const anEventNow = async (desk: TestDesk, slug: string) => {
  const event = await findEvent(desk.table, slug)
  if (!event) throw new Error(`${slug} is gone`)
  return event
}

describe('addresses that the product needs are refused for every noun', () => {
  const taken = { kind: 'conflict', code: 'catalog.slug-taken', details: { errors: [{ path: 'slug' }] } }

  test.each(['new', 'shipping', 'membership'])('no event and no title is at "%s"', async (slug) => {
    const { table } = await openDesk()
    await expect(draftEvent(table, { slug })).rejects.toMatchObject(taken)
    await expect(draftEvent(table, { slug: undefined, code: slug })).rejects.toMatchObject(taken)
    const formats = [{ name: 'PDF', type: 'download', priceCents: 0 }]
    await expect(createProduct(table, NewProduct.parse({ title: slug, formats }), start)).rejects.toMatchObject(taken)
    const run = await aWebinar(table)
    await expect(
      runEventAgain(table, run.slug, { slug, startsOn: '2024-06-05', holidays: [], without: [] }, start),
    ).rejects.toMatchObject(taken)
  })

  test('no course and no instructor is at "new", and an instructor is made once', async () => {
    const { table } = await openDesk()
    await expect(
      createCourse(table, { slug: 'new', title: 'New', summary: '', description: '' }),
    ).rejects.toMatchObject(taken)
    const karl = { slug: 'karl', name: 'Karl', headline: '', bio: '' }
    await expect(createInstructor(table, { ...karl, slug: 'new' })).rejects.toMatchObject(taken)
    const made = await Promise.allSettled([createInstructor(table, karl), createInstructor(table, karl)])
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(made.find((one) => one.status === 'rejected')?.reason).toMatchObject(taken)
  })

  test('what has such an address from before is still published and sold', async () => {
    const desk = await openHouse()
    const event = await draftEvent(desk.table, { slug: 'spring' })
    await committed(desk.table, pendingNewEvent(desk.table, { ...event, slug: 'membership' }))
    await publishEvent(desk.table, 'membership', start)
    const order = await placed(desk, 'ada@example.com', 'membership:seat')
    expect(order.lines).toMatchObject([{ kind: 'ticket', event: 'membership' }])
  })
})
