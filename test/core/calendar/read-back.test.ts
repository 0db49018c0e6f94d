import { describe, expect, test } from 'vitest'
import { calendarEventOf, invitations, publishCalendar } from '../../../packages/core/src/calendar/index.ts'
import { refuseStart, type Session, sessionTimes, sortSessions } from '../../../packages/core/src/schedule/index.ts'
import { checkCalendar } from '../../support/calendar-rules.ts'
import { datesIn, datesInToo, readCalendar } from './read-calendar.ts'
import { calendarEvent, host, now, series } from './sample-event.ts'

/** Published and sent, read back by two parsers that nobody here wrote, and held against the RFC. */
const readBack = (sessions: Session[]) => {
  const event = calendarEvent(sessions)
  const attendee = { name: 'Ada', email: 'ada@example.com' }
  const published = publishCalendar(event, { host, now })
  const sent = invitations(event, { method: 'REQUEST', attendee, host, now, joinUrl: 'https://lectern.example/join' })
  const withdrawn = invitations(event, { method: 'CANCEL', attendee, host, now })
  for (const text of [published, ...[...sent, ...withdrawn].map(({ content }) => content)]) {
    expect(checkCalendar(text)).toEqual([])
  }
  const meant = sortSessions(sessions).map(sessionTimes)
  const byStart = (a: { startsAt: string }, b: { startsAt: string }) => (a.startsAt < b.startsAt ? -1 : 1)
  expect(datesIn(published)).toEqual(meant)
  expect(datesInToo(published)).toEqual(meant)
  expect(sent.flatMap(({ content }) => datesIn(content)).sort(byStart)).toEqual(meant)
  expect(sent.flatMap(({ content }) => datesInToo(content)).sort(byStart)).toEqual(meant)
  return { starts: meant.map(({ startsAt }) => startsAt), entries: readCalendar(published).events, sent }
}

