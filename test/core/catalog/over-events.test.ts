import { cancelEvent, editEvent, findEvent, rescheduleSession } from '@lectern/core/catalog'
import { refundOrder } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aWebinar, draftEvent, level, orderNow, placed } from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf } from '../../support/desk.ts'
import { freshTable } from '../../support/table.ts'

/** The last of five Tuesdays ends. */
const ends = '2024-05-21T17:00:00Z'

describe('an event that has ended', () => {
  test('cannot be canceled: nobody is refunded, mailed or ended', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 2 })
    const first = await placed(desk, 'ada@example.com', '5w22:seat')
    await desk.stripe.pay(sessionOf(first))
    await drain(desk)
    const before = desk.mails().length
    await expect(cancelEvent(desk.table, '5w22', 'Too late', ends)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'catalog.over',
    })
    await drain(desk, ends)
    expect(await findEvent(desk.table, '5w22')).toMatchObject({ status: 'published', revision: event.revision })
    expect(await orderNow(desk, first)).toMatchObject({ status: 'confirmed', refunds: [] })
    expect(desk.mails().length).toBe(before)
    // What someone is owed goes back by line.
    const line = first.lines[0]?.id ?? ''
    await refundOrder(desk, first.id, { lines: [line] }, ends)
    await drain(desk, ends)
    expect(await providerRefunds(desk, await orderNow(desk, first))).toEqual([39_900])
    expect(await level(desk.table, event)).toMatchObject({ taken: 0 })
  })

  test('stays one that has ended when a session is added: that one is called off, and nobody is refunded', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { capacity: 2 })
    const first = await placed(desk, 'ada@example.com', '5w22:seat')
    await desk.stripe.pay(sessionOf(first))
    await drain(desk)
    const add = [{ startsAt: '2024-06-04T09:00', durationMinutes: 60 }]
    const longer = await editEvent(desk.table, '5w22', { sessionChanges: { change: [], add, callOff: [] } }, ends)
    await expect(cancelEvent(desk.table, '5w22', undefined, ends)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'catalog.over',
      message: expect.stringContaining('Call off that session'),
    })
    const callOff = longer.sessions.filter(({ added }) => added).map(({ id }) => id)
    await editEvent(desk.table, '5w22', { sessionChanges: { change: [], add: [], callOff } }, ends)
    await drain(desk, ends)
    expect(await orderNow(desk, first)).toMatchObject({ status: 'confirmed', refunds: [] })
  })

  test('one that goes on for longer before it has ended can be canceled as before', async () => {
    const table = await freshTable()
    await anEvent(table)
    const add = [{ startsAt: '2024-06-04T09:00', durationMinutes: 60 }]
    await editEvent(table, '5w22', { sessionChanges: { change: [], add, callOff: [] } }, '2024-05-21T16:59:59Z')
    expect(await cancelEvent(table, '5w22', undefined, ends)).toMatchObject({ status: 'cancelled' })
  })

  test('has ended when its last session has; a second before, and between sessions, it can be canceled', async () => {
    const table = await freshTable()
    await anEvent(table)
    await aWebinar(table)
    expect(await cancelEvent(table, '5w22', undefined, '2024-05-21T16:59:59Z')).toMatchObject({ status: 'cancelled' })
    expect(await cancelEvent(table, 'kpis', undefined, '2024-04-10T17:29:59Z')).toMatchObject({ status: 'cancelled' })
    // Canceled twice stays canceled, also when it would have been over.
    expect(await cancelEvent(table, 'kpis', undefined, ends)).toMatchObject({ status: 'cancelled' })
  })

  test('has sessions that stay where they were; of an event that goes on, too', async () => {
    const table = await freshTable()
    const event = await anEvent(table)
    const move = (index: number, startsAt: string, now: string) =>
      rescheduleSession(table, '5w22', { session: event.sessions[index]?.id ?? '', startsAt }, now)
    const over = { kind: 'conflict', code: 'catalog.session-over' }
    await expect(move(4, '2024-06-04T09:00', ends)).rejects.toMatchObject(over)
    await expect(move(0, '2024-06-04T09:00', '2024-04-23T17:00:00Z')).rejects.toMatchObject(over)
    expect(await move(4, '2024-06-04T09:00', '2024-04-23T17:00:00Z')).toMatchObject({ revision: 3 })
  })
})

describe('a session is moved', () => {
  test('neither into the past nor onto another session of its event, and the field says why', async () => {
    const table = await freshTable()
    const event = await anEvent(table)
    const now = '2024-04-24T12:00:00Z'
    const session = event.sessions[1]?.id ?? ''
    const to = (startsAt: string, durationMinutes?: number) =>
      rescheduleSession(table, '5w22', { session, startsAt, durationMinutes }, now)
    const past = { kind: 'invalid', code: 'schedule.in-past', details: { errors: [{ path: 'startsAt' }] } }
    await expect(to('2024-04-24T04:00')).rejects.toMatchObject(past)
    await expect(to('2024-04-24T05:00')).rejects.toMatchObject(past)
    await expect(to('2019-04-30T09:00')).rejects.toMatchObject(past)
    const onto = { kind: 'invalid', code: 'schedule.overlap', details: { errors: [{ path: 'startsAt' }] } }
    await expect(to('2024-05-07T09:59')).rejects.toMatchObject(onto)
    await expect(to('2024-05-07T08:30')).rejects.toMatchObject(onto)
    expect(await to('2024-05-07T10:00')).toMatchObject({ revision: 3 })
  })

  test('while it runs it may get longer, and no shorter than it has been', async () => {
    const table = await freshTable()
    const event = await anEvent(table)
    const session = event.sessions[0]?.id ?? ''
    const lasts = (durationMinutes: number) =>
      rescheduleSession(table, '5w22', { session, startsAt: '2024-04-23T09:00', durationMinutes }, now)
    const now = '2024-04-23T16:30:00Z'
    await expect(lasts(30)).rejects.toMatchObject({ code: 'schedule.in-past' })
    expect((await lasts(90)).sessions[0]).toMatchObject({ durationMinutes: 90, sequence: 1 })
  })

  test('of a draft, out of a year that has passed', async () => {
    const table = await freshTable()
    const event = await draftEvent(table)
    const move = { session: event.sessions[0]?.id ?? '', startsAt: '2025-04-22T09:00' }
    expect(await rescheduleSession(table, '5w22', move, '2025-01-01T00:00:00Z')).toMatchObject({ status: 'draft' })
  })
})
