import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { cancelOrder, releaseDueHolds, settleCheckout } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { minutes, order, orderNow, placed } from '../../support/build.ts'
import { drain } from '../../support/desk.ts'
import { sale, statuses, subjects, sweep } from './one-seat.ts'

describe('webhooks come twice, late and out of order', () => {
  test('checkout.session.completed 5 times, once before and once after expired: one confirmed order, one mail, one receipt', async () => {
    const { desk, first, session, seats } = await sale()
    await desk.stripe.pay(session)
    await desk.stripe.replay({ session, type: 'checkout.session.expired' })
    await desk.stripe.replay({ session, type: 'checkout.session.completed', times: 3 })
    await drain(desk)
    await desk.stripe.replay({ session, type: 'checkout.session.expired' })
    await desk.stripe.replay({ session, type: 'checkout.session.completed' })
    await drain(desk)
    expect(desk.webhooks).toHaveLength(7)
    expect(await orderNow(desk, first)).toMatchObject({ status: 'confirmed', paidCents: 39_900, refunds: [] })
    expect(subjects(desk).sort()).toEqual(['receipt', 'registration-confirmed'])
    expect(await seats()).toBe(1)
  })

  test('the same at once', async () => {
    const { desk, first, session, seats } = await sale()
    await desk.stripe.pay(session, { deliver: false })
    await Promise.all(Array.from({ length: 8 }, () => settleCheckout(desk, session, minutes(1))))
    await drain(desk, minutes(1))
    expect(await orderNow(desk, first)).toMatchObject({ status: 'confirmed', revision: 3 })
    expect(subjects(desk).sort()).toEqual(['receipt', 'registration-confirmed'])
    expect(await seats()).toBe(1)
  })

  test('a session that expires gives the seat back once, and tells the buyer once', async () => {
    const { desk, first, session, seats } = await sale()
    await desk.stripe.expire(session)
    await desk.stripe.replay({ session, type: 'checkout.session.expired', times: 3 })
    await drain(desk)
    expect(await orderNow(desk, first)).toMatchObject({ status: 'expired' })
    expect(await statuses(desk, first)).toEqual(['expired'])
    expect(await seats()).toBe(0)
    expect(subjects(desk)).toEqual(['hold-expired'])
  })

  test('a webhook for no order of ours is no error', async () => {
    const { desk } = await sale()
    const checkout = await desk.payments.openCheckout({
      reference: 'ord_unknown',
      key: 'k',
      email: 'x@example.com',
      lines: [{ title: 'x', quantity: 1, totalCents: 500 }],
      expiresAt: minutes(31),
      returnUrl: 'https://lectern.example',
      cancelUrl: 'https://lectern.example',
    })
    await desk.stripe.pay(checkout.id)
    expect(await settleCheckout(desk, checkout.id, minutes(1))).toBeUndefined()
  })
})

describe('a bank debit', () => {
  test('keeps its seat beyond the hold, day after day, until it settles', async () => {
    const { desk, first, session, seats, at } = await sale()
    at(10)
    await desk.stripe.pay(session, { method: 'bank' })
    for (const day of [1, 2, 3]) {
      at(day * 1440 + 60)
      expect(await sweep(desk)).toEqual({ ended: 0, kept: expect.any(Number) })
      expect(await seats()).toBe(1)
      await expect(order(desk, 'bob@example.com', '5w22:seat', { now: desk.clock.now })).rejects.toMatchObject({
        code: 'registration.sold-out',
      })
    }
    await desk.stripe.settle(session)
    expect(await orderNow(desk, first)).toMatchObject({ status: 'confirmed', paidCents: 39_900 })
    expect(await statuses(desk, first)).toEqual(['confirmed'])
    expect(await seats()).toBe(1)
  })

  test('gives its seat back when it bounces, and says so', async () => {
    const { desk, first, session, seats, at } = await sale()
    await desk.stripe.pay(session, { method: 'bank' })
    expect(await orderNow(desk, first)).toMatchObject({ status: 'awaiting-payment', checkout: { state: 'processing' } })
    at(2000)
    await desk.stripe.bounce(session)
    await desk.stripe.replay({ session, type: 'checkout.session.completed' })
    await drain(desk)
    expect(await orderNow(desk, first)).toMatchObject({ status: 'expired' })
    expect(await seats()).toBe(0)
    expect(subjects(desk)).toEqual(['hold-expired'])
  })

  test('whose webhooks were all lost is found by the clock', async () => {
    const { desk, first, session, at } = await sale()
    await desk.stripe.pay(session, { method: 'bank', deliver: false })
    at(41)
    expect(await sweep(desk)).toEqual({ ended: 0, kept: 1 })
    expect(await orderNow(desk, first)).toMatchObject({
      checkout: { state: 'processing' },
      holdEndsAt: minutes(41 + 1440),
    })
  })

  test('cannot be cancelled while it is under way', async () => {
    const { desk, first, session } = await sale()
    await desk.stripe.pay(session, { method: 'bank' })
    await expect(cancelOrder(desk, first.id, minutes(1))).rejects.toMatchObject({
      code: 'registration.awaiting-payment',
    })
  })
})

