import {
  createEvent,
  type Event,
  EventChange,
  editEvent,
  eventState,
  kindLine,
  NewEvent,
  publishEvent,
  runEventAgain,
  seenBy,
  sessionsOf,
} from '@lectern/core/catalog'
import { beforeAll, describe, expect, test } from 'vitest'
import { anEvent, draftEvent, minutes, start } from '../../support/build.ts'
import { board, boardMeeting, columbus, columbusTerms, columbusWithBoard, mainDay } from '../../support/columbus.ts'
import { freshTable } from '../../support/table.ts'

const datesOf = (event: Event, whom?: Parameters<typeof sessionsOf>[1]): string[] =>
  sessionsOf(event, whom).map(({ startsAt }) => startsAt.slice(5, 10))

describe('which sessions of an event someone has', () => {
  let event: Event
  beforeAll(async () => {
    event = await columbusWithBoard(await freshTable())
  })

  test('a stranger has those for everyone, one of the board its meeting too, whatever their ticket, and a tenth does not', () => {
    expect(datesOf(event)).toEqual(['06-05', '06-06'])
    expect(datesOf(event, { email: 'tenth@example.com' })).toEqual(['06-05', '06-06'])
    expect(datesOf(event, { email: board[0] })).toEqual(['06-04', '06-05', '06-06'])
    expect(datesOf(event, { email: board[8], sku: mainDay })).toEqual(['06-04', '06-06'])
    expect(datesOf(event, { admin: true })).toEqual(['06-04', '06-05', '06-06'])
  })

  test('a main-day pass has June 6 alone', () => {
    expect(datesOf(event, { sku: mainDay })).toEqual(['06-06'])
    expect(datesOf(event, { sku: mainDay, email: 'tenth@example.com' })).toEqual(['06-06'])
  })

  test('an event as someone has it keeps to that, and others asked of it keep to theirs', () => {
    const own = seenBy(event, { email: board[0] })
    expect(datesOf(own)).toEqual(['06-04', '06-05', '06-06'])
    expect(datesOf(own, { sku: mainDay, email: 'tenth@example.com' })).toEqual(['06-06'])
    expect(datesOf(seenBy(event, { admin: true }), { sku: mainDay, email: board[1] })).toEqual(['06-04', '06-06'])
    const stranger = seenBy(event, {})
    expect(JSON.stringify(stranger)).not.toContain('director')
    expect(datesOf(stranger, { email: board[0] })).toEqual(['06-05', '06-06'])
  })

  test('what is said of an event is said of what everyone has: its length, its state, the list it is in', () => {
    expect(kindLine(event)).toBe('Two-day conference')
    expect(kindLine(seenBy(event, { email: board[0] }))).toBe('Three-day conference')
    const meeting = '2024-06-04T22:30:00Z'
    expect(eventState(event, meeting)).toBe('upcoming')
    expect(eventState(seenBy(event, { email: board[0] }), meeting)).toBe('live')
  })

  test('an event without days and lists is the same to everyone', async () => {
    const old = await anEvent(await freshTable())
    expect(seenBy(old, { email: 'ada@example.com', sku: '5w22:seat' })).toBe(old)
    expect(sessionsOf(old, { sku: '5w22:seat', email: 'ada@example.com' })).toEqual(old.sessions)
  })
})

describe('days and lists that contradict themselves are refused beside their field', () => {
  const refusal = async (terms: Record<string, unknown>) => {
    const table = await freshTable()
    const error = await createEvent(table, NewEvent.parse({ ...columbusTerms, ...terms }), start).catch((one) => one)
    return [error.code, error.details?.errors?.[0]?.path]
  }

  test.each([
    ['total seats and seats per day', { capacity: 150 }, 'dayCapacity'],
    ['seats on a day without a session', { dayCapacity: { '2024-06-07': 10 } }, 'dayCapacity'],
    [
      'a ticket for a day without a session',
      { tickets: [{ name: 'Main day', priceCents: 0, admits: { days: ['2024-06-08'] } }] },
      'tickets.0.admits',
    ],
    [
      'a session by invitation without a list',
      { sessions: [...columbusTerms.sessions, { ...boardMeeting, invited: [] }] },
      'sessions.0.invited',
    ],
    [
      'a list of a session for everyone',
      { sessions: [...columbusTerms.sessions, { ...boardMeeting, audience: 'pass' }] },
      'sessions.0.invited',
    ],
  ])('%s', async (_, terms, path) => {
    expect(await refusal(terms)).toEqual(['catalog.contradiction', path])
  })

  test('nothing but sessions by invitation can’t be published', async () => {
    const table = await freshTable()
    const terms = { ...columbusTerms, sessions: [boardMeeting], dayCapacity: undefined, tickets: undefined }
    await draftEvent(table, { ...terms, tickets: [{ name: 'Seat', priceCents: 0 }] })
    await expect(publishEvent(table, 'columbus', start)).rejects.toMatchObject({ code: 'catalog.no-sessions' })
  })

  test('the days of a ticket on sale stay, and so does whom a session is for', async () => {
    const table = await freshTable()
    const event = await columbus(table)
    const tickets = event.tickets.map(({ admits: _, ...ticket }) => ticket)
    const change = (named: unknown) => editEvent(table, 'columbus', EventChange.parse(named), minutes(5))
    await expect(change({ tickets })).rejects.toMatchObject({
      code: 'catalog.admits-stays',
      details: { errors: [{ path: 'tickets.1.admits' }] },
    })
    const invited = { session: event.sessions[0]?.id, invited: ['ada@example.com'] }
    await expect(change({ sessionChanges: { change: [invited] } })).rejects.toMatchObject({
      code: 'catalog.audience-stays',
      details: { errors: [{ path: 'sessionChanges.change.0.invited' }] },
    })
    expect((await change({ title: 'Columbus' })).title).toBe('Columbus')
  })
})

test('an event that runs again takes its days, its seats, and its lists to the new dates', async () => {
  const table = await freshTable()
  await columbusWithBoard(table)
  const next = await runEventAgain(table, 'columbus', { startsOn: '2025-06-03', holidays: [], without: [] }, minutes(1))
  expect(next.tickets[1]?.admits).toEqual({ days: ['2025-06-05'] })
  expect(next.dayCapacity).toEqual({ '2025-06-04': 90, '2025-06-05': 150 })
  expect(datesOf(next)).toEqual(['06-04', '06-05'])
  expect(datesOf(next, { email: board[3] })).toEqual(['06-03', '06-04', '06-05'])
})
