import { cancelEvent } from '@lectern/core/catalog'
import type { RefusalFacts } from '@lectern/core/payments'
import { usesTaken } from '@lectern/core/pricing'
import { cancelOrder, findOrder, listOrders, type Order, releaseDueHolds } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import type { FaultKind } from '../../../packages/local/src/fault.ts'
import { anEvent, aPromotion, level, minutes, order, orderNow, placed } from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf, type TestDesk } from '../../support/desk.ts'

const unavailable = { kind: 'unavailable', code: 'payments.unavailable' }
const forGood = ['error-400', 'error-401', 'error-403', 'error-404'] as const satisfies FaultKind[]

/** A class of one seat, a code of one use, and what an operator is told. */
const openSale = async (capacity = 1) => {
  const told: RefusalFacts[] = []
  const desk = await openDesk({ onRefused: (facts) => told.push(facts) })
  const event = await anEvent(desk.table, { capacity })
  const code = await aPromotion(desk.table, { code: 'LEAP29', limits: { total: 1, perPerson: 1 } })
  const taken = async () => ({
    seats: (await level(desk.table, event)).taken,
    uses: (await usesTaken(desk.table, [code.id]))[code.id] ?? 0,
  })
  return { desk, told, taken }
}

const sweep = (desk: TestDesk, now: string) =>
  releaseDueHolds(desk, now, (_order, error) => {
    throw error
  })

const refuse = (desk: TestDesk, kind: FaultKind, path: RegExp, method?: 'GET' | 'POST') =>
  desk.stripe.setFault({ path, times: 99, kind, ...(method ? { method } : {}) })

describe('the payment provider refuses for good', () => {
  test.each(forGood)('opening a page answers %s: unavailable, and nothing stays held', async (kind) => {
    const { desk, told, taken } = await openSale()
    refuse(desk, kind, /checkout\/sessions$/)
    const asked = { key: 'k1', codes: ['LEAP29'] }
    await expect(order(desk, 'ada@example.com', '5w22:seat', asked)).rejects.toMatchObject(unavailable)
    expect(await taken()).toEqual({ seats: 0, uses: 0 })
    expect(told).toMatchObject([{ asked: 'openCheckout', status: Number(kind.slice(-3)) }])
    expect((await listOrders(desk.table, { limit: 9 })).items).toMatchObject([{ status: 'cancelled' }])

    // Whatever the key was, the same buyer gets the same seat with the same code as soon as the provider takes it.
    desk.stripe.setFault(undefined)
    const made = await placed(desk, 'ada@example.com', '5w22:seat', asked)
    expect(made).toMatchObject({ status: 'awaiting-payment', checkout: { state: 'open' } })
    expect(await taken()).toEqual({ seats: 1, uses: 1 })
  })

  test('many buyers are refused, and the seats are all there', async () => {
    const { desk, taken } = await openSale(5)
    refuse(desk, 'error-403', /checkout\/sessions$/)
    const buyers = Array.from({ length: 8 }, (_, index) => order(desk, `p${index}@example.com`, '5w22:seat'))
    const outcomes = await Promise.allSettled(buyers)
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.kind)).not.toContain(false)
    expect(await taken()).toEqual({ seats: 0, uses: 0 })
  })

  test.each(forGood)(
    'closing the page answers %s: the buyer still cancels, and a payment after all goes back',
    async (kind) => {
      const { desk, taken } = await openSale()
      const made = await placed(desk, 'ada@example.com', '5w22:seat', { codes: ['LEAP29'] })
      refuse(desk, kind, /checkout\/sessions\/./)
      expect(await cancelOrder(desk, made.id, minutes(1))).toMatchObject({ status: 'cancelled' })
      expect(await taken()).toEqual({ seats: 0, uses: 0 })

      desk.stripe.setFault(undefined)
      await desk.stripe.pay(sessionOf(made))
      await drain(desk, minutes(2))
      const after = await orderNow(desk, made)
      expect(after.status).toBe('refunded')
      expect(await providerRefunds(desk, after)).toEqual([after.paidCents])
      expect(await taken()).toEqual({ seats: 0, uses: 0 })
    },
  )

  test('a page that the provider does not know is released when its hold ends; a refused key keeps it', async () => {
    const { desk, told, taken } = await openSale()
    const made = await placed(desk, 'ada@example.com', '5w22:seat')
    refuse(desk, 'error-401', /checkout\/sessions\/./)
    await expect(sweep(desk, minutes(42))).rejects.toMatchObject(unavailable)
    expect(await taken()).toMatchObject({ seats: 1 })
    expect(told.at(-1)).toMatchObject({ status: 401 })
    refuse(desk, 'error-404', /checkout\/sessions\/./)
    await sweep(desk, minutes(42))
    expect(await orderNow(desk, made)).toMatchObject({ status: 'expired' })
    expect(await taken()).toMatchObject({ seats: 0 })
  })

  test.each(forGood)(
    'its event is canceled, and closing the page answers %s: everyone’s registration ends',
    async (kind) => {
      const { desk, taken } = await openSale(3)
      const unpaid = await placed(desk, 'ada@example.com', '5w22:seat')
      const paid = await placed(desk, 'bob@example.com', '5w22:seat')
      await desk.stripe.pay(sessionOf(paid))
      await drain(desk)
      refuse(desk, kind, /checkout\/sessions\/./)
      await cancelEvent(desk.table, '5w22', undefined, minutes(1))
      expect(await drain(desk, minutes(2))).toEqual([])
      expect((await orderNow(desk, unpaid)).status).toBe('cancelled')
      expect(await providerRefunds(desk, await orderNow(desk, paid))).toEqual([39_900])
      expect(await taken()).toMatchObject({ seats: 0 })

      desk.stripe.setFault(undefined)
      await desk.stripe.pay(sessionOf(unpaid))
      await drain(desk, minutes(3))
      expect(await providerRefunds(desk, await orderNow(desk, unpaid))).toEqual([39_900])
    },
  )

  test('what is refused because of where a payment stands tells nobody', async () => {
    const { desk, told } = await openSale()
    const made = await placed(desk, 'ada@example.com', '5w22:seat')
    await desk.stripe.pay(sessionOf(made), { deliver: false })
    expect(await desk.payments.closeCheckout(sessionOf(made))).toMatchObject({ state: 'paid' })
    expect(told).toEqual([])
  })
})

