import {
  cancelEvent,
  createEvent,
  deleteDraft,
  EventChange,
  editEvent,
  eventState,
  findEvent,
  getVisibleEvent,
  listEvents,
  NewEvent,
  publishEvent,
  rescheduleSession,
  salesState,
  slugFrom,
} from '@lectern/core/catalog'
import { listWaiting, outboxShards, type Table } from '@lectern/core/platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { anEvent, anOrder, aWebinar, draftEvent, minutes, order, start } from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'
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

describe('a draft is refused', () => {
  const once = { startsAt: '2024-04-23T09:00', durationMinutes: 60 }
  test.for<[string, Record<string, unknown>, string, string?]>([
    ['when two tickets have one name', { tickets: [seat, seat] }, 'catalog.contradiction', 'tickets'],
    [
      'when two questions have one id',
      { questions: ['a', 'b'].map((label) => ({ id: 'q', label, type: 'text' })) },
      'catalog.contradiction',
      'questions',
    ],
    ['when a breakout is recorded', { kind: 'breakout', recording: 'always' }, 'catalog.contradiction', 'recording'],
    ['when it is for invited people and names none', { access: 'invited' }, 'catalog.contradiction', 'invited'],
    [
      'when sales close before they open',
      { salesOpenAt: '2024-04-02T00:00', salesCloseAt: '2024-04-01T00:00' },
      'catalog.contradiction',
      'salesCloseAt',
    ],
    [
      'when sales open after the last session',
      { schedule: once, salesOpenAt: '2024-04-24T00:00' },
      'catalog.contradiction',
      'salesCloseAt',
    ],
    ['with a rule and sessions both', { schedule: once, sessions: [once] }, 'schedule.two-ways', 'sessions'],
    ['with a rule that is none', { schedule: { ...once, recurrence: 'FREQ=SOMETIMES' } }, 'schedule.bad-rule'],
    ['in the hour that clocks skip', { schedule: { ...once, startsAt: '2024-03-10T02:30' } }, 'schedule.in-gap'],
    [
      'when sessions overlap',
      { schedule: undefined, sessions: [once, { ...once, startsAt: '2024-04-23T09:30' }] },
      'schedule.overlap',
    ],
    [
      'without an address and a title to make one of',
      { slug: undefined, code: '–', title: '日本' },
      'input.invalid',
      'slug',
    ],
  ])('%s', async ([, terms, code, path]) => {
    await expect(draftEvent(table, terms)).rejects.toMatchObject({
      kind: 'invalid',
      code,
      ...(path ? { details: { errors: [{ path }] } } : {}),
    })
    expect(await findEvent(table, '5w22')).toBeUndefined()
  })

  test.for<[string, Record<string, unknown>]>([
    ['a kind that is none', { kind: 'party' }],
    ['no title', { title: '  ' }],
    ['an offset for a zone', { zone: '+01:00' }],
    ['a zone that is none', { zone: 'America/Atlantis' }],
    ['a date that does not exist', { schedule: { startsAt: '2024-02-30T09:00', durationMinutes: 60 } }],
    ['a time with an offset', { schedule: { startsAt: '2024-02-20T09:00Z', durationMinutes: 60 } }],
    ['no ticket', { tickets: [] }],
    ['a price below nothing', { tickets: [{ ...seat, priceCents: -1 }] }],
    ['a price with fractions of a cent', { tickets: [{ ...seat, priceCents: 1.5 }] }],
    ['a capacity of none', { capacity: 0 }],
    ['a link that is not https', { joinUrl: 'javascript:alert(1)' }],
    ['an address with a colon', { slug: 'a:b' }],
    ['a choice of one', { questions: [{ id: 'q', label: 'Which?', type: 'choice', options: ['one'] }] }],
    ['a field that nobody knows', { colour: 'red' }],
  ])('by its schema: %s', ([, terms]) => {
    const input = { kind: 'class', title: 'A class', zone: 'America/Los_Angeles', tickets: [seat], ...terms }
    expect(NewEvent.safeParse({ ...input, ...terms }).success).toBe(false)
    expect(NewEvent.safeParse({ kind: 'class', title: 'A class', zone: 'UTC', tickets: [seat] }).success).toBe(true)
  })
})

