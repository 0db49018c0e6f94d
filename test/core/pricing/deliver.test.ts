import { getCodeBatch, listCodes, listRedemptions, orderCodes, redemptionReport } from '@lectern/core/pricing'
import { refundOrder } from '@lectern/core/registration'
import { expect, test } from 'vitest'
import { anEvent, aPromotion, aWebinar, minutes, order, orderNow, placed } from '../../support/build.ts'
import { drain, openDesk, sessionOf } from '../../support/desk.ts'

const days = ['2024-03-01', '2024-05-01'] as const

test('a paid order is written down as redeemed, and each refunded line taken out of the day again', async () => {
  const desk = await openDesk()
  await anEvent(desk.table)
  await aWebinar(desk.table, {
    slug: 'paid',
    tickets: [{ slug: 'seat', name: 'Seat', priceCents: 10_000 }],
  })
  const { id } = await aPromotion(desk.table, { code: 'LEAP29', partner: 'NSITSP' })
  const first = await placed(desk, 'ada@example.com', ['5w22:seat', 'paid:seat'], { codes: ['leap29'] })
  const totalNow = async () => (await redemptionReport(desk.table, id, ...days)).total
  expect(await drain(desk)).toEqual([])
  expect((await totalNow()).orders).toBe(0)
  await desk.stripe.pay(sessionOf(first))
  expect(await drain(desk)).toEqual([])
  const whole = { orders: 1, givenBack: 0, listCents: 49_900, discountCents: 14_471, totalCents: 35_429 }
  expect(await totalNow()).toEqual(whole)
  await refundOrder(desk, first.id, { lines: ['paid:seat'] }, minutes(5))
  expect(await drain(desk, minutes(5))).toEqual([])
  expect(await totalNow()).toEqual({
    orders: 1,
    givenBack: 0,
    listCents: 39_900,
    discountCents: 11_571,
    totalCents: 28_329,
  })
  await refundOrder(desk, first.id, {}, minutes(6))
  expect(await drain(desk, minutes(6))).toEqual([])
  expect(await totalNow()).toEqual({ orders: 0, givenBack: 1, listCents: 0, discountCents: 0, totalCents: 0 })
  const { items } = await listRedemptions(desk.table, {}, { limit: 5 })
  expect(items).toMatchObject([
    { orderId: first.id, promotionId: id, code: 'LEAP29', partner: 'NSITSP', took: { totalCents: 35_429 } },
  ])
})

test('ordered codes are made by what delivers the outbox, each buys once and comes back with a refund', async () => {
  const desk = await openDesk()
  await anEvent(desk.table)
  const promotion = await aPromotion(desk.table, { codes: 'many', codePrefix: 'LEAP', benefit: { type: 'free' } })
  const batch = await orderCodes(desk.table, promotion.id, 1001, minutes(0))
  expect(await drain(desk)).toEqual([])
  expect((await getCodeBatch(desk.table, batch.id)).made).toBe(1001)
  const [first] = (await listCodes(desk.table, promotion.id, { limit: 1 })).items
  const codes = [first?.code ?? '']
  const bought = await placed(desk, 'ada@example.com', '5w22:seat', { codes })
  expect([bought.status, bought.totalCents]).toEqual(['confirmed', 0])
  await expect(order(desk, 'bob@example.com', '5w22:seat', { codes })).rejects.toMatchObject({
    code: 'pricing.code-not-applied',
    details: { rejected: [{ reason: 'used-up' }] },
  })
  await refundOrder(desk, bought.id, {}, minutes(5))
  expect((await orderNow(desk, bought)).status).not.toBe('confirmed')
  expect((await placed(desk, 'bob@example.com', '5w22:seat', { codes, now: minutes(6) })).totalCents).toBe(0)
})
