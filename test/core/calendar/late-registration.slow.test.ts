import { pastSessions, rescheduleSession } from '@lectern/core/catalog'
import { sessionTimes } from '@lectern/core/schedule'
import { describe, expect, test } from 'vitest'
import { anEvent, placed } from '../../support/build.ts'
import { openCalendarClient } from '../../support/calendar-client.ts'
import { checkCalendar } from '../../support/calendar-rules.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

const free = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]
const ada = 'ada@example.com'

/** The starts that someone's calendar shows after opening every file of every mail that came, in order. */
const calendarOf = (desk: TestDesk): string[] => {
  const client = openCalendarClient('kept')
  for (const { attachments } of desk.mails({ to: ada })) {
    for (const { content } of attachments) {
      expect(checkCalendar(String(content))).toEqual([])
      client.open(String(content))
    }
  }
  return client.shown().map(({ startsAt }) => startsAt)
}

const confirmation = (desk: TestDesk): string => {
  const [mail] = desk.mails({ template: 'registration-confirmed' })
  return String(mail?.text).replace(/\s+/g, ' ')
}

const weekly = 'FREQ=WEEKLY;COUNT=5'
const twiceAWeek = 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5'

describe('someone who registers during a class hears about, and is invited to, the sessions still to come', () => {
  test.each([
    ['one entry for the series', weekly],
    ['an entry for each session', twiceAWeek],
  ])('%s', async (_, recurrence) => {
    const desk = await openDesk()
    const schedule = { startsAt: '2024-04-23T09:00', durationMinutes: 60, recurrence }
    const { sessions } = await anEvent(desk.table, { schedule, tickets: free })
    const times = sessions.map(sessionTimes)
    // While the fourth runs: three are over.
    const now = String(times[3]?.startsAt)
    await placed(desk, ada, '5w22:seat', { now })
    await drain(desk, now)
    expect(calendarOf(desk)).toEqual(times.slice(3).map(({ startsAt }) => startsAt))
    const text = confirmation(desk)
    expect(text).toContain('3 of 5 sessions are over. Their recordings are included.')
    expect(text).toContain('2 sessions still to come')
    expect(text).not.toMatch(/Apr 23|Apr 25|Apr 30/)

    // A later invitation for the same person doesn't bring the past back.
    const last = sessions[4]
    await rescheduleSession(desk.table, '5w22', { session: String(last?.id), startsAt: '2024-06-01T10:00' }, now)
    await drain(desk, now)
    expect(calendarOf(desk)).toEqual([times[3]?.startsAt, '2024-06-01T17:00:00Z'])
  })

  test('a past session that was moved is left out, and one moved from the past is invited to', async () => {
    const desk = await openDesk()
    const { sessions } = await anEvent(desk.table, { tickets: free })
    const [first, second] = sessions
    const early = '2024-04-01T16:00:00Z'
    await rescheduleSession(desk.table, '5w22', { session: String(first?.id), startsAt: '2024-04-22T09:00' }, early)
    await rescheduleSession(desk.table, '5w22', { session: String(second?.id), startsAt: '2024-05-30T09:00' }, early)
    const now = '2024-05-15T16:00:00Z'
    await placed(desk, ada, '5w22:seat', { now })
    await drain(desk, now)
    expect(calendarOf(desk)).toEqual(['2024-05-21T16:00:00Z', '2024-05-30T16:00:00Z'])
  })

  test('what is never recorded promises no recordings', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { tickets: free, recording: 'never' })
    const now = '2024-04-24T16:00:00Z'
    await placed(desk, ada, '5w22:seat', { now })
    await drain(desk, now)
    expect(confirmation(desk)).toContain('1 of 5 sessions is over, with no recording.')
    expect(confirmation(desk)).not.toMatch(/recordings? (is|are) included/)
  })

  test('before the first session ends nothing is said, and all of it is listed', async () => {
    const desk = await openDesk()
    const { sessions } = await anEvent(desk.table, { tickets: free })
    await placed(desk, ada, '5w22:seat')
    await drain(desk)
    expect(calendarOf(desk)).toHaveLength(sessions.length)
    expect(confirmation(desk)).toContain('The 5 sessions')
    expect(confirmation(desk)).not.toContain('over')
  })

  test('the rule counts sessions that take place, and the one in progress is not over', () => {
    const at = (startsAt: string, status: 'scheduled' | 'cancelled' = 'scheduled') => ({
      ...{ id: startsAt, startsAt, status, durationMinutes: 60, zone: 'UTC', sequence: 0 },
    })
    const event = (recording: 'always' | 'never', ...sessions: ReturnType<typeof at>[]) => ({ recording, sessions })
    const [one, gone, two] = [at('2024-04-01T09:00'), at('2024-04-02T09:00', 'cancelled'), at('2024-04-03T09:00')]
    const class2 = event('always', one, gone, two)
    expect(pastSessions(class2, '2024-04-01T09:59:59Z')).toBeUndefined()
    expect(pastSessions(class2, '2024-04-01T10:00:00Z')).toEqual({
      ...{ over: 1, total: 2, recordings: true },
      message: '1 of 2 sessions is over. Its recording is included.',
    })
    expect(pastSessions(class2, '2024-04-03T10:00:00Z')?.message).toBe(
      'All 2 sessions are over. Their recordings are included.',
    )
    expect(pastSessions(event('never', one, two), '2024-04-03T10:00:00Z')?.message).toBe(
      'All 2 sessions are over, with no recordings.',
    )
    expect(pastSessions(event('always'), '2024-04-03T10:00:00Z')).toBeUndefined()
  })
})
