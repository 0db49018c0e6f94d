import { usesTaken } from '@lectern/core/pricing'
import { releaseDueHolds } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import type { FaultKind } from '../../../packages/local/src/fault.ts'
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
  tally,
} from '../../support/build.ts'
import { openDesk, sessionOf, type TestDesk } from '../../support/desk.ts'

const sale = async (timeoutMilliseconds?: number) => {
  const desk = await openDesk(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds })
  const event = await anEvent(desk.table, { capacity: 5 })
  const code = await aPromotion(desk.table, { code: 'LEAP29', limits: { total: 10, perPerson: 1 } })
  const asked = { key: 'k1', codes: ['LEAP29'] }
  const taken = async () => ({
    seats: (await level(desk.table, event)).taken,
    uses: (await usesTaken(desk.table, [code.id]))[code.id] ?? 0,
  })
  return { desk, event, asked, taken }
}

test('the same key with the same request places one order and answers alike', async () => {
  const { desk, asked, taken } = await sale()
  const first = await placed(desk, 'ada@example.com', '5w22:seat', asked)
  const again = await placed(desk, 'ada@example.com', '5w22:seat', { ...asked, now: minutes(5) })
  expect(again).toEqual(first)
  expect(await taken()).toEqual({ seats: 1, uses: 1 })
  expect(desk.stripe.countOf('checkout.session')).toBe(1)
})

test('ten requests at once with one key place one order, and all get its payment page', async () => {
  const { desk, asked, taken } = await sale()
  const orders = await Promise.all(
    Array.from({ length: 10 }, () => placed(desk, 'ada@example.com', '5w22:seat', asked)),
  )
  expect(new Set(orders.map(({ id }) => id)).size).toBe(1)
  expect(new Set(orders.map(({ checkout }) => checkout?.url)).size).toBe(1)
  expect(orders[0]?.checkout?.url).toContain('http')
  expect(await taken()).toEqual({ seats: 1, uses: 1 })
  expect(desk.stripe.countOf('checkout.session')).toBe(1)
})

test('ten free requests at once with one key place one order', async () => {
  const desk = await openDesk()
  await aWebinar(desk.table)
  const orders = await Promise.all(
    Array.from({ length: 10 }, () => placed(desk, 'ada@example.com', 'kpis:seat', { key: 'k' })),
  )
  expect(new Set(orders.map(({ id }) => id)).size).toBe(1)
})

test('the same key with another request is a conflict, and one key of two people is two keys', async () => {
  const { desk, asked } = await sale()
  await placed(desk, 'ada@example.com', '5w22:seat', asked)
  await expect(order(desk, 'bob@example.com', '5w22:seat', asked)).rejects.toMatchObject({
    kind: 'conflict',
    code: 'idempotency.key-reused',
  })
})

test('without a key, a second attempt while the first waits for payment is told so', async () => {
  const { desk, taken } = await sale()
  await placed(desk, 'ada@example.com', '5w22:seat')
  await expect(order(desk, 'ada@example.com', '5w22:seat')).rejects.toMatchObject({
    code: 'registration.awaiting-payment',
  })
  expect(await taken()).toEqual({ seats: 1, uses: 0 })
})

describe('the payment service fails', () => {
  test.for<FaultKind>(['error-500', 'rate-limit', 'refuse', 'timeout', 'done-then-drop'])(
    '%s: seats and uses come back exactly, and the same key works again',
    async (kind) => {
      const { desk, asked, taken } = await sale(kind === 'timeout' ? 200 : undefined)
      desk.stripe.setFault({ path: /checkout\/sessions/, times: 3, kind })
      await expect(order(desk, 'ada@example.com', '5w22:seat', asked)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'payments.unavailable',
      })
      expect(await taken()).toEqual({ seats: 0, uses: 0 })
      desk.stripe.setFault(undefined)
      const again = await placed(desk, 'ada@example.com', '5w22:seat', asked)
      expect(again).toMatchObject({ status: 'awaiting-payment', totalCents: 28_329 })
      expect(await taken()).toEqual({ seats: 1, uses: 1 })
      await desk.stripe.pay(sessionOf(again))
      expect(await orderNow(desk, again)).toMatchObject({ status: 'confirmed', paidCents: 28_329 })
    },
  )

  test('one attempt of several at once that gets through is enough for all, or none has the order', async () => {
    const { desk, asked, taken } = await sale()
    desk.stripe.setFault({ path: /checkout\/sessions/, times: 4, kind: 'error-500' })
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => placed(desk, 'ada@example.com', '5w22:seat', asked)),
    )
    for (const result of results) {
      if (result.status === 'fulfilled') expect(result.value.checkout?.url).toContain('http')
      else expect(result.reason.code).toBe('payments.unavailable')
    }
    const again = await placed(desk, 'ada@example.com', '5w22:seat', asked)
    expect(again.checkout?.url).toContain('http')
    expect(await taken()).toEqual({ seats: 1, uses: 1 })
  })
})

