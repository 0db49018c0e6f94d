import type { Event } from '@lectern/core/catalog'
import type { PersonActor } from '@lectern/core/identity'
import { deliver } from '@lectern/core/notifications'
import { type Instant, listWaiting, type OutboxRow, outboxShards } from '@lectern/core/platform'
import {
  bookOfficeHour,
  cancelBooking,
  changeOfficeHour,
  leaveOfficeHour,
  type OfficeHour,
  removeOfficeHour,
} from '@lectern/core/teaching'
import ICAL from 'ical.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { minutes, start } from '../../support/build.ts'
import { openCalendarClient } from '../../support/calendar-client.ts'
import { checkCalendar } from '../../support/calendar-rules.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { aStudent, aTaughtClass, someSlots } from '../../support/office-hours.ts'

const free = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]
const students = 'ada@example.com'
const teachers = 'james@example.com'

let desk: TestDesk
let event: Event
let james: PersonActor
let slots: OfficeHour[]
beforeEach(async () => {
  desk = await openDesk()
  const taught = await aTaughtClass(desk.table, { tickets: free })
  event = taught.event
  james = taught.james
  slots = await someSlots(desk.table, james)
})

const slotId = (index = 0): string => slots[index]?.id ?? ''
const book = (who: PersonActor, now: Instant = start, index = 0) =>
  bookOfficeHour(desk.table, '5w22', slotId(index), { actor: who, now })
const told = (to: string) =>
  desk.mails({ to }).flatMap(({ template }) => (template?.startsWith('office-hour') ? [template] : []))

/** The office hours in someone's calendar, after opening every file that came with a mail about them, in order. */
const calendarOf = (to: string): string[] => {
  const client = openCalendarClient('kept')
  for (const { attachments, template } of desk.mails({ to })) {
    if (!template?.startsWith('office-hour')) continue
    for (const { content } of attachments) {
      expect(checkCalendar(String(content))).toEqual([])
      client.open(String(content))
    }
  }
  return client.shown().map(({ startsAt, title }) => `${startsAt} ${title}`)
}

/** METHOD, UID and SEQUENCE of each file that someone got. */
const filesOf = (to: string) =>
  desk.mails({ to }).flatMap(({ attachments, template }) =>
    template?.startsWith('office-hour')
      ? attachments.map(({ content }) => {
          const root = new ICAL.Component(ICAL.parse(String(content)))
          const entry = root.getFirstSubcomponent('vevent')
          return [
            root.getFirstPropertyValue('method'),
            entry?.getFirstPropertyValue('uid'),
            entry?.getFirstPropertyValue('sequence'),
          ]
        })
      : [],
  )

