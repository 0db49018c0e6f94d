import { coverOf, Event, Product } from '@lectern/core/catalog'
import { cover, coverAddress, coverHash, formatNames } from '@lectern/core/covers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { things } from '../covers/things.ts'

const session = (startsAt: string, durationMinutes = 60, status: 'scheduled' | 'cancelled' = 'scheduled') => ({
  ...{ id: startsAt, startsAt, durationMinutes, zone: 'America/Los_Angeles', sequence: 0, status },
})

const tuesdays = ['04-23', '04-30', '05-07', '05-14', '05-21'].map((day) => session(`2024-${day}T09:00`))

const event = (terms: Record<string, unknown> = {}): Event =>
  Event.parse({
    kind: 'class',
    slug: '5w22',
    code: '5W22',
    course: 'msp-sales',
    title: 'MSP Professional Sales Program',
    zone: 'America/Los_Angeles',
    status: 'published',
    sessions: tuesdays,
    tickets: [{ slug: 'seat', name: 'Seat', priceCents: 39_900 }],
    createdAt: '2024-01-01T00:00:00Z',
    updatedAt: '2024-01-01T00:00:00Z',
    revision: 1,
    ...terms,
  })

const title = (terms: Record<string, unknown> = {}): Product =>
  Product.parse({
    slug: 'guide',
    title: 'The Guide',
    authors: ['Karl W. Palachuk', 'Manuel Palachuk'],
    formats: [{ slug: 'e-book', name: 'E-book', type: 'download', priceCents: 1999 }],
    status: 'on-sale',
    createdAt: '2024-01-01T00:00:00Z',
    updatedAt: '2024-01-01T00:00:00Z',
    revision: 1,
    ...terms,
  })

describe('what a cover is drawn from', () => {
  test('a class: its sessions, its course, its dates with their zone, who teaches it, and who runs the site', () => {
    const around = { instructors: [{ name: 'James Kernan' }, { name: 'Dana Goulston' }], organizer: 'SBT' }
    expect(coverOf(event(), around)).toEqual({
      shelf: 'events',
      kind: 'class',
      slug: '5w22',
      seed: 'msp-sales',
      title: 'MSP Professional Sales Program',
      code: '5W22',
      count: 5,
      dateLine: 'Tuesdays, Apr 23 – May 21, 9:00 AM Pacific',
      people: 'James Kernan and Dana Goulston',
      organizer: 'SBT',
    })
  })

  test.each([
    [
      'sessions that take place',
      { sessions: [session('2024-04-23T09:00'), session('2024-04-30T09:00', 60, 'cancelled')] },
      1,
    ],
    ['minutes of a webinar', { kind: 'webinar', sessions: [session('2024-04-10T09:00', 90)] }, 90],
    ['seats of a breakout', { kind: 'breakout', capacity: 12 }, 12],
    ['none of a breakout without a limit', { kind: 'breakout' }, undefined],
    [
      'rooms of a conference',
      { kind: 'conference', sessions: [1, 2, 3].map((n) => ({ ...session('2024-06-01T09:00'), id: `${n}` })) },
      3,
    ],
    ['none of a conference in one room', { kind: 'conference' }, undefined],
    ['none of a meeting', { kind: 'meeting', capacity: 30 }, undefined],
  ])('counts %s', (_, terms, count) => expect(coverOf(event(terms)).count).toBe(count))

  test('a date without the time where both are too long, and none before there is one', () => {
    const every = ['2024-09-11', '2024-09-25', '2024-10-09'].map((day) => session(`${day}T09:30`))
    expect(coverOf(event({ sessions: every }), { organizer: 'SBT' }).dateLine).toBe(
      'Every other Wednesday, Sep 11 – Oct 9',
    )
    expect(coverOf(event({ sessions: [] }), { organizer: 'SBT' }).dateLine).toBeUndefined()
  })

  test('a title: its authors; a bundle: its parts; and what someone chose', () => {
    expect(coverOf(title())).toMatchObject({
      shelf: 'titles',
      kind: 'book',
      people: 'Karl W. Palachuk and Manuel Palachuk',
    })
    const contents = ['one:e-book', 'one:print', 'two:e-book']
    const bundle = title({
      kind: 'bundle',
      formats: [{ slug: 'b', name: 'B', type: 'bundle', priceCents: 1, contents }],
    })
    expect(coverOf(bundle)).toMatchObject({ kind: 'bundle', count: 2 })
    expect(coverOf(title({ hue: 'plum', tone: 'light', figure: 'peaks' }))).toMatchObject({
      hue: 'plum',
      tone: 'light',
      figure: 'peaks',
    })
  })

  test('a course looks like its runs', () => {
    const course = coverOf({ slug: 'msp-sales', title: 'MSP Sales' })
    expect(course.shelf).toBe('courses')
    expect(cover(course, 'card')).toBe(cover(coverOf(event()), 'card'))
  })
})

describe('the address of a cover', () => {
  test('is of the thing, the format, and a hash', () => {
    expect(coverAddress(coverOf(event()), 'card')).toMatch(/^\/covers\/events\/5w22-card\.[0-9a-z]{7}\.svg$/)
    expect(coverAddress(coverOf(event()), 'og')).toMatch(/^\/covers\/events\/5w22-og\.[0-9a-z]{7}\.png$/)
    expect(coverAddress(coverOf(title()), 'book')).toMatch(/^\/covers\/titles\/guide-book\.[0-9a-z]{7}\.svg$/)
  })

  test('of what isn’t drawn says nothing: in lists nobody needs to know who teaches', () => {
    const [bare, told] = [
      coverOf(event()),
      coverOf(event(), { instructors: [{ name: 'James Kernan' }], organizer: 'SBT' }),
    ]
    const other = formatNames.filter((format) => coverAddress(bare, format) !== coverAddress(told, format))
    expect(other).toEqual(['book', 'og', 'mailbook'])
  })

  test('is another one whenever the cover is', () => {
    fc.assert(
      fc.property(things, things, fc.constantFrom(...formatNames), (one, other, format) => {
        for (const name of Object.keys(one) as (keyof typeof one)[]) {
          const changed = { ...one, [name]: other[name] }
          if (cover(one, format) !== cover(changed, format)) {
            expect([name, coverHash(changed, format)]).not.toEqual([name, coverHash(one, format)])
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
