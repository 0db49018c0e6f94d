import { cancelEvent, EventChange, editEvent, findEvent, rescheduleSession } from '@lectern/core/catalog'
import { listWaiting, outboxShards, type Table } from '@lectern/core/platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { anEvent, aWebinar, draftEvent, minutes, start } from '../../support/build.ts'
import { freshTable } from '../../support/table.ts'

let table: Table
beforeEach(async () => {
  table = await freshTable()
})

const announced = async (): Promise<string[]> =>
  (await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 50))))
    .flat()
    .map(({ topic }) => topic)
    .sort()

const seat = { slug: 'seat', name: 'Seat', priceCents: 0 }

describe('editing', () => {
  test('changes what is named and nothing else', async () => {
    const before = await draftEvent(table, {
      summary: 'Sell more.',
      tags: ['sales'],
      refundUntilHours: 24,
      instructors: ['james-kernan'],
      questions: [{ id: 'diet', label: 'Diet?', type: 'text' }],
    })
    const after = await editEvent(table, '5w22', EventChange.parse({ title: 'Another title' }), minutes(1))
    expect(after).toEqual({ ...before, title: 'Another title', updatedAt: minutes(1), revision: 2 })
    expect(await findEvent(table, '5w22')).toEqual(after)
  })

  test('on an older state is a conflict; of several at once, each builds on the other or is refused', async () => {
    await draftEvent(table)
    await editEvent(table, '5w22', { title: 'B', revision: 1 }, start)
    await expect(editEvent(table, '5w22', { title: 'C', revision: 1 }, start)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'catalog.changed',
    })
    const results = await Promise.allSettled([
      editEvent(table, '5w22', { title: 'D', revision: 2 }, start),
      editEvent(table, '5w22', { title: 'E', revision: 2 }, start),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('the schedule of a published event is refused: sessions are moved one by one', async () => {
    await anEvent(table)
    const moved = { schedule: { startsAt: '2024-05-01T09:00', durationMinutes: 60 } }
    for (const change of [moved, { sessions: [] }, { zone: 'America/New_York' }]) {
      await expect(editEvent(table, '5w22', EventChange.parse(change), start)).rejects.toMatchObject({
        code: 'catalog.reschedule-instead',
      })
    }
    expect(await editEvent(table, '5w22', { zone: 'America/Los_Angeles', title: 'x' }, start)).toMatchObject({
      title: 'x',
    })
  })

  test('a limit that comes once on sale binds when those from before are counted; one of a new ticket at once', async () => {
    const event = await aWebinar(table, { tickets: [seat, { ...seat, slug: 'student', name: 'Student', capacity: 5 }] })
    const [first, student] = event.tickets
    if (!first || !student) throw new Error('two tickets were given')
    const tickets = [first, { ...student, capacity: 8 }, { ...seat, slug: 'press', name: 'Press', capacity: 2 }]
    const raised = await editEvent(table, 'kpis', { tickets }, start)
    expect(raised).toMatchObject({ tickets })
    expect(raised).not.toHaveProperty('counting')
    expect(await announced()).toEqual(['event.published', 'seats.freed'])
    const limited = { capacity: 10, tickets: [{ ...first, capacity: 10 }, ...tickets.slice(1)] }
    expect(await editEvent(table, 'kpis', limited, start)).toMatchObject({ counting: ['*', 'seat'] })
    expect(await announced()).toContain('seats.count')
    expect(await editEvent(table, 'kpis', { capacity: undefined, tickets }, start)).not.toHaveProperty('counting')
  })

  test('a draft takes any limit', async () => {
    await draftEvent(table)
    const tickets = [{ ...seat, capacity: 3 }]
    expect(await editEvent(table, '5w22', { capacity: 10, tickets }, start)).toMatchObject({ capacity: 10, tickets })
    expect(await announced()).toEqual([])
  })

  test('a ticket that is on sale stays, since orders and queues name it', async () => {
    await aWebinar(table)
    const renamed = EventChange.parse({ tickets: [{ name: 'Renamed', priceCents: 0 }] })
    await expect(editEvent(table, 'kpis', renamed, start)).rejects.toMatchObject({ code: 'catalog.ticket-gone' })
    expect(await editEvent(table, 'kpis', { tickets: [{ ...seat, name: 'Renamed' }] }, start)).toMatchObject({
      tickets: [{ slug: 'seat', name: 'Renamed' }],
    })
  })
})

describe('moving a session', () => {
  test('raises its sequence and announces it once; to where it is, it changes nothing', async () => {
    const event = await anEvent(table)
    const session = event.sessions[1]?.id ?? ''
    const move = { session, startsAt: '2024-05-01T10:00' }
    const moved = await rescheduleSession(table, '5w22', move, start)
    expect(moved.sessions.map(({ startsAt, sequence }) => [startsAt, sequence])).toEqual([
      ['2024-04-23T09:00', 0],
      ['2024-05-01T10:00', 1],
      ['2024-05-07T09:00', 0],
      ['2024-05-14T09:00', 0],
      ['2024-05-21T09:00', 0],
    ])
    expect(await rescheduleSession(table, '5w22', move, start)).toEqual(moved)
    expect(await announced()).toEqual(['event.published', 'event.updated'])
  })

  test('into the hour that clocks skip, or onto another session, is refused', async () => {
    const event = await anEvent(table, {
      schedule: undefined,
      sessions: [
        { startsAt: '2024-11-02T09:00', durationMinutes: 60 },
        { startsAt: '2024-11-09T09:00', durationMinutes: 60 },
      ],
    })
    const session = event.sessions[0]?.id ?? ''
    const to = (startsAt: string) => rescheduleSession(table, '5w22', { session, startsAt }, start)
    await expect(to('2025-03-09T02:30')).rejects.toMatchObject({ code: 'schedule.in-gap' })
    await expect(to('2024-11-09T09:30')).rejects.toMatchObject({ code: 'schedule.overlap' })
    await expect(
      rescheduleSession(table, '5w22', { session: 'ses_x', startsAt: '2024-11-03T09:00' }, start),
    ).rejects.toMatchObject({
      kind: 'not-found',
    })
    await cancelEvent(table, '5w22', undefined, start)
    await expect(to('2024-11-03T09:00')).rejects.toMatchObject({ code: 'catalog.cancelled' })
  })
})