describe('the calendars of both sides', () => {
  test('follow booking, moving, cancelling and booking again; each mail goes once, however often it is delivered', async () => {
    const ada = await aStudent(desk.table, students)
    await book(ada)
    expect(await drain(desk, minutes(1))).toEqual([])
    expect([told(students), told(teachers)]).toEqual([['office-hour-booked'], ['office-hour-taken']])
    expect(calendarOf(students)).toEqual([`2024-04-25T17:00:00Z Office hours with james: ${event.title}`])
    expect(calendarOf(teachers)).toEqual([`2024-04-25T17:00:00Z Office hours with ada: ${event.title}`])

    await changeOfficeHour(desk.table, '5w22', slotId(), { startsAt: '2024-04-26T14:00' }, james, minutes(2))
    await drain(desk, minutes(3))
    expect(calendarOf(students)).toEqual([`2024-04-26T21:00:00Z Office hours with james: ${event.title}`])
    expect(calendarOf(teachers)).toEqual([`2024-04-26T21:00:00Z Office hours with ada: ${event.title}`])

    await leaveOfficeHour(desk.table, '5w22', slotId(), ada, minutes(4))
    await drain(desk, minutes(5))
    expect([calendarOf(students), calendarOf(teachers)]).toEqual([[], []])

    await book(ada, minutes(6))
    await drain(desk, minutes(7))
    expect(calendarOf(students)).toHaveLength(1)
    await removeOfficeHour(desk.table, '5w22', slotId(), james, minutes(8))
    await drain(desk, minutes(9))
    expect([calendarOf(students), calendarOf(teachers)]).toEqual([[], []])

    const uid = `${slotId()}-${ada.id}@lectern.example`
    const files = [
      ['REQUEST', uid, 1],
      ['REQUEST', uid, 2],
      ['CANCEL', uid, 3],
      ['REQUEST', uid, 4],
      ['CANCEL', uid, 5],
    ]
    expect([filesOf(students), filesOf(teachers)]).toEqual([files, files])
  })

  test('where to meet is a way that leads on for the two alone; the link itself is in no email or file', async () => {
    await book(await aStudent(desk.table, students))
    await drain(desk)
    const all = JSON.stringify([desk.mails({ to: students }), desk.mails({ to: teachers })])
    expect(all).not.toContain('meet.example.com')
    expect(all).toContain(`/events/5w22/class/office-hours/${slotId()}/join`)
    await changeOfficeHour(desk.table, '5w22', slotId(), { place: 'Room 2' }, james, minutes(2))
    await drain(desk, minutes(3))
    const [, moved] = desk.mails({ to: students })
    expect([moved?.template, moved?.text?.includes('Room 2'), moved?.subject]).toEqual([
      'office-hour-moved',
      true,
      expect.stringContaining('New location'),
    ])
  })

  test('a free slot that is moved or taken away tells nobody', async () => {
    await changeOfficeHour(desk.table, '5w22', slotId(), { startsAt: '2024-04-26T14:00' }, james, start)
    await removeOfficeHour(desk.table, '5w22', slotId(), james, start)
    await drain(desk)
    expect([told(students), told(teachers)]).toEqual([[], []])
  })

  test('the next student of a slot has an entry of their own', async () => {
    const [ada, bob] = [await aStudent(desk.table, students), await aStudent(desk.table, 'bob@example.com')]
    await book(ada)
    await drain(desk, minutes(1))
    await cancelBooking(desk.table, '5w22', slotId(), james, minutes(2))
    await book(bob, minutes(3))
    await drain(desk, minutes(4))
    expect(calendarOf(teachers)).toEqual([`2024-04-25T17:00:00Z Office hours with bob: ${event.title}`])
    expect([calendarOf(students), calendarOf('bob@example.com').length]).toEqual([[], 1])
    const [, cancelled] = desk.mails({ to: students })
    expect(cancelled?.text).toContain('They were canceled by james.')
  })
})

describe('announcements that come late or twice', () => {
  const waiting = async (): Promise<OutboxRow[]> => {
    const shards = Array.from({ length: outboxShards }, (_, shard) => listWaiting(desk.table, shard, 50))
    return (await Promise.all(shards)).flat().filter(({ topic }) => topic.startsWith('office-hour'))
  }

  test('a row that is acted on three times sends once', async () => {
    await book(await aStudent(desk.table, students))
    const [row] = await waiting()
    if (!row) throw new Error('nothing was announced')
    for (let time = 0; time < 3; time += 1) await deliver(desk, row, minutes(time))
    expect([told(students), told(teachers)]).toEqual([['office-hour-booked'], ['office-hour-taken']])
  })

  test('a booking that was cancelled meanwhile is not told of; a change that was changed again neither', async () => {
    const ada = await aStudent(desk.table, students)
    await book(ada)
    const [bookedRow] = await waiting()
    await leaveOfficeHour(desk.table, '5w22', slotId(), ada, minutes(1))
    if (!bookedRow) throw new Error('nothing was announced')
    await deliver(desk, bookedRow, minutes(2))
    expect([told(students), told(teachers)]).toEqual([[], []])

    await drain(desk, minutes(2))
    await book(ada, minutes(3))
    await drain(desk, minutes(4))
    await changeOfficeHour(desk.table, '5w22', slotId(), { startsAt: '2024-04-26T14:00' }, james, minutes(5))
    await changeOfficeHour(desk.table, '5w22', slotId(), { startsAt: '2024-04-27T14:00' }, james, minutes(6))
    await drain(desk, minutes(7))
    expect(told(students).filter((template) => template === 'office-hour-moved')).toHaveLength(1)
    expect(calendarOf(students)).toEqual([expect.stringContaining('2024-04-27T21:00:00Z')])
  })

  test('a withdrawal that comes after its student has the slot again is not sent', async () => {
    const ada = await aStudent(desk.table, students)
    await book(ada)
    await drain(desk, minutes(1))
    await leaveOfficeHour(desk.table, '5w22', slotId(), ada, minutes(2))
    await book(ada, minutes(3))
    await drain(desk, minutes(4))
    expect(told(students)).toEqual(['office-hour-booked', 'office-hour-booked'])
    expect(calendarOf(students)).toHaveLength(1)
  })
})
