import { cancelEvent } from '@lectern/core/catalog'
import type { PersonActor } from '@lectern/core/identity'
import type { Instant, Table } from '@lectern/core/platform'
import {
  bookOfficeHour,
  changeOfficeHour,
  leaveOfficeHour,
  listOfficeHours,
  listOfficeHoursFor,
  type OfficeHour,
} from '@lectern/core/teaching'
import { beforeEach, describe, expect, test } from 'vitest'
import { aPerson, people, start } from '../../support/build.ts'
import { unseat } from '../../support/materials.ts'
import { type Meter, meter } from '../../support/meter.ts'
import { aStudent, aTaughtClass, bookSlot, codeOf, slotHolders, someSlots } from '../../support/office-hours.ts'
import { freshTable } from '../../support/table.ts'
import { tap } from '../../support/tap.ts'

let table: Table
let james: PersonActor
beforeEach(async () => {
  table = await freshTable()
  james = (await aTaughtClass(table)).james
})

const book = (who: PersonActor, slot: OfficeHour | undefined, now?: Instant, seen?: Instant) =>
  bookSlot(table, who, slot, now, seen)
const holders = () => slotHolders(table, james)

describe('booking', () => {
  test('who attends books one slot; booking it again changes nothing, a second one is refused', async () => {
    const [first, second] = await someSlots(table, james)
    const ada = await aStudent(table, 'ada@example.com')
    const had = await book(ada, first)
    expect(await book(ada, first)).toEqual(had)
    expect(await codeOf(book(ada, second))).toBe('teaching.booked-already')
    expect(await holders()).toEqual(['ada@example.com', undefined, undefined, undefined])
    const { own, free } = await listOfficeHoursFor(table, '5w22', ada, start)
    expect([own.length, free.length]).toEqual([1, 3])
    const bob = await aStudent(table, 'bob@example.com')
    const seen = await listOfficeHoursFor(table, '5w22', bob, start)
    expect([seen.own.length, seen.free.length]).toEqual([0, 3])
    expect(JSON.stringify(seen)).not.toContain('ada@')
  })

  test('once a slot has begun, its student may take another', async () => {
    const [first, second] = await someSlots(table, james)
    const ada = await aStudent(table, 'ada@example.com')
    await book(ada, first)
    expect(await codeOf(book(ada, second, '2024-04-25T16:59:59Z'))).toBe('teaching.booked-already')
    expect(await codeOf(book(ada, second, '2024-04-25T17:00:00Z'))).toBe('done')
  })

  test('is refused for what has begun, for what moved since it was seen, and for one’s own', async () => {
    const [slot] = await someSlots(table, james)
    const ada = await aStudent(table, 'ada@example.com')
    expect(await codeOf(book(ada, slot, '2024-04-25T17:00:00Z'))).toBe('teaching.slot-over')
    await changeOfficeHour(table, '5w22', slot?.id ?? '', { startsAt: '2024-04-26T10:00' }, james, start)
    expect(await codeOf(book(ada, slot, start, '2024-04-25T17:00:00Z'))).toBe('teaching.slot-moved')
    expect(await codeOf(book(ada, slot, start, '2024-04-26T17:00:00Z'))).toBe('done')
    const both = await aStudent(table, 'james@example.com')
    const [, own] = await someSlots(table, james, { startsAt: '2024-05-02T10:00' })
    expect(await codeOf(book(both, own))).toBe('teaching.slot-your-own')
  })

  test('is for those who attend at this moment: not for visitors, teachers, others, or after the grant is gone', async () => {
    const [slot] = await someSlots(table, james)
    const ada = await aStudent(table, 'ada@example.com')
    await unseat(table, ada.id, '5w22')
    const eve = await aPerson(table, 'eve@example.com')
    for (const who of [ada, eve, james]) expect(await codeOf(book(who, slot))).toBe('not-found')
    const visitor = bookOfficeHour(table, '5w22', slot?.id ?? '', { actor: { kind: 'visitor' }, now: start })
    expect(await codeOf(visitor)).toBe('identity.sign-in-needed')
    expect(await codeOf(book(await aStudent(table, 'bob@example.com'), undefined))).toBe('not-found')
    expect(await holders()).toEqual([undefined, undefined, undefined, undefined])
  })

  test('is refused once the event is cancelled', async () => {
    const [slot] = await someSlots(table, james)
    const ada = await aStudent(table, 'ada@example.com')
    await cancelEvent(table, '5w22', 'Too few', start)
    expect(await codeOf(book(ada, slot))).toBe('teaching.slots-not-now')
    expect(await codeOf(someSlots(table, james, { startsAt: '2024-05-02T10:00' }))).toBe('teaching.slots-not-now')
  })
})

