import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTill, order, type Till } from '../support/till.ts'

let till: Till
beforeEach(async () => {
  till = await openTill()
})
afterEach(() => till.stop())

const paid = async () => {
  const { id } = await till.stripe.checkout.sessions.create(order(till))
  await till.standIn.pay(id)
  return { id, payment_intent: String(till.standIn.getSession(id).payment_intent) }
}
const disputesOf = async (payment_intent: string) => (await till.stripe.disputes.list({ payment_intent })).data

test('a dispute takes what is left of the charge, and is found by its payment and its id', async () => {
  const { id, payment_intent } = await paid()
  await till.stripe.refunds.create({ payment_intent, amount: 4_000 })
  await till.standIn.dispute(id, { reason: 'product_not_received' })
  const [dispute] = await disputesOf(payment_intent)
  expect(dispute).toMatchObject({ amount: 39_900, reason: 'product_not_received', status: 'needs_response' })
  const found = await till.stripe.disputes.retrieve(dispute?.id ?? '', { expand: ['payment_intent', 'charge'] })
  expect(found).toMatchObject({ payment_intent: { metadata: { order: 'ord_1' } }, charge: { disputed: true } })
  await expect(till.stripe.disputes.retrieve('du_none')).rejects.toMatchObject({ code: 'resource_missing' })
})

test('nothing is refunded while it is open or once it is lost; once it is won, all again', async () => {
  for (const outcome of ['won', 'lost'] as const) {
    const { id, payment_intent } = await paid()
    await till.standIn.dispute(id)
    const refund = () => till.stripe.refunds.create({ payment_intent, amount: 100 })
    await expect(refund()).rejects.toMatchObject({ code: 'charge_disputed', statusCode: 400 })
    await till.standIn.answerDispute(id)
    await expect(refund()).rejects.toMatchObject({ code: 'charge_disputed' })
    await till.standIn.closeDispute(id, outcome)
    if (outcome === 'won') expect((await refund()).status).toBe('succeeded')
    else await expect(refund()).rejects.toMatchObject({ code: 'charge_disputed' })
  }
})

test('each step is told of once, in order, and may be repeated', async () => {
  const { id } = await paid()
  await till.standIn.dispute(id)
  await till.standIn.closeDispute(id, 'lost')
  await till.standIn.replay({ session: id, type: 'charge.dispute.created' })
  expect(till.arrived.map((event) => event.type)).toEqual([
    'checkout.session.completed',
    'charge.dispute.created',
    'charge.dispute.closed',
    'charge.dispute.created',
  ])
  // The event tells what was then, the wire what is now.
  expect(till.arrived.at(-1)?.data.object).toMatchObject({ status: 'needs_response' })
})

test('what was never paid, refunded whole, or disputed before cannot be disputed', async () => {
  const { id: unpaid } = await till.stripe.checkout.sessions.create(order(till))
  await expect(till.standIn.dispute(unpaid)).rejects.toMatchObject({ code: 'checkout.nothing-paid' })
  const { id, payment_intent } = await paid()
  await expect(till.standIn.closeDispute(id, 'won')).rejects.toMatchObject({ code: 'checkout.not-disputed' })
  await till.stripe.refunds.create({ payment_intent })
  await expect(till.standIn.dispute(id)).rejects.toMatchObject({ code: 'checkout.nothing-paid' })
  const other = await paid()
  await till.standIn.dispute(other.id)
  await till.standIn.closeDispute(other.id, 'won')
  await expect(till.standIn.dispute(other.id)).rejects.toMatchObject({ code: 'checkout.disputed' })
})
