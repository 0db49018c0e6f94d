import { type Client, visitor } from '@lectern/core/identity'
import {
  centsOfSeats,
  findRegistration,
  type Order,
  refundedCents,
  releaseDueHolds,
  settleCheckout,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { holderOf } from '../../../packages/core/src/registration/strangers.ts'
import { unpaidHeld } from '../../../packages/core/src/registration/unpaid-store.ts'
import { anEvent, aPerson, level, minutes, order, orderNow, placed, start } from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf, type TestDesk } from '../../support/desk.ts'

const here: Client = { address: '203.0.113.7', realNow: start }
const mallory = 'mallory@example.com'
const ada = 'ada@example.com'
const seat = (email: string) => ({ sku: '5w22:seat', email, name: 'Someone' })

/** Mallory registers Ada, and the others named, for a class of few seats, and does not pay. */
const blocked = async (others: string[] = []) => {
  const desk = await openDesk()
  const event = await anEvent(desk.table, { capacity: 1 + others.length })
  const person = await aPerson(desk.table, ada)
  const first = await placed(desk, mallory, [], {
    lines: [{ sku: '5w22:seat', quantity: 1 + others.length }],
    attendees: [ada, ...others].map(seat),
    client: here,
  })
  const taken = async () => (await level(desk.table, event)).taken
  const held = () => unpaidHeld(desk.table, holderOf(desk, here), 'event:5w22')
  const own = () => findRegistration(desk.table, person.id, '5w22')
  return { desk, person, first, taken, held, own }
}

type Blocked = Awaited<ReturnType<typeof blocked>>

/** Does something once, right before an order is first read by its id. */
const beforeRead = (desk: TestDesk, orderId: string, act: () => Promise<void>) => {
  let done = false
  desk.table.client.middlewareStack.add(
    (next, context) => async (args) => {
      const hit =
        !done && /^(Get|BatchGet)/.test(String(context.commandName)) && JSON.stringify(args.input).includes(orderId)
      if (hit) {
        done = true
        await act()
      }
      return next(args)
    },
    { step: 'initialize', name: 'before' },
  )
}

const sum = (cents: number[]) => cents.reduce((all, one) => all + one, 0)
const adasShare = (first: Order) => centsOfSeats(first, first.seats.slice(0, 1))

