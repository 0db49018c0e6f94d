import { type Actor, type Client, visitor } from '@lectern/core/identity'
import { addSeconds } from '@lectern/core/platform'
import {
  cancelOrder,
  findPlaces,
  joinWaitingList,
  lapseOffers,
  offerSeats,
  releaseDueHolds,
  settleCheckout,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { holderOf } from '../../../packages/core/src/registration/strangers.ts'
import { unpaidHeld } from '../../../packages/core/src/registration/unpaid-store.ts'
import {
  anEvent,
  aPerson,
  aPromotion,
  level,
  minutes,
  order,
  orderNow,
  people,
  placed,
  start,
  tally,
} from '../../support/build.ts'
import { openDesk, sessionOf, type TestDesk } from '../../support/desk.ts'

const from = (address: string, realNow = start): Client => ({ address, realNow })
const here = from('203.0.113.7')

const heldBy = (desk: TestDesk, client: Client, what: string) => unpaidHeld(desk.table, holderOf(desk, client), what)

/** Seats for others, each named. */
const team = (count: number, name: string, slug = '5w22') => ({
  lines: [{ sku: `${slug}:seat`, quantity: count }],
  attendees: people(count).map((_, index) => ({
    sku: `${slug}:seat`,
    email: `${name}${index}@example.com`,
    name: 'A B',
  })),
})

const outcome = (attempt: ReturnType<typeof order>) =>
  attempt.then(
    (done) => done.outcome,
    (error) => error.code,
  )

describe('seats and code uses that strangers hold without paying', () => {
  test('one order of someone who is not signed in holds five; who signs in, as many as it takes', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 20 })
    const six = order(desk, 'x@example.com', '5w22:seat', { client: here, ...team(6, 'six') })
    await expect(six).rejects.toMatchObject({ kind: 'forbidden', code: 'registration.sign-in-needed' })
    expect(await level(desk.table, event)).toMatchObject({ taken: 0 })
    expect(await outcome(order(desk, 'x@example.com', '5w22:seat', { client: here, ...team(5, 'five') }))).toBe(
      'placed',
    )
    const ada = await aPerson(desk.table, 'ada@example.com')
    expect(await outcome(order(desk, ada.email, '5w22:seat', { actor: ada, client: here, ...team(10, 'ten') }))).toBe(
      'placed',
    )
  })

  test('free orders hold nothing', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] })
    expect(await outcome(order(desk, 'x@example.com', '5w22:seat', { client: here, ...team(6, 'six') }))).toBe('placed')
    expect(await heldBy(desk, here, 'event:5w22')).toBe(0)
  })

  test('one network holds 40 of an event, exactly, however many come at once; others go on', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 100 })
    const many = people(60).map((email) => order(desk, email, '5w22:seat', { client: here }))
    expect(await tally(many)).toEqual({ placed: 40, 'registration.sign-in-needed': 20 })
    expect(await level(desk.table, event)).toMatchObject({ taken: 40 })
    expect(await outcome(order(desk, 'b@example.com', '5w22:seat', { client: from('203.0.113.8') }))).toBe('placed')
    const ada = await aPerson(desk.table, 'ada@example.com')
    expect(await outcome(order(desk, ada.email, '5w22:seat', { actor: ada, client: here }))).toBe('placed')
    expect(await heldBy(desk, here, 'event:5w22')).toBe(40)
  })

  test('what is paid, cancelled, or run out counts no more, once, however often it is asked for', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { capacity: 100 })
    const [paid, cancelled, left] = await Promise.all(
      ['a', 'b', 'c'].map((name) => placed(desk, `${name}@example.com`, '5w22:seat', { client: here })),
    )
    if (!paid || !cancelled || !left) throw new Error('not placed')
    expect(await heldBy(desk, here, 'event:5w22')).toBe(3)
    await desk.stripe.pay(sessionOf(paid), { deliver: false })
    await desk.stripe.idle()
    await Promise.all([1, 2, 3].map(() => settleCheckout(desk, sessionOf(paid), start)))
    expect(await heldBy(desk, here, 'event:5w22')).toBe(2)
    await cancelOrder(desk, cancelled.id, start)
    expect(await heldBy(desk, here, 'event:5w22')).toBe(1)
    desk.clock.now = minutes(60)
    const sweep = () => releaseDueHolds(desk, desk.clock.now, () => {})
    await Promise.all([sweep(), sweep(), sweep()])
    expect(await heldBy(desk, here, 'event:5w22')).toBe(0)
    for (const one of [paid, cancelled, left]) expect(await orderNow(desk, one)).not.toHaveProperty('heldFrom', here)
    expect((await orderNow(desk, left)).heldFrom).toBeUndefined()
  })

  test('holds that have run out and were not swept yet make room for who comes next', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { capacity: 100 })
    await tally(people(40).map((email) => order(desk, email, '5w22:seat', { client: here })))
    desk.clock.now = minutes(60)
    const next = order(desk, 'late@example.com', '5w22:seat', { client: here, now: desk.clock.now })
    expect(await outcome(next)).toBe('placed')
  })

  test('one network holds 20 uses of a limited code, and a free order none', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    await aPromotion(desk.table, { code: 'FIRST30', limits: { total: 30 } })
    const many = people(25).map((email) => order(desk, email, '5w22:seat', { codes: ['FIRST30'], client: here }))
    expect(await tally(many)).toEqual({ placed: 20, 'registration.sign-in-needed': 5 })
    expect(await outcome(order(desk, 'full@example.com', '5w22:seat', { client: here }))).toBe('placed')
  })

  test('200 buyers behind one address on 20 seats: 20 hold one, all others are told that it is sold out', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 20 })
    const rush = people(200).map((email) => order(desk, email, '5w22:seat', { client: here }))
    expect(await tally(rush)).toEqual({ placed: 20, 'registration.sold-out': 180 })
    expect(await level(desk.table, event)).toMatchObject({ taken: 20 })
    expect(await heldBy(desk, here, 'event:5w22')).toBe(20)
  })
})

