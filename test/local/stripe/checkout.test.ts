import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTill, order, seconds, type Till } from '../support/till.ts'

let till: Till
beforeEach(async () => {
  till = await openTill()
})
afterEach(() => till.stop())

const created = () => till.stripe.checkout.sessions.create(order(till))
const types = () => till.arrived.map((event) => event.type)

describe('making a session', () => {
  test('answers an open session with its total and the address of the payment page', async () => {
    const session = await created()
    expect(session).toMatchObject({
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 43_900,
      currency: 'usd',
      client_reference_id: 'ord_1',
      metadata: { order: 'ord_1' },
      payment_intent: null,
      url: `http://127.0.0.1:4000/local/checkout/${session.id}`,
      created: seconds(till.clock.now),
    })
    expect(session.id).toMatch(/^cs_test_\w{58}$/)
    expect(session.line_items).toBeUndefined()
    expect(session.lastResponse.requestId).toMatch(/^req_/)
  })

  test('shows the lines when asked to expand them', async () => {
    const { id } = await created()
    const session = await till.stripe.checkout.sessions.retrieve(id, { expand: ['line_items'] })
    expect(session.line_items?.data.map((line) => [line.description, line.quantity, line.amount_total])).toEqual([
      ['A seat [5w22] & more', 1, 39_900],
      ['Checklist', 2, 4_000],
    ])
  })

  test.each([
    ['an end in 29 minutes', { expires_at: 29 * 60 }, 'expires_at', undefined],
    ['an end in 25 hours', { expires_at: 25 * 3600 }, 'expires_at', undefined],
  ])('refuses %s', async (_, { expires_at }, param, code) => {
    const asked = order(till, { expires_at: seconds(till.clock.now) + expires_at })
    await expect(till.stripe.checkout.sessions.create(asked)).rejects.toMatchObject({ statusCode: 400, param, code })
  })

  test('refuses a total under fifty cents', async () => {
    const line_items = [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 49, product_data: { name: 'x' } } }]
    const refused = till.stripe.checkout.sessions.create(order(till, { line_items }))
    await expect(refused).rejects.toMatchObject({ code: 'amount_too_small', statusCode: 400 })
    expect(till.standIn.countOf('checkout.session')).toBe(0)
  })

  test('refuses a parameter that it does not know, by name', async () => {
    const asked = { ...order(till), payment_method_types: ['card'] }
    await expect(till.stripe.checkout.sessions.create(asked)).rejects.toMatchObject({
      code: 'parameter_unknown',
      param: 'payment_method_types',
    })
  })

  test('refuses a missing parameter, by name, also deep inside', async () => {
    const line_items = [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 900 } }]
    await expect(till.stripe.checkout.sessions.create(order(till, { line_items }))).rejects.toMatchObject({
      code: 'parameter_missing',
      param: 'line_items[0][price_data][product_data]',
    })
  })

  test('refuses anyone who brings no key, and another version of the API', async () => {
    const address = `${till.server.url}/v1/refunds`
    expect((await fetch(address)).status).toBe(401)
    const old = await fetch(address, { headers: { authorization: 'Bearer sk_test_x', 'stripe-version': '2020-08-27' } })
    expect(old.status).toBe(400)
  })

  test('answers 404 for a session that does not exist', async () => {
    await expect(till.stripe.checkout.sessions.retrieve('cs_test_none')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    })
  })
})

describe('idempotency', () => {
  test('the same key and body get the same answer, and one session is made', async () => {
    const asked = order(till)
    const first = await till.stripe.checkout.sessions.create(asked, { idempotencyKey: 'k1' })
    await till.standIn.pay(first.id)
    const again = await till.stripe.checkout.sessions.create(asked, { idempotencyKey: 'k1' })
    expect(again).toEqual(first)
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect(till.standIn.countOf('checkout.session')).toBe(1)
  })

  test('the same key with another body is an idempotency error', async () => {
    await till.stripe.checkout.sessions.create(order(till), { idempotencyKey: 'k1' })
    const other = order(till, { client_reference_id: 'ord_2' })
    await expect(till.stripe.checkout.sessions.create(other, { idempotencyKey: 'k1' })).rejects.toBeInstanceOf(
      Stripe.errors.StripeIdempotencyError,
    )
  })

  test('a request with wrong parameters does not use its key up', async () => {
    const wrong = { ...order(till), nonsense: 'x' }
    await expect(till.stripe.checkout.sessions.create(wrong, { idempotencyKey: 'k1' })).rejects.toThrow(/nonsense/)
    const session = await till.stripe.checkout.sessions.create(order(till), { idempotencyKey: 'k1' })
    expect(session.status).toBe('open')
  })

  test('a key is free again after a day', async () => {
    const first = await till.stripe.checkout.sessions.create(order(till), { idempotencyKey: 'k1' })
    till.advance(25 * 3600)
    const second = await till.stripe.checkout.sessions.create(order(till), { idempotencyKey: 'k1' })
    expect(second.id).not.toBe(first.id)
  })
})