describe('a person’s own order wins over an unpaid hold of someone else for them', () => {
  test.each(['signed in', 'by address alone'])('%s: they get the seat, also the last one', async (how) => {
    const { desk, person, first, taken, held, own } = await blocked(['bob@example.com'])
    const mine = await placed(desk, ada, '5w22:seat', {
      actor: how === 'signed in' ? person : visitor,
      now: minutes(1),
    })
    expect(await own()).toMatchObject({ orderId: mine.id, status: 'held' })
    expect(await taken()).toBe(2)
    expect(await held()).toBe(1)
    await desk.stripe.pay(sessionOf(mine))
    await drain(desk, minutes(2))
    expect(await own()).toMatchObject({ orderId: mine.id, status: 'confirmed' })
    // The other order goes on for Bob alone, and its buyer knows.
    expect(await orderNow(desk, first)).toMatchObject({ status: 'awaiting-payment', lines: [{ status: 'live' }] })
    expect(desk.mails({ to: mallory }).map(({ template }) => template)).toEqual(['seat-given-up'])
    await releaseDueHolds(desk, minutes(60), () => {})
    expect(await taken()).toBe(1)
    expect(await held()).toBe(0)
    expect(await own()).toMatchObject({ status: 'confirmed' })
  })

  test('the other order is paid later: that share goes back exactly once, the rest is theirs', async () => {
    const { desk, person, first, taken, held } = await blocked(['bob@example.com'])
    const mine = await placed(desk, ada, '5w22:seat', { actor: person, now: minutes(1) })
    await desk.stripe.pay(sessionOf(mine))
    await desk.stripe.pay(sessionOf(first), { deliver: false })
    await Promise.all([1, 2, 3].map(() => settleCheckout(desk, sessionOf(first), minutes(2))))
    await drain(desk, minutes(3))
    await settleCheckout(desk, sessionOf(first), minutes(4))
    await drain(desk, minutes(5))
    const after = await orderNow(desk, first)
    expect(after).toMatchObject({ status: 'confirmed', paidCents: first.totalCents })
    expect(await providerRefunds(desk, after)).toEqual([adasShare(first)])
    expect(await taken()).toBe(2)
    expect(await held()).toBe(0)
    expect((await orderNow(desk, mine)).refunds).toEqual([])
  })

  test('of an order that has nothing left the payment page is closed; money already sent goes back whole', async () => {
    const one = await blocked()
    await placed(one.desk, ada, '5w22:seat', { actor: one.person, now: minutes(1) })
    await drain(one.desk, minutes(1))
    expect(await orderNow(one.desk, one.first)).toMatchObject({ status: 'cancelled' })
    expect(one.desk.stripe.getSession(sessionOf(one.first)).status).toBe('expired')
    expect([await one.taken(), await one.held()]).toEqual([1, 0])

    const two = await blocked()
    await placed(two.desk, ada, '5w22:seat', { actor: two.person, now: minutes(1) })
    await two.desk.stripe.pay(sessionOf(two.first), { deliver: false })
    await drain(two.desk, minutes(1))
    const after = await orderNow(two.desk, two.first)
    expect(after.status).toBe('refunded')
    expect(await providerRefunds(two.desk, after)).toEqual([39_900])
    expect([await two.taken(), await two.held()]).toEqual([1, 0])
  })

  test('at the same moment as the other is paid: one of them has the seat, and the money is exact', async () => {
    for (const round of [0, 1, 2, 3]) {
      const { desk, person, first, taken, own } = await blocked(['bob@example.com'])
      await desk.stripe.pay(sessionOf(first), { deliver: false })
      const ours = () => order(desk, ada, '5w22:seat', { actor: person, now: minutes(1) })
      const theirs = () => settleCheckout(desk, sessionOf(first), minutes(1))
      const [mine] = await Promise.all(
        round % 2 === 0 ? [ours(), theirs(), theirs()] : [theirs().then(ours), theirs(), theirs()],
      )
      if (mine && 'outcome' in mine && mine.outcome === 'placed') await desk.stripe.pay(sessionOf(mine.order))
      await drain(desk, minutes(2))
      const other = await orderNow(desk, first)
      const won = mine && 'outcome' in mine && mine.outcome === 'placed' ? mine.order : undefined
      expect(await own()).toMatchObject({ status: 'confirmed', orderId: won?.id ?? first.id })
      expect(other).toMatchObject({ status: 'confirmed', paidCents: first.totalCents })
      expect(refundedCents(other)).toBe(won ? adasShare(first) : 0)
      expect(sum(await providerRefunds(desk, other))).toBe(refundedCents(other))
      expect(await taken()).toBe(2)
    }
  })

  test.each([
    [
      'is paid',
      async ({ desk, first }: Blocked): Promise<void> =>
        void (await settleCheckout(desk, sessionOf(first), minutes(1))),
    ],
    [
      'passes the seat on',
      async ({ desk }: Blocked): Promise<void> => void (await placed(desk, ada, '5w22:seat', { now: minutes(1) })),
    ],
  ] as const)('the other order %s while theirs is being placed: it looks again', async (how, meanwhile) => {
    const all = await blocked(['bob@example.com'])
    const { desk, person, first, own, taken } = all
    await desk.stripe.pay(sessionOf(first), { deliver: false })
    beforeRead(desk, first.id, () => meanwhile(all))
    const mine = await order(desk, ada, '5w22:seat', { actor: person, now: minutes(1) })
    expect(mine.outcome).toBe(how === 'is paid' ? 'already-registered' : 'placed')
    expect(await own()).toMatchObject(
      how === 'is paid' ? { status: 'confirmed', orderId: first.id } : { status: 'held' },
    )
    expect((await own())?.orderId === first.id).toBe(how === 'is paid')
    expect(await taken()).toBe(2)
  })

  test('their own two orders at once: one of them has the seat', async () => {
    const { desk, person, taken, own } = await blocked()
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => order(desk, ada, '5w22:seat', { actor: person, now: minutes(1) })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason.code).toBe('registration.awaiting-payment')
    expect(await own()).toMatchObject({ status: 'held' })
    expect(await taken()).toBe(1)
  })

  test('signed in beats the address alone; nothing beats who signed in, and nobody takes what is not theirs', async () => {
    const { desk, person, own } = await blocked()
    const typed = await placed(desk, ada, '5w22:seat', { now: minutes(1) })
    const again = order(desk, ada, '5w22:seat', { now: minutes(2) })
    await expect(again).rejects.toMatchObject({ code: 'registration.awaiting-payment' })
    const mine = await placed(desk, ada, '5w22:seat', { actor: person, now: minutes(3) })
    expect((await own())?.orderId).toBe(mine.id)
    const bob = await aPerson(desk.table, 'bob@example.com')
    for (const actor of [visitor, person, bob]) {
      const asked = { actor, now: minutes(4), ...(actor === bob ? { attendees: [seat(ada)] } : {}) }
      const taking = order(desk, actor === bob ? bob.email : ada, '5w22:seat', asked)
      await expect(taking).rejects.toMatchObject({ code: 'registration.awaiting-payment' })
    }
    await drain(desk, minutes(4))
    expect((await orderNow(desk, typed)).status).toBe('cancelled')
  })

  test('a bank debit under way for someone keeps them from nothing; its share goes back when it settles', async () => {
    const { desk, person, first, own } = await blocked()
    await desk.stripe.pay(sessionOf(first), { deliver: false, method: 'bank' })
    await settleCheckout(desk, sessionOf(first), minutes(1))
    expect((await orderNow(desk, first)).checkout?.state).toBe('processing')
    const mine = await placed(desk, ada, '5w22:seat', { actor: person, now: minutes(2) })
    await drain(desk, minutes(2))
    expect((await own())?.orderId).toBe(mine.id)
    await desk.stripe.settle(sessionOf(first))
    await settleCheckout(desk, sessionOf(first), minutes(3))
    await drain(desk, minutes(3))
    const after = await orderNow(desk, first)
    expect(after.status).toBe('refunded')
    expect(await providerRefunds(desk, after)).toEqual([39_900])
    expect((await own())?.orderId).toBe(mine.id)
  })

  test('from the same network as the hold: what it holds stays exact', async () => {
    const { desk, held, taken } = await blocked()
    await placed(desk, ada, '5w22:seat', { client: here, now: minutes(1) })
    expect([await held(), await taken()]).toEqual([1, 1])
    await drain(desk, minutes(1))
    expect([await held(), await taken()]).toEqual([1, 1])
  })
})
