import type { PersonActor } from '@lectern/core/identity'
import type { Instant, Table } from '@lectern/core/platform'
import {
  cancelBooking,
  changeOfficeHour,
  leaveOfficeHour,
  listOfficeHours,
  type OfficeHour,
  openOfficeHour,
  removeOfficeHour,
  slotTimes,
} from '@lectern/core/teaching'
import { beforeEach, describe, expect, test } from 'vitest'
import { aPerson, start } from '../../support/build.ts'
import { unseat } from '../../support/materials.ts'
import { aStudent, aTaughtClass, bookSlot, codeOf, slotHolders, someSlots } from '../../support/office-hours.ts'
import { freshTable } from '../../support/table.ts'

let table: Table
let james: PersonActor
beforeEach(async () => {
  table = await freshTable()
  james = (await aTaughtClass(table)).james
})

const book = (who: PersonActor, slot: OfficeHour | undefined, now?: Instant, seen?: Instant) =>
  bookSlot(table, who, slot, now, seen)
const holders = () => slotHolders(table, james)

describe('opening slots', () => {
  test('Thursdays 10:00 to 11:00 in quarters of an hour for five weeks are twenty slots, and asked for twice they stay twenty', async () => {
    const weekly = { recurrence: 'FREQ=WEEKLY;COUNT=5' }
    const opened = await someSlots(table, james, weekly)
    expect(opened).toHaveLength(20)
    expect([slotTimes(opened[0] as OfficeHour).startsAt, slotTimes(opened[19] as OfficeHour).startsAt]).toEqual([
      '2024-04-25T17:00:00Z',
      '2024-05-23T17:45:00Z',
    ])
    const again = await Promise.all([someSlots(table, james, weekly), someSlots(table, james, weekly)])
    expect(again.map((slots) => slots.length)).toEqual([20, 20])
    expect(await holders()).toHaveLength(20)
  })

  test('a form sent twice at once opens its slots once', async () => {
    await Promise.all([1, 2, 3].map(() => someSlots(table, james)))
    expect(await holders()).toHaveLength(4)
  })

  test('more than fit one commit are opened whole, up to the limit of the event', async () => {
    const many = { durationMinutes: 480, slotMinutes: 15, recurrence: 'FREQ=DAILY;COUNT=6' }
    expect(await someSlots(table, james, many)).toHaveLength(192)
    expect(await codeOf(someSlots(table, james, { startsAt: '2024-06-25T10:00', durationMinutes: 180 }))).toBe(
      'teaching.slots-too-many',
    )
    expect(await holders()).toHaveLength(192)
  })

  test('over one’s own slots none is opened, beside another teacher’s it is', async () => {
    await someSlots(table, james)
    expect(await codeOf(someSlots(table, james, { startsAt: '2024-04-25T10:05' }))).toBe('teaching.slots-overlap')
    const karl = { ...(await aPerson(table, 'karl@example.com')), admin: true }
    expect(await someSlots(table, karl)).toHaveLength(4)
  })

  test('is for those who teach the event', async () => {
    const ada = await aStudent(table, 'ada@example.com')
    expect(await codeOf(someSlots(table, ada))).toBe('not-found')
    expect(await codeOf(listOfficeHours(table, '5w22', ada))).toBe('not-found')
    const [slot] = await someSlots(table, james)
    const id = slot?.id ?? ''
    expect(await codeOf(changeOfficeHour(table, '5w22', id, { place: 'Bar' }, ada, start))).toBe('not-found')
    expect(await codeOf(removeOfficeHour(table, '5w22', id, ada, start))).toBe('not-found')
    expect(await codeOf(cancelBooking(table, '5w22', id, ada, start))).toBe('not-found')
  })
})

