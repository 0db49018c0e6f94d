import { catalogTopics, type Event, EventChange, editEvent, getEvent, rescheduleSession } from '@lectern/core/catalog'
import { announce } from '@lectern/core/platform'
import { scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { describe, expect, test } from 'vitest'
import { anEvent, committed, minutes, placed } from '../../support/build.ts'
import { openCalendarClient } from '../../support/calendar-client.ts'
import { checkCalendar } from '../../support/calendar-rules.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

const free = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]
const ada = 'ada@example.com'

/** The dates in someone's calendar after opening every file of every email that came, in order. */
const shownTo = (desk: TestDesk, kind: 'kept' | 'dropped'): string[] => {
  const client = openCalendarClient(kind)
  for (const { attachments } of desk.mails({ to: ada })) {
    for (const { content } of attachments) {
      expect(checkCalendar(String(content))).toEqual([])
      client.open(String(content))
    }
  }
  return client.shown().map(({ startsAt }) => startsAt)
}

const methodsOf = (desk: TestDesk): string[] =>
  (desk.mails({ to: ada, template: 'event-moved' }).at(-1)?.attachments ?? []).map(({ content }) =>
    String(/^METHOD:(\w+)/m.exec(String(content))?.[1]),
  )

const startsOf = (event: Event): string[] =>
  scheduledSessions(event.sessions).map((session) => sessionTimes(session).startsAt)

/** Five Thursdays, each the third of its month, for free, with Ada registered. */
const breakout = async (recurrence = 'FREQ=MONTHLY;BYDAY=3TH;COUNT=5') => {
  const desk = await openDesk()
  const schedule = { startsAt: '2024-04-18T09:00', durationMinutes: 60, recurrence }
  const event = await anEvent(desk.table, { schedule, tickets: free, venue: { name: 'Hall', address: 'Main St 1' } })
  await placed(desk, ada, '5w22:seat')
  await drain(desk)
  let minute = 2
  const change = async (named: unknown) => {
    minute += 10
    desk.clock.now = minutes(minute)
    const changed = await editEvent(desk.table, '5w22', EventChange.parse(named), minutes(minute))
    await drain(desk)
    return changed
  }
  return { desk, event, change }
}

const shapes = [
  ['a series', 'FREQ=MONTHLY;BYDAY=3TH;COUNT=5'],
  ['single sessions', 'FREQ=MONTHLY;BYDAY=3TH,4FR;COUNT=5'],
] as const

describe('an event that is published', () => {
  test.each(shapes)('gets a sixth session and loses its second: the calendar of %s follows', async (_, rule) => {
    const { desk, event, change } = await breakout(rule)
    const sixth = { startsAt: '2024-09-19T09:00', durationMinutes: 60, title: 'September' }
    const added = await change({ sessionChanges: { add: [sixth] } })
    expect(added.sessions.at(-1)).toMatchObject({ title: 'September', sequence: 0, status: 'scheduled' })
    expect(methodsOf(desk)).toEqual(['REQUEST'])
    const calledOff = await change({ sessionChanges: { callOff: [event.sessions[1]?.id ?? ''] } })
    expect(calledOff.sessions[1]).toMatchObject({ status: 'cancelled', sequence: 1 })
    expect(methodsOf(desk)).toEqual(['CANCEL'])
    const moved = await rescheduleSession(
      desk.table,
      '5w22',
      { session: added.sessions.at(-1)?.id ?? '', startsAt: '2024-09-20T10:00' },
      minutes(60),
    )
    await drain(desk, minutes(61))
    for (const kind of ['kept', 'dropped'] as const) expect(shownTo(desk, kind)).toEqual(startsOf(moved))
    expect(desk.mails({ to: ada, template: 'event-moved' }).map(({ subject }) => subject)).toEqual([
      'New session: MSP Professional Sales Program',
      'Session canceled: MSP Professional Sales Program',
      'New time: MSP Professional Sales Program',
    ])
  })

  test('several changes in one save are one email with one update of the calendar', async () => {
    const { desk, event, change } = await breakout()
    const [, second, third] = event.sessions.map(({ id }) => id)
    const changed = await change({
      venue: { name: 'Other hall', address: 'Side St 2' },
      sessionChanges: {
        add: [{ startsAt: '2024-09-19T09:00', durationMinutes: 60 }],
        change: [{ session: third, startsAt: '2024-06-21T11:00' }],
        callOff: [second],
      },
    })
    expect(shownTo(desk, 'kept')).toEqual(startsOf(changed))
    const mails = desk.mails({ to: ada, template: 'event-moved' })
    expect(mails).toHaveLength(1)
    expect(mails[0]?.subject).toBe('Changes: MSP Professional Sales Program')
    for (const words of ['Other hall, Side St 2', 'Hall, Main St 1', 'Fri, Jun 21, 2024', 'Thu, May 16, 2024']) {
      expect(mails[0]?.text).toContain(words)
    }
  })

  test('has new titles, agendas and words at once, and nobody is mailed', async () => {
    const { desk, event, change } = await breakout()
    const [first] = event.sessions
    const named = { session: first?.id, title: 'Kick-off', summary: 'What we are here for.' }
    const changed = await change({
      description: 'More.',
      instructors: ['james'],
      sessionChanges: { change: [named] },
    })
    expect(changed).toMatchObject({ description: 'More.', instructors: ['james'] })
    expect(changed.sessions[0]).toMatchObject({ title: 'Kick-off', summary: 'What we are here for.', sequence: 0 })
    const cleared = await change({ sessionChanges: { change: [{ session: first?.id, title: null }] } })
    expect(cleared.sessions[0]).not.toHaveProperty('title')
    expect(desk.mails({ template: 'event-moved' })).toEqual([])
  })

  test('keeps one session at least, those that are over, and those of other events', async () => {
    const { event, change, desk } = await breakout('FREQ=MONTHLY;BYDAY=3TH;COUNT=2')
    const [first = '', second = ''] = event.sessions.map(({ id }) => id)
    const changing = (sessionChanges: unknown, now = minutes(5)) =>
      editEvent(desk.table, '5w22', EventChange.parse({ sessionChanges }), now)
    await expect(changing({ callOff: [first, second] })).rejects.toMatchObject({ code: 'catalog.last-session' })
    await expect(changing({ callOff: ['ses_other'] })).rejects.toMatchObject({ kind: 'not-found' })
    const over = '2024-04-18T17:00:00Z'
    await expect(changing({ callOff: [first] }, over)).rejects.toMatchObject({ code: 'catalog.session-over' })
    const add = (startsAt: string) => changing({ add: [{ startsAt, durationMinutes: 60 }] })
    const field = { details: { errors: [{ path: 'sessionChanges.add.0.startsAt' }] } }
    await expect(add('2024-04-18T09:30')).rejects.toMatchObject({ code: 'schedule.overlap', ...field })
    await expect(add('2024-03-18T09:30')).rejects.toMatchObject({ code: 'schedule.in-past', ...field })
    await expect(add('2025-03-09T02:30')).rejects.toMatchObject({ code: 'schedule.in-gap', ...field })
    await change({ sessionChanges: { callOff: [second] } })
    await change({ sessionChanges: { callOff: [second] } })
    expect(desk.mails({ template: 'event-moved' })).toHaveLength(1)
  })

  test('a row from before, of one move, still tells of it', async () => {
    const { desk, event } = await breakout()
    const [first] = event.sessions
    await rescheduleSession(desk.table, '5w22', { session: first?.id ?? '', startsAt: '2024-04-19T09:00' }, minutes(5))
    await drain(desk, minutes(6))
    const was = { startsAt: '2024-04-18T09:00', durationMinutes: 60 }
    const old = { event: '5w22', session: first?.id ?? '', sequence: 1, was }
    await committed(desk.table, [announce(desk.table, catalogTopics.eventMoved, old, minutes(7))])
    await drain(desk, minutes(8))
    expect(desk.mails({ to: ada, template: 'event-moved' })).toHaveLength(2)
  })
})