describe('paying', () => {
  test('by card completes the session and delivers a signed webhook before it resolves', async () => {
    const { id } = await created()
    const outcome = await till.standIn.pay(id)
    expect(outcome).toMatchObject({ delivered: true, session: { status: 'complete', payment_status: 'paid' } })
    expect(types()).toEqual(['checkout.session.completed'])
    expect(till.arrived[0]).toMatchObject({
      id: outcome.event,
      api_version: '2026-10-28.endive',
      data: { object: { id, payment_status: 'paid', metadata: { order: 'ord_1' }, url: null } },
    })
    const session = await till.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] })
    expect(session.payment_intent).toMatchObject({
      status: 'succeeded',
      amount_received: 43_900,
      metadata: { order: 'ord_1' },
      latest_charge: { object: 'charge', paid: true, amount: 43_900, payment_method_details: { type: 'card' } },
    })
  })

  test('with a lost webhook leaves only the provider to tell', async () => {
    const { id } = await created()
    expect(await till.standIn.pay(id, { deliver: false })).toMatchObject({ delivered: false })
    await till.standIn.redeliverPending()
    expect(till.arrived).toEqual([])
    expect((await till.stripe.checkout.sessions.retrieve(id)).payment_status).toBe('paid')
  })

  test('twice is refused and charges once, also at the same moment', async () => {
    const { id } = await created()
    const attempts = await Promise.allSettled([till.standIn.pay(id), till.standIn.pay(id), till.standIn.pay(id)])
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1)
    await expect(till.standIn.pay(id)).rejects.toMatchObject({ kind: 'conflict', code: 'checkout.complete' })
    expect(till.standIn.countOf('charge')).toBe(1)
    expect(types()).toEqual(['checkout.session.completed'])
  })

  test('by bank completes unpaid, and settles later', async () => {
    const { id } = await created()
    await till.standIn.pay(id, { method: 'bank' })
    const waiting = await till.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
    expect(waiting).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: { status: 'processing', amount_received: 0 },
    })
    till.advance(4 * 86_400)
    await till.standIn.settle(id)
    expect(types()).toEqual(['checkout.session.completed', 'checkout.session.async_payment_succeeded'])
    expect((await till.stripe.checkout.sessions.retrieve(id)).payment_status).toBe('paid')
    await expect(till.standIn.settle(id)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('by bank can bounce, which leaves the session unpaid', async () => {
    const { id } = await created()
    await till.standIn.pay(id, { method: 'bank' })
    await till.standIn.bounce(id)
    expect(types()).toEqual(['checkout.session.completed', 'checkout.session.async_payment_failed'])
    const session = await till.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] })
    expect(session).toMatchObject({
      payment_status: 'unpaid',
      payment_intent: { status: 'requires_payment_method', latest_charge: { status: 'failed' } },
    })
  })

  test('with a declined card leaves the session open for another try', async () => {
    const { id } = await created()
    await till.standIn.fail(id)
    expect(types()).toEqual(['payment_intent.payment_failed'])
    expect(till.standIn.getSession(id)).toMatchObject({ status: 'open', payment_status: 'unpaid' })
    await till.standIn.pay(id)
    expect(till.standIn.countOf('charge')).toBe(2)
    const found = await till.stripe.checkout.sessions.list({
      payment_intent: String(till.standIn.getSession(id).payment_intent),
    })
    expect(found.data.map((session) => session.id)).toEqual([id])
  })
})

describe('expiry', () => {
  test('by the API closes the session, tells by webhook, and is refused a second time', async () => {
    const { id } = await created()
    expect(await till.stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired', url: null })
    await till.standIn.idle()
    expect(types()).toEqual(['checkout.session.expired'])
    await expect(till.stripe.checkout.sessions.expire(id)).rejects.toThrow(/status of `expired`/)
    await expect(till.standIn.pay(id)).rejects.toMatchObject({ code: 'checkout.expired' })
  })

  test('is refused for a completed session', async () => {
    const { id } = await created()
    await till.standIn.pay(id)
    await expect(till.stripe.checkout.sessions.expire(id)).rejects.toThrow(/status of `complete`/)
  })

  test('comes with time, at the very second, to a session that is looked at', async () => {
    const { id } = await created()
    till.advance(31 * 60 - 1)
    expect((await till.stripe.checkout.sessions.retrieve(id)).status).toBe('open')
    till.advance(1)
    await expect(till.standIn.pay(id)).rejects.toMatchObject({ code: 'checkout.expired' })
    expect((await till.stripe.checkout.sessions.retrieve(id)).status).toBe('expired')
    await till.standIn.idle()
    expect(types()).toEqual(['checkout.session.expired'])
    expect(till.standIn.countOf('charge')).toBe(0)
  })

  test('of all that are due is told once for each', async () => {
    await Promise.all([created(), created()])
    const later = await till.stripe.checkout.sessions.create(
      order(till, { expires_at: seconds(till.clock.now) + 7200 }),
    )
    till.advance(31 * 60)
    expect(await till.standIn.expireDue()).toBe(2)
    expect(await till.standIn.expireDue()).toBe(0)
    expect(types()).toEqual(['checkout.session.expired', 'checkout.session.expired'])
    expect(till.standIn.getSession(later.id).status).toBe('open')
  })
})