const free = { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] }

describe('strangers who name other people', () => {
  test('ten a day by network, then a sign-in is asked for; for oneself one may always register', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, free)
    const name = (buyer: string, count: number, who: string, asked = {}) =>
      outcome(order(desk, buyer, '5w22:seat', { client: here, ...team(count, who), ...asked }))
    expect(await name('a@example.com', 11, 'eleven')).toBe('registration.sign-in-needed')
    expect(await name('a@example.com', 6, 'six')).toBe('placed')
    expect(await name('b@example.com', 5, 'five')).toBe('registration.sign-in-needed')
    expect(await name('b@example.com', 4, 'four')).toBe('placed')
    expect(await outcome(order(desk, 'self@example.com', '5w22:seat', { client: here }))).toBe('placed')
    const tomorrow = addSeconds(start, 24 * 3600)
    expect(await name('c@example.com', 10, 'next', { now: tomorrow })).toBe('placed')
    const ada = await aPerson(desk.table, 'ada@example.com')
    expect(await name(ada.email, 12, 'hers', { actor: ada })).toBe('placed')
  })

  test('ten a day by buyer, from wherever they come', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, free)
    const at = (last: number, count: number) =>
      outcome(
        order(desk, 'a@example.com', '5w22:seat', { client: from(`203.0.113.${last}`), ...team(count, `n${last}-`) }),
      )
    expect([await at(1, 6), await at(2, 4), await at(3, 1)]).toEqual([
      'placed',
      'placed',
      'registration.sign-in-needed',
    ])
  })

  test('exactly ten, however many come at once, and a refused order counts for nothing', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { ...free, capacity: 30 })
    const at = people(20).map((_, index) =>
      order(desk, `buyer${index}@example.com`, '5w22:seat', { client: here, ...team(1, `only${index}-`) }),
    )
    expect(await tally(at)).toEqual({ placed: 10, 'registration.sign-in-needed': 10 })
  })

  test('places on a waiting list are counted too', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { capacity: 1 })
    await placed(desk, 'first@example.com', '5w22:seat')
    const join = (email: string, client = here) =>
      joinWaitingList(desk, { sku: '5w22:seat', email, name: 'A B' }, visitor, start, client).then(
        (joined) => joined.outcome,
        (error) => error.code,
      )
    for (const email of people(5)) expect(await join(email)).toBe('waiting')
    expect(await join('more@example.com')).toBe('registration.sign-in-needed')
    expect(await join('p3@example.com')).toBe('waiting')
    expect(await join('more@example.com', from('203.0.113.8'))).toBe('waiting')
  })

  test('made-up people from one network keep a seat from who waits behind them for five days at most', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { capacity: 1 })
    const first = await placed(desk, 'first@example.com', '5w22:seat')
    const join = (email: string, client: Client, actor: Actor = visitor) =>
      joinWaitingList(desk, { sku: '5w22:seat', email, name: 'A B' }, actor, start, client)
    const joined = await Promise.allSettled(people(10).map((email) => join(email, here)))
    expect(joined.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    const honest = await aPerson(desk.table, 'honest@example.com')
    await join(honest.email, here, honest)
    await cancelOrder(desk, first.id, start)
    for (const day of [0, 1, 2, 3, 4, 5]) {
      const now = addSeconds(start, day * 24 * 3600)
      await lapseOffers(desk, now)
      await offerSeats(desk, '5w22', now)
    }
    expect(await findPlaces(desk.table, [{ sku: '5w22:seat', personId: honest.id }])).toMatchObject([
      { status: 'offered' },
    ])
  })
})
