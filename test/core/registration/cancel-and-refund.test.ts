import { listGrants } from '@lectern/core/access'
import { usesTaken } from '@lectern/core/pricing'
import {
  cancelOrder,
  liveLines,
  type Order,
  refundedCents,
  refundOrder,
  settleCheckout,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import {
  anEvent,
  aPromotion,
  aWebinar,
  level,
  minutes,
  order,
  orderNow,
  placed,
  registrationsNow,
} from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf, type TestDesk } from '../../support/desk.ts'

const paid = async (desk: TestDesk, order: Order): Promise<Order> => {
  await desk.stripe.pay(sessionOf(order))
  await drain(desk)
  return orderNow(desk, order)
}

/** Three lines of 1999, 3333 and 10001 cents with 29% off the whole: 1419, 2366 and 7101. */
const threeLines = async () => {
  const desk = await openDesk()
  for (const [index, priceCents] of [1999, 3333, 10_001].entries()) {
    const tickets = [{ slug: 'seat', name: 'Seat', priceCents }]
    await anEvent(desk.table, { slug: `e${index + 1}`, code: undefined, capacity: 5, tickets })
  }
  const code = await aPromotion(desk.table, { code: 'LEAP29', limits: { total: 10 } })
  const placedOrder = await placed(desk, 'ada@example.com', ['e1:seat', 'e2:seat', 'e3:seat'], { codes: ['LEAP29'] })
  return { desk, code, first: await paid(desk, placedOrder) }
}

/** What was paid and not refunded is what the live lines cost, here and at the provider. */
const balanced = async (desk: TestDesk, order: Pick<Order, 'id'>): Promise<Order> => {
  const now = await orderNow(desk, order)
  const kept = liveLines(now).reduce((sum, line) => sum + line.totalCents, 0)
  expect(now.paidCents - refundedCents(now)).toBe(kept)
  await drain(desk, minutes(30))
  const returned = (await providerRefunds(desk, now)).reduce((sum, cents) => sum + cents, 0)
  expect(returned).toBe(refundedCents(now))
  return orderNow(desk, order)
}

