import { editEvent } from '@lectern/core/catalog'
import { findPersonByEmail, visitor } from '@lectern/core/identity'
import { addSeconds } from '@lectern/core/platform'
import {
  cancelOrder,
  findPlaces,
  joinWaitingList,
  lapseOffers,
  listRoster,
  type Order,
  offerSeats,
  releaseDueHolds,
  WaitingRequest,
} from '@lectern/core/registration'
import { expect, test } from 'vitest'
import { anEvent, aWebinar, level, minutes, order, people, placed, tally } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

const join = (desk: TestDesk, email: string, sku = 'kpis:seat', now = minutes(1)) =>
  joinWaitingList(desk, WaitingRequest.parse({ sku, email, name: email.split('@')[0] }), visitor, now)

const place = async (desk: TestDesk, email: string, sku = 'kpis:seat') => {
  const person = await findPersonByEmail(desk.table, email)
  return person && (await findPlaces(desk.table, [{ sku, personId: person.id }]))[0]
}

const soldOut = { code: 'registration.sold-out' }

/** A free webinar of so many seats, all taken. */
const full = async (capacity: number, terms: Record<string, unknown> = {}) => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table, { capacity, ...terms })
  const orders: Order[] = []
  for (const email of people(capacity)) orders.push(await placed(desk, email, 'kpis:seat'))
  await drain(desk)
  return { desk, event, orders, levelNow: () => level(desk.table, event) }
}

test('one waits when it is sold out, and not while there are seats', async () => {
  const { desk, orders } = await full(1)
  expect(await join(desk, 'ada@example.com')).toMatchObject({ outcome: 'waiting', status: 'waiting' })
  expect(await join(desk, 'p0@example.com')).toMatchObject({ outcome: 'already-registered' })
  expect(orders).toHaveLength(1)
  const free = await openDesk()
  await aWebinar(free.table, { capacity: 1 })
  await expect(join(free, 'ada@example.com')).rejects.toMatchObject({ code: 'registration.seats-available' })
  const uncapped = await openDesk()
  await aWebinar(uncapped.table)
  await expect(join(uncapped, 'ada@example.com')).rejects.toMatchObject({ code: 'registration.no-waiting-list' })
})

test('joining again, or ten times at once, keeps one place', async () => {
  const { desk, levelNow } = await full(1)
  const joined = await Promise.all(Array.from({ length: 10 }, () => join(desk, 'ada@example.com')))
  expect(new Set(joined.map((outcome) => (outcome.outcome === 'waiting' ? outcome.id : ''))).size).toBe(1)
  expect(await levelNow()).toEqual({ taken: 1, waiting: 1 })
})

test('a seat that comes up goes to the queue and not to the public, in the order of waiting', async () => {
  const { desk, orders, levelNow } = await full(1)
  await join(desk, 'ada@example.com')
  await join(desk, 'bob@example.com')
  await cancelOrder(desk, orders[0]?.id ?? '', minutes(2))
  // Before and after the queue is served, the public is refused.
  await expect(order(desk, 'eve@example.com', 'kpis:seat', { now: minutes(2) })).rejects.toMatchObject(soldOut)
  await drain(desk, minutes(3))
  await expect(order(desk, 'eve@example.com', 'kpis:seat', { now: minutes(3) })).rejects.toMatchObject(soldOut)
  await expect(order(desk, 'bob@example.com', 'kpis:seat', { now: minutes(3) })).rejects.toMatchObject(soldOut)
  expect(await place(desk, 'ada@example.com')).toMatchObject({ status: 'offered', offeredUntil: minutes(3 + 1440) })
  expect(await place(desk, 'bob@example.com')).toMatchObject({ status: 'waiting' })
  expect(await levelNow()).toEqual({ taken: 1, waiting: 1 })
  const offers = desk.mails({ template: 'waiting-list-offer' })
  expect(offers.map(({ to }) => to)).toEqual([['ada@example.com']])
  // Anyone may have typed the name beside that address.
  expect(offers[0]?.text).toContain('Hi there,')

  expect(await placed(desk, 'ada@example.com', 'kpis:seat', { now: minutes(4) })).toMatchObject({ status: 'confirmed' })
  expect(await place(desk, 'ada@example.com')).toMatchObject({ status: 'taken' })
  expect(await levelNow()).toEqual({ taken: 1, waiting: 1 })
})

