import { rescheduleSession } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { changeEvent, deleteEvent, seatLevels, unpublishEvent } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { aWebinar, minutes, placed } from '../../support/build.ts'
import { drain, type TestDesk } from '../../support/desk.ts'
import { type LaggingTable, openLaggingDesk } from '../../support/lagging-table.ts'

type Lagging = TestDesk & { table: LaggingTable }

const people = ['early@example.com', 'late-0@example.com', 'late-1@example.com', 'late-2@example.com']

/** A webinar with one person whom the roster shows, and three who came in the last moment. */
const lagged = async () => {
  const desk = await openLaggingDesk(2)
  const event = await aWebinar(desk.table)
  await placed(desk, 'early@example.com', 'kpis:seat')
  await until(desk, minutes(60))
  await desk.table.catchUp()
  desk.table.hold()
  for (const email of people.slice(1)) await placed(desk, email, 'kpis:seat', { now: minutes(60) })
  await until(desk, minutes(60))
  return { desk, event, session: event.sessions[0]?.id ?? '' }
}

/** Moves the clock, and does what is due. */
const until = async (desk: Lagging, now: Instant): Promise<void> => {
  desk.clock.now = now
  expect(await drain(desk)).toEqual([])
}

const toldOf = (desk: Lagging): string[] =>
  desk
    .mails({ template: 'event-moved' })
    .map(({ to }) => String(to))
    .sort()

describe('a change of an event while the roster is behind', () => {
  const add = { add: [{ startsAt: '2024-04-12T09:00', durationMinutes: 60, title: 'A second hour' }] }
  const changes = {
    'a session more': { sessionChanges: { ...add, change: [], callOff: [] } },
    'another place': { venue: { name: 'Town hall', address: '1 Main St, Springfield' } },
    'another link': { joinUrl: 'https://meet.example.com/other' },
  }
  test.each(Object.entries(changes))('%s reaches everyone once', async (_, change) => {
    const { desk } = await lagged()
    await changeEvent(desk.table, 'kpis', change, minutes(60))
    await until(desk, minutes(60))
    expect(desk.table.staleReads()).toBeGreaterThan(0)
    expect(toldOf(desk)).toEqual(people)
    await desk.table.catchUp()
    await until(desk, minutes(61))
    expect(toldOf(desk)).toEqual(people)
  })

  test('a session called off, and one moved at the same moment, reach everyone once each', async () => {
    const { desk, session } = await lagged()
    const added = await changeEvent(desk.table, 'kpis', changes['a session more'], minutes(60))
    const second = added.sessions.find(({ id }) => id !== session)?.id ?? ''
    await until(desk, minutes(60))
    await changeEvent(desk.table, 'kpis', { sessionChanges: { add: [], change: [], callOff: [second] } }, minutes(60))
    await rescheduleSession(desk.table, 'kpis', { session, startsAt: '2024-04-11T09:00' }, minutes(60))
    await until(desk, minutes(60))
    expect(toldOf(desk)).toEqual([...people, ...people, ...people].sort())
    await desk.table.catchUp()
    await until(desk, minutes(61))
    expect(toldOf(desk)).toEqual([...people, ...people, ...people].sort())
  })
})

describe('a roster that is behind', () => {
  test('does not let an event go for which someone registered a moment ago', async () => {
    const desk = await openLaggingDesk(2)
    await aWebinar(desk.table)
    desk.table.hold()
    await placed(desk, 'ada@example.com', 'kpis:seat')
    const refused = { code: 'catalog.has-registrations' }
    await expect(unpublishEvent(desk.table, 'kpis', desk.clock.now)).rejects.toMatchObject(refused)
    await expect(deleteEvent(desk.table, 'kpis', desk.clock.now)).rejects.toMatchObject(refused)
  })

  test('does not hide from a late limit who has a seat already', async () => {
    const { desk } = await lagged()
    const event = await changeEvent(desk.table, 'kpis', { capacity: 4 }, minutes(60))
    await until(desk, minutes(60))
    await until(desk, minutes(70))
    const [level] = [...(await seatLevels(desk.table, [event])).values()]
    expect(level?.taken).toBe(4)
    await expect(placed(desk, 'eve@example.com', 'kpis:seat', { now: minutes(70) })).rejects.toMatchObject({
      code: 'registration.sold-out',
    })
  })
})
