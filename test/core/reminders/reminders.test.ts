import { type Event, NewEvent } from '@lectern/core/catalog'
import { dueReminders, formatOffset } from '@lectern/core/reminders'
import { describe, expect, test } from 'vitest'
import { isDueTo, planChanges, type Reminder, remindedSessions } from '../../../packages/core/src/reminders/reminder.ts'
import { templateFor } from '../../../packages/core/src/reminders/reminder-mails.ts'
import { startsIn } from '../../../packages/core/src/reminders/reminder-words.ts'

const at = (startsAt: string, more: Partial<Event['sessions'][number]> = {}): Event['sessions'][number] => ({
  id: startsAt,
  startsAt,
  durationMinutes: 60,
  zone: 'America/Los_Angeles',
  sequence: 0,
  status: 'scheduled',
  ...more,
})

const event = (kind: Event['kind'], starts: string[], more: Partial<Event> = {}): Event => ({
  slug: 'one',
  kind,
  title: 'One',
  summary: '',
  description: '',
  zone: 'America/Los_Angeles',
  instructors: [],
  access: 'everyone',
  invited: [],
  recording: 'never',
  refundUntilHours: 72,
  includedInMembership: false,
  questions: [],
  tags: [],
  status: 'published',
  sessions: starts.map((start) => at(start)),
  tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] as Event['tickets'],
  createdAt: '2024-03-01T00:00:00Z',
  updatedAt: '2024-03-01T00:00:00Z',
  revision: 1,
  ...more,
})

const moments = (of: Event) => dueReminders(of).map(({ minutes, dueAt }) => `${minutes} ${dueAt}`)

describe('what falls due', () => {
  test('each kind of event has its usual moments, and the question how it was two hours after the end', () => {
    expect(moments(event('class', ['2024-04-23T09:00']))).toEqual([
      '10080 2024-04-16T16:00:00Z',
      '1440 2024-04-22T16:00:00Z',
      '60 2024-04-23T15:00:00Z',
      // Certificates, and the question.
      '0 2024-04-23T19:00:00Z',
      '0 2024-04-23T19:00:00Z',
    ])
    const usual = (kind: Event['kind']) =>
      dueReminders(event(kind, ['2024-04-23T09:00'])).flatMap(({ kind: what, minutes }) =>
        what === 'before' ? minutes : [],
      )
    expect(usual('webinar')).toEqual([1440, 60])
    expect(usual('breakout')).toEqual([4320, 60])
    expect(usual('conference')).toEqual([20160, 2880])
    expect(usual('meeting')).toEqual([1440, 60])
  })

  test('an event’s own moments replace the usual ones, and none means no reminder', () => {
    const own = event('class', ['2024-04-23T09:00'], { reminders: [30, 2880] })
    expect(moments(own).slice(0, 2)).toEqual(['2880 2024-04-21T16:00:00Z', '30 2024-04-23T15:30:00Z'])
    expect(dueReminders({ ...own, reminders: [] }).map(({ kind }) => kind)).toEqual(['certificates', 'how-was-it'])
  })

  test('a class reminds of each week, a conference of its first session alone, and a day of its first session', () => {
    const days = ['2024-04-23T09:00', '2024-04-23T13:00', '2024-04-30T09:00']
    const of = (kind: Event['kind']) => remindedSessions(event(kind, days)).map(({ startsAt }) => startsAt)
    expect(of('class')).toEqual(['2024-04-23T09:00', '2024-04-30T09:00'])
    expect(of('conference')).toEqual(['2024-04-23T09:00'])
  })

  test('those who teach are told after the last session of each day', () => {
    const days = ['2024-04-23T09:00', '2024-04-23T13:00', '2024-04-30T09:00']
    const taught = event('conference', days, { instructors: ['james'] })
    const over = dueReminders(taught).filter(({ kind }) => kind === 'session-over')
    expect(over.map(({ dueAt }) => dueAt)).toEqual(['2024-04-23T21:10:00Z', '2024-04-30T17:10:00Z'])
    expect(dueReminders({ ...taught, instructors: [] }).some(({ kind }) => kind === 'session-over')).toBe(false)
  })

  test('nothing falls due for drafts, cancelled events and cancelled sessions', () => {
    const two = event('webinar', ['2024-04-23T09:00', '2024-04-30T09:00'])
    expect(dueReminders({ ...two, status: 'draft' })).toEqual([])
    expect(dueReminders({ ...two, status: 'cancelled' })).toEqual([])
    const [first, second] = two.sessions
    const one = {
      ...two,
      sessions: [first, second && { ...second, status: 'cancelled' as const }].flatMap((s) => s ?? []),
    }
    expect(new Set(dueReminders(one).map(({ session }) => session))).toEqual(new Set(['2024-04-23T09:00']))
  })

  test('who registers at the very second at which it is due, or later, gets none for it', () => {
    const due = '2024-04-22T16:00:00Z'
    const registered = (registeredAt: string) => isDueTo({ status: 'confirmed', registeredAt }, due)
    expect(registered('2024-04-22T15:59:59Z')).toBe(true)
    expect(registered(due)).toBe(false)
    expect(isDueTo({ status: 'held', registeredAt: '2024-04-01T00:00:00Z' }, due)).toBe(false)
  })

  test('the moments of an event are read back as they were given, and two at one moment are refused', () => {
    const input = {
      ...{ kind: 'class', title: 'One', zone: 'America/Los_Angeles', reminders: [60, 1440] },
      tickets: [{ name: 'Seat', priceCents: 0 }],
    }
    expect(NewEvent.parse(input).reminders).toEqual([60, 1440])
    expect(NewEvent.safeParse({ ...input, reminders: [60, 60] }).success).toBe(false)
    expect(NewEvent.safeParse({ ...input, reminders: [4] }).success).toBe(false)
    expect(NewEvent.safeParse({ ...input, reminders: [200_000] }).success).toBe(false)
  })
})