describe('cut off between the commit and the payment page', () => {
  const cutOff = async () => {
    const sale = await openSale()
    const { desk } = sale
    const gone = {
      ...desk,
      payments: { ...desk.payments, openCheckout: () => Promise.reject(new Error('The process ended')) },
    }
    await expect(order(gone, 'ada@example.com', '5w22:seat', { key: 'k1', codes: ['LEAP29'] })).rejects.toThrow('ended')
    const [left] = (await listOrders(desk.table, { limit: 1 })).items
    return { ...sale, left: left as Order }
  }

  test('the seat and the use come back within minutes, to anyone who asks, and the key is free', async () => {
    const { desk, taken, left } = await cutOff()
    expect(await taken()).toEqual({ seats: 1, uses: 1 })
    // Nobody swept: someone else needs the seat.
    await placed(desk, 'bob@example.com', '5w22:seat', { now: minutes(3) })
    expect(await findOrder(desk.table, left.id)).toMatchObject({ status: 'expired' })
    expect(await taken()).toEqual({ seats: 1, uses: 0 })
  })

  test('the same buyer gets a page to pay on with the same key, and after the hold a new order', async () => {
    const { desk, taken, left } = await cutOff()
    const asked = { key: 'k1', codes: ['LEAP29'] }
    const again = await placed(desk, 'ada@example.com', '5w22:seat', { ...asked, now: minutes(1) })
    expect(again).toMatchObject({ id: left.id, checkout: { state: 'open' }, holdEndsAt: minutes(42) })

    const other = await cutOff()
    await sweep(other.desk, minutes(3))
    const made = await placed(other.desk, 'ada@example.com', '5w22:seat', { ...asked, now: minutes(4) })
    expect(made.id).not.toBe(other.left.id)
    expect(made).toMatchObject({ checkout: { state: 'open' } })
    expect(await other.taken()).toEqual({ seats: 1, uses: 1 })
    expect(await taken()).toEqual({ seats: 1, uses: 1 })
  })
})

describe('more than one payment can be', () => {
  test('is refused before anything is held; the most that it can be is not', async () => {
    const { desk, taken } = await openSale()
    const event = { slug: 'gala', code: undefined, tickets: [{ slug: 'seat', name: 'Seat', priceCents: 100_000_000 }] }
    await anEvent(desk.table, event)
    await expect(order(desk, 'ada@example.com', ['5w22:seat', 'gala:seat'])).rejects.toMatchObject({
      kind: 'invalid',
      code: 'registration.total-too-high',
    })
    expect(await taken()).toEqual({ seats: 0, uses: 0 })
    expect((await listOrders(desk.table, { limit: 1 })).items).toEqual([])

    const most = { ...event, slug: 'ball', tickets: [{ slug: 'seat', name: 'Seat', priceCents: 99_999_999 }] }
    await anEvent(desk.table, most)
    expect(await placed(desk, 'ada@example.com', 'ball:seat')).toMatchObject({ checkout: { state: 'open' } })
  })
})