test('an offer that nobody uses lapses, and goes to the next', async () => {
  const { desk, orders, levelNow } = await full(1)
  await join(desk, 'ada@example.com')
  await join(desk, 'bob@example.com')
  await cancelOrder(desk, orders[0]?.id ?? '', minutes(2))
  await drain(desk, minutes(3))
  const ends = minutes(3 + 1440)
  expect(await lapseOffers(desk, addSeconds(ends, -1))).toBe(0)
  await expect(order(desk, 'ada@example.com', 'kpis:seat', { now: ends })).rejects.toMatchObject(soldOut)
  expect((await Promise.all([lapseOffers(desk, ends), lapseOffers(desk, ends)])).reduce((a, b) => a + b)).toBe(1)
  await drain(desk, ends)
  expect(await place(desk, 'ada@example.com')).toMatchObject({ status: 'lapsed' })
  expect(await place(desk, 'bob@example.com')).toMatchObject({ status: 'offered' })
  expect(await levelNow()).toEqual({ taken: 1, waiting: 0 })
  // Who let an offer lapse may wait again, at the end.
  expect(await join(desk, 'ada@example.com', 'kpis:seat', ends)).toMatchObject({ status: 'waiting' })
  expect(await levelNow()).toEqual({ taken: 1, waiting: 1 })
  // With nobody left to offer it to, the seat is for everyone again.
  await lapseOffers(desk, addSeconds(ends, 1440 * 60))
  await drain(desk, addSeconds(ends, 1440 * 60))
  await lapseOffers(desk, addSeconds(ends, 2 * 1440 * 60))
  await drain(desk, addSeconds(ends, 2 * 1440 * 60))
  expect(await levelNow()).toEqual({ taken: 0, waiting: 0 })
  expect(await tally([order(desk, 'eve@example.com', 'kpis:seat', { now: minutes(9999) })])).toEqual({ placed: 1 })
})

test('an offer is used by a paid order; unpaid, its seat goes to the next once its time has run out', async () => {
  const desk = await openDesk()
  const event = await anEvent(desk.table, { capacity: 1 })
  const first = await placed(desk, 'p0@example.com', '5w22:seat')
  await join(desk, 'ada@example.com', '5w22:seat')
  await join(desk, 'bob@example.com', '5w22:seat')
  await cancelOrder(desk, first.id, minutes(2))
  await drain(desk, minutes(3))
  desk.clock.now = minutes(4)
  const held = await placed(desk, 'ada@example.com', '5w22:seat', { now: minutes(4) })
  expect(held).toMatchObject({ status: 'awaiting-payment' })
  expect(await level(desk.table, event)).toEqual({ taken: 1, waiting: 1 })
  desk.clock.now = minutes(50)
  await releaseDueHolds(desk, minutes(50), (_, error) => {
    throw error
  })
  await drain(desk, minutes(50))
  expect(await place(desk, 'bob@example.com', '5w22:seat')).toMatchObject({ status: 'waiting' })
  desk.clock.now = minutes(3 + 1440)
  await lapseOffers(desk, desk.clock.now)
  await drain(desk)
  expect(await place(desk, 'bob@example.com', '5w22:seat')).toMatchObject({ status: 'offered' })
  expect(await level(desk.table, event)).toEqual({ taken: 1, waiting: 0 })
  const second = await placed(desk, 'bob@example.com', '5w22:seat', { now: desk.clock.now })
  await desk.stripe.pay(second.checkout?.id ?? '')
  expect((await listRoster(desk.table, '5w22', { limit: 9 })).items.map(({ name, status }) => [name, status])).toEqual([
    ['ada', 'expired'],
    ['bob', 'confirmed'],
    ['p0', 'cancelled'],
  ])
})