describe('what two other programs read', () => {
  test('5W21, over the change of clocks: 17:00Z four times, then 16:00Z, as one recurring entry', () => {
    const { starts, entries } = readBack(series('2024-02-13T09:00', 'FREQ=WEEKLY;COUNT=5'))
    expect(starts).toEqual([
      ...['02-13', '02-20', '02-27', '03-05'].map((day) => `2024-${day}T17:00:00Z`),
      '2024-03-12T16:00:00Z',
    ])
    expect(entries.map(({ uid }) => uid)).toEqual(['event-5w22@lectern.example'])
    expect(String(entries[0]?.event.getFirstPropertyValue('rrule'))).toBe('FREQ=WEEKLY;COUNT=5;BYDAY=TU')
  })

  test('5W22: 16:00Z on its five Tuesdays', () => {
    const { starts } = readBack(series('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=5'))
    expect(starts).toEqual(['04-23', '04-30', '05-07', '05-14', '05-21'].map((day) => `2024-${day}T16:00:00Z`))
  })

  test('third Thursdays for two years, one recurring entry at 9:00 Pacific all year', () => {
    const { starts, entries } = readBack(series('2024-04-18T09:00', 'FREQ=MONTHLY;BYDAY=3TH;COUNT=24'))
    expect(starts).toHaveLength(24)
    expect(starts.slice(0, 5)).toEqual(
      ['04-18', '05-16', '06-20', '07-18', '08-15'].map((day) => `2024-${day}T16:00:00Z`),
    )
    expect(starts.at(7)).toBe('2024-11-21T17:00:00Z')
    expect(starts.at(-1)).toBe('2026-03-19T16:00:00Z')
    expect(entries).toHaveLength(1)
  })

  test.each([
    [
      'every other Monday',
      '2024-01-08T12:00',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=8',
      'FREQ=WEEKLY;COUNT=8;INTERVAL=2;BYDAY=MO',
    ],
    ['last Fridays', '2024-01-26T12:00', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=12', 'FREQ=MONTHLY;COUNT=12;BYDAY=-1FR'],
    [
      'each second Monday of a quarter',
      '2024-01-08T12:00',
      'FREQ=MONTHLY;INTERVAL=3;BYDAY=2MO;COUNT=6',
      'FREQ=MONTHLY;COUNT=6;INTERVAL=3;BYDAY=2MO',
    ],
    ['a conference of three days', '2024-06-05T09:00', 'FREQ=DAILY;COUNT=3', 'FREQ=DAILY;COUNT=3'],
  ])('%s, as one recurring entry', (_, startsAt, recurrence, rule) => {
    const { entries, sent } = readBack(series(startsAt, recurrence, 'America/New_York', 480))
    expect(entries).toHaveLength(1)
    expect(String(entries[0]?.event.getFirstPropertyValue('rrule'))).toBe(rule)
    expect(sent).toHaveLength(1)
  })

  test.each([
    ['Tuesdays and Thursdays', 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=6'],
    ['the 23rd of each month', 'FREQ=MONTHLY;BYMONTHDAY=23;COUNT=6'],
  ])('%s, as single entries', (_, recurrence) => {
    const { entries, sent } = readBack(series('2024-04-23T09:00', recurrence))
    expect(entries).toHaveLength(6)
    expect(sent).toHaveLength(6)
  })

  test('a conference in another zone than its community', () => {
    const { starts, entries } = readBack(series('2024-06-05T09:00', 'FREQ=DAILY;COUNT=2', 'America/New_York', 480))
    expect(starts).toEqual(['2024-06-05T13:00:00Z', '2024-06-06T13:00:00Z'])
    expect(entries[0]?.zone).toBe('America/New_York')
  })
})

const changes = [
  ['America/Los_Angeles', '2024-03-10', '2024-11-03'],
  ['Europe/London', '2024-03-31', '2024-10-27'],
  ['Australia/Lord_Howe', '2024-10-06', '2024-04-07'],
] as const

describe.each(changes)('around the changes of clocks in %s', (zone, forward, back) => {
  const daysBefore = (date: string, days: number): string =>
    new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

  test.each([forward, back])('a weekly class over %s keeps its local time', (change) => {
    const { starts } = readBack(series(`${daysBefore(change, 15)}T18:30`, 'FREQ=WEEKLY;COUNT=5', zone, 90))
    expect(new Set(starts.map((start) => start.slice(11))).size).toBe(2)
  })

  test.each([forward, back])(
    'a daily one through the night of %s too, as single entries where clocks change within',
    (change) => {
      const { entries } = readBack(series(`${daysBefore(change, 2)}T22:00`, 'FREQ=DAILY;COUNT=4', zone, 360))
      expect(entries).toHaveLength(4)
    },
  )

  test.each([forward, back])('one session across the change of %s lasts as long as it lasts', (change) => {
    const { starts } = readBack(series(`${daysBefore(change, 1)}T20:00`, undefined, zone, 720))
    expect(starts).toHaveLength(1)
  })
})

test.each([
  ['America/Los_Angeles', '2024-03-10T02:30'],
  ['Europe/London', '2024-03-31T01:30'],
  ['Australia/Lord_Howe', '2024-10-06T02:15'],
])('a session in the gap of %s is refused, so no calendar ever holds one', (zone, startsAt) => {
  expect(() => refuseStart(startsAt, zone)).toThrow(expect.objectContaining({ code: 'schedule.in-gap' }))
  expect(() => series(startsAt, undefined, zone)).toThrow(expect.objectContaining({ code: 'schedule.in-gap' }))
})

test.each([
  ['America/Los_Angeles', '2024-11-03T01:30', '2024-11-03T08:30:00Z'],
  ['Europe/London', '2024-10-27T01:30', '2024-10-27T00:30:00Z'],
  ['Australia/Lord_Howe', '2024-04-07T01:45', '2024-04-06T14:45:00Z'],
])(
  'a session in the repeated hour of %s is in its first pass, alone and in a weekly class',
  (zone, startsAt, instant) => {
    expect(readBack(series(startsAt, undefined, zone)).starts).toEqual([instant])
    const { starts, entries } = readBack(series(startsAt, 'FREQ=WEEKLY;COUNT=3', zone))
    expect(starts[0]).toBe(instant)
    // Programs differ about a rule that meets such an hour, so the class is told as single sessions.
    expect(entries).toHaveLength(3)
  },
)

test('what is told of an event names its kind and tags, its alarms and its change, and nothing to join by', () => {
  const event = {
    ...{ slug: 'kpi', kind: 'conference', title: 'KPIs', summary: '', description: '', zone: 'America/New_York' },
    ...{ status: 'published', sessions: series('2024-06-05T09:00'), tickets: [], tags: ['sales'], instructors: [] },
    ...{ access: 'everyone', invited: [], recording: 'always', refundUntilHours: 72, includedInMembership: false },
    ...{ questions: [], createdAt: now, updatedAt: '2024-01-20T00:00:00Z', revision: 3 },
    joinUrl: 'https://meet.example/secret',
  } as unknown as Parameters<typeof calendarEventOf>[1]
  const organizer = { name: 'Small Biz', email: 'hello@lectern.example' }
  const text = publishCalendar(calendarEventOf({ siteUrl: 'https://lectern.example', organizer }, event), { host, now })
  expect(checkCalendar(text)).toEqual([])
  expect(text).not.toContain('meet.example')
  const [read] = readCalendar(text).events
  expect(read?.stamp).toBe('2024-01-20T00:00:00Z')
  expect(read?.event.getFirstProperty('categories')?.getValues()).toEqual(['Conference', 'sales'])
  const alarms = read?.event
    .getAllSubcomponents('valarm')
    .map((alarm) => String(alarm.getFirstPropertyValue('trigger')))
  expect(alarms).toEqual(['-P1D', '-PT1H'])
})