describe('planning', () => {
  const webinar = event('webinar', ['2024-04-23T09:00'])
  const planned = (of: Event, rows: Reminder[], changedAt: string): Reminder[] => {
    const { write, remove } = planChanges(of, rows, changedAt)
    const gone = new Set([...remove, ...write.flatMap(({ was }) => was ?? [])].map(({ id }) => id))
    return [...rows.filter(({ id }) => !gone.has(id)), ...write.map(({ next }) => next)]
  }
  const states = (rows: Reminder[]) => Object.fromEntries(rows.map(({ minutes, state }) => [minutes, state]))

  test('planning again changes nothing, however late', () => {
    const rows = planned(webinar, [], '2024-04-01T00:00:00Z')
    expect(planChanges(webinar, rows, '2024-04-23T00:00:00Z')).toEqual({ write: [], remove: [] })
  })

  test('what lay behind when the event was published never goes', () => {
    expect(states(planned(webinar, [], '2024-04-22T16:00:00Z'))).toEqual({
      1440: 'passed',
      60: 'planned',
      0: 'planned',
    })
  })

  test('a session that moves later has its reminders planned again, even those that went; what was skipped stays so', () => {
    const rows = planned(webinar, [], '2024-04-01T00:00:00Z').map(
      (row): Reminder => ({
        ...row,
        state: row.minutes === 1440 ? 'started' : row.minutes === 60 ? 'skipped' : row.state,
      }),
    )
    const later = { ...webinar, sessions: [at('2024-05-01T09:00', { id: '2024-04-23T09:00' })] }
    const moved = planned(later, rows, '2024-04-23T00:00:00Z')
    expect(states(moved)).toEqual({ 1440: 'planned', 60: 'skipped', 0: 'planned' })
    expect(moved.map(({ dueAt }) => dueAt).sort()).toEqual(dueReminders(later).map(({ dueAt }) => dueAt))
  })

  test('a session that moves closer: what went stays as it was, what has not gone is passed over', () => {
    const rows = planned(webinar, [], '2024-04-01T00:00:00Z')
    const sooner = { ...webinar, sessions: [at('2024-04-20T09:00', { id: '2024-04-23T09:00' })] }
    expect(states(planned(sooner, rows, '2024-04-20T00:00:00Z'))).toEqual({
      1440: 'passed',
      60: 'planned',
      0: 'planned',
    })
    const went = rows.map((row): Reminder => (row.minutes === 1440 ? { ...row, state: 'started' } : row))
    expect(states(planned(sooner, went, '2024-04-20T00:00:00Z'))).toEqual({
      1440: 'started',
      60: 'planned',
      0: 'planned',
    })
  })

  test('a cancelled event keeps the record of what went, and nothing else', () => {
    const rows = planned(webinar, [], '2024-04-01T00:00:00Z').map(
      (row): Reminder => (row.minutes === 1440 ? { ...row, state: 'started' } : row),
    )
    expect(states(planned({ ...webinar, status: 'cancelled' }, rows, '2024-04-23T00:00:00Z'))).toEqual({
      1440: 'started',
    })
  })
})

describe('words', () => {
  const session = at('2024-04-23T09:00')
  test.each([
    ['2024-04-09T16:00:00Z', 'in 2 weeks'],
    ['2024-04-16T16:00:00Z', 'in a week'],
    ['2024-04-20T16:00:00Z', 'in 3 days'],
    ['2024-04-22T16:00:00Z', 'tomorrow'],
    ['2024-04-23T08:00:00Z', 'in 8 hours'],
    ['2024-04-23T15:00:00Z', 'in an hour'],
    ['2024-04-23T15:00:59Z', 'in an hour'],
    ['2024-04-23T15:35:00Z', 'in 25 minutes'],
    ['2024-04-23T15:59:50Z', 'in a minute'],
  ])('at %s a session at 16:00Z starts %s', (now, words) => {
    expect(startsIn(session, now)).toBe(words)
  })

  test('an hour before a session soon after midnight is not “tomorrow”', () => {
    expect(startsIn(at('2024-04-23T00:30'), '2024-04-23T06:30:00Z')).toBe('in an hour')
  })

  test('a day before means tomorrow across the change of clocks too', () => {
    expect(startsIn(at('2024-03-10T09:00'), '2024-03-09T16:00:00Z')).toBe('tomorrow')
    expect(startsIn(at('2024-11-03T09:00'), '2024-11-02T17:00:00Z')).toBe('tomorrow')
  })

  test('each distance has its template, and each offset its words', () => {
    expect([20160, 10070, 9000, 2880, 1440, 180, 179, 60].map(templateFor)).toEqual([
      ...['reminder-week', 'reminder-week', 'reminder-days', 'reminder-days'],
      ...['reminder-day', 'reminder-day', 'reminder-hour', 'reminder-hour'],
    ])
    expect([20160, 10080, 4320, 1440, 60, 90].map(formatOffset)).toEqual([
      ...['2 weeks before', '1 week before', '3 days before', '1 day before', '1 hour before', '90 minutes before'],
    ])
  })
})