describe('the buyer cancels', () => {
  // 5W22 starts on April 23 at 16:00Z; refunds go until 72 hours before.
  const closes = '2024-04-20T16:00:00Z'

  test('what was paid, until the second before the refund window closes', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 2 })
    const first = await paid(desk, await placed(desk, 'ada@example.com', '5w22:seat'))
    await expect(cancelOrder(desk, first.id, closes)).rejects.toMatchObject({
      code: 'registration.cancellation-closed',
    })
    expect(await orderNow(desk, first)).toMatchObject({ status: 'confirmed', refunds: [] })
    const cancelled = await cancelOrder(desk, first.id, '2024-04-20T15:59:59Z')
    expect(cancelled).toMatchObject({
      status: 'refunded',
      refunds: [{ amountCents: 39_900, reason: 'cancelled-by-buyer' }],
    })
    expect(await level(desk.table, event)).toEqual({ taken: 0, waiting: 0 })
    expect((await registrationsNow(desk, first)).map(({ status }) => status)).toEqual(['refunded'])
    await drain(desk, '2024-04-20T16:00:00Z')
    expect(await providerRefunds(desk, first)).toEqual([39_900])
    expect(await orderNow(desk, first)).toMatchObject({ refunds: [{ state: 'made' }] })
  })

  test('what was free, until it starts', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    const first = await placed(desk, 'ada@example.com', 'kpis:seat')
    await expect(cancelOrder(desk, first.id, '2024-04-10T16:00:00Z')).rejects.toMatchObject({
      code: 'registration.cancellation-closed',
    })
    expect(await cancelOrder(desk, first.id, '2024-04-10T15:59:59Z')).toMatchObject({
      status: 'cancelled',
      refunds: [],
    })
  })

  test('five times at once: cancelled once, the rest are told that it is over', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 2 })
    const first = await paid(desk, await placed(desk, 'ada@example.com', '5w22:seat'))
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => cancelOrder(desk, first.id, minutes(5))))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason.code).toBe('registration.nothing-to-cancel')
    }
    await balanced(desk, first)
    expect(await providerRefunds(desk, first)).toEqual([39_900])
    expect((await level(desk.table, event)).taken).toBe(0)
  })

  test('before paying: the page is closed, and seat and code come back', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 2 })
    const code = await aPromotion(desk.table, { code: 'LEAP29', limits: { total: 10 } })
    const first = await placed(desk, 'ada@example.com', '5w22:seat', { codes: ['LEAP29'] })
    expect(await cancelOrder(desk, first.id, minutes(1))).toMatchObject({ status: 'cancelled' })
    expect(desk.stripe.getSession(sessionOf(first)).status).toBe('expired')
    expect((await level(desk.table, event)).taken).toBe(0)
    expect(await usesTaken(desk.table, [code.id])).toEqual({ [code.id]: 0 })
    await desk.stripe.idle()
    expect(await orderNow(desk, first)).toMatchObject({ status: 'cancelled' })
  })

  test('before paying, while word of the closed page comes first: nobody is told that there is nothing to cancel', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 1 })
    const first = await placed(desk, 'ada@example.com', '5w22:seat')
    const closeCheckout: TestDesk['payments']['closeCheckout'] = async (id) => {
      const closed = await desk.payments.closeCheckout(id)
      await settleCheckout(desk, id, minutes(1))
      return closed
    }
    const context = { ...desk, payments: { ...desk.payments, closeCheckout } }
    expect((await cancelOrder(context, first.id, minutes(1))).status).toBe('cancelled')
    expect(await orderNow(desk, first)).toMatchObject({ status: 'cancelled' })
    expect(await level(desk.table, event)).toEqual({ taken: 0, waiting: 0 })
    await expect(cancelOrder(desk, first.id, minutes(2))).rejects.toMatchObject({
      code: 'registration.nothing-to-cancel',
    })
  })

  test('just as the payment comes in: it counts, and then goes back by the policy', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { capacity: 2 })
    const first = await placed(desk, 'ada@example.com', '5w22:seat')
    await desk.stripe.pay(sessionOf(first), { deliver: false })
    expect(await cancelOrder(desk, first.id, minutes(1))).toMatchObject({ status: 'refunded', paidCents: 39_900 })
    await settleCheckout(desk, sessionOf(first), minutes(2))
    await balanced(desk, first)
    expect(await providerRefunds(desk, await orderNow(desk, first))).toEqual([39_900])
  })

  test('while the provider is down: nothing changes', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 2 })
    const first = await placed(desk, 'ada@example.com', '5w22:seat')
    desk.stripe.setFault({ path: /expire/, times: 9, kind: 'error-500' })
    await expect(cancelOrder(desk, first.id, minutes(1))).rejects.toMatchObject({ code: 'payments.unavailable' })
    expect(await orderNow(desk, first)).toEqual(first)
    expect((await level(desk.table, event)).taken).toBe(1)
  })
})

