import { visitor } from '@lectern/core/identity'
import { commit } from '@lectern/core/platform'
import {
  findOrderByNumber,
  issueInvoice,
  type Order,
  orderNumber,
  placeOrder,
  readOrderNumber,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { pendingOrderNumber } from '../../../packages/core/src/registration/order-number.ts'
import { anEvent, anOrder, aWebinar, minutes, orderNow, people, placed } from '../../support/build.ts'
import { drain, openDesk, sessionOf, type TestDesk } from '../../support/desk.ts'

const zone = 'America/Los_Angeles'
/** The last minute of 2024 in the organizer's zone is in 2025 already in UTC. */
const lastOf2024 = '2025-01-01T07:59:00Z'

const manyOrders = async (count: number): Promise<{ desk: TestDesk; orders: Order[] }> => {
  const desk = await openDesk()
  await aWebinar(desk.table)
  const orders = await Promise.all(people(count).map((email) => placed(desk, email, 'kpis:seat')))
  return { desk, orders }
}

describe('an order has a short number', () => {
  test('that people can read out, that leads to it, and that no two orders share', async () => {
    const { desk, orders } = await manyOrders(40)
    expect(new Set(orders.map(orderNumber)).size).toBe(40)
    for (const order of orders) {
      expect(orderNumber(order)).toMatch(/^L-\d{5,6}$/)
      expect(await findOrderByNumber(desk.table, orderNumber(order))).toBe(order.id)
      expect(await orderNow(desk, order)).toMatchObject({ number: order.number })
    }
  })

  test.each(['l-20418', 'L 20418', ' 20418 ', 'L-20418'])('is found as it is typed: "%s"', (typed) => {
    expect(readOrderNumber(typed)).toBe('L-20418')
  })

  test('is drawn again when another order has it', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    const order = await placed(desk, 'ada@example.com', 'kpis:seat')
    const again = await commit(desk.table, [pendingOrderNumber(desk.table, orderNumber(order), 'ord_other')])
    expect(again).toEqual({ committed: false, refused: ['order-number'] })
    expect(await findOrderByNumber(desk.table, orderNumber(order))).toBe(order.id)
  })

  test('an order from before shows the end of its id', () => {
    expect(orderNumber({ id: 'ord_01hqtn5x8c0000000012ab34cd' })).toBe('L-12AB34CD')
  })

  test('is in the subject of the receipt', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const order = await placed(desk, 'ada@example.com', '5w22:seat')
    await desk.stripe.pay(sessionOf(order))
    await drain(desk)
    expect(desk.mails({ template: 'receipt' })[0]?.subject).toBe(`Receipt for order ${orderNumber(order)}: $399`)
  })
})

describe('invoices are numbered by year, without a gap', () => {
  test('asked at once, many orders get consecutive numbers, each one of its own', async () => {
    const { desk, orders } = await manyOrders(12)
    const issued = await Promise.all(orders.map((order) => issueInvoice(desk.table, order, zone, minutes(1))))
    expect(issued.map(({ invoice }) => invoice?.number).sort()).toEqual(
      Array.from({ length: 12 }, (_, index) => `2024-${String(index + 1).padStart(4, '0')}`),
    )
  })

  test('asked at once and again later, one order keeps one number, and the next order gets the next', async () => {
    const { desk, orders } = await manyOrders(2)
    const [first, second] = orders as [Order, Order]
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, index) => issueInvoice(desk.table, first, zone, minutes(index))),
    )
    expect(new Set(asked.map(({ invoice }) => invoice?.number))).toEqual(new Set(['2024-0001']))
    expect((await issueInvoice(desk.table, await orderNow(desk, first), zone, minutes(60))).invoice?.number).toBe(
      '2024-0001',
    )
    expect((await issueInvoice(desk.table, second, zone, minutes(60))).invoice?.number).toBe('2024-0002')
  })

  test('the year is the organizer’s, and each begins at one', async () => {
    const { desk, orders } = await manyOrders(3)
    const [first, second, third] = orders as [Order, Order, Order]
    const numbers = [
      await issueInvoice(desk.table, first, zone, minutes(1)),
      await issueInvoice(desk.table, second, zone, lastOf2024),
      await issueInvoice(desk.table, third, zone, '2025-01-01T08:00:00Z'),
    ].map(({ invoice }) => invoice?.number)
    expect(numbers).toEqual(['2024-0001', '2024-0002', '2025-0001'])
  })

  test('what is not paid takes no number', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    await aWebinar(desk.table)
    const unpaid = await placed(desk, 'ada@example.com', '5w22:seat')
    await expect(issueInvoice(desk.table, unpaid, zone, minutes(1))).rejects.toMatchObject({
      code: 'registration.no-invoice',
    })
    const free = await placeOrder(desk, anOrder('bob@example.com', 'kpis:seat'), { actor: visitor, now: minutes(1) })
    if (free.outcome !== 'placed') throw new Error('Nothing was placed')
    expect((await issueInvoice(desk.table, free.order, zone, minutes(1))).invoice?.number).toBe('2024-0001')
  })
})
