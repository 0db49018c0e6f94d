import type { Instant } from '@lectern/core/platform'
import { startDueReminders } from '@lectern/core/reminders'
import { describe, expect, test } from 'vitest'
import { startsIn } from '../../../packages/core/src/reminders/reminder-words.ts'
import { aWebinar, minutes, placed } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

const at = (startsAt: string, zone = 'America/Los_Angeles') => ({ startsAt, zone, durationMinutes: 60 })

describe('how far away a session is, in words that fit', () => {
  test.each([
    ['2024-04-10T09:00', '2024-04-10T14:30:00Z', 'in 90 minutes'],
    ['2024-04-10T09:00', '2024-04-10T14:58:00Z', 'in an hour'],
    ['2024-04-10T09:00', '2024-04-10T13:30:00Z', 'in 2 hours'],
    ['2024-04-10T09:00', '2024-04-10T14:00:00Z', 'in 2 hours'],
    ['2024-04-10T09:00', '2024-04-10T15:59:40Z', 'in a minute'],
    ['2024-04-10T00:30', '2024-04-10T05:30:00Z', 'in 2 hours'],
    ['2024-04-11T09:00', '2024-04-10T07:30:00Z', 'tomorrow'],
    ['2024-04-12T00:30', '2024-04-10T07:30:00Z', 'in 2 days'],
    // The clocks go forward on March 10 and back on November 3.
    ['2024-03-10T09:00', '2024-03-09T17:00:00Z', 'tomorrow'],
    ['2024-03-10T09:00', '2024-03-10T09:30:00Z', 'in 6 hours'],
    ['2024-11-03T09:00', '2024-11-02T16:00:00Z', 'tomorrow'],
    ['2024-03-12T09:00', '2024-03-05T17:00:00Z', 'in a week'],
    ['2024-03-12T09:00', '2024-02-27T16:00:00Z', 'in 2 weeks'],
  ])('%s in Pacific time, at %s: %s', (startsAt, now, words) => {
    expect(startsIn(at(startsAt), now)).toBe(words)
  })
})

/** What the clock and the outbox do at a moment. */
const tick = async (desk: TestDesk, now: Instant): Promise<void> => {
  desk.clock.now = now
  expect(await drain(desk, now)).toEqual([])
  await startDueReminders(desk.table, now, (_, error) => {
    throw error
  })
  expect(await drain(desk, now)).toEqual([])
}

const subjects = async (reminders: number[] | undefined, moments: readonly Instant[]): Promise<string[]> => {
  const desk = await openDesk()
  await aWebinar(desk.table, reminders ? { reminders } : {})
  await placed(desk, 'a@example.com', 'kpis:seat')
  await tick(desk, minutes(1))
  for (const now of moments) await tick(desk, now)
  return desk
    .mails()
    .filter(({ template }) => template?.startsWith('reminder-'))
    .map(({ subject }) => subject.split(':')[0] ?? '')
}

// The webinar: April 10, 16:00Z.
describe('a reminder found hours or days late gives way to a closer one that says the same', () => {
  test('a week’s, found two hours before the day’s, says no “tomorrow” of its own', async () => {
    const moments = ['2024-04-09T14:00:00Z', '2024-04-09T16:00:00Z', '2024-04-10T15:00:00Z']
    expect(await subjects([10_080, 1440, 60], moments)).toEqual(['Tomorrow', 'In an hour'])
  })

  test('a day’s, found two and a half hours before, waits for the hour’s', async () => {
    expect(await subjects(undefined, ['2024-04-10T13:30:00Z', '2024-04-10T15:00:00Z'])).toEqual(['In an hour'])
  })

  test('one that is on time, or a minute late, goes, however close the next one is', async () => {
    expect(await subjects([120, 60], ['2024-04-10T14:01:00Z', '2024-04-10T15:00:00Z'])).toEqual([
      'In 2 hours',
      'In an hour',
    ])
  })

  test('one that says something else goes', async () => {
    const moments = ['2024-04-08T20:00:00Z', '2024-04-09T16:00:00Z']
    expect(await subjects([10_080, 1440, 60], moments)).toEqual(['In 2 days', 'Tomorrow'])
  })
})
