import { findOrder } from '@lectern/core/registration'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse, orderOf, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

test('a dispute that Stripe tells of stands on the order, and is looked at once for each event', async () => {
  await publish(house)
  const placed = await house.call('POST', '/api/orders', { body: orderOf('ada@example.com') })
  const session = placed.body.checkoutUrl.split('/').at(-1)
  await house.till.pay(session)
  expect((await house.till.dispute(session, { reason: 'product_not_received' })).delivered).toBe(true)
  const order = await findOrder(house.table, placed.body.id)
  expect(order?.dispute).toMatchObject({ state: 'open', amountCents: 39_900, reason: 'product_not_received' })
  // A seen event is taken without asking the provider, which could not answer.
  house.till.setFault({ path: /disputes/, times: 99, kind: 'error-500' })
  await house.till.replay({ session, type: 'charge.dispute.created', times: 2 })
  expect(house.till.countOf('pending')).toBe(0)
  expect((await house.till.closeDispute(session, 'lost')).delivered).toBe(false)
  house.till.setFault(undefined)
  expect(await house.till.redeliverPending()).toEqual({ delivered: 1, pending: 0 })
  expect(await findOrder(house.table, placed.body.id)).toMatchObject({
    status: 'confirmed',
    dispute: { state: 'lost', closedAt: house.clock.now },
  })
})
