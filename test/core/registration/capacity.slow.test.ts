import type { Event } from '@lectern/core/catalog'
import { usesTaken } from '@lectern/core/pricing'
import { cancelOrder, listRoster, releaseDueHolds } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import {
  anEvent,
  anOrder,
  aPerson,
  aPromotion,
  aWebinar,
  level,
  minutes,
  order,
  people,
  placed,
  tally,
} from '../../support/build.ts'
import { openDesk, type TestDesk } from '../../support/desk.ts'
import { freshTable } from '../../support/table.ts'
import { dropConditions, partitionsOf, tap } from '../../support/tap.ts'

const roster = async (desk: TestDesk, event: Event): Promise<string[]> =>
  (await listRoster(desk.table, event.slug, { limit: 500 })).items.map(({ status }) => status)

describe('50 buyers at once, 20 seats', () => {
  test('paid: 20 are held, 30 are refused with registration.sold-out, no seat is left', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 20 })
    expect(await tally(people(50).map((email) => order(desk, email, '5w22:seat')))).toEqual({
      placed: 20,
      'registration.sold-out': 30,
    })
    expect(await level(desk.table, event)).toEqual({ taken: 20, waiting: 0 })
    expect(await roster(desk, event)).toEqual(Array(20).fill('held'))
    expect(desk.stripe.countOf('checkout.session')).toBe(20)
  })

  test('free: 20 are confirmed, 30 are refused with registration.sold-out, no seat is left', async () => {
    const desk = await openDesk()
    const event = await aWebinar(desk.table, { capacity: 20 })
    expect(await tally(people(50).map((email) => order(desk, email, 'kpis:seat')))).toEqual({
      placed: 20,
      'registration.sold-out': 30,
    })
    expect(await level(desk.table, event)).toEqual({ taken: 20, waiting: 0 })
    expect(await roster(desk, event)).toEqual(Array(20).fill('confirmed'))
  })

  test('control: without the condition on the counter, the same sale oversells', async () => {
    const table = await freshTable()
    dropConditions(table, 'seats#')
    const desk = await openDesk({ table })
    const event = await aWebinar(desk.table, { capacity: 20 })
    const count = await tally(people(50).map((email) => order(desk, email, 'kpis:seat')))
    expect(count.placed).toBeGreaterThan(20)
    expect((await level(desk.table, event)).taken).toBeGreaterThan(20)
  })
})

test('types of tickets share the seats of the event, and each keeps to its own', async () => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table, {
    capacity: 10,
    tickets: [
      { slug: 'student', name: 'Student', priceCents: 0, capacity: 3 },
      { slug: 'full', name: 'Full', priceCents: 0 },
    ],
  })
  const [students, full] = await Promise.all([
    tally(people(8).map((email) => order(desk, email, 'kpis:student'))),
    tally(people(12).map((email) => order(desk, `full-${email}`, 'kpis:full'))),
  ])
  expect((students.placed ?? 0) + (full.placed ?? 0)).toBe(10)
  expect(students.placed ?? 0).toBeLessThanOrEqual(3)
  expect(await level(desk.table, event)).toEqual({ taken: 10, waiting: 0 })
  expect((await level(desk.table, event, 'student')).taken).toBe(students.placed ?? 0)
})

test('the ticket that has no seats left is the one named', async () => {
  const desk = await openDesk()
  await aWebinar(desk.table, {
    capacity: 10,
    tickets: [
      { slug: 'full', name: 'Full', priceCents: 0 },
      { slug: 'student', name: 'Student', priceCents: 0, capacity: 1 },
    ],
  })
  await placed(desk, 'a@example.com', 'kpis:student')
  const both = {
    attendees: [
      { sku: 'kpis:full', email: 'b@example.com', name: 'B' },
      { sku: 'kpis:student', email: 'c@example.com', name: 'C' },
    ],
  }
  await expect(order(desk, 'b@example.com', ['kpis:full', 'kpis:student'], both)).rejects.toMatchObject({
    code: 'registration.sold-out',
    details: { event: 'kpis', sku: 'kpis:student' },
  })
})

test('held seats count like confirmed ones, and an order for several takes all or none', async () => {
  const desk = await openDesk()
  const event = await anEvent(desk.table, { capacity: 3 })
  await placed(desk, 'a@example.com', '5w22:seat')
  const team = ['b', 'c', 'd'].map((name) => ({ sku: '5w22:seat', email: `${name}@example.com`, name }))
  const three = { lines: [{ sku: '5w22:seat', quantity: 3 }], attendees: team }
  await expect(order(desk, 'b@example.com', [], three)).rejects.toMatchObject({ code: 'registration.sold-out' })
  expect(await level(desk.table, event)).toEqual({ taken: 1, waiting: 0 })
  const two = { lines: [{ sku: '5w22:seat', quantity: 2 }], attendees: team.slice(0, 2) }
  const held = await placed(desk, 'b@example.com', [], two)
  expect(held).toMatchObject({ status: 'awaiting-payment', totalCents: 79_800 })
  expect(await level(desk.table, event)).toEqual({ taken: 3, waiting: 0 })
})

