import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf, Problem } from '../../../packages/core/src/platform/index.ts'
import { expandSchedule, ScheduleInput, type Session, sessionTimes } from '../../../packages/core/src/schedule/index.ts'

const pacific = 'America/Los_Angeles'

const ids = () => {
  let made = 0
  return () => {
    made += 1
    return `ses_${String(made).padStart(3, '0')}`
  }
}

const expand = (startsAt: string, recurrence?: string, zone = pacific, durationMinutes = 60): Session[] =>
  expandSchedule({ schedule: { startsAt, durationMinutes, ...(recurrence && { recurrence }) } }, zone, ids())

const starts = (sessions: Session[]): string[] => sessions.map((session) => sessionTimes(session).startsAt)

const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  return 'nothing was refused'
}

describe('golden cases', () => {
  test('5W21, Tuesdays 9:00 Pacific from 2024-02-13, is at 17:00Z four times and then, with daylight time, at 16:00Z', () => {
    expect(starts(expand('2024-02-13T09:00', 'FREQ=WEEKLY;COUNT=5'))).toEqual([
      '2024-02-13T17:00:00Z',
      '2024-02-20T17:00:00Z',
      '2024-02-27T17:00:00Z',
      '2024-03-05T17:00:00Z',
      '2024-03-12T16:00:00Z',
    ])
  })

  test('5W22, five Tuesdays 9:00 Pacific from 2024-04-23, is at 16:00Z each time', () => {
    expect(starts(expand('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=5'))).toEqual([
      '2024-04-23T16:00:00Z',
      '2024-04-30T16:00:00Z',
      '2024-05-07T16:00:00Z',
      '2024-05-14T16:00:00Z',
      '2024-05-21T16:00:00Z',
    ])
  })

  test('the third Thursdays from 2024-04-18 are Apr 18, May 16, Jun 20, Jul 18 and Aug 15, each at 16:00Z', () => {
    expect(starts(expand('2024-04-18T09:00', 'FREQ=MONTHLY;BYDAY=3TH;COUNT=5'))).toEqual([
      '2024-04-18T16:00:00Z',
      '2024-05-16T16:00:00Z',
      '2024-06-20T16:00:00Z',
      '2024-07-18T16:00:00Z',
      '2024-08-15T16:00:00Z',
    ])
  })

  test('the webinar of 2024-04-10, 9:00 Pacific for 90 minutes, runs from 16:00Z to 17:30Z', () => {
    expect(expand('2024-04-10T09:00', undefined, pacific, 90).map(sessionTimes)).toEqual([
      { startsAt: '2024-04-10T16:00:00Z', endsAt: '2024-04-10T17:30:00Z' },
    ])
  })

  test('the leap days of 2024 and 2028 in Pacific time run from 08:00Z to 08:00Z a day later', () => {
    const day = (year: number) => [instantOf(`${year}-02-29T00:00`, pacific), instantOf(`${year}-03-01T00:00`, pacific)]
    expect(day(2024)).toEqual(['2024-02-29T08:00:00Z', '2024-03-01T08:00:00Z'])
    expect(day(2028)).toEqual(['2028-02-29T08:00:00Z', '2028-03-01T08:00:00Z'])
  })
})

