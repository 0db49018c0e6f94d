import { personFeed } from '@lectern/core/calendar'
import { cancelEvent } from '@lectern/core/catalog'
import { findPersonByEmail, type PersonActor } from '@lectern/core/identity'
import { endMembership } from '@lectern/core/membership'
import type { Instant } from '@lectern/core/platform'
import { exportPerson } from '@lectern/core/privacy'
import { cancelOrder, erasePerson } from '@lectern/core/registration'
import {
  bookOfficeHour,
  listOfficeHours,
  NewOfficeHours,
  type OfficeHour,
  openOfficeHours,
  slotTimes,
} from '@lectern/core/teaching'
import { beforeEach, describe, expect, test } from 'vitest'
import { aPerson, minutes, placed, start } from '../../support/build.ts'
import { openCalendarClient } from '../../support/calendar-client.ts'
import { checkCalendar } from '../../support/calendar-rules.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { unseat } from '../../support/materials.ts'
import { aStudent, aTaughtClass, someSlots } from '../../support/office-hours.ts'
import { wholeTable } from '../../support/whole-table.ts'

const free = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]
const students = 'ada@example.com'
const teachers = 'james@example.com'

let desk: TestDesk
let james: PersonActor
let slots: OfficeHour[]
beforeEach(async () => {
  desk = await openDesk()
  const taught = await aTaughtClass(desk.table, { tickets: free })
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

describe('when access ends', () => {
  const held = async () => (await listOfficeHours(desk.table, '5w22', james)).slots.filter(({ booking }) => booking)
  const registered = async () => {
    const order = await placed(desk, students, '5w22:seat')
    await drain(desk)
    const ada = await aPerson(desk.table, students)
    await book(ada)
    await drain(desk, minutes(1))
    return { ada, order }
  }

  test('a cancelled registration gives the slot back, and both sides are told', async () => {
    const { order } = await registered()
    expect(await held()).toHaveLength(1)
    await cancelOrder(desk, order.id, minutes(2))
    expect(await drain(desk, minutes(3))).toEqual([])
    expect(await held()).toHaveLength(0)
    expect([calendarOf(students), calendarOf(teachers)]).toEqual([[], []])
    const last = desk.mails({ to: students }).find(({ template }) => template === 'office-hour-cancelled')
    expect(last?.text).toContain('You’re no longer registered for this event.')
  })

  test('a cancelled event likewise', async () => {
    await registered()
    await cancelEvent(desk.table, '5w22', undefined, minutes(2))
    expect(await drain(desk, minutes(3))).toEqual([])
    expect([(await held()).length, calendarOf(students), calendarOf(teachers)]).toEqual([0, [], []])
  })

  test('a membership that ends likewise', async () => {
    const mia = await aPerson(desk.table, 'mia@example.com', 'all-access')
    await aTaughtClass(desk.table, { slug: 'club', access: 'members', includedInMembership: true, tickets: free })
    await placed(desk, 'mia@example.com', 'club:seat', { actor: mia })
    const [slot] = await openOfficeHours(
      desk.table,
      'club',
      NewOfficeHours.parse({ startsAt: '2024-05-02T10:00', durationMinutes: 15, place: 'Room 2' }),
      james,
      start,
    )
    await bookOfficeHour(desk.table, 'club', slot?.id ?? '', { actor: mia, now: start })
    await drain(desk, minutes(1))
    expect(calendarOf('mia@example.com')).toHaveLength(1)
    await endMembership(desk.table, mia.id, 'all-access', minutes(2))
    expect(await drain(desk, minutes(3))).toEqual([])
    const { slots: after } = await listOfficeHours(desk.table, 'club', james)
    expect([after[0]?.booking, calendarOf('mia@example.com')]).toEqual([undefined, []])
  })

  test('anyone who loses their registration while booking loses the slot, and is emailed about that alone', async () => {
    const ada = await aStudent(desk.table, students)
    await book(ada)
    await unseat(desk.table, ada.id, '5w22')
    expect(await drain(desk, minutes(1))).toEqual([])
    expect(await held()).toHaveLength(0)
    expect(told(students)).toEqual(['office-hour-cancelled'])
  })
})

describe('what is kept of a person', () => {
  test('their feed has the slots that they booked and those booked of theirs, under the UID of the invitation', async () => {
    const ada = await aStudent(desk.table, students)
    await book(ada)
    const feed = (id: string) => personFeed(desk.table, desk, id, minutes(5))
    for (const id of [ada.id, james.id]) {
      const text = await feed(id)
      expect(checkCalendar(text)).toEqual([])
      const unfolded = text.replaceAll('\r\n ', '')
      expect(unfolded).toContain(`UID:${slotId()}-${ada.id}@lectern.example`)
      expect(unfolded).not.toContain('meet.example.com')
      expect(await personFeed(desk.table, desk, id, minutes(90))).toBe(text)
    }
    await unseat(desk.table, ada.id, '5w22')
    expect(await feed(ada.id)).not.toContain(slotId())
  })

  test('is in their export, and goes with them; whom they would have met is told', async () => {
    const ada = await aStudent(desk.table, students)
    await book(ada)
    await drain(desk, minutes(1))
    const person = await findPersonByEmail(desk.table, students)
    const teacher = await findPersonByEmail(desk.table, teachers)
    if (!person || !teacher) throw new Error('someone is missing')
    const taken = await exportPerson(desk.table, person, start, start)
    expect(taken.officeHours).toMatchObject([{ event: '5w22', as: 'student', with: 'james', durationMinutes: 15 }])
    const theirs = (await exportPerson(desk.table, teacher, start, start)).officeHours
    expect([theirs.length, JSON.stringify(theirs).includes('ada')]).toEqual([4, false])

    await erasePerson(desk, person, { cancel: true }, minutes(2))
    expect(await drain(desk, minutes(3))).toEqual([])
    const kept = await listOfficeHours(desk.table, '5w22', james)
    expect(JSON.stringify(kept.slots)).not.toContain('ada')
    expect(calendarOf(teachers)).toEqual([])
    const [, mail] = desk.mails({ to: teachers })
    expect(mail?.text).toContain('They were canceled by an attendee.')
    const left = (await wholeTable(desk.table)).filter((item) => /\bada\b/.test(JSON.stringify(item)))
    expect(left).toEqual([])
  })

  test('a teacher’s slots go with the teacher, and their students are told', async () => {
    const ada = await aStudent(desk.table, students)
    await book(ada)
    await drain(desk, minutes(1))
    const teacher = await findPersonByEmail(desk.table, teachers)
    if (!teacher) throw new Error('nobody teaches')
    await erasePerson(desk, teacher, { cancel: true }, minutes(2))
    expect(await drain(desk, minutes(3))).toEqual([])
    const karl = { ...(await aPerson(desk.table, 'karl@example.com')), admin: true }
    expect((await listOfficeHours(desk.table, '5w22', karl)).slots).toEqual([])
    expect(calendarOf(students)).toEqual([])
    expect(slotTimes(slots[0] as OfficeHour).startsAt).toBe('2024-04-25T17:00:00Z')
  })
})