describe('an admin refunds', () => {
  test('the whole order, five times at once: once at the provider and once in the books', async () => {
    const { desk, first, code } = await threeLines()
    const results = await Promise.all(Array.from({ length: 5 }, () => refundOrder(desk, first.id, {}, minutes(5))))
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['refunded']))
    const after = await balanced(desk, first)
    expect(after.refunds).toMatchObject([{ amountCents: 10_886, state: 'made' }])
    expect(await providerRefunds(desk, first)).toEqual([10_886])
    expect(await usesTaken(desk.table, [code.id])).toEqual({ [code.id]: 0 })
    expect(await listGrants(desk.table, first.buyer.personId)).toEqual([])
    expect(desk.mails({ template: 'refund-made' })).toHaveLength(1)
  })

  test('line by line, each five times at once: what each cost with its frozen discount, and no more', async () => {
    const { desk, first, code } = await threeLines()
    expect(first.lines.map(({ totalCents }) => totalCents)).toEqual([1419, 2366, 7101])
    const expected = [2366, 1419, 7101]
    for (const [step, line] of ['l2', 'e1:seat', 'l3'].entries()) {
      await Promise.all(
        Array.from({ length: 5 }, () => refundOrder(desk, first.id, { lines: [line] }, minutes(5 + step))),
      )
      const after = await balanced(desk, first)
      expect(after.refunds.map(({ amountCents }) => amountCents)).toEqual(expected.slice(0, step + 1))
      expect((await providerRefunds(desk, first)).reverse()).toEqual(expected.slice(0, step + 1))
      expect(after.status).toBe(step === 2 ? 'refunded' : 'confirmed')
      expect(after.lines.map(({ totalCents, discountCents }) => [totalCents, discountCents])).toEqual(
        first.lines.map(({ totalCents, discountCents }) => [totalCents, discountCents]),
      )
      expect(await usesTaken(desk.table, [code.id])).toEqual({ [code.id]: step === 2 ? 0 : 1 })
    }
    expect((await registrationsNow(desk, first)).map(({ status }) => status)).toEqual([
      'refunded',
      'refunded',
      'refunded',
    ])
    expect(desk.mails({ template: 'refund-made' })).toHaveLength(3)
  })

  test('a line and then the buyer cancels the rest: nothing twice', async () => {
    const { desk, first } = await threeLines()
    await refundOrder(desk, first.id, { lines: ['l1'] }, minutes(5))
    await Promise.allSettled([
      cancelOrder(desk, first.id, minutes(6)),
      refundOrder(desk, first.id, { lines: ['l2'] }, minutes(6)),
      refundOrder(desk, first.id, {}, minutes(6)),
    ])
    const after = await balanced(desk, first)
    expect(after.status).toBe('refunded')
    expect((await providerRefunds(desk, first)).reduce((sum, cents) => sum + cents, 0)).toBe(10_886)
  })

  test('nothing of an order that was never paid, and no line that it has not', async () => {
    const { desk, first } = await threeLines()
    await expect(refundOrder(desk, first.id, { lines: ['l9'] }, minutes(5))).rejects.toMatchObject({
      code: 'registration.nothing-to-refund',
    })
    const unpaid = await placed(desk, 'bob@example.com', 'e1:seat')
    await expect(refundOrder(desk, unpaid.id, {}, minutes(5))).rejects.toMatchObject({
      code: 'registration.nothing-to-refund',
    })
  })

  test('while the provider is down or drops its answer: the refund waits, and is made once', async () => {
    const { desk, first } = await threeLines()
    await refundOrder(desk, first.id, {}, minutes(5))
    desk.stripe.setFault({ path: /refunds/, times: 3, kind: 'done-then-drop', method: 'POST' })
    expect(await drain(desk, minutes(5))).toEqual([expect.stringContaining('refund.due')])
    expect(await orderNow(desk, first)).toMatchObject({ refunds: [{ state: 'due' }] })
    const after = await balanced(desk, first)
    expect(after.refunds).toMatchObject([{ amountCents: 10_886, state: 'made' }])
    expect(await providerRefunds(desk, first)).toEqual([10_886])
  })

  test('what was refunded at the provider by hand already is marked as failed, for someone to look', async () => {
    const { desk, first } = await threeLines()
    await desk.vendor.refunds.create({ payment_intent: first.paymentId ?? '' })
    await refundOrder(desk, first.id, {}, minutes(5))
    expect(await drain(desk, minutes(6))).toEqual([])
    expect(await orderNow(desk, first)).toMatchObject({ status: 'refunded', refunds: [{ state: 'failed' }] })
    expect(desk.mails({ template: 'refund-made' })).toEqual([])
  })
})

test('who cancelled may register again, and is one person on one roster', async () => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table, { capacity: 1 })
  for (const round of [0, 1, 2]) {
    const first = await placed(desk, 'ada@example.com', 'kpis:seat')
    expect(await registrationsNow(desk, first)).toMatchObject([{ status: 'confirmed', ...(round ? { round } : {}) }])
    await cancelOrder(desk, first.id, minutes(1))
  }
  expect(await level(desk.table, event)).toEqual({ taken: 0, waiting: 0 })
  expect(await order(desk, 'ada@example.com', 'kpis:seat')).toMatchObject({ outcome: 'placed' })
})
