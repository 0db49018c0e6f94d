import type { Event } from '@lectern/core/catalog'
import { NewOfficeHours, slotTimes } from '@lectern/core/teaching'
import { describe, expect, test } from 'vitest'
import { planOfficeHours } from '../../../packages/core/src/teaching/plan-office-hours.ts'

const event: Pick<Event, 'slug' | 'zone' | 'status'> = {
  slug: '5w22',
  zone: 'America/Los_Angeles',
  status: 'published',
}
const host = { personId: 'per_1', email: 'james@example.com', name: 'James' }
const now = '2024-02-01T00:00:00Z'

const plan = (terms: Record<string, unknown>, slots = planned([])) =>
  planOfficeHours(NewOfficeHours.parse({ durationMinutes: 60, place: 'Room 2', ...terms }), event, host, slots, now)
const planned = <T>(slots: T[]): never[] => slots as never[]

const starts = (terms: Record<string, unknown>) => plan(terms).fresh.map((slot) => slotTimes(slot).startsAt)

describe('slots stand in wall time', () => {
  test.each([
    [
      'weekly over the change of March keeps 10:00, so its instants move by an hour',
      { startsAt: '2024-02-29T10:00', recurrence: 'FREQ=WEEKLY;COUNT=3' },
      ['2024-02-29T18:00:00Z', '2024-03-07T18:00:00Z', '2024-03-14T17:00:00Z'],
    ],
    [
      'weekly over the change of November likewise',
      { startsAt: '2024-10-31T10:00', recurrence: 'FREQ=WEEKLY;COUNT=2' },
      ['2024-10-31T17:00:00Z', '2024-11-07T18:00:00Z'],
    ],
    [
      'slots of a quarter of an hour fill the stretch, and what is left over stays free',
      { startsAt: '2024-03-07T10:00', durationMinutes: 50, slotMinutes: 15 },
      ['2024-03-07T18:00:00Z', '2024-03-07T18:15:00Z', '2024-03-07T18:30:00Z'],
    ],
    [
      'right before the gap of March 10 the last slot ends as the clocks jump',
      { startsAt: '2024-03-10T01:00', slotMinutes: 30 },
      ['2024-03-10T09:00:00Z', '2024-03-10T09:30:00Z'],
    ],
    [
      'right after it the first begins at 3:00, one second later than 1:59:59',
      { startsAt: '2024-03-10T03:00', slotMinutes: 30 },
      ['2024-03-10T10:00:00Z', '2024-03-10T10:30:00Z'],
    ],
    [
      'in the hour that November shows twice the earlier one is meant',
      { startsAt: '2024-11-03T01:00', slotMinutes: 30 },
      ['2024-11-03T08:00:00Z', '2024-11-03T08:30:00Z'],
    ],
    [
      'in a zone of their own, whose clocks change on March 31',
      { startsAt: '2024-03-28T10:00', zone: 'Europe/Berlin', recurrence: 'FREQ=WEEKLY;COUNT=2' },
      ['2024-03-28T09:00:00Z', '2024-04-04T08:00:00Z'],
    ],
  ])('%s', (_, terms, instants) => {
    expect(starts(terms)).toEqual(instants)
  })

  test.each([
    [
      'one that begins in it',
      { startsAt: '2024-03-10T02:00' },
      /02:00 doesn’t exist on 2024-03-10 in America\/Los_Angeles/,
    ],
    [
      'one of a stretch',
      { startsAt: '2024-03-10T01:00', slotMinutes: 30, durationMinutes: 120 },
      /02:00 doesn’t exist on 2024/,
    ],
    [
      'one of a series',
      { startsAt: '2024-03-03T02:30', recurrence: 'FREQ=WEEKLY;COUNT=3' },
      /02:30 doesn’t exist on 2024-03-10/,
    ],
  ])('a slot in the gap is refused with a sentence: %s', (_, terms, words) => {
    expect(() => plan(terms)).toThrow(words)
  })
})

describe('what cannot be opened is refused with a sentence', () => {
  test.each([
    [
      'a start that is over',
      { startsAt: '2024-01-30T10:00' },
      'has passed. It’s Wed, Jan 31, 2024, 4:00 PM Pacific now',
    ],
    ['a slot longer than its stretch', { startsAt: '2024-03-07T10:00', slotMinutes: 90 }, 'Choose slots that fit'],
    [
      'too many',
      { startsAt: '2024-03-07T08:00', durationMinutes: 480, slotMinutes: 5, recurrence: 'FREQ=DAILY;COUNT=3' },
      'up to 200 slots',
    ],
    ['an unknown zone', { startsAt: '2024-03-07T10:00', zone: 'Mars/Olympus' }, 'Enter a time zone'],
    ['a rule without an end', { startsAt: '2024-03-07T10:00', recurrence: 'FREQ=WEEKLY' }, 'needs an end'],
  ])('%s', (_, terms, words) => {
    expect(() => plan(terms)).toThrow(words)
  })

  test.each([
    [{ link: undefined, place: undefined }, 'Enter either a link or a place'],
    [{ link: 'https://meet.example.com/1', place: 'Room 2' }, 'Enter either a link or a place'],
    [{ link: 'http://meet.example.com/1', place: undefined }, 'starts with https'],
    [{ link: 'javascript:alert(1)', place: undefined }, 'starts with https'],
  ])('where to meet is one https link or one place: %j', (where, words) => {
    const read = NewOfficeHours.safeParse({ startsAt: '2024-03-07T10:00', durationMinutes: 60, ...where })
    expect(read.success).toBe(false)
    expect(JSON.stringify(read.error?.issues)).toContain(words)
  })
})
