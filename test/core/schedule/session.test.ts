import { describe, expect, test } from 'vitest'
import {
  cancelSession,
  moveSession,
  nextSession,
  phaseOf,
  refuseOverlap,
  Session,
  scheduleSpan,
} from '../../../packages/core/src/schedule/index.ts'

const session = (id: string, startsAt: string, more: Partial<Session> = {}): Session => ({
  id,
  startsAt,
  durationMinutes: 60,
  zone: 'America/Los_Angeles',
  sequence: 0,
  status: 'scheduled',
  ...more,
})

const first = session('ses_1', '2024-04-23T09:00')
const second = session('ses_2', '2024-04-30T09:00')
const both = [second, first]

describe('where an event stands', () => {
  test.each([
    ['2024-04-23T15:59:59Z', 'upcoming', 'ses_1'],
    ['2024-04-23T16:00:00Z', 'live', 'ses_1'],
    ['2024-04-23T16:59:59Z', 'live', 'ses_1'],
    ['2024-04-23T17:00:00Z', 'under-way', 'ses_2'],
    ['2024-04-30T16:00:00Z', 'live', 'ses_2'],
    ['2024-04-30T17:00:00Z', 'ended', undefined],
  ])('at %s it is %s, and the session to go to is %s', (now, phase, next) => {
    expect(phaseOf(both, now)).toBe(phase)
    expect(nextSession(both, now)?.id).toBe(next)
  })

  test('its span is that of the sessions that take place', () => {
    expect(scheduleSpan(both)).toEqual({ startsAt: '2024-04-23T16:00:00Z', endsAt: '2024-04-30T17:00:00Z' })
    expect(scheduleSpan([cancelSession(first), second])?.startsAt).toBe('2024-04-30T16:00:00Z')
    expect(scheduleSpan([])).toBeUndefined()
  })

  test('a long session that began first decides the end', () => {
    const long = session('ses_3', '2024-04-23T08:00', { durationMinutes: 600 })
    expect(scheduleSpan([long, first])?.endsAt).toBe('2024-04-24T01:00:00Z')
  })

  test('an event whose sessions are all cancelled has ended', () => {
    const cancelled = both.map(cancelSession)
    expect(phaseOf(cancelled, '2024-04-01T00:00:00Z')).toBe('ended')
    expect(nextSession(cancelled, '2024-04-01T00:00:00Z')).toBeUndefined()
  })
})

describe('changing a session', () => {
  test('moving it raises the sequence, keeps what was planned, and leaves the given session alone', () => {
    const moved = moveSession(first, '2024-04-24T10:00', 90)
    expect(moved).toEqual({
      ...first,
      startsAt: '2024-04-24T10:00',
      durationMinutes: 90,
      sequence: 1,
      originalStart: first.startsAt,
      originalMinutes: first.durationMinutes,
    })
    expect(first.sequence).toBe(0)
  })

  test('moving it to where it is changes nothing', () => {
    expect(moveSession(first, first.startsAt)).toBe(first)
  })

  test('moving it into a gap is refused', () => {
    expect(() => moveSession(first, '2024-03-10T02:30')).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'schedule.in-gap' }),
    )
  })

  test('cancelling it raises the sequence once, and afterwards it cannot be moved', () => {
    const cancelled = cancelSession(first)
    expect(cancelled).toEqual({ ...first, status: 'cancelled', sequence: 1 })
    expect(cancelSession(cancelled)).toBe(cancelled)
    expect(() => moveSession(cancelled, '2024-04-24T10:00')).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'schedule.cancelled' }),
    )
  })

  test('a cancelled session leaves its time free', () => {
    const other = session('ses_3', first.startsAt)
    expect(() => refuseOverlap([cancelSession(first), other])).not.toThrow()
    expect(() => refuseOverlap([first, other])).toThrow(expect.objectContaining({ code: 'schedule.overlap' }))
  })
})

test.each([
  [{ durationMinutes: 4 }],
  [{ durationMinutes: 60.5 }],
  [{ zone: '+01:00' }],
  [{ startsAt: '2024-02-30T09:00' }],
  [{ sequence: -1 }],
  [{ status: 'tentative' }],
  [{ title: 'x'.repeat(201) }],
])('a session with %j is refused', (wrong) => {
  expect(Session.safeParse(first).success).toBe(true)
  expect(Session.safeParse({ ...first, ...wrong }).success).toBe(false)
})
