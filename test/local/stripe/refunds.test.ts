import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTill, order, type Till } from '../support/till.ts'

let till: Till
beforeEach(async () => {
  till = await openTill()
})
afterEach(() => till.stop())

const paidIntent = async (): Promise<string> => {
  const { id } = await till.stripe.checkout.sessions.create(order(till))
  await till.standIn.pay(id)
  return String(till.standIn.getSession(id).payment_intent)
}

test('refunds in part, then the rest, never more than is left', async () => {
  const payment_intent = await paidIntent()
  const part = await till.stripe.refunds.create({
    payment_intent,
    amount: 4_000,
    reason: 'requested_by_customer',
    metadata: { line: 'lin_2' },
  })
  expect(part).toMatchObject({ status: 'succeeded', amount: 4_000, metadata: { line: 'lin_2' }, payment_intent })
  const tooMuch = till.stripe.refunds.create({ payment_intent, amount: 40_000 })
  await expect(tooMuch).rejects.toMatchObject({ param: 'amount', statusCode: 400 })
  expect((await till.stripe.refunds.create({ payment_intent })).amount).toBe(39_900)
  await expect(till.stripe.refunds.create({ payment_intent })).rejects.toMatchObject({
    code: 'charge_already_refunded',
  })
  const intent = await till.stripe.paymentIntents.retrieve(payment_intent, { expand: ['latest_charge'] })
  expect(intent.latest_charge).toMatchObject({ amount_refunded: 43_900, refunded: true })
})

test('tells of a refund by webhooks', async () => {
  const payment_intent = await paidIntent()
  await till.stripe.refunds.create({ payment_intent, amount: 100 })
  await till.standIn.idle()
  expect(till.arrived.map((event) => event.type)).toEqual([
    'checkout.session.completed',
    'refund.created',
    'charge.refunded',
  ])
  expect(till.arrived[2]?.data.object).toMatchObject({ amount_refunded: 100, refunded: false, payment_intent })
})

test('the same idempotency key refunds once', async () => {
  const payment_intent = await paidIntent()
  const asked = { payment_intent, amount: 1_000 }
  const first = await till.stripe.refunds.create(asked, { idempotencyKey: 'r1' })
  const again = await till.stripe.refunds.create(asked, { idempotencyKey: 'r1' })
  expect(again.id).toBe(first.id)
  expect(till.standIn.countOf('refund')).toBe(1)
})

test('lists the refunds of a payment, newest first, page by page, and gets one', async () => {
  const payment_intent = await paidIntent()
  await till.stripe.refunds.create({ payment_intent: await paidIntent() })
  const ids: string[] = []
  for (const amount of [100, 200, 300]) ids.unshift((await till.stripe.refunds.create({ payment_intent, amount })).id)
  const listed: string[] = []
  for await (const refund of till.stripe.refunds.list({ payment_intent, limit: 2 })) listed.push(refund.id)
  expect(listed).toEqual(ids)
  expect((await till.stripe.refunds.retrieve(ids[0] ?? '')).amount).toBe(300)
})

test('refuses what was never paid, and what does not exist', async () => {
  const { id } = await till.stripe.checkout.sessions.create(order(till))
  await till.standIn.pay(id, { method: 'bank' })
  const processing = String(till.standIn.getSession(id).payment_intent)
  await expect(till.stripe.refunds.create({ payment_intent: processing })).rejects.toThrow(/successful charge/)
  await expect(till.stripe.refunds.create({ payment_intent: 'pi_none' })).rejects.toMatchObject({
    code: 'resource_missing',
    param: 'payment_intent',
  })
  await expect(till.stripe.refunds.create({})).rejects.toMatchObject({ code: 'parameter_missing' })
})
