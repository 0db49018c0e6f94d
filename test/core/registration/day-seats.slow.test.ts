import { EventChange, getEvent } from '@lectern/core/catalog'
import { findPersonByEmail, visitor } from '@lectern/core/identity'
import {
  cancelOrder,
  changeEvent,
  findPlaces,
  joinWaitingList,
  remaining,
  seatLevels,
  WaitingRequest,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { aPerson, level, minutes, order, people, placed, start, tally } from '../../support/build.ts'
import { columbus, freeTickets, fullPass, mainDay } from '../../support/columbus.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

const soldOut = { code: 'registration.sold-out' }
const [june5, june6] = ['@2024-06-05', '@2024-06-06']

const openColumbus = async (terms: Record<string, unknown> = {}) => {
  const desk = await openDesk()
  const event = await columbus(desk.table, { tickets: freeTickets, ...terms })
  const left = async (ticket: string) => {
    const now = await getEvent(desk.table, 'columbus')
    return remaining(now, ticket, await seatLevels(desk.table, [now]))
  }
  const taken = async () => {
    const now = await getEvent(desk.table, 'columbus')
    return [(await level(desk.table, now, june5)).taken, (await level(desk.table, now, june6)).taken]
  }
  return { desk, event, left, taken }
}

const sell = async (desk: TestDesk, sku: string, emails: readonly string[]) => {
  for (const email of emails) await placed(desk, email, sku)
}

const wait = (desk: TestDesk, email: string, sku: string, now = minutes(1)) =>
  joinWaitingList(desk, WaitingRequest.parse({ sku, email, name: 'Wanda' }), visitor, now)

const placeOf = async (desk: TestDesk, email: string, sku: string) => {
  const person = await findPersonByEmail(desk.table, email)
  return person && (await findPlaces(desk.table, [{ sku, personId: person.id }]))[0]
}

const some = (from: number, to: number): string[] => people(to).slice(from)

describe('Columbus, with 90 seats on June 5 and 150 on June 6', () => {
  test('90 full passes sold: full 0 left, main day 60 left; then 60 main days: both 0, and the 61st is sold out and waits for June 6 only', async () => {
    const { desk, left, taken, event } = await openColumbus()
    await sell(desk, fullPass, people(90))
    expect([await left('full-pass'), await left('main-day')]).toEqual([0, 60])
    await expect(order(desk, 'late@example.com', fullPass)).rejects.toMatchObject(soldOut)
    await sell(desk, mainDay, some(90, 150))
    expect([await left('full-pass'), await left('main-day')]).toEqual([0, 0])
    await expect(order(desk, 'late@example.com', mainDay)).rejects.toMatchObject(soldOut)
    await wait(desk, 'late@example.com', mainDay)
    expect(await placeOf(desk, 'late@example.com', mainDay)).toMatchObject({ status: 'waiting', pools: [june6] })
    expect(await level(desk.table, event, june5)).toEqual({ taken: 90, waiting: 0 })
    expect(await level(desk.table, event, june6)).toEqual({ taken: 150, waiting: 1 })
    expect(await taken()).toEqual([90, 150])
  })

  test('100 main days first: full has the lesser of 90 and 50 left, 50', async () => {
    const { desk, left } = await openColumbus()
    await sell(desk, mainDay, people(100))
    expect([await left('full-pass'), await left('main-day')]).toEqual([50, 50])
  })

  test('a seat that comes up on June 5 is nothing to who waits for June 6, and one on both days is', async () => {
    const { desk, taken } = await openColumbus({ dayCapacity: { '2024-06-05': 1, '2024-06-06': 2 } })
    const full = await placed(desk, 'ada@example.com', fullPass)
    await sell(desk, mainDay, ['bob@example.com'])
    await wait(desk, 'wanda@example.com', mainDay)
    await drain(desk, minutes(2))
    expect(await placeOf(desk, 'wanda@example.com', mainDay)).toMatchObject({ status: 'waiting' })
    await cancelOrder(desk, full.id, minutes(3))
    await drain(desk, minutes(4))
    expect(await placeOf(desk, 'wanda@example.com', mainDay)).toMatchObject({ status: 'offered', held: [june6] })
    expect(await taken()).toEqual([0, 2])
    await placed(desk, 'wanda@example.com', mainDay, { now: minutes(5) })
    expect(await taken()).toEqual([0, 2])
  })

  test('100 people at once for the last 10 seats of both days: nobody gets the eleventh, of any day', async () => {
    const { desk, taken } = await openColumbus({ dayCapacity: { '2024-06-05': 4, '2024-06-06': 10 } })
    const emails = people(40)
    const outcomes = await tally(emails.map((email, index) => order(desk, email, index % 2 ? fullPass : mainDay)))
    const [first = 0, second = 0] = await taken()
    expect(outcomes.placed).toBe(second)
    expect(second).toBe(10)
    expect(first).toBeLessThanOrEqual(4)
    expect(second + (outcomes['registration.sold-out'] ?? 0)).toBe(40)
  })
})

describe('someone who has a ticket and orders another', () => {
  test('is told which they have, and keeps it; a stranger who names them learns nothing of it', async () => {
    const { desk, taken } = await openColumbus()
    const ada = await aPerson(desk.table, 'ada@example.com')
    await placed(desk, 'ada@example.com', mainDay, { actor: ada })
    await expect(order(desk, 'ada@example.com', fullPass, { actor: ada })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'registration.has-other-ticket',
      message: expect.stringContaining('“Main day”'),
      details: { event: 'columbus', sku: mainDay },
    })
    expect(await order(desk, 'ada@example.com', mainDay, { actor: ada })).toMatchObject({
      outcome: 'already-registered',
    })
    const asked = await order(desk, 'ada@example.com', fullPass)
    expect(asked).toMatchObject({ outcome: 'already-registered' })
    expect(JSON.stringify(asked)).not.toContain('main-day')
    expect(await taken()).toEqual([0, 1])
  })
})

