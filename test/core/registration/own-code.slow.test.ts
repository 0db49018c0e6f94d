import { type Client, visitor } from '@lectern/core/identity'
import { usesByPerson } from '@lectern/core/pricing'
import { QuoteRequest, quoteOrder, settleCheckout } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, aPromotion, aWebinar, minutes, order, orderNow, placed, start } from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf } from '../../support/desk.ts'

const here: Client = { address: '203.0.113.7', realNow: start }
const ada = 'ada@example.com'
const codes = ['LEAP29']
const usedByYou = { code: 'pricing.code-not-applied', message: expect.stringContaining('as many times as you can') }

/** Someone orders one thing in Ada's name with a code that each may use once, and does not pay. */
const blocked = async () => {
  const desk = await openDesk()
  await anEvent(desk.table)
  await aWebinar(desk.table, { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 5000 }] })
  const code = await aPromotion(desk.table, { code: 'LEAP29', limits: { perPerson: 1 } })
  const person = await aPerson(desk.table, ada)
  const theirs = await placed(desk, ada, 'kpis:seat', { client: here, codes })
  const used = async () => (await usesByPerson(desk.table, person.id, [code.id]))[code.id] ?? 0
  const own = (now = minutes(1)) => order(desk, ada, '5w22:seat', { actor: person, client: here, codes, now })
  return { desk, person, theirs, used, own }
}

describe('what a person may use so often is not taken from them by an unpaid order in their name', () => {
  test('once signed in they are quoted and get the price; the other order ends, and its page is closed', async () => {
    const { desk, person, theirs, used, own } = await blocked()
    const cart = QuoteRequest.parse({ lines: [{ sku: '5w22:seat' }], codes })
    expect(await quoteOrder(desk.table, cart, person, minutes(1), here)).toMatchObject({
      totalCents: 28_329,
      rejected: [],
    })
    expect(await own()).toMatchObject({ outcome: 'placed', order: { totalCents: 28_329 } })
    expect(await orderNow(desk, theirs)).toMatchObject({ status: 'cancelled' })
    expect(desk.stripe.getSession(sessionOf(theirs)).status).toBe('expired')
    expect(await used()).toBe(1)
  })

  test('an order of theirs for the same event, of several people at once, or that was paid, leaves one use', async () => {
    const { desk, person, used } = await blocked()
    const same = await placed(desk, ada, 'kpis:seat', { actor: person, client: here, codes, now: minutes(1) })
    expect(same.totalCents).toBe(3550)
    expect(await used()).toBe(1)

    const twice = await blocked()
    const both = await Promise.allSettled([twice.own(), twice.own()])
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await twice.used()).toBe(1)

    const paid = await blocked()
    await paid.desk.stripe.pay(sessionOf(paid.theirs), { deliver: false })
    await expect(paid.own()).rejects.toMatchObject(usedByYou)
    expect(await orderNow(paid.desk, paid.theirs)).toMatchObject({ status: 'confirmed' })
    expect(await paid.used()).toBe(1)
  })

  test('paid after all when its page could not be closed: all of it goes back', async () => {
    const { desk, theirs, used, own } = await blocked()
    desk.stripe.setFault({ path: new RegExp(`sessions/${sessionOf(theirs)}`), times: 99, kind: 'error-404' })
    expect(await own()).toMatchObject({ outcome: 'placed' })
    desk.stripe.setFault(undefined)
    await desk.stripe.pay(sessionOf(theirs), { deliver: false })
    await settleCheckout(desk, sessionOf(theirs), minutes(2))
    await drain(desk, minutes(3))
    expect(await providerRefunds(desk, await orderNow(desk, theirs))).toEqual([3550])
    expect(await used()).toBe(1)
  })

  test('their own orders hold their use, and nobody else’s address ends anything', async () => {
    const { desk, own } = await blocked()
    const first = await own()
    const again = order(desk, ada, 'kpis:seat', { client: here, codes, now: minutes(2) })
    await expect(again).rejects.toMatchObject(usedByYou)
    expect(first).toMatchObject({ outcome: 'placed', order: { status: 'awaiting-payment' } })
    const mallory = await aPerson(desk.table, 'mallory@example.com')
    const other = order(desk, ada, 'kpis:seat', { actor: mallory, client: here, codes, now: minutes(2) })
    await expect(other).rejects.toMatchObject(usedByYou)
  })

  test('the price of a first purchase is not lost to an order in their name that is never paid', async () => {
    const { desk, person, theirs } = await blocked()
    await aPromotion(desk.table, {
      code: 'FIRST',
      audience: { type: 'first-purchase' },
      limits: { perPerson: 1 },
    })
    const first = await order(desk, ada, '5w22:seat', { actor: person, codes: ['FIRST'], now: minutes(1) })
    expect(first).toMatchObject({ outcome: 'placed', order: { totalCents: 28_329 } })
    expect(await orderNow(desk, theirs)).toMatchObject({ status: 'awaiting-payment' })
    const visitors = order(desk, ada, 'kpis:seat', { actor: visitor, client: here, codes: ['FIRST'], now: minutes(2) })
    await expect(visitors).rejects.toMatchObject({ code: expect.stringMatching(/pricing|registration/) })
  })
})