describe('a place that changes', () => {
  test.each(shapes)('reaches everyone registered once, and their calendar of %s has it', async (_, rule) => {
    const { desk, change } = await breakout(rule)
    const changed = await change({ venue: { name: 'Other hall', address: 'Side St 2' } })
    expect(changed.sessions.map(({ sequence }) => sequence)).toEqual([1, 1, 1, 1, 1])
    const [mail, ...more] = desk.mails({ to: ada, template: 'event-moved' })
    expect(more).toEqual([])
    expect(mail?.subject).toBe('New location: MSP Professional Sales Program')
    for (const { content } of mail?.attachments ?? []) {
      expect(String(content)).toContain('LOCATION:Other hall')
      expect(String(content)).not.toMatch(/^SEQUENCE:0/m)
    }
    expect(shownTo(desk, 'kept')).toEqual(startsOf(changed))
    await change({ venue: { name: 'Other hall', address: 'Side St 2' } })
    expect(desk.mails({ template: 'event-moved' })).toHaveLength(1)
  })

  test('a link to join says so, and stands in no email itself', async () => {
    const { desk, change } = await breakout()
    await change({ joinUrl: 'https://meet.example/one' })
    await change({ joinUrl: 'https://meet.example/two' })
    const mails = desk.mails({ to: ada, template: 'event-moved' })
    expect(mails.map(({ subject }) => subject)).toEqual(Array(2).fill('New link: MSP Professional Sales Program'))
    expect(mails[1]?.text).toContain('The link to join online has changed')
    expect(JSON.stringify(mails)).not.toContain('meet.example')
    expect((await getEvent(desk.table, '5w22')).sessions[0]?.sequence).toBe(2)
  })
})

describe('an irregular event of many sessions', () => {
  const sessions = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      startsAt: `2024-0${4 + (index % 5)}-${String(10 + Math.floor(index / 5)).padStart(2, '0')}T0${(index % 3) + 1}:00`,
      durationMinutes: 30,
    }))

  test.each([
    [10, Array.from({ length: 10 }, (_, index) => `invite-${index + 1}.ics`)],
    [11, ['sessions.ics']],
    [80, ['sessions.ics']],
  ])('of %i sends so many files, and all dates are in them', async (count, files) => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { schedule: undefined, sessions: sessions(count), tickets: free })
    await placed(desk, ada, '5w22:seat')
    await drain(desk)
    const [mail] = desk.mails({ to: ada })
    expect(mail?.attachments.map(({ filename }) => filename)).toEqual(files)
    expect(shownTo(desk, 'kept')).toEqual(startsOf(event))
    expect(mail?.text?.includes('/account#calendar')).toBe(count > 10)
    for (const { content } of count > 10 ? (mail?.attachments ?? []) : []) {
      expect(String(content)).toContain('METHOD:PUBLISH')
      expect(String(content)).not.toContain('ATTENDEE')
    }
  })
})
