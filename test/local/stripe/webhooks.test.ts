import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTill, order, type Till } from '../support/till.ts'

let till: Till
beforeEach(async () => {
  till = await openTill()
})
afterEach(() => till.stop())

const created = async (): Promise<string> => (await till.stripe.checkout.sessions.create(order(till))).id

describe('replaying', () => {
  test('repeats an event under its own id, as often as asked', async () => {
    const session = await created()
    const { event } = await till.standIn.pay(session)
    const asked = { session, type: 'checkout.session.completed', times: 3 }
    expect(await till.standIn.replay(asked)).toEqual({ event, delivered: 3 })
    expect(till.arrived.map((each) => each.id)).toEqual([event, event, event, event])
  })

  test('brings a lost webhook after all', async () => {
    const session = await created()
    const { event } = await till.standIn.pay(session, { deliver: false })
    await till.standIn.replay({ session, type: 'checkout.session.completed' })
    expect(till.arrived.map((each) => each.id)).toEqual([event])
  })

  test('makes up what never happened from the session as it stands, once', async () => {
    const session = await created()
    const stray = await till.standIn.replay({ session, type: 'checkout.session.completed' })
    expect(till.arrived[0]).toMatchObject({
      id: stray.event,
      data: { object: { status: 'open', payment_status: 'unpaid' } },
    })
    const again = await till.standIn.replay({ session, type: 'checkout.session.completed' })
    expect(again.event).toBe(stray.event)
    const { event } = await till.standIn.pay(session)
    expect(event).not.toBe(stray.event)
    expect((await till.standIn.replay({ session, type: 'checkout.session.completed' })).event).toBe(event)
  })

  test('refuses a session that does not exist, and a refund that never was', async () => {
    await expect(till.standIn.replay({ session: 'cs_none', type: 'x' })).rejects.toMatchObject({ kind: 'not-found' })
    const asked = { session: await created(), type: 'charge.refunded' }
    await expect(till.standIn.replay(asked)).rejects.toMatchObject({ kind: 'conflict' })
  })
})

describe('an undelivered webhook', () => {
  test('is kept and tried again, under the same id', async () => {
    till.deaf.value = true
    const { event, delivered } = await till.standIn.pay(await created())
    expect(delivered).toBe(false)
    expect(await till.standIn.redeliverPending()).toEqual({ delivered: 0, pending: 1 })
    till.deaf.value = false
    expect(await till.standIn.redeliverPending()).toEqual({ delivered: 1, pending: 0 })
    expect(await till.standIn.redeliverPending()).toEqual({ delivered: 0, pending: 0 })
    expect(till.arrived.map((each) => each.id)).toEqual([event])
  })

  test('is given up after three days', async () => {
    till.deaf.value = true
    await till.standIn.pay(await created())
    till.deaf.value = false
    till.advance(3 * 86_400 + 1)
    expect(await till.standIn.redeliverPending()).toEqual({ delivered: 0, pending: 0 })
    expect(till.standIn.countOf('given-up')).toBe(1)
  })
})

describe('a fault', () => {
  test('of 500 and of too many requests reaches the SDK as its own error, and nothing is made', async () => {
    till.standIn.setFault({ path: /sessions$/, times: 1, kind: 'error-500' })
    await expect(created()).rejects.toBeInstanceOf(Stripe.errors.StripeAPIError)
    till.standIn.setFault({ path: /sessions$/, times: 1, kind: 'rate-limit' })
    await expect(created()).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError)
    expect(till.standIn.countOf('checkout.session')).toBe(0)
    expect(await created()).toMatch(/^cs_/)
  })

  test('that drops or withholds the answer reaches it as a connection error', async () => {
    // Twice, because the SDK tries a closed connection once more whatever it is told.
    till.standIn.setFault({ path: /sessions$/, times: 2, kind: 'refuse' })
    await expect(created()).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError)
    till.standIn.setFault({ path: /sessions$/, times: 1, kind: 'timeout' })
    const impatient = till.stripe.checkout.sessions.create(order(till), { timeout: 50 })
    await expect(impatient).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError)
    expect(till.standIn.countOf('checkout.session')).toBe(0)
  })

  test('after the act lets the same key find out what was done', async () => {
    till.standIn.setFault({ path: /sessions$/, times: 2, kind: 'done-then-drop' })
    const asked = order(till)
    const lost = till.stripe.checkout.sessions.create(asked, { idempotencyKey: 'k1' })
    await expect(lost).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError)
    expect(till.standIn.countOf('checkout.session')).toBe(1)
    const session = await till.stripe.checkout.sessions.create(asked, { idempotencyKey: 'k1' })
    expect(till.standIn.getSession(session.id).status).toBe('open')
    expect(till.standIn.countOf('checkout.session')).toBe(1)
  })

  test('is overcome by the retries of the SDK', async () => {
    till.standIn.setFault({ path: /sessions$/, times: 1, kind: 'error-500', method: 'POST' })
    const session = await till.stripe.checkout.sessions.create(order(till), { maxNetworkRetries: 1 })
    expect(session.status).toBe('open')
  })
})

describe('a restart', () => {
  test('forgets neither sessions, nor keys, nor webhooks that were never taken', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-stripe-'))
    const file = join(folder, 'state.sqlite')
    const before = await openTill(file)
    const asked = order(before)
    const first = await before.stripe.checkout.sessions.create(asked, { idempotencyKey: 'k1' })
    before.deaf.value = true
    const { event } = await before.standIn.pay(first.id)
    // Not closed: a second connection sees what is committed, as a new process would after a kill.
    const after = await openTill(file)
    expect(await after.standIn.redeliverPending()).toEqual({ delivered: 1, pending: 0 })
    expect(after.arrived.map((each) => each.id)).toEqual([event])
    const again = await after.stripe.checkout.sessions.create(asked, { idempotencyKey: 'k1' })
    expect(again.id).toBe(first.id)
    expect((await after.stripe.checkout.sessions.retrieve(first.id)).payment_status).toBe('paid')
    await Promise.all([before.stop(), after.stop()])
    rmSync(folder, { recursive: true })
  })
  test('after what was kept before there were subscriptions repeats its events as before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-stripe-'))
    const file = join(folder, 'state.sqlite')
    const before = await openTill(file)
    const { id } = await before.stripe.checkout.sessions.create(order(before))
    const { event } = await before.standIn.pay(id)
    before.state.exec('ALTER TABLE stripe_events RENAME COLUMN subject TO session')
    await before.stop()
    const after = await openTill(file)
    const asked = { session: id, type: 'checkout.session.completed' }
    expect(await after.standIn.replay(asked)).toEqual({ event, delivered: 1 })
    await after.stop()
    rmSync(folder, { recursive: true })
  })
})