test('who needs a seat gets one whose hold has run out, without waiting for the clock', async () => {
  const desk = await openDesk()
  const event = await anEvent(desk.table, { capacity: 1 })
  await placed(desk, 'a@example.com', '5w22:seat')
  desk.clock.now = minutes(40)
  await expect(order(desk, 'b@example.com', '5w22:seat', { now: minutes(40) })).rejects.toMatchObject({
    code: 'registration.sold-out',
  })
  desk.clock.now = minutes(41)
  expect(await placed(desk, 'b@example.com', '5w22:seat', { now: minutes(41) })).toMatchObject({
    status: 'awaiting-payment',
  })
  expect(await level(desk.table, event)).toEqual({ taken: 1, waiting: 0 })
})

test('50 buyers at once, code with 10 uses: 10 are discounted, 40 are told that it is used up', async () => {
  const desk = await openDesk()
  const event = await anEvent(desk.table)
  const code = await aPromotion(desk.table, { code: 'LEAP29', limits: { total: 10 } })
  const attempts = people(50).map((email) => order(desk, email, '5w22:seat', { codes: ['leap29 '] }))
  const results = await Promise.allSettled(attempts)
  const orders = results.flatMap((result) =>
    result.status === 'fulfilled' && result.value.outcome === 'placed' ? [result.value.order] : [],
  )
  expect(orders.map(({ totalCents, discountCents }) => [totalCents, discountCents])).toEqual(
    Array(10).fill([28_329, 11_571]),
  )
  const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(refusals).toHaveLength(40)
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({ code: 'pricing.code-not-applied', details: { rejected: [{ reason: 'used-up' }] } })
  }
  expect(await usesTaken(desk.table, [code.id])).toEqual({ [code.id]: 10 })

  // A hold that is given up gives its use back, and the next buyer has it.
  const [first] = orders
  await cancelOrder(desk, first?.id ?? '', minutes(1))
  expect(await usesTaken(desk.table, [code.id])).toEqual({ [code.id]: 9 })
  expect(await placed(desk, 'late@example.com', '5w22:seat', { codes: ['LEAP29'] })).toMatchObject({
    totalCents: 28_329,
  })

  desk.clock.now = minutes(60)
  expect(await releaseDueHolds(desk, minutes(60), fail)).toEqual({ ended: 10, kept: 0 })
  expect(await usesTaken(desk.table, [code.id])).toEqual({ [code.id]: 0 })
  expect(new Set(await roster(desk, event))).toEqual(new Set(['expired', 'cancelled']))
})

const fail = (order: unknown, error: unknown): never => {
  throw new Error(`${JSON.stringify(order)} ${error}`)
}

test('the same person registers 10 times at once for a breakout: one registration, ten successes', async () => {
  const desk = await openDesk()
  const event = await anEvent(desk.table, {
    kind: 'breakout',
    slug: 'marketing',
    tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }],
  })
  const member = await aPerson(desk.table, 'ada@example.com', 'community')
  const count = await tally(
    Array.from({ length: 10 }, () => order(desk, member.email, 'marketing:seat', { actor: member })),
  )
  expect(count).toEqual({ placed: 1, 'already-registered': 9 })
  expect(await roster(desk, event)).toEqual(['confirmed'])
})

test('someone new registers 10 times at once for a webinar: one person, one registration, ten successes', async () => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table)
  const count = await tally(Array.from({ length: 10 }, () => order(desk, 'new@example.com', 'kpis:seat')))
  expect(count).toEqual({ placed: 1, 'already-registered': 9 })
  expect(await roster(desk, event)).toEqual(['confirmed'])
})

test('300 free registrations at once for an uncapped webinar all succeed, and no two write a common item', async () => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table)
  const orders: string[][] = []
  const items: string[] = []
  tap(desk.table, ({ TransactItems: writes }) => {
    if (!writes) return
    orders.push(partitionsOf(writes))
    for (const { Put: put } of writes) items.push(`${put?.Item?.pk} ${put?.Item?.sk}`)
  })
  expect(await tally(people(300).map((email) => order(desk, email, 'kpis:seat')))).toEqual({ placed: 300 })
  expect(await roster(desk, event)).toHaveLength(300)
  expect(orders).toHaveLength(300)
  // Items apart from the shards of the outbox, whose items differ: none is written twice.
  expect(new Set(items).size).toBe(items.length)
  const sharing = new Map<string, number>()
  for (const partitions of orders) {
    for (const partition of new Set(partitions)) sharing.set(partition, (sharing.get(partition) ?? 0) + 1)
  }
  // What is shared is a shard, and takes about an eighth of the orders: never all of them.
  const shared = [...sharing].filter(([, count]) => count > 1)
  expect(shared.length).toBeGreaterThan(8)
  for (const [partition, count] of shared) {
    expect(partition).toMatch(/[#][0-7]$/)
    expect(count / 300, partition).toBeLessThan(0.33)
  }
})

test('an order that could not be ended in one commit is refused at once', async () => {
  const desk = await openDesk()
  const skus = Array.from({ length: 20 }, (_, index) => `many-${index}:seat`)
  for (const sku of skus) {
    await aWebinar(desk.table, {
      slug: sku.split(':')[0],
      capacity: 5,
      tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0, capacity: 5 }],
    })
  }
  await expect(order(desk, 'a@example.com', skus)).rejects.toMatchObject({ code: 'registration.too-large' })
  expect(anOrder('a@example.com', skus).lines).toHaveLength(20)
  const ten = await placed(desk, 'a@example.com', skus.slice(0, 10))
  expect(await cancelOrder(desk, ten.id, minutes(1))).toMatchObject({ status: 'cancelled' })
})