test('two seats come up for two types of tickets that share them: the longest wait goes first', async () => {
  const tickets = [
    { slug: 'seat', name: 'Seat', priceCents: 0 },
    { slug: 'student', name: 'Student', priceCents: 0, capacity: 1 },
  ]
  const { desk, event, orders, levelNow } = await full(3, { tickets })
  await join(desk, 's1@example.com', 'kpis:student')
  await join(desk, 's2@example.com', 'kpis:student')
  await join(desk, 'ada@example.com', 'kpis:seat')
  await join(desk, 'bob@example.com', 'kpis:seat')
  expect(await levelNow()).toEqual({ taken: 3, waiting: 4 })
  await Promise.all([
    cancelOrder(desk, orders[0]?.id ?? '', minutes(2)),
    cancelOrder(desk, orders[1]?.id ?? '', minutes(2)),
  ])
  // Served twice at once, as two deliveries would.
  await Promise.all([drain(desk, minutes(3)), offerSeats(desk, 'kpis', minutes(3))])
  await drain(desk, minutes(3))
  const offered = await Promise.all(
    [
      ['s1', 'student'],
      ['s2', 'student'],
      ['ada', 'seat'],
      ['bob', 'seat'],
    ].map(async ([name, ticket]) => (await place(desk, `${name}@example.com`, `kpis:${ticket}`))?.status),
  )
  // Only one student seat exists, so the second student waits on, and the second seat goes past them.
  expect(offered).toEqual(['offered', 'waiting', 'offered', 'waiting'])
  expect(await levelNow()).toEqual({ taken: 3, waiting: 2 })
  expect(await level(desk.table, event, 'student')).toEqual({ taken: 1, waiting: 0 })
  expect(desk.mails({ template: 'waiting-list-offer' })).toHaveLength(2)
})

test('joins that race seats that come up lose none of them, and the counters end exact', async () => {
  const { desk, event, orders, levelNow } = await full(10)
  await Promise.all([
    ...orders.slice(0, 6).map((one) => cancelOrder(desk, one.id, minutes(2))),
    ...people(9).map((email) => join(desk, `w-${email}`).catch(() => undefined)),
    ...people(6).map((email) => order(desk, `o-${email}`, 'kpis:seat').catch(() => undefined)),
    drain(desk, minutes(2)),
    drain(desk, minutes(2)),
  ])
  await drain(desk, minutes(3))
  const places = (await Promise.all(people(9).map((email) => place(desk, `w-${email}`)))).flatMap((one) => one ?? [])
  const offered = places.filter(({ status }) => status === 'offered').length
  const waiting = places.filter(({ status }) => status === 'waiting').length
  const live = (await listRoster(desk.table, event.slug, { limit: 99 })).items.filter(
    ({ status }) => status === 'confirmed',
  )
  expect(await levelNow()).toEqual({ taken: live.length + offered, waiting })
  // No seat lies idle while someone waits.
  if (waiting > 0) expect(live.length + offered).toBe(10)
})

test('a higher limit serves those who wait', async () => {
  const { desk, levelNow } = await full(1)
  await join(desk, 'ada@example.com')
  await join(desk, 'bob@example.com')
  await editEvent(desk.table, 'kpis', { capacity: 2 }, minutes(5))
  await expect(order(desk, 'eve@example.com', 'kpis:seat', { now: minutes(5) })).rejects.toMatchObject(soldOut)
  await drain(desk, minutes(6))
  expect(await levelNow()).toEqual({ taken: 2, waiting: 1 })
  expect(await place(desk, 'ada@example.com')).toMatchObject({ status: 'offered' })
})

test('the queue is an index: someone it still shows after their offer does not hold up the next', async () => {
  const { desk, orders, levelNow } = await full(2)
  await join(desk, 'ada@example.com')
  await join(desk, 'bob@example.com')
  for (const one of orders) await cancelOrder(desk, one.id, minutes(2))
  // An index that lags behind: it goes on answering with the queue as it was.
  type Query = { input: { IndexName?: string; Limit?: number } }
  const send = desk.table.client.send.bind(desk.table.client) as unknown as (query: Query) => Promise<{ Items?: [] }>
  let before: { Items?: [] } | undefined
  const lagging = async (query: Query) => {
    if (query.input.IndexName !== 'gsi1') return send(query)
    const limit = query.input.Limit
    query.input.Limit = 10
    before ??= await send(query)
    return { ...before, Items: before.Items?.slice(0, limit) }
  }
  desk.table.client.send = lagging as unknown as typeof desk.table.client.send
  expect(await offerSeats(desk, 'kpis', minutes(3))).toBe(2)
  expect(await levelNow()).toEqual({ taken: 2, waiting: 0 })
})