describe('addresses', () => {
  test.for([
    ['Full Pass', 'full-pass'],
    ['Résumé & más', 'resume-mas'],
    [`${'a'.repeat(59)} bcd`, 'a'.repeat(59)],
    [' -- ', ''],
  ])('%s becomes %s', ([name, slug]) => {
    expect(slugFrom(name ?? '')).toBe(slug)
  })

  test('two events never share one, even when made at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => draftEvent(table)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason.code).toBe('catalog.slug-taken')
    }
  })

  test('are made of the code, else of the title; tickets take theirs from their name', async () => {
    const terms = {
      slug: undefined,
      tickets: [
        { name: 'Full Pass', priceCents: 0 },
        { name: '日本', priceCents: 0 },
      ],
    }
    const event = await draftEvent(table, terms)
    expect([event.slug, ...event.tickets.map(({ slug }) => slug)]).toEqual(['5w22', 'full-pass', 'ticket'])
    expect((await draftEvent(table, { ...terms, code: undefined })).slug).toBe('msp-professional-sales-program')
  })
})

describe('what stands by kind', () => {
  test('a class is included in membership; a breakout is for members and never recorded', async () => {
    expect(await draftEvent(table)).toMatchObject({
      includedInMembership: true,
      access: 'everyone',
      recording: 'always',
    })
    expect(await draftEvent(table, { kind: 'breakout', slug: 'b' })).toMatchObject({
      access: 'members',
      recording: 'never',
    })
  })
})

