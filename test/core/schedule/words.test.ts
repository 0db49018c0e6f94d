import { describe, expect, test } from 'vitest'
import {
  cancelSession,
  describeSchedule,
  expandSchedule,
  formatDate,
  formatInstant,
  formatSessionWhen,
  formatTime,
  formatZone,
  isWeekly,
  moveSession,
  type Session,
} from '../../../packages/core/src/schedule/index.ts'

const pacific = 'America/Los_Angeles'
const now = '2024-03-01T00:00:00Z'

const expand = (startsAt: string, recurrence?: string, zone = pacific): Session[] => {
  let made = 0
  return expandSchedule(
    { schedule: { startsAt, durationMinutes: 60, ...(recurrence && { recurrence }) } },
    zone,
    () => {
      made += 1
      return `ses_${made}`
    },
  )
}

test.each([
  ['America/Los_Angeles', 'Pacific'],
  ['America/Vancouver', 'Pacific'],
  ['America/Denver', 'Mountain'],
  ['America/Chicago', 'Central'],
  ['America/New_York', 'Eastern'],
  ['America/Halifax', 'Atlantic'],
  ['Pacific/Honolulu', 'Hawaii'],
  ['America/Phoenix', 'Phoenix'],
  ['Europe/London', 'London'],
  ['Europe/Berlin', 'Berlin'],
  ['Australia/Lord_Howe', 'Lord Howe'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['UTC', 'UTC'],
])('%s is called %s, summer and winter', (zone, words) => {
  expect(formatZone(zone, '2024-01-15T12:00:00Z')).toBe(words)
  expect(formatZone(zone, '2024-07-15T12:00:00Z')).toBe(words)
})

test('the webinar of 2024-04-10 is at 9:00 AM Pacific, shown as noon Eastern', () => {
  expect(formatTime('2024-04-10T16:00:00Z', pacific)).toBe('9:00 AM')
  expect(formatTime('2024-04-10T16:00:00Z', 'America/New_York')).toBe('noon')
  expect(describeSchedule(expand('2024-04-10T09:00'), now)).toEqual({
    days: 'Wed, Apr 10',
    time: '9:00 AM Pacific',
    also: 'noon Eastern',
  })
})

test('midnight and the minutes after noon are written as clock times', () => {
  expect(formatTime('2024-02-29T08:00:00Z', pacific)).toBe('12:00 AM')
  expect(formatTime('2024-02-29T20:05:00Z', pacific)).toBe('12:05 PM')
  expect(formatTime('2024-02-29T21:30:00Z', pacific)).toBe('1:30 PM')
})

test('dates, instants and sessions read as in the program', () => {
  const [session] = expand('2024-04-23T09:00')
  expect(session && formatSessionWhen(session)).toBe('Tue, Apr 23 · 9:00 AM Pacific')
  expect(session && formatSessionWhen(session, { year: true })).toBe('Tue, Apr 23, 2024 · 9:00 AM Pacific')
  expect(formatInstant('2024-04-23T16:00:00Z', pacific)).toBe('Tue, Apr 23, 2024, 9:00 AM Pacific')
  expect(formatDate('2024-04-24T02:00:00Z', pacific)).toBe('Tue, Apr 23')
  expect(formatDate('2024-04-24T02:00:00Z', pacific, { year: true })).toBe('Tue, Apr 23, 2024')
})

describe('a schedule in words', () => {
  test.each([
    ['2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=5', 'Tuesdays, Apr 23 – May 21'],
    ['2024-04-02T09:00', 'FREQ=WEEKLY;COUNT=2', 'Tuesdays, Apr 2 – 9'],
    ['2024-04-18T09:00', 'FREQ=MONTHLY;BYDAY=3TH;COUNT=5', 'Third Thursdays, Apr 18 – Aug 15'],
    ['2024-04-26T09:00', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=3', 'Last Fridays, Apr 26 – Jun 28'],
    ['2024-04-10T09:00', 'FREQ=WEEKLY;INTERVAL=2;COUNT=4', 'Every other Wednesday, Apr 10 – May 22'],
    ['2024-06-05T09:00', 'FREQ=DAILY;COUNT=2', 'Jun 5 – 6'],
    ['2024-05-31T09:00', 'FREQ=DAILY;COUNT=2', 'May 31 – Jun 1'],
    ['2024-04-18T09:00', 'FREQ=MONTHLY;COUNT=5', '5 dates, Apr 18 – Aug 18'],
    ['2025-04-22T09:00', 'FREQ=WEEKLY;COUNT=5', 'Tuesdays, Apr 22 – May 20, 2025'],
    ['2024-12-05T09:00', 'FREQ=WEEKLY;COUNT=6', 'Thursdays, Dec 5, 2024 – Jan 9, 2025'],
    ['2025-04-09T09:00', undefined, 'Wed, Apr 9, 2025'],
  ])('%s with %s, read in 2024, is “%s”', (startsAt, rule, days) => {
    expect(describeSchedule(expand(startsAt, rule), now).days).toBe(days)
  })

  test('the class that keeps 9:00 over the change of clocks is one time, noon Eastern', () => {
    expect(describeSchedule(expand('2024-02-13T09:00', 'FREQ=WEEKLY;COUNT=5'), now)).toEqual({
      days: 'Tuesdays, Feb 13 – Mar 12',
      time: '9:00 AM Pacific',
      also: 'noon Eastern',
    })
  })

  test.each([
    ['America/New_York', '9:00 AM Eastern', '6:00 AM Pacific'],
    ['America/Chicago', '9:00 AM Central', '7:00 AM Pacific'],
    ['America/Denver', '9:00 AM Mountain', '11:00 AM Eastern'],
    ['Europe/London', '9:00 AM London', undefined],
  ])('in %s it is %s, and also %s', (zone, time, also) => {
    expect(describeSchedule(expand('2024-04-10T09:00', undefined, zone), now)).toMatchObject({ time })
    expect(describeSchedule(expand('2024-04-10T09:00', undefined, zone), now).also).toBe(also)
  })

  test('a late session tells that it is another day on the other coast', () => {
    expect(describeSchedule(expand('2024-04-10T22:00'), now).also).toBe('1:00 AM Eastern, the next day')
    expect(describeSchedule(expand('2024-04-10T01:00', undefined, 'America/New_York'), now).also).toBe(
      '10:00 PM Pacific, the day before',
    )
  })

  test('two sessions on a day are one date, from the first on', () => {
    const sessions = expand('2024-06-05T09:00', 'FREQ=DAILY;BYHOUR=9,14;COUNT=4', 'America/New_York')
    expect(describeSchedule(sessions, now)).toEqual({
      days: 'Jun 5 – 6',
      time: 'from 9:00 AM Eastern',
      also: '6:00 AM Pacific',
    })
  })

  test('moved and cancelled sessions are told as they are', () => {
    const [first, second, third] = expand('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=3')
    if (!first || !second || !third) throw new Error('three sessions expected')
    expect(describeSchedule([first, second, moveSession(third, '2024-05-08T10:00')], now)).toEqual({
      days: '3 dates, Apr 23 – May 8',
      time: 'Times vary, Pacific',
    })
    expect(describeSchedule([first, second, cancelSession(third)], now).days).toBe('Tuesdays, Apr 23 – 30')
    expect(describeSchedule([cancelSession(first)], now).days).toBe('Tue, Apr 23')
  })
})

describe('whether sessions are weekly', () => {
  const weekly = expand('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=3')
  test.each<[string, Session[], boolean]>([
    ['on one weekday of each week', weekly, true],
    ['twice on such a day', expand('2024-04-23T09:00', 'FREQ=WEEKLY;BYHOUR=9,14;COUNT=4'), true],
    ['every other week', expand('2024-04-23T09:00', 'FREQ=WEEKLY;INTERVAL=2;COUNT=3'), false],
    ['each day', expand('2024-04-23T09:00', 'FREQ=DAILY;COUNT=3'), false],
    ['once', weekly.slice(0, 1), false],
    [
      'with one moved to another day',
      weekly.map((one, at) => (at === 2 ? moveSession(one, '2024-05-08T10:00') : one)),
      false,
    ],
    ['with the last called off', weekly.map((one, at) => (at === 2 ? cancelSession(one) : one)), true],
    ['with the second called off', weekly.map((one, at) => (at === 1 ? cancelSession(one) : one)), false],
  ])('%s', (_, sessions, expected) => {
    expect(isWeekly(sessions)).toBe(expected)
  })
})
