import { cancelEvent, getEvent, rescheduleSession } from '@lectern/core/catalog'
import { visitor } from '@lectern/core/identity'
import { cancelOrder, joinWaitingList } from '@lectern/core/registration'
import { sessionTimes } from '@lectern/core/schedule'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { anEvent, aWebinar, minutes, placed } from '../../support/build.ts'
import { openCalendarClient } from '../../support/calendar-client.ts'
import { checkCalendar } from '../../support/calendar-rules.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

const free = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]

/** Someone's calendar after opening every file of every mail that came, in order. */
const calendarOf = (desk: TestDesk, to: string) => {
  const client = openCalendarClient('kept')
  for (const { attachments } of desk.mails({ to })) {
    for (const { content } of attachments) {
      expect(checkCalendar(String(content))).toEqual([])
      client.open(String(content))
    }
  }
  return client.shown().map(({ startsAt, endsAt }) => ({ startsAt, endsAt }))
}

const filesOf = (desk: TestDesk, template: string): string[] =>
  desk.mails({ template }).flatMap(({ attachments }) => attachments.map(({ filename }) => String(filename)))

test.each([
  ['a series', 'FREQ=WEEKLY;COUNT=5', ['invite.ics'], ['invite.ics']],
  [
    'single sessions',
    'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3',
    ['invite-1.ics', 'invite-2.ics', 'invite-3.ics'],
    ['invite.ics'],
  ],
])(
  'the calendar of anyone who registered for %s follows a move and the cancellation',
  async (_, recurrence, invited, moved) => {
    const desk = await openDesk()
    const schedule = { startsAt: '2024-04-23T09:00', durationMinutes: 60, recurrence }
    const event = await anEvent(desk.table, { schedule, tickets: free, joinUrl: 'https://meet.example/secret' })
    await placed(desk, 'ada@example.com', '5w22:seat')
    await drain(desk)
    expect(filesOf(desk, 'registration-confirmed')).toEqual(invited)
    expect(calendarOf(desk, 'ada@example.com')).toEqual(event.sessions.map(sessionTimes))
    const [first] = desk.mails({ to: 'ada@example.com' })
    const text = new ICAL.Component(ICAL.parse(String(first?.attachments[0]?.content)))
    const description = String(text.getFirstSubcomponent('vevent')?.getFirstPropertyValue('description'))
    expect(description).toContain('https://lectern.example/join/5w22/next?token=per_')
    expect(description).not.toContain('meet.example')

    const second = event.sessions[1]
    if (!second) throw new Error('no second session')
    await rescheduleSession(desk.table, '5w22', { session: second.id, startsAt: '2024-05-01T14:00' }, minutes(5))
    await drain(desk, minutes(6))
    expect(filesOf(desk, 'event-moved')).toEqual(moved)
    const now = await getEvent(desk.table, '5w22')
    expect(calendarOf(desk, 'ada@example.com')).toEqual(now.sessions.map(sessionTimes))
    expect(calendarOf(desk, 'ada@example.com').map(({ startsAt }) => startsAt)).toContain('2024-05-01T21:00:00Z')

    await cancelEvent(desk.table, '5w22', 'The speaker is ill.', minutes(10))
    await drain(desk, minutes(11))
    expect(calendarOf(desk, 'ada@example.com')).toEqual([])
  },
)

test('an offer of a seat has a file that rings two hours before it lapses', async () => {
  const desk = await openDesk()
  await aWebinar(desk.table, { capacity: 1 })
  const first = await placed(desk, 'ada@example.com', 'kpis:seat')
  expect(first.status).toBe('confirmed')
  const waiting = { sku: 'kpis:seat', email: 'bo@example.com', name: 'Bo' }
  await joinWaitingList(desk, waiting, visitor, minutes(1))
  await cancelOrder(desk, first.id, minutes(5))
  await drain(desk, minutes(6))
  const [mail] = desk.mails({ template: 'waiting-list-offer' })
  const [file] = mail?.attachments ?? []
  expect(file?.filename).toBe('offer.ics')
  expect(checkCalendar(String(file?.content))).toEqual([])
  const event = new ICAL.Component(ICAL.parse(String(file?.content))).getFirstSubcomponent('vevent')
  // Offered at 16:06, for a day.
  expect(String(event?.getFirstPropertyValue('dtstart'))).toBe('2024-03-26T15:06:00Z')
  expect(String(event?.getFirstPropertyValue('dtend'))).toBe('2024-03-26T16:06:00Z')
  expect(String(event?.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger'))).toBe('-PT1H')
  expect(event?.getFirstPropertyValue('url')).toMatch(/^https:\/\/lectern\.example\/offers\/kpis%3Aseat\?token=/)
})