describe('publishing', () => {
  test('needs a session, happens once, and puts on sale at once', async () => {
    await draftEvent(table, { schedule: undefined })
    await expect(publishEvent(table, '5w22', start)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'catalog.no-sessions',
    })
    const change = EventChange.parse({ sessions: [{ startsAt: '2024-04-23T09:00', durationMinutes: 60 }] })
    await editEvent(table, '5w22', change, start)
    const published = await Promise.all([1, 2, 3].map(() => publishEvent(table, '5w22', start)))
    expect(new Set(published.map(({ revision }) => revision))).toEqual(new Set([3]))
    expect(salesState(published[0] ?? (await draftEvent(table)), start)).toBe('open')
  })

  test('what was cancelled never comes back', async () => {
    await anEvent(table)
    await cancelEvent(table, '5w22', 'The speaker is ill.', start)
    await expect(publishEvent(table, '5w22', start)).rejects.toMatchObject({ code: 'catalog.not-possible' })
    await expect(editEvent(table, '5w22', { title: 'x' }, start)).rejects.toMatchObject({ code: 'catalog.cancelled' })
    expect(await findEvent(table, '5w22')).toMatchObject({ status: 'cancelled', cancelReason: 'The speaker is ill.' })
  })

  test('only a draft is deleted, and not one that is published in the same moment', async () => {
    await anEvent(table)
    await expect(deleteDraft(table, '5w22')).rejects.toMatchObject({ code: 'catalog.not-a-draft' })
    for (const slug of ['a', 'b', 'c', 'd', 'e']) {
      await draftEvent(table, { slug })
      const [published, deleted] = await Promise.allSettled([
        publishEvent(table, slug, start),
        deleteDraft(table, slug),
      ])
      const left = await findEvent(table, slug)
      if (deleted.status === 'fulfilled') expect(left).toBeUndefined()
      else expect([published.status, left?.status]).toEqual(['fulfilled', 'published'])
    }
  })
})

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

  test('a limit is not added once on sale, neither to the event nor to a ticket', async () => {
    const event = await aWebinar(table, { tickets: [seat, { ...seat, slug: 'student', name: 'Student', capacity: 5 }] })
    const late = { kind: 'conflict', code: 'catalog.capacity-late' }
    await expect(editEvent(table, 'kpis', { capacity: 10 }, start)).rejects.toMatchObject(late)
    const [first, student] = event.tickets
    if (!first || !student) throw new Error('two tickets were given')
    await expect(
      editEvent(table, 'kpis', { tickets: [{ ...first, capacity: 10 }, student] }, start),
    ).rejects.toMatchObject({ ...late, details: { errors: [{ path: 'tickets.0.capacity' }] } })
    // A limit that there is may change, and a new type of ticket may bring its own.
    const tickets = [first, { ...student, capacity: 8 }, { ...seat, slug: 'press', name: 'Press', capacity: 2 }]
    expect(await editEvent(table, 'kpis', { tickets }, start)).toMatchObject({ tickets })
    expect(await announced()).toEqual(['seats.freed'])
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
    expect(await announced()).toEqual(['event.moved'])
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

describe('who sees what', () => {
  const nobody = { admin: false }
  const admin = { admin: true }

  test('a draft is there for admins alone', async () => {
    await draftEvent(table)
    await expect(getVisibleEvent(table, '5w22', nobody)).rejects.toMatchObject({ code: 'not-found' })
    expect(await getVisibleEvent(table, '5w22', admin)).toMatchObject({ status: 'draft' })
    expect((await listEvents(table, { viewer: nobody })).items).toEqual([])
  })

  test('an event by invitation is there for those invited alone, in lists and orders too', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table, { access: 'invited', invited: [' Ada@Example.com '] })
    const seen = async (email?: string) =>
      (await listEvents(desk.table, { viewer: { ...nobody, ...(email ? { email } : {}) } })).items.length
    expect([await seen(), await seen('eve@example.com'), await seen('ada@example.com')]).toEqual([0, 0, 1])
    await expect(getVisibleEvent(desk.table, 'kpis', nobody)).rejects.toMatchObject({ code: 'not-found' })
    const unknown = { kind: 'not-found', code: 'registration.unknown-ticket' }
    // Whoever only says that they are invited is nobody we know.
    await expect(order(desk, 'ada@example.com', 'kpis:seat')).rejects.toMatchObject(unknown)
    const actor = {
      kind: 'person',
      id: 'per_1',
      email: 'ada@example.com',
      name: 'Ada',
      admin: false,
      via: 'session',
    } as const
    expect(await order(desk, 'ada@example.com', 'kpis:seat', { actor })).toMatchObject({ outcome: 'placed' })
  })

  test('nothing is sold of a draft, before sales open, after they close, or of what is cancelled', async () => {
    const desk = await openDesk()
    await draftEvent(desk.table)
    await aWebinar(desk.table, { salesOpenAt: '2024-04-01T09:00', salesCloseAt: '2024-04-05T17:00' })
    const at = (now: string) => order(desk, `a${now}@example.com`.replaceAll(':', ''), 'kpis:seat', { now })
    await expect(order(desk, 'a@example.com', '5w22:seat')).rejects.toMatchObject({
      code: 'registration.unknown-ticket',
    })
    await expect(at('2024-04-01T15:59:59Z')).rejects.toMatchObject({ code: 'registration.sales-not-open' })
    expect(await at('2024-04-01T16:00:00Z')).toMatchObject({ outcome: 'placed' })
    expect(await at('2024-04-05T23:59:59Z')).toMatchObject({ outcome: 'placed' })
    await expect(at('2024-04-06T00:00:00Z')).rejects.toMatchObject({ code: 'registration.sales-closed' })
    await cancelEvent(desk.table, 'kpis', undefined, start)
    await expect(at('2024-04-02T00:00:00Z')).rejects.toMatchObject({ code: 'registration.cancelled-event' })
    expect(anOrder('a@example.com', 'kpis:seat').codes).toEqual([])
  })

  test('where an event stands follows from the time', async () => {
    const event = await anEvent(table)
    const at = (now: string) => eventState(event, now)
    expect([
      at('2024-04-23T15:59:59Z'),
      at('2024-04-23T16:00:00Z'),
      at('2024-04-23T17:00:00Z'),
      at('2024-05-21T16:59:59Z'),
      at('2024-05-21T17:00:00Z'),
    ]).toEqual(['upcoming', 'live', 'under-way', 'live', 'ended'])
    expect(eventState(await draftEvent(table, { slug: 'd' }), start)).toBe('draft')
  })
})

test('an event may be made by its schema’s words alone', async () => {
  const input = NewEvent.parse({
    kind: 'meeting',
    title: 'All-member meeting',
    zone: 'America/Los_Angeles',
    tickets: [{ name: 'Seat', priceCents: 0 }],
  })
  expect(await createEvent(table, input, start)).toMatchObject({
    slug: 'all-member-meeting',
    status: 'draft',
    sessions: [],
  })
})
