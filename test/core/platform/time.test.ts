import {
  addDays,
  addSeconds,
  Day,
  endOfDay,
  Instant,
  instantFromDate,
  instantOf,
  LocalDateTime,
  localOf,
} from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'

describe('dates from outside', () => {
  test.each([
    ['2024-04-23T16:00:00.1234567890Z', '2024-04-23T16:00:00Z'],
    [`2024-04-23T18:00:00.${'9'.repeat(400)}+02:00`, '2024-04-23T16:00:00Z'],
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00Z'],
    ['2199-12-31T23:59:59Z', '2199-12-31T23:59:59Z'],
  ])('the instant %s is read to the second', (text, instant) => {
    expect(Instant.parse(text)).toBe(instant)
  })

  test.each(['0000-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])(
    '%s is beyond the years that dates may lie in, in each of their forms',
    (date) => {
      const message = 'Enter a date between the years 1900 and 2199'
      for (const [schema, text] of [
        [Day, date],
        [LocalDateTime, `${date}T00:00`],
        [Instant, `${date}T00:00:00.0000000000Z`],
      ] as const) {
        expect(schema.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([message])
      }
    },
  )

  test.each(['2027-02-30', '2100-02-29', '2024-13-01', '0000-00-00', '2024-4-3', 'soon', ''])(
    '%j is no day',
    (text) => {
      expect(Day.safeParse(text).success).toBe(false)
      expect(LocalDateTime.safeParse(`${text}T00:00`).success).toBe(false)
    },
  )

  test('days follow each other across months, leap days, and changes of clocks', () => {
    expect([addDays('2024-02-28', 1), addDays('2024-03-01', -1), addDays('2024-12-31', 1)]).toEqual([
      '2024-02-29',
      '2024-02-29',
      '2025-01-01',
    ])
    expect(endOfDay('2024-03-10', 'America/Los_Angeles')).toBe('2024-03-11T07:00:00Z')
    expect(endOfDay('2199-12-31', 'UTC')).toBe('2200-01-01T00:00:00Z')
  })
})

describe('dates that were stored before they had a range', () => {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

  test.each(['0000-01-01T00:00', '9999-12-31T23:59'])('%s can be reckoned with in every zone', (local) => {
    for (const zone of ['Europe/Berlin', 'America/Los_Angeles', 'Pacific/Kiritimati', 'UTC']) {
      const instant = instantOf(local, zone)
      for (const near of [instant, addSeconds(instant, -90_000), addSeconds(instant, 90_000)]) {
        expect(near).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
        for (const other of ['Asia/Tokyo', 'America/New_York']) {
          expect(localOf(near, other)).toMatch(form)
          expect(localOf(near, other)).toHaveLength(16)
        }
      }
    }
    expect(instantFromDate(new Date(8.64e15))).toBe('9999-12-31T23:59:59Z')
  })
})
