import { type Instant, localOf } from '@lectern/core/platform'
import { dueReminders, getTimetable, skipReminder, startDueReminders } from '@lectern/core/reminders'
import { describe, expect, test } from 'vitest'
import { anAssignment } from '../../support/assignments.ts'
import { anEvent, aWebinar, minutes, placed } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

/** What the clock and the outbox do at a moment. */
const tick = async (desk: TestDesk, now: Instant): Promise<void> => {
  desk.clock.now = now
  expect(await drain(desk, now)).toEqual([])
  await startDueReminders(desk.table, now, (_, error) => {
    throw error
  })
  expect(await drain(desk, now)).toEqual([])
}

const reminders = (desk: TestDesk) => desk.mails().filter(({ template }) => template?.startsWith('reminder-'))
const free = { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] }

// The webinar: April 10, 16:00Z.
const hourBefore = '2024-04-10T15:00:00Z'

describe('a weekly class says “in a week” once', () => {
  test('the longest offset goes for the first session only, the others for each', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table)
    const of = (index: number) =>
      dueReminders(event)
        .filter(({ kind, session }) => kind === 'before' && session === event.sessions[index]?.id)
        .map(({ minutes: before }) => before)
    expect([0, 1, 2, 3, 4].map(of)).toEqual([[10_080, 1440, 60], ...Array(4).fill([1440, 60])])
  })

  test('one offset alone is kept for each week', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { reminders: [120] })
    expect(dueReminders(event).filter(({ minutes: before }) => before === 120)).toHaveLength(5)
  })

  test('of a session a day later, nothing falls due before today’s has ended', async () => {
    const desk = await openDesk()
    const schedule = { startsAt: '2024-04-23T09:00', durationMinutes: 60, recurrence: 'FREQ=DAILY;COUNT=3' }
    const event = await anEvent(desk.table, { kind: 'meeting', code: undefined, schedule })
    expect(
      dueReminders(event)
        .filter(({ kind }) => kind === 'before')
        .map(({ dueAt }) => localOf(dueAt, event.zone)),
    ).toEqual(['2024-04-22T09:00', '2024-04-23T08:00', '2024-04-24T08:00', '2024-04-25T08:00'])
  })

  test('what was planned before this rule is not sent', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, free)
    await placed(desk, 'a@example.com', '5w22:seat')
    await tick(desk, minutes(1))
    for (const now of [
      '2024-04-16T16:00:00Z',
      '2024-04-22T16:00:00Z',
      '2024-04-23T15:00:00Z',
      '2024-04-23T16:00:00Z',
    ]) {
      await tick(desk, now)
    }
    expect(reminders(desk).map(({ template }) => template)).toEqual(['reminder-week', 'reminder-day', 'reminder-hour'])
    expect(event.sessions).toHaveLength(5)
  })
})

describe('reminders that are late together', () => {
  test('collapse into the nearest, which says the time that is left', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table, { reminders: [10_080, 1440, 60] })
    await placed(desk, 'a@example.com', 'kpis:seat')
    await tick(desk, minutes(1))
    await tick(desk, '2024-04-10T15:20:00Z')
    expect(reminders(desk).map(({ template, subject }) => `${template}: ${subject}`)).toEqual([
      'reminder-hour: In 40 minutes: The Unpopular Truth about KPIs',
    ])
    const { reminders: rows } = await getTimetable(desk.table, 'kpis', desk.clock.now)
    expect(rows.map(({ minutes: before, state }) => `${before} ${state}`).slice(0, 3)).toEqual([
      '10080 missed',
      '1440 missed',
      '60 started',
    ])
  })

  test('one that is late by itself fits the real distance, in words and in advice', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table, { reminders: [10_080, 60] })
    await placed(desk, 'a@example.com', 'kpis:seat')
    await tick(desk, minutes(1))
    await tick(desk, '2024-04-10T13:00:00Z')
    expect(reminders(desk).map(({ template, subject }) => `${template}: ${subject}`)).toEqual([
      'reminder-day: In 3 hours: The Unpopular Truth about KPIs',
    ])
  })

  test('just before the nearest is due it waits for that one', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    await placed(desk, 'a@example.com', 'kpis:seat')
    await tick(desk, minutes(1))
    await tick(desk, '2024-04-10T14:50:00Z')
    expect(reminders(desk)).toEqual([])
    await tick(desk, hourBefore)
    expect(reminders(desk).map(({ subject }) => subject)).toEqual(['In an hour: The Unpopular Truth about KPIs'])
  })

  test('when the organizer skipped the nearest, the other one goes', async () => {
    const desk = await openDesk()
    const event = await aWebinar(desk.table)
    await placed(desk, 'a@example.com', 'kpis:seat')
    await tick(desk, minutes(1))
    await skipReminder(desk.table, 'kpis', `${event.sessions[0]?.id}-60`)
    await tick(desk, '2024-04-10T15:20:00Z')
    expect(reminders(desk).map(({ template, subject }) => `${template}: ${subject}`)).toEqual([
      'reminder-hour: In 40 minutes: The Unpopular Truth about KPIs',
    ])
  })

  test('a sending that was started in time and stood still since says no “tomorrow” an hour before', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    await placed(desk, 'a@example.com', 'kpis:seat')
    await drain(desk)
    await startDueReminders(desk.table, '2024-04-09T16:00:00Z', () => {})
    // Nothing was delivered for almost a day.
    await tick(desk, '2024-04-10T15:20:00Z')
    expect(reminders(desk).map(({ subject }) => subject)).toEqual(['In 40 minutes: The Unpopular Truth about KPIs'])
  })

  test('a few hours’ standstill changes the words, not the reader', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    await placed(desk, 'a@example.com', 'kpis:seat')
    await drain(desk)
    await startDueReminders(desk.table, '2024-04-09T16:00:00Z', () => {})
    await tick(desk, '2024-04-10T08:00:00Z')
    await tick(desk, '2024-04-10T08:01:00Z')
    expect(reminders(desk).map(({ subject }) => subject)).toEqual(['In 8 hours: The Unpopular Truth about KPIs'])
  })
})

describe('a reminder speaks of what there is', () => {
  const classReminder = async (desk: TestDesk, now: Instant) => {
    await placed(desk, 'a@example.com', '5w22:seat')
    await tick(desk, minutes(1))
    await tick(desk, now)
    return reminders(desk).at(-1)?.text ?? ''
  }

  test('homework only when there is an assignment, by its name', async () => {
    const without = await openDesk()
    await anEvent(without.table, free)
    expect(await classReminder(without, '2024-04-29T16:00:00Z')).not.toMatch(/homework/i)
    const desk = await openDesk()
    await anEvent(desk.table, free)
    await anAssignment(desk.table)
    expect(await classReminder(desk, '2024-04-29T16:00:00Z')).toMatch(/Homework\s+Five questions/)
  })

  test('no draft, nothing past due, and nothing that is due after the session', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, free)
    await anAssignment(desk.table, { title: 'A draft', publish: false })
    await anAssignment(desk.table, { title: 'Past due', due: '2024-04-26T12:00' })
    await anAssignment(desk.table, { title: 'For later', due: '2024-05-02T12:00' })
    expect(await classReminder(desk, '2024-04-29T16:00:00Z')).not.toMatch(/homework|draft|past due|for later/i)
  })

  test('who paid $399 and misses one session is told of the recording, not to give anything up', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, free)
    const text = await classReminder(desk, '2024-04-30T15:00:00Z')
    expect(text).toContain('recording')
    expect(text).not.toMatch(/give the seat back|cancel/i)
  })
})