describe('cancelling and moving', () => {
  test('a student gives a slot back until it begins; it is free then, and they may take another', async () => {
    const [first, second] = await someSlots(table, james)
    const ada = await aStudent(table, 'ada@example.com')
    const bob = await aStudent(table, 'bob@example.com')
    await book(ada, first)
    const leave = (who: PersonActor, now: Instant = start) => leaveOfficeHour(table, '5w22', first?.id ?? '', who, now)
    await leave(bob)
    expect((await holders())[0]).toBe('ada@example.com')
    expect(await codeOf(leave(ada, '2024-04-25T17:00:00Z'))).toBe('teaching.slot-over')
    await leave(ada)
    await leave(ada)
    await book(bob, first)
    await book(ada, second)
    expect(await holders()).toEqual(['bob@example.com', 'ada@example.com', undefined, undefined])
  })

  test('anyone who lost their access can still give their slot back', async () => {
    const [slot] = await someSlots(table, james)
    const ada = await aStudent(table, 'ada@example.com')
    await book(ada, slot)
    await unseat(table, ada.id, '5w22')
    await leaveOfficeHour(table, '5w22', slot?.id ?? '', ada, start)
    expect((await holders())[0]).toBeUndefined()
  })

  test('who teaches frees a slot at any time, also one that has begun, and it takes no newer slot from its student', async () => {
    const [first, second] = await someSlots(table, james)
    const ada = await aStudent(table, 'ada@example.com')
    await book(ada, first)
    const during = '2024-04-25T17:05:00Z'
    await book(ada, second, during)
    await cancelBooking(table, '5w22', first?.id ?? '', james, during)
    await cancelBooking(table, '5w22', first?.id ?? '', james, during)
    expect(await holders()).toEqual([undefined, 'ada@example.com', undefined, undefined])
    const [, , third] = await someSlots(table, james)
    expect(await codeOf(book(ada, third, during))).toBe('teaching.booked-already')
  })

  test('a moved slot stays its student’s, whose limit moves with it; what stays the same changes nothing', async () => {
    const [first, second] = await someSlots(table, james)
    const ada = await aStudent(table, 'ada@example.com')
    await book(ada, first)
    const move = (change: Record<string, unknown>, now: Instant = start) =>
      changeOfficeHour(table, '5w22', first?.id ?? '', change, james, now)
    const moved = await move({ startsAt: '2024-05-02T10:00', durationMinutes: 30 })
    expect(moved).toMatchObject({ sequence: 2, booking: { email: 'ada@example.com' } })
    expect(await move({ startsAt: '2024-05-02T10:00', durationMinutes: 30 })).toEqual(moved)
    // At the old time another is not to be had: the slot is still ahead.
    expect(await codeOf(book(ada, second, '2024-04-25T17:01:00Z'))).toBe('teaching.booked-already')
    expect(await move({ place: 'Room 2' })).toMatchObject({ sequence: 3, place: 'Room 2', link: undefined })
    expect(await move({ link: 'https://meet.example.com/2' })).toMatchObject({ place: undefined })
  })

  test('a slot is not moved over another, into the gap, into the past, or once it has begun', async () => {
    const [slot] = await someSlots(table, james)
    const move = (startsAt: string, now: Instant = start) =>
      codeOf(changeOfficeHour(table, '5w22', slot?.id ?? '', { startsAt }, james, now))
    expect(await move('2024-04-25T10:20')).toBe('teaching.slots-overlap')
    expect(await move('2025-03-09T02:30')).toBe('schedule.in-gap')
    expect(await move('2024-03-20T10:00')).toBe('teaching.slot-over')
    expect(await move('2024-05-02T10:00', '2024-04-25T17:00:00Z')).toBe('teaching.slot-over')
    expect(await codeOf(changeOfficeHour(table, '5w22', 'ofh_none', { place: 'x' }, james, start))).toBe('not-found')
  })

  test('a slot that is taken away is gone, and its student may take another', async () => {
    const [first, second] = await someSlots(table, james)
    const ada = await aStudent(table, 'ada@example.com')
    await book(ada, first)
    await removeOfficeHour(table, '5w22', first?.id ?? '', james, start)
    await removeOfficeHour(table, '5w22', first?.id ?? '', james, start)
    await book(ada, second)
    expect(await holders()).toEqual(['ada@example.com', undefined, undefined])
  })

  test('a slot that is moved while someone books it is booked at one time or the other, and both agree', async () => {
    const slots = await someSlots(table, james)
    for (const [index, slot] of slots.entries()) {
      const student = await aStudent(table, `s${index}@example.com`)
      await Promise.all([
        codeOf(book(student, slot)),
        codeOf(changeOfficeHour(table, '5w22', slot.id, { startsAt: `2024-05-0${index + 1}T10:00` }, james, start)),
      ])
    }
    expect(await holders()).toEqual(['s0@example.com', 's1@example.com', 's2@example.com', 's3@example.com'])
  })
})

describe('the link', () => {
  test('leads on for who booked the slot while they attend, and for who teaches, and for nobody else', async () => {
    const [slot, other] = await someSlots(table, james)
    const ada = await aStudent(table, 'ada@example.com')
    const bob = await aStudent(table, 'bob@example.com')
    await book(ada, slot)
    const open = (who: PersonActor, id = slot?.id ?? '') => openOfficeHour(table, '5w22', id, who, start)
    expect(await open(ada)).toEqual({ url: 'https://meet.example.com/james' })
    expect(await open(james)).toEqual({ url: 'https://meet.example.com/james' })
    expect(await codeOf(open(bob))).toBe('not-found')
    expect(await codeOf(open(ada, other?.id))).toBe('not-found')
    await unseat(table, ada.id, '5w22')
    expect(await codeOf(open(ada))).toBe('not-found')
  })
})