describe('seats of a day after publishing', () => {
  const change = (desk: TestDesk, named: unknown, now = minutes(5)) =>
    changeEvent(desk.table, 'columbus', EventChange.parse(named), now)

  test('are raised, and lowered no further than what is taken, beside their field', async () => {
    const { desk, left } = await openColumbus({ dayCapacity: { '2024-06-06': 3 } })
    await sell(desk, mainDay, people(3))
    await expect(order(desk, 'late@example.com', mainDay)).rejects.toMatchObject(soldOut)
    await expect(change(desk, { dayCapacity: { '2024-06-06': 2 } })).rejects.toMatchObject({
      code: 'catalog.capacity-below-taken',
      details: { errors: [{ path: 'dayCapacity' }] },
    })
    await change(desk, { dayCapacity: { '2024-06-06': 5 } })
    expect(await left('main-day')).toBe(2)
    await placed(desk, 'late@example.com', fullPass, { now: minutes(6) })
    expect(await left('full-pass')).toBe(1)
  })

  test('come late: those who are registered are counted first, on their days alone, and then the limit binds', async () => {
    const { desk, taken, left } = await openColumbus({ dayCapacity: undefined })
    await sell(desk, fullPass, people(4))
    await sell(desk, mainDay, some(4, 10))
    await drain(desk, start)
    await change(desk, { dayCapacity: { '2024-06-05': 5, '2024-06-06': 11 } })
    expect(await left('full-pass')).toBeUndefined()
    await drain(desk, minutes(6))
    await drain(desk, minutes(20))
    expect(await taken()).toEqual([4, 10])
    expect([await left('full-pass'), await left('main-day')]).toEqual([1, 1])
    await placed(desk, 'last@example.com', fullPass, { now: minutes(21) })
    await expect(order(desk, 'late@example.com', mainDay, { now: minutes(21) })).rejects.toMatchObject(soldOut)
  })

  test('that are no limit anymore let in who waited for them', async () => {
    const { desk } = await openColumbus({ dayCapacity: { '2024-06-06': 1 } })
    await sell(desk, mainDay, ['ada@example.com'])
    await wait(desk, 'wanda@example.com', mainDay)
    await change(desk, { dayCapacity: {} })
    await drain(desk, minutes(6))
    expect(await placeOf(desk, 'wanda@example.com', mainDay)).toMatchObject({ status: 'offered' })
  })
})
