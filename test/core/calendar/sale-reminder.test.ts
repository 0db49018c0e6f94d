import { type SaleReminder, saleReminder } from '@lectern/core/calendar'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { showSale } from '../../../packages/core/src/pricing/index.ts'
import { aPromotion, aSale } from '../pricing/sale-builder.ts'
import { readCalendar } from './read-calendar.ts'

const host = 'lectern.example'
const now = '2024-02-01T12:00:00Z'
const organizer = { name: 'Small Biz', email: 'hello@lectern.example' }
const url = 'https://lectern.example/sales/leap-day'

/** The reminder of a sale with this window, as a page offers it. */
const reminderOf = (
  window: { zone: string; from: string; until: string },
  at = now,
  more: Partial<SaleReminder> = {},
) => {
  const shown = showSale(aSale(), aPromotion({ window, revealsAt: window.from }), 0, at)
  if (!shown) throw new Error('nothing is shown')
  return saleReminder({ ...shown, url, ...more }, { host, now: at, organizer })
}
const leapDay = { zone: 'America/Los_Angeles', from: '2024-02-29T00:00', until: '2024-03-01T00:00' }

/** The one entry of a file, with its times as another program reads them. */
const entryOf = (text: string) => {
  const root = new ICAL.Component(ICAL.parse(text))
  const [event, ...more] = root.getAllSubcomponents('vevent')
  if (!event || more.length > 0) throw new Error('not one entry')
  const alarm = event.getFirstSubcomponent('valarm')
  const start = event.getFirstPropertyValue('dtstart') as ICAL.Time
  const end = event.getFirstPropertyValue('dtend') as ICAL.Time
  return { root, event, start, end, trigger: alarm?.getFirstPropertyValue('trigger') }
}

describe('the reminder of a whole day', () => {
  test('is an all-day entry of that date, and rings at 9:00 in the zone of the sale', () => {
    const { event, start, end, trigger } = entryOf(reminderOf(leapDay))
    expect([start.isDate, start.toString(), end.toString()]).toEqual([true, '2024-02-29', '2024-03-01'])
    expect(event.getFirstProperty('dtstart')?.getParameter('tzid')).toBeUndefined()
    expect(trigger).toBeInstanceOf(ICAL.Time)
    expect(String(trigger)).toBe('2024-02-29T17:00:00Z')
    expect(event.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
    expect(event.getFirstPropertyValue('url')).toBe(url)
    expect(event.getFirstPropertyValue('description')).toContain(
      'All day Thursday, February 29, 2024, Pacific time (24 hours). In New York it starts at 3:00 AM',
    )
  })

  test.each([
    ['2024-03-31T00:00', '2024-04-01T00:00', '2024-03-31', '2024-04-01', '2024-03-31T08:00:00Z', '23 hours'],
    ['2024-10-27T00:00', '2024-10-28T00:00', '2024-10-27', '2024-10-28', '2024-10-27T09:00:00Z', '25 hours'],
    ['2024-10-26T00:00', '2024-10-29T00:00', '2024-10-26', '2024-10-29', '2024-10-26T08:00:00Z', '3 days'],
  ])('holds in London on days when clocks change: %s to %s', (from, until, first, last, rings, length) => {
    const { event, start, end, trigger } = entryOf(reminderOf({ zone: 'Europe/London', from, until }))
    expect([start.isDate, start.toString(), end.toString(), String(trigger)]).toEqual([true, first, last, rings])
    expect(event.getFirstPropertyValue('description')).toContain(`London time (${length})`)
  })
})

describe('the reminder of some hours', () => {
  test.each([
    ['America/Los_Angeles', '2024-03-10T01:00', '2024-03-10T09:00', '2024-03-10T09:00:00Z', '2024-03-10T16:00:00Z'],
    ['Europe/London', '2024-10-27T00:00', '2024-10-27T12:00', '2024-10-26T23:00:00Z', '2024-10-27T12:00:00Z'],
    ['America/Los_Angeles', '2024-02-29T00:00', '2024-02-29T12:00', '2024-02-29T08:00:00Z', '2024-02-29T20:00:00Z'],
  ])('has its times in %s, defined in the file, and rings at the start', (zone, from, until, startsAt, endsAt) => {
    const text = reminderOf({ zone, from, until })
    const calendar = readCalendar(text)
    expect(calendar.zones).toEqual([zone])
    expect(calendar.events).toMatchObject([{ zone, startsAt, endsAt }])
    const { trigger } = entryOf(text)
    expect(trigger).toBeInstanceOf(ICAL.Duration)
    expect((trigger as ICAL.Duration).toSeconds()).toBe(0)
  })

  test('that begin where clocks show an hour twice is told in UTC', () => {
    const second = showSale(
      aSale(),
      aPromotion({
        window: { ...leapDay, from: '2024-11-03T00:00', until: '2024-11-03T12:00' },
        revealsAt: '2024-11-03T09:30:00Z',
      }),
      0,
      now,
    )
    if (!second) throw new Error('nothing is shown')
    expect(readCalendar(saleReminder({ ...second, url }, { host, now, organizer })).events).toMatchObject([
      { startsAt: '2024-11-03T09:30:00Z', endsAt: '2024-11-03T20:00:00Z', zone: undefined },
    ])
  })
})

test('the entry keeps its UID, and a change of the sale or of its promotion raises its SEQUENCE', () => {
  const first = entryOf(reminderOf(leapDay)).event
  const moved = entryOf(
    reminderOf({ ...leapDay, until: '2024-03-02T00:00' }, '2024-02-02T12:00:00Z', { sequence: 9 }),
  ).event
  expect(first.getFirstPropertyValue('uid')).toBe('sale-leap-day@lectern.example')
  expect(moved.getFirstPropertyValue('uid')).toBe('sale-leap-day@lectern.example')
  expect(Number(moved.getFirstPropertyValue('sequence'))).toBeGreaterThan(
    Number(first.getFirstPropertyValue('sequence')),
  )
})

test('the code is in no reminder, neither before its hour nor after', () => {
  for (const at of [now, '2024-02-29T08:00:00Z', '2024-03-01T08:00:00Z']) {
    expect(reminderOf(leapDay, at)).not.toMatch(/leap29/i)
  }
})

test('what was typed cannot become a line of its own', () => {
  const text = reminderOf(leapDay, now, {
    title: 'Leap\r\nATTENDEE:mailto:x@example.com',
    summary: 'A, b; c\r\nEND:VEVENT',
  })
  const { event } = entryOf(text)
  expect(event.getFirstPropertyValue('summary')).toBe('Leap ATTENDEE:mailto:x@example.com')
  expect(event.getFirstPropertyValue('attendee')).toBeNull()
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
})