/** Has every put of slots go through whatever stands there. */
const withoutConditions = (entity: string): void =>
  tap(table, (input) => {
    for (const { Put: one } of input.TransactItems ?? []) {
      if (one?.Item?.__edb_e__ !== entity) continue
      one.ConditionExpression = undefined
      one.ExpressionAttributeNames = undefined
      one.ExpressionAttributeValues = undefined
    }
  })

describe('fifty students at once on ten slots', () => {
  const rush = async () => {
    const slots = await someSlots(table, james, { durationMinutes: 150 })
    const students = await Promise.all(people(50).map((email) => aStudent(table, email)))
    // Each tries one slot after the other until it has one, all beginning at another.
    const got = await Promise.all(
      students.map(async (student, index) => {
        let count = 0
        for (let step = 0; step < slots.length && count === 0; step += 1) {
          const word = await codeOf(book(student, slots[(index + step) % slots.length]))
          if (word === 'done') count += 1
          else expect(word).toBe('teaching.slot-taken')
        }
        return count
      }),
    )
    return { promised: got.reduce((sum, one) => sum + one, 0), held: (await holders()).filter(Boolean) }
  }

  test('get exactly ten bookings, and nobody two', async () => {
    const { promised, held } = await rush()
    expect(promised).toBe(10)
    expect(held).toHaveLength(10)
    expect(new Set(held).size).toBe(10)
  })

  test('without its condition a slot is promised to more than one', async () => {
    withoutConditions('office-hour')
    const { promised } = await rush()
    expect(promised).toBeGreaterThan(10)
  })
})

describe('one student who tries ten slots at once', () => {
  const greed = async (): Promise<number> => {
    const slots = await someSlots(table, james, { durationMinutes: 150 })
    const ada = await aStudent(table, 'ada@example.com')
    await Promise.all(slots.map((slot) => codeOf(book(ada, slot))))
    return (await holders()).filter(Boolean).length
  }

  test('gets one', async () => {
    expect(await greed()).toBe(1)
  })

  test('gets more without the condition of the limit', async () => {
    withoutConditions('office-hour-ahead')
    expect(await greed()).toBeGreaterThan(1)
  })
})

test('listing and booking cost the same with one student and with two hundred', async () => {
  const counts = async (students: number): Promise<Record<string, [number, number]>> => {
    table = await freshTable()
    james = (await aTaughtClass(table)).james
    const slots = await someSlots(table, james, { recurrence: 'FREQ=WEEKLY;COUNT=5' })
    for (const email of people(students)) await aStudent(table, email)
    const ada = await aStudent(table, 'ada@example.com')
    const spent: Meter = meter(table)
    const cost = async (act: () => Promise<unknown>): Promise<[number, number]> => {
      spent.reset()
      await act()
      return [spent.reads(), spent.writes()]
    }
    return {
      list: await cost(() => listOfficeHoursFor(table, '5w22', ada, start)),
      book: await cost(() => book(ada, slots[0])),
      again: await cost(() => book(ada, slots[0])),
      teacher: await cost(() => listOfficeHours(table, '5w22', james)),
      leave: await cost(() => leaveOfficeHour(table, '5w22', slots[0]?.id ?? '', ada, start)),
    }
  }
  const [few, many] = [await counts(1), await counts(200)]
  expect(many).toEqual(few)
  expect(few.list?.[1]).toBe(0)
  expect(few.again?.[1]).toBe(0)
  if (process.env.SHOW_COUNTS) console.log(JSON.stringify(few))
})
