import {
  cancelEvent,
  createEvent,
  deleteDraft,
  EventChange,
  editEvent,
  findEvent,
  NewEvent,
  publishEvent,
  salesState,
  slugFrom,
} from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { anEvent, draftEvent, start } from '../../support/build.ts'
import { freshTable } from '../../support/table.ts'

let table: Table
beforeEach(async () => {
  table = await freshTable()
})

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
    ['a field that nobody knows', { color: 'red' }],
  ])('by its schema: %s', ([, terms]) => {
    const input = { kind: 'class', title: 'A class', zone: 'America/Los_Angeles', tickets: [seat], ...terms }
    expect(NewEvent.safeParse({ ...input, ...terms }).success).toBe(false)
    expect(NewEvent.safeParse({ kind: 'class', title: 'A class', zone: 'UTC', tickets: [seat] }).success).toBe(true)
  })
})

describe('addresses', () => {
  test.for([
    [{ title: '日本' }, 'class-2024-04-23'],
    [{ title: 'Продажи для MSP' }, 'class-2024-04-23'],
    [{ title: 'مبيعات', schedule: undefined }, 'class'],
    [{ title: 'Sales für Größe' }, 'sales-fur-grosse'],
  ] as const)('of an event without one, %j gets %s', async ([terms, slug]) => {
    expect(await draftEvent(table, { slug: undefined, code: undefined, ...terms })).toMatchObject({ slug })
  })

  test.for([
    ['Full Pass', 'full-pass'],
    ['Résumé & más', 'resume-mas'],
    [`${'a'.repeat(59)} bcd`, 'a'.repeat(59)],
    [' -- ', ''],
    [`${'pricing '.repeat(7)}managed services`, 'pricing-pricing-pricing-pricing-pricing-pricing-pricing'],
    ['Łódź straße', 'lodz-strasse'],
    ['What’s new', 'whats-new'],
  ])('%s becomes %s', ([name, slug]) => {
    expect(slugFrom(name ?? '')).toBe(slug)
  })

  test('tickets in another script are numbered, beside those that have an address; the same name twice is refused', async () => {
    const seats = (...tickets: Record<string, unknown>[]) =>
      draftEvent(table, { tickets: tickets.map((ticket) => ({ priceCents: 0, ...ticket })) })
    const made = await seats({ name: 'Обычный' }, { name: 'Студенческий' }, { name: 'Old', slug: 'ticket-2' })
    expect(made.tickets.map(({ slug }) => slug)).toEqual(['ticket', 'ticket-3', 'ticket-2'])
    await expect(seats({ name: 'Обычный' }, { name: 'Обычный' })).rejects.toMatchObject({
      details: { errors: [{ path: 'tickets', message: 'Give each ticket a different name' }] },
    })
  })

  test('two titles in another script on one day are numbered', async () => {
    const named = (title: string) => draftEvent(table, { slug: undefined, code: undefined, title })
    const slugs = [await named('日本'), await named('Продажи'), await named('مبيعات')].map(({ slug }) => slug)
    expect(slugs).toEqual(['class-2024-04-23', 'class-2024-04-23-2', 'class-2024-04-23-3'])
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
    await expect(deleteDraft(table, '5w22', start)).rejects.toMatchObject({ code: 'catalog.not-a-draft' })
    for (const slug of ['a', 'b', 'c', 'd', 'e']) {
      await draftEvent(table, { slug })
      const [published, deleted] = await Promise.allSettled([
        publishEvent(table, slug, start),
        deleteDraft(table, slug, start),
      ])
      const left = await findEvent(table, slug)
      if (deleted.status === 'fulfilled') expect(left).toBeUndefined()
      else expect([published.status, left?.status]).toEqual(['fulfilled', 'published'])
    }
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