/** The process dies between committing the order and opening its payment page. */
const crash = async (desk: TestDesk, asked: Record<string, unknown>): Promise<void> => {
  const dying = { ...desk, payments: { ...desk.payments, openCheckout: () => Promise.reject(new Error('killed')) } }
  await expect(order(dying, 'ada@example.com', '5w22:seat', asked)).rejects.toThrow('killed')
}

describe('cut off between the commit and the payment page', () => {
  test.for([0, 2, 20])('the same key goes on with the same order %i minutes later', async (later) => {
    const { desk, asked, taken } = await sale()
    await crash(desk, asked)
    expect(await taken()).toEqual({ seats: 1, uses: 1 })
    desk.clock.now = minutes(later)
    const order = await placed(desk, 'ada@example.com', '5w22:seat', { ...asked, now: minutes(later) })
    expect(order).toMatchObject({ status: 'awaiting-payment', holdEndsAt: minutes(later + 41), placedAt: minutes(0) })
    expect(await taken()).toEqual({ seats: 1, uses: 1 })
    expect(desk.stripe.getSession(sessionOf(order)).expires_at * 1000).toBe(Date.parse(minutes(later + 31)))
    await desk.stripe.pay(sessionOf(order))
    expect((await registrationsNow(desk, order)).map(({ status }) => status)).toEqual(['confirmed'])
  })

  test('nobody comes back: the clock gives seat and use back, and a payment page that was opened is dead', async () => {
    const { desk, asked, taken } = await sale()
    const dying = {
      ...desk,
      payments: {
        ...desk.payments,
        openCheckout: async (request: Parameters<typeof desk.payments.openCheckout>[0]) => {
          await desk.payments.openCheckout(request)
          throw new Error('killed')
        },
      },
    }
    await expect(order(dying, 'ada@example.com', '5w22:seat', asked)).rejects.toThrow('killed')
    desk.clock.now = minutes(41)
    const errors: unknown[] = []
    expect(await releaseDueHolds(desk, minutes(41), (_, error) => errors.push(error))).toEqual({ ended: 1, kept: 0 })
    expect(errors).toEqual([])
    expect(await taken()).toEqual({ seats: 0, uses: 0 })
    expect(await desk.stripe.expireDue()).toBe(1)
    expect(await taken()).toEqual({ seats: 0, uses: 0 })
    expect(await tally([order(desk, 'bob@example.com', '5w22:seat', { now: minutes(42) })])).toEqual({ placed: 1 })
  })

  test('a page that was opened and never shown says nothing of the one that was', async () => {
    const { desk, asked } = await sale()
    const dying = {
      ...desk,
      payments: {
        ...desk.payments,
        openCheckout: async (request: Parameters<typeof desk.payments.openCheckout>[0]) => {
          await desk.payments.openCheckout(request)
          throw new Error('killed')
        },
      },
    }
    await expect(order(dying, 'ada@example.com', '5w22:seat', asked)).rejects.toThrow('killed')
    desk.clock.now = minutes(20)
    const order1 = await placed(desk, 'ada@example.com', '5w22:seat', { ...asked, now: minutes(20) })
    desk.clock.now = minutes(32)
    expect(await desk.stripe.expireDue()).toBe(1)
    expect(await orderNow(desk, order1)).toMatchObject({ status: 'awaiting-payment' })
    await desk.stripe.pay(sessionOf(order1))
    expect(await orderNow(desk, order1)).toMatchObject({ status: 'confirmed' })
  })
})