describe('the hold runs out', () => {
  test('at the minute of its end, not before: the page is closed and the seat is free', async () => {
    const { desk, first, session, seats, at } = await sale()
    at(40)
    expect(await sweep(desk)).toEqual({ ended: 0, kept: 0 })
    at(41)
    expect(await sweep(desk)).toEqual({ ended: 1, kept: 0 })
    expect(desk.stripe.getSession(session).status).toBe('expired')
    expect(await orderNow(desk, first)).toMatchObject({ status: 'expired' })
    expect(await seats()).toBe(0)
    expect(await sweep(desk)).toEqual({ ended: 0, kept: 0 })
  })

  test('paid, but the webhook got lost: the clock asks and confirms', async () => {
    const { desk, first, session, seats, at } = await sale()
    await desk.stripe.pay(session, { deliver: false })
    at(41)
    expect(await sweep(desk)).toEqual({ ended: 1, kept: 0 })
    expect(await orderNow(desk, first)).toMatchObject({ status: 'confirmed', paidCents: 39_900 })
    expect(await seats()).toBe(1)
  })

  test('the provider cannot be asked: the seat stays where it is, until it can', async () => {
    const { desk, first, seats, at } = await sale()
    at(41)
    desk.stripe.setFault({ path: /checkout/, times: 100, kind: 'refuse' })
    const errors: unknown[] = []
    const kept = await releaseDueHolds(desk, minutes(41), (_, error) => errors.push(error))
    expect(kept).toEqual({ ended: 0, kept: 1 })
    expect(errors).toMatchObject([{ code: 'payments.unavailable' }])
    expect(await orderNow(desk, first)).toMatchObject({ status: 'awaiting-payment' })
    expect(await seats()).toBe(1)
    desk.stripe.setFault(undefined)
    expect(await sweep(desk)).toEqual({ ended: 1, kept: 0 })
    expect(await seats()).toBe(0)
  })

  test('several sweepers at once end it once', async () => {
    const { desk, seats, at } = await sale()
    at(41)
    await Promise.all([sweep(desk), sweep(desk), sweep(desk)])
    expect(await seats()).toBe(0)
    await drain(desk)
    expect(subjects(desk)).toEqual(['hold-expired'])
  })
})

test('an order whose books contradict themselves ends in an error, not in a circle, and holds up no other', async () => {
  const { desk, first, seats, at } = await sale({ capacity: 2 })
  const second = await placed(desk, 'bob@example.com', '5w22:seat')
  // Of two seats that are held, the counter knows of one.
  await desk.table.client.send(
    new UpdateCommand({
      TableName: desk.table.name,
      Key: { pk: 'seats#5w22', sk: '*' },
      UpdateExpression: 'ADD taken :less',
      ExpressionAttributeValues: { ':less': -1 },
    }),
  )
  at(41)
  const errors: unknown[] = []
  const swept = await releaseDueHolds(desk, minutes(41), (_, error) => errors.push(error))
  expect(swept).toEqual({ ended: 1, kept: 1 })
  expect(errors).toContainEqual(expect.objectContaining({ code: 'busy' }))
  const both = [await orderNow(desk, first), await orderNow(desk, second)]
  expect(both.map(({ status }) => status).sort()).toEqual(['awaiting-payment', 'expired'])
  expect(await seats()).toBe(0)
})