describe('rules', () => {
  test('every session of a weekly rule keeps the wall time of its start, in any zone', () => {
    const zone = fc.constantFrom(pacific, 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/New_York')
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    // From 4:00 on, no clock of these zones skips an hour.
    const minute = fc.integer({ min: 4 * 60, max: 23 * 60 + 59 })
    fc.assert(
      fc.property(zone, day, minute, fc.integer({ min: 1, max: 60 }), (where, date, at, count) => {
        const clock = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
        const sessions = expand(`${date.toISOString().slice(0, 10)}T${clock}`, `FREQ=WEEKLY;COUNT=${count}`, where)
        expect(sessions).toHaveLength(count)
        for (const session of sessions) {
          const shown = new Intl.DateTimeFormat('en-GB', { timeZone: where, hour: '2-digit', minute: '2-digit' })
          expect(shown.format(new Date(sessionTimes(session).startsAt))).toBe(clock)
        }
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    ['FREQ=WEEKLY;UNTIL=20240430', 2],
    ['FREQ=WEEKLY;UNTIL=20240430T090000', 2],
    ['FREQ=WEEKLY;UNTIL=20240430T160000Z', 2],
    ['FREQ=WEEKLY;UNTIL=20240430T155959Z', 1],
    ['RRULE:freq=weekly;count=3;', 3],
    ['FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4', 4],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=3', 3],
    ['FREQ=DAILY;COUNT=200', 200],
  ])('%s from Tuesday 2024-04-23, 9:00 Pacific, gives %i sessions', (rule, count) => {
    expect(expand('2024-04-23T09:00', rule)).toHaveLength(count)
  })

  test('a rule for the 31st skips the months that have none', () => {
    const sessions = expand('2024-01-31T09:00', 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3')
    expect(sessions.map((session) => session.startsAt.slice(5, 10))).toEqual(['01-31', '03-31', '05-31'])
  })

  test.each([
    ['FREQ=WEEKLY', 'schedule.too-many'],
    ['FREQ=WEEKLY;COUNT=201', 'schedule.too-many'],
    ['FREQ=DAILY;UNTIL=99991231', 'schedule.too-many'],
    ['FREQ=YEARLY;INTERVAL=100;COUNT=5', 'schedule.too-far'],
    ['FREQ=WEEKLY;COUNT=0', 'schedule.empty'],
    ['FREQ=WEEKLY;UNTIL=20240101', 'schedule.empty'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3', 'schedule.empty'],
    ['FREQ=WEEKLY;BYDAY=WE;COUNT=3', 'schedule.start-not-in-rule'],
    ['FREQ=MONTHLY;BYDAY=3TH;COUNT=5', 'schedule.start-not-in-rule'],
    ['every Tuesday', 'schedule.bad-rule'],
    ['COUNT=5', 'schedule.bad-rule'],
    ['FREQ=HOURLY;COUNT=5', 'schedule.bad-rule'],
    ['FREQ=WEEKLY;COUNT=-1', 'schedule.bad-rule'],
    ['FREQ=WEEKLY;COUNT=2;COUNT=3', 'schedule.bad-rule'],
    ['FREQ=WEEKLY;COUNT=2;UNTIL=20240501', 'schedule.bad-rule'],
    ['FREQ=WEEKLY;INTERVAL=0;COUNT=2', 'schedule.bad-rule'],
    ['FREQ=WEEKLY;UNTIL=20240231', 'schedule.bad-rule'],
    ['FREQ=WEEKLY;COUNT=2;BYDAY=XX', 'schedule.bad-rule'],
    ['FREQ=WEEKLY;COUNT=2;BYMONTHDAY=3', 'schedule.bad-rule'],
    ['FREQ=WEEKLY;COUNT=2;BYHOUR=25', 'schedule.bad-rule'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=20', 'schedule.bad-rule'],
    ['FREQ=WEEKLY;COUNT=2\r\nDTSTART:20200101T000000Z', 'schedule.bad-rule'],
    ['FREQ=WEEKLY;COUNT=2;constructor=1', 'schedule.bad-rule'],
  ])('%j from 2024-04-23 is refused with %s', (rule, code) => {
    expect(codeOf(() => expand('2024-04-23T09:00', rule))).toBe(code)
  })
})

describe('changes of clocks', () => {
  test.each([
    [pacific, '2024-03-10T02:30'],
    ['Europe/London', '2024-03-31T01:30'],
    ['Australia/Lord_Howe', '2024-10-06T02:15'],
  ])('a start that %s skips is refused, and the message names it', (zone, startsAt) => {
    expect(codeOf(() => expand(startsAt, undefined, zone))).toBe('schedule.in-gap')
    const [date = '', time = ''] = startsAt.split('T')
    expect(() => expand(startsAt, undefined, zone)).toThrow(`${time} doesn’t exist on ${date} in ${zone}`)
  })

  test('a daily rule that runs into a gap is refused for that day', () => {
    expect(() => expand('2024-03-08T02:30', 'FREQ=DAILY;COUNT=5')).toThrow('02:30 doesn’t exist on 2024-03-10')
  })

  test.each([
    [pacific, '2024-11-03T01:30', '2024-11-03T08:30:00Z'],
    ['Europe/London', '2024-10-27T01:30', '2024-10-27T00:30:00Z'],
    ['Australia/Lord_Howe', '2024-04-07T01:45', '2024-04-06T14:45:00Z'],
  ])('a start in the repeated hour of %s is the earlier one', (zone, startsAt, instant) => {
    expect(starts(expand(startsAt, undefined, zone))).toEqual([instant])
  })

  test('a session over a change of clocks lasts as long as it says', () => {
    expect(expand('2024-03-10T01:00', undefined, pacific, 120).map(sessionTimes)).toEqual([
      { startsAt: '2024-03-10T09:00:00Z', endsAt: '2024-03-10T11:00:00Z' },
    ])
  })
})

describe('sessions written out', () => {
  test('they are sorted by their instants, keep their own zones, and get ids in that order', () => {
    const input = ScheduleInput.parse({
      sessions: [
        { startsAt: '2024-06-06T09:00', durationMinutes: 60, title: 'Day two' },
        { startsAt: '2024-06-05T09:00:00', durationMinutes: 60, title: 'Day one', summary: 'Opening' },
        { startsAt: '2024-06-05T09:00', durationMinutes: 60, zone: 'Europe/London' },
      ],
    })
    expect(expandSchedule(input, 'America/New_York', ids())).toEqual([
      expect.objectContaining({ id: 'ses_001', zone: 'Europe/London', startsAt: '2024-06-05T09:00', sequence: 0 }),
      expect.objectContaining({ id: 'ses_002', title: 'Day one', summary: 'Opening', status: 'scheduled' }),
      expect.objectContaining({ id: 'ses_003', title: 'Day two', zone: 'America/New_York' }),
    ])
  })

  test.each([
    ['that stand twice', [at('2024-06-05T09:00'), at('2024-06-05T09:00')]],
    ['that overlap', [at('2024-06-05T09:00'), at('2024-06-05T09:59')]],
    ['that are the same moment in two zones', [at('2024-06-05T09:00'), at('2024-06-05T12:00', 'America/New_York')]],
  ])('sessions %s are refused', (_, sessions) => {
    expect(codeOf(() => expandSchedule({ sessions }, pacific, ids()))).toBe('schedule.overlap')
  })

  test('sessions that follow each other without a break are accepted', () => {
    expect(expandSchedule({ sessions: [at('2024-06-05T10:00'), at('2024-06-05T09:00')] }, pacific, ids())).toHaveLength(
      2,
    )
  })

  test('a rule whose sessions run into each other is refused', () => {
    expect(codeOf(() => expand('2024-04-23T09:00', 'FREQ=DAILY;BYHOUR=9,10;COUNT=4', pacific, 90))).toBe(
      'schedule.overlap',
    )
  })

  test('no session at all, and more than 200, are refused', () => {
    const many = Array.from({ length: 201 }, (_, index) => at(`${1900 + index}-01-01T09:00`))
    expect(codeOf(() => expandSchedule({ sessions: [] }, pacific, ids()))).toBe('schedule.empty')
    expect(codeOf(() => expandSchedule({ sessions: many }, pacific, ids()))).toBe('schedule.too-many')
  })

  test('a session beyond the year 2199 is refused', () => {
    expect(codeOf(() => expandSchedule({ sessions: [at('9999-12-31T23:30')] }, pacific, ids()))).toBe(
      'schedule.too-far',
    )
  })

  test.each([
    [{ schedule: { startsAt: '2024-02-30T09:00', durationMinutes: 60 } }],
    [{ schedule: { startsAt: '2024-02-29T09:00Z', durationMinutes: 60 } }],
    [{ schedule: { startsAt: '2024-02-29T09:00', durationMinutes: 4 } }],
    [{ schedule: { startsAt: '2024-02-29T09:00', durationMinutes: 1441 } }],
    [{ sessions: [{ startsAt: '2024-02-29T09:00', durationMinutes: 60, zone: 'Mars/Base' }] }],
    [{}],
  ])('%j is no schedule', (input) => {
    expect(ScheduleInput.safeParse(input).success).toBe(false)
  })
})

function at(startsAt: string, zone?: string) {
  return { startsAt, durationMinutes: 60, ...(zone && { zone }) }
}
