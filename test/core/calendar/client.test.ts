import { describe, expect, test } from 'vitest'
import { type InvitationInput, invitations, publishCalendar } from '../../../packages/core/src/calendar/index.ts'
import {
  cancelSession,
  moveSession,
  type Session,
  scheduledSessions,
  sessionTimes,
} from '../../../packages/core/src/schedule/index.ts'
import { openCalendarClient } from '../../support/calendar-client.ts'
import { checkCalendar } from '../../support/calendar-rules.ts'
import { calendarEvent, host, series } from './sample-event.ts'

const attendee = { name: 'Ada', email: 'ada@example.com' }
const weekly = () => series('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=5')
const irregular = () => series('2024-04-23T09:00', 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5')

const meant = (sessions: readonly Session[]) => scheduledSessions(sessions).map(sessionTimes)

/** Someone's mailbox and calendar: opens each file of each mail, in the order in which they come. */
const openMailbox = (exceptions: 'dropped' | 'kept') => {
  const client = openCalendarClient(exceptions)
  let minute = 0
  const get = (sessions: Session[], method: 'REQUEST' | 'CANCEL', more: Partial<InvitationInput> = {}) => {
    minute += 1
    const now = `2024-01-15T12:${String(minute).padStart(2, '0')}:00Z`
    const files = invitations(calendarEvent(sessions), { method, attendee, host, now, ...more })
    for (const { content } of files) expect(checkCalendar(content)).toEqual([])
    for (const { content } of files) client.open(content)
    return files
  }
  return { get, client, dates: () => client.shown().map(({ startsAt, endsAt }) => ({ startsAt, endsAt })) }
}

const changed = (sessions: readonly Session[], id: string, change: (session: Session) => Session): Session[] =>
  sessions.map((session) => (session.id === id ? change(session) : session))

describe.each(['dropped', 'kept'] as const)(
  'a calendar program by which changed dates are %s when a series comes again',
  (kind) => {
    describe.each([
      ['series', weekly],
      ['single sessions', irregular],
    ])('with %s', (_, make) => {
      test('shows each session once, however often the invitation is opened', () => {
        const box = openMailbox(kind)
        box.get(make(), 'REQUEST')
        box.get(make(), 'REQUEST')
        box.client.open(publishCalendar(calendarEvent(make()), { host, now: '2024-01-16T00:00:00Z' }))
        expect(box.dates()).toEqual(meant(make()))
      })

      test('follows moves of several sessions, and one that is moved back', () => {
        const box = openMailbox(kind)
        let sessions = make()
        box.get(sessions, 'REQUEST')
        const moves = [
          ['ses_2', '2024-06-11T14:00'],
          ['ses_1', '2024-06-13T08:00'],
          ['ses_2', sessions[1]?.startsAt ?? ''],
          ['ses_5', '2024-04-20T10:00'],
        ] as const
        for (const [id, startsAt] of moves) {
          sessions = changed(sessions, id, (session) => moveSession(session, startsAt))
          box.get(sessions, 'REQUEST', { only: [id] })
          expect(box.dates()).toEqual(meant(sessions))
        }
      })

      test('follows a longer session', () => {
        const box = openMailbox(kind)
        box.get(make(), 'REQUEST')
        const sessions = changed(make(), 'ses_3', (session) => moveSession(session, session.startsAt, 90))
        box.get(sessions, 'REQUEST', { only: ['ses_3'] })
        expect(box.dates()).toEqual(meant(sessions))
      })

      test('drops one session that is cancelled, also after it was moved', () => {
        const box = openMailbox(kind)
        let sessions = make()
        box.get(sessions, 'REQUEST')
        sessions = changed(sessions, 'ses_2', (session) => moveSession(session, '2024-06-11T14:00'))
        box.get(sessions, 'REQUEST', { only: ['ses_2'] })
        sessions = changed(sessions, 'ses_2', cancelSession)
        box.get(sessions, 'CANCEL', { only: ['ses_2'] })
        expect(box.dates()).toEqual(meant(sessions))
        expect(box.dates()).toHaveLength(4)
      })

      test('is empty after the cancellation, and an older mail that is opened late changes nothing', () => {
        const box = openMailbox(kind)
        const old = box.get(make(), 'REQUEST')
        const sessions = changed(make(), 'ses_2', (session) => moveSession(session, '2024-06-11T14:00'))
        const newer = box.get(sessions, 'REQUEST')
        for (const { content } of old) box.client.open(content)
        expect(box.dates()).toEqual(meant(sessions))
        box.get(sessions, 'CANCEL')
        expect(box.dates()).toEqual([])
        for (const { content } of [...old, ...newer]) box.client.open(content)
        expect(box.dates()).toEqual([])
      })

      test('shows them again after registering again, and a cancellation from before does not undo that', () => {
        const box = openMailbox(kind)
        box.get(make(), 'REQUEST')
        const withdrawal = box.get(make(), 'CANCEL')
        box.get(make(), 'REQUEST', { sequenceBump: 2 })
        for (const { content } of withdrawal) box.client.open(content)
        expect(box.dates()).toEqual(meant(make()))
        box.get(make(), 'CANCEL', { sequenceBump: 2 })
        expect(box.dates()).toEqual([])
      })

      test('takes an opened calendar of a cancelled event for what it is', () => {
        const box = openMailbox(kind)
        box.get(make(), 'REQUEST')
        const text = publishCalendar(calendarEvent(make(), { cancelled: true }), { host, now: '2024-01-16T00:00:00Z' })
        expect(checkCalendar(text)).toEqual([])
        box.client.open(text)
        expect(box.dates()).toEqual([])
      })
    })
  },
)

describe('the identity of an event in calendars', () => {
  const uidsOf = (sessions: Session[]) => [
    ...new Set(publishCalendar(calendarEvent(sessions), { host, now: '2024-01-15T12:00:00Z' }).match(/^UID:.*$/gm)),
  ]

  test('stays a series when every session has moved elsewhere, and single sessions when they came to lie in a row', () => {
    const scattered = weekly().map((session, index) =>
      moveSession(session, `2024-06-${10 + index * index}T1${index}:00`),
    )
    expect(uidsOf(scattered)).toEqual(uidsOf(weekly()))
    const rowed = irregular().map((session, index) =>
      moveSession(session, `2024-06-${String(4 + index * 7).padStart(2, '0')}T09:00`.replace('06-32', '07-02')),
    )
    expect(uidsOf(rowed)).toHaveLength(5)
    const longer = changed(irregular(), 'ses_1', (session) => moveSession(session, session.startsAt, 75))
    expect(uidsOf(longer).sort()).toEqual(uidsOf(irregular()).sort())
  })

  test('has a sequence that each change raises, whichever session it is about', () => {
    const sequence = (sessions: Session[]) =>
      Number(
        /^SEQUENCE:(\d+)/m.exec(publishCalendar(calendarEvent(sessions), { host, now: '2024-01-15T12:00:00Z' }))?.[1],
      )
    let sessions = weekly()
    const seen = [sequence(sessions)]
    const acts: [string, (session: Session) => Session][] = [
      ['ses_1', (session) => moveSession(session, '2024-06-11T14:00')],
      ['ses_2', (session) => moveSession(session, '2024-06-12T14:00')],
      ['ses_1', (session) => moveSession(session, '2024-04-23T09:00')],
      ['ses_2', cancelSession],
      ['ses_3', cancelSession],
    ]
    for (const [id, act] of acts) {
      sessions = changed(sessions, id, act)
      seen.push(sequence(sessions))
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('a series without a date left is cancelled whole', () => {
    const text = publishCalendar(calendarEvent(weekly().map(cancelSession)), { host, now: '2024-01-15T12:00:00Z' })
    expect(checkCalendar(text)).toEqual([])
    expect(text).toContain('STATUS:CANCELLED')
    expect(text).not.toContain('EXDATE')
  })
})
