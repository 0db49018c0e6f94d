import {
  createEvent,
  findEvent,
  getEvent,
  NewEvent,
  planRunAgain,
  RunAgain,
  runEventAgain,
} from '@lectern/core/catalog'
import { holidayDate, sessionTimes } from '@lectern/core/schedule'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { start } from '../../support/build.ts'
import { freshTable } from '../../support/table.ts'

const class5w21 = {
  kind: 'class',
  slug: '5w21',
  code: '5W21',
  title: 'Managing Your Service Board',
  zone: 'America/Los_Angeles',
  schedule: { startsAt: '2024-02-13T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' },
  tickets: [{ name: 'Seat', priceCents: 39900 }],
}

const table = async (event: Record<string, unknown> = class5w21) => {
  const made = await freshTable()
  await createEvent(made, NewEvent.parse(event), start)
  return made
}

const instants = (sessions: Parameters<typeof sessionTimes>[0][]): string[] =>
  sessions.map((session) => sessionTimes(session).startsAt)

describe('an event that is run again', () => {
  test('5W21 from 2025-02-11 meets at 9:00 Pacific five times, across the change of clocks', async () => {
    const made = await runEventAgain(await table(), '5w21', RunAgain.parse({ startsOn: '2025-02-11' }), start)

    expect(made.sessions.map(({ startsAt }) => startsAt)).toEqual(
      ['02-11', '02-18', '02-25', '03-04', '03-11'].map((day) => `2025-${day}T09:00`),
    )
    expect(instants(made.sessions)).toEqual([
      ...['02-11', '02-18', '02-25', '03-04'].map((day) => `2025-${day}T17:00:00Z`),
      '2025-03-11T16:00:00Z',
    ])
    expect(made).toMatchObject({ status: 'draft', slug: '5w21-2025-02-11', tickets: [{ priceCents: 39900 }] })
    expect(made.code).toBeUndefined()
    expect(new Set(made.sessions.map(({ id }) => id)).size).toBe(5)
  })

  test('a run over Thanksgiving skips it, and ends a week later', async () => {
    const thursdays = { ...class5w21, schedule: { ...class5w21.schedule, startsAt: '2024-02-15T09:00' } }
    const request = RunAgain.parse({ startsOn: '2025-11-13', holidays: ['thanksgiving'], code: '5W40' })
    const made = await runEventAgain(await table(thursdays), '5w21', request, start)

    expect(holidayDate('thanksgiving', 2025)).toBe('2025-11-27')
    expect(made.slug).toBe('5w40')
    expect(made.sessions.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual([
      '2025-11-13',
      '2025-11-20',
      '2025-12-04',
      '2025-12-11',
      '2025-12-18',
    ])
  })

  test('the plan tells what stood in the way, and saves nothing', async () => {
    const made = await table()
    const event = await getEvent(made, '5w21')
    const request = RunAgain.parse({
      startsOn: '2025-12-16',
      holidays: ['christmas'],
      without: ['2025-12-23', '2025-12-30'],
    })
    const { sessions } = planRunAgain(event, request)

    expect(sessions[1]).toMatchObject({
      startsAt: '2026-01-06T09:00',
      skipped: [
        { date: '2025-12-23', holiday: undefined },
        { date: '2025-12-30', holiday: undefined },
      ],
    })
    expect(await findEvent(made, '5w21-2025-12-16')).toBeUndefined()
  })

  test('it keeps wall time, length and order, and meets on no day that was left out, whatever the date', async () => {
    const event = await getEvent(await table(), '5w21')
    const day = fc.date({ min: new Date('2025-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const startsOn = date.toISOString().slice(0, 10)
        const holidays = ['thanksgiving', 'christmas', 'new-year'] as const
        const { sessions } = planRunAgain(event, RunAgain.parse({ startsOn, holidays: [...holidays] }))
        const days = sessions.map(({ startsAt }) => startsAt.slice(0, 10))
        const closed = holidays.flatMap((name) => [2025, 2030].map((year) => holidayDate(name, year)))
        expect(sessions.every(({ startsAt }) => startsAt.endsWith('T09:00'))).toBe(true)
        expect(days.toSorted()).toEqual(days)
        expect(days.filter((one) => closed.includes(one))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['a date that is none', { startsOn: '2025-02-30' }],
    ['a holiday nobody knows', { startsOn: '2025-02-11', holidays: ['talk-like-a-pirate-day'] }],
    ['a local time in place of a date', { startsOn: '2025-02-11T09:00' }],
  ])('%s is refused', (_, request) => {
    expect(RunAgain.safeParse(request).success).toBe(false)
  })

  test('the same run twice is refused, since its address is taken', async () => {
    const made = await table()
    const request = RunAgain.parse({ startsOn: '2025-02-11' })
    await runEventAgain(made, '5w21', request, start)

    await expect(runEventAgain(made, '5w21', request, start)).rejects.toMatchObject({ code: 'catalog.slug-taken' })
  })
})

describe('a run in another place', () => {
  const summit = {
    ...{ kind: 'conference', slug: 'summit-chicago-2024-05-21', title: 'MSP Summit', zone: 'America/Chicago' },
    venue: { name: 'Navy Pier', address: '600 E Grand Ave, Chicago, IL' },
    sessions: [{ startsAt: '2024-05-21T09:00', durationMinutes: 480 }],
    tickets: [{ name: 'Full pass', priceCents: 99900 }],
  }
  const denver = { name: 'Denver Center', address: '1101 13th St, Denver, CO' }

  test.each([
    ['with its own venue', { venue: denver }, 'msp-summit-denver-center-2025-05-20'],
    ['online', { venue: null }, 'msp-summit-2025-05-20'],
    ['with its own title', { title: 'MSP Summit West' }, 'msp-summit-west-2025-05-20'],
    ['with its own code', { venue: denver, code: 'SUM25' }, 'sum25'],
    ['in the same place', {}, 'summit-chicago-2025-05-20'],
  ])('%s has an address without the old city', async (_, terms, slug) => {
    const request = RunAgain.parse({ startsOn: '2025-05-20', zone: 'America/Denver', ...terms })
    const made = await runEventAgain(await table(summit), summit.slug, request, start)
    expect(made).toMatchObject({ slug, zone: 'America/Denver' })
    expect(made.sessions).toMatchObject([{ startsAt: '2025-05-20T09:00', zone: 'America/Denver' }])
    expect(made.venue).toEqual('venue' in terms ? (terms.venue ?? undefined) : summit.venue)
  })
})

describe('a code or title of which no address can be made', () => {
  test.each([
    ['a code without a letter or digit of ours', { code: '٣' }, '5w21-2025-02-11'],
    ['an empty code', { code: ' ' }, '5w21-2025-02-11'],
    ['both', { code: '李', title: '李' }, 'class-2025-02-11'],
    ['a code that has some', { code: '5W30 李' }, '5w30'],
  ])('%s: the new run is at the address of the old one and its date, or of what there is', async (_, named, slug) => {
    const made = await runEventAgain(await table(), '5w21', RunAgain.parse({ startsOn: '2025-02-11', ...named }), start)
    expect([made.slug, made.status]).toEqual([slug, 'draft'])
  })

  test('a very long address keeps the date, so that each run has one of its own', async () => {
    const slug = Array.from({ length: 20 }, () => 'abc').join('-')
    const made = await table({ ...class5w21, code: undefined, slug })
    const run = async (startsOn: string) => (await runEventAgain(made, slug, RunAgain.parse({ startsOn }), start)).slug
    expect(await run('2025-02-11')).toMatch(/-2025-02-11$/)
    expect(await run('2025-02-18')).toMatch(/-2025-02-18$/)
  })
})
