import { describe, expect, test } from 'vitest'
import { type CalendarEvent, publishCalendar, publishFeed } from '../../../packages/core/src/calendar/index.ts'
import { cancelSession, moveSession, type Session, sessionTimes } from '../../../packages/core/src/schedule/index.ts'
import { datesIn, readCalendar } from './read-calendar.ts'
import { calendarEvent, host, now, series } from './sample-event.ts'

const publish = (event: CalendarEvent): string => publishCalendar(event, { host, now })
const startsOf = (event: CalendarEvent): string[] => datesIn(publish(event)).map((each) => each.startsAt)

describe('a published calendar, read back', () => {
  test('5W21 keeps 9:00 Pacific over the change of clocks: 17:00Z four times, then 16:00Z', () => {
    expect(startsOf(calendarEvent(series('2024-02-13T09:00', 'FREQ=WEEKLY;COUNT=5')))).toEqual([
      '2024-02-13T17:00:00Z',
      '2024-02-20T17:00:00Z',
      '2024-02-27T17:00:00Z',
      '2024-03-05T17:00:00Z',
      '2024-03-12T16:00:00Z',
    ])
  })

  test('5W22 is at 16:00Z on its five Tuesdays', () => {
    expect(startsOf(calendarEvent(series('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=5')))).toEqual(
      ['04-23', '04-30', '05-07', '05-14', '05-21'].map((day) => `2024-${day}T16:00:00Z`),
    )
  })

  test('the third Thursdays are at 16:00Z', () => {
    expect(startsOf(calendarEvent(series('2024-04-18T09:00', 'FREQ=MONTHLY;BYDAY=3TH;COUNT=5')))).toEqual(
      ['04-18', '05-16', '06-20', '07-18', '08-15'].map((day) => `2024-${day}T16:00:00Z`),
    )
  })

  test('the conference in America/New_York has its own zone, eight hours and its place', () => {
    const sessions = series('2024-06-05T09:00', 'FREQ=DAILY;COUNT=2', 'America/New_York', 480)
    const calendar = readCalendar(publish({ ...calendarEvent(sessions), location: 'Hyatt Regency, Columbus, OH' }))
    expect(calendar.zones).toEqual(['America/New_York'])
    const text = publish({ ...calendarEvent(sessions), location: 'Hyatt Regency, Columbus, OH' })
    expect(datesIn(text).map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
      ['2024-06-05T13:00:00Z', '2024-06-05T21:00:00Z'],
      ['2024-06-06T13:00:00Z', '2024-06-06T21:00:00Z'],
    ])
    expect(calendar.events[0]?.event.getFirstPropertyValue('location')).toBe('Hyatt Regency, Columbus, OH')
  })

  test('each session has what RFC 5545 requires and what a reader wants', () => {
    const [session] = series('2024-04-10T09:00', undefined, 'America/Los_Angeles', 90)
    if (session === undefined) throw new Error('one session expected')
    const calendar = readCalendar(publish(calendarEvent([session])))
    expect(calendar.method).toBe('PUBLISH')
    expect(calendar.root.getFirstPropertyValue('version')).toBe('2.0')
    expect(calendar.root.getFirstPropertyValue('prodid')).toBe('-//Lectern//Calendar//EN')
    expect(calendar.events[0]).toMatchObject({
      uid: 'ses_1@lectern.example',
      sequence: 0,
      status: 'CONFIRMED',
      summary: 'Professional Sales',
      stamp: now,
      startsAt: '2024-04-10T16:00:00Z',
      endsAt: '2024-04-10T17:30:00Z',
      zone: 'America/Los_Angeles',
      description: 'Five weeks of selling.\n\nhttps://lectern.example/events/5w22',
    })
    const event = calendar.events[0]?.event
    expect(event?.getFirstPropertyValue('url')).toBe('https://lectern.example/events/5w22')
    expect(event?.getFirstPropertyValue('organizer')).toBe('mailto:hello@lectern.example')
    expect(event?.getFirstProperty('attendee')).toBeNull()
    expect(String(event?.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger'))).toBe('-PT15M')
  })

  test('titles of sessions follow the title of the event, and their agenda replaces its summary', () => {
    const sessions = series('2024-04-10T09:00').map((each) => ({
      ...each,
      title: 'Qualifying',
      summary: 'Eight steps.',
    }))
    expect(readCalendar(publish(calendarEvent(sessions))).events[0]).toMatchObject({
      summary: 'Professional Sales: Qualifying',
      description: expect.stringMatching(/^Eight steps\./),
    })
  })

  test('a moved session keeps its UID with a higher sequence, and a cancelled one stays as cancelled, without alarm', () => {
    const [first, second] = [...series('2024-04-23T09:00'), ...series('2024-04-30T14:00')]
    if (!first || !second) throw new Error('two sessions expected')
    second.id = 'ses_2'
    const calendar = readCalendar(
      publish(calendarEvent([moveSession(first, '2024-04-24T10:00'), cancelSession(second)])),
    )
    expect(calendar.events).toMatchObject([
      { uid: 'ses_1@lectern.example', sequence: 1, status: 'CONFIRMED', startsAt: '2024-04-24T17:00:00Z' },
      { uid: 'ses_2@lectern.example', sequence: 1, status: 'CANCELLED', startsAt: '2024-04-30T21:00:00Z' },
    ])
    expect(calendar.events[1]?.event.getFirstSubcomponent('valarm')).toBeNull()
  })

  test('a feed holds several events, each zone once', () => {
    const ours = calendarEvent(series('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=2'))
    const london = calendarEvent(
      series('2024-05-01T09:00', undefined, 'Europe/London').map((each) => ({ ...each, id: 'ses_9' })),
      { slug: 'london', title: 'In London' },
    )
    const text = publishFeed([{ event: ours }, { event: london }], { name: 'My, classes; all\r\nX-EVIL:1', host, now })
    const calendar = readCalendar(text)
    expect(text).toContain('\r\nX-WR-CALNAME:My\\, classes\\; all X-EVIL:1\r\n')
    expect(calendar.zones.sort()).toEqual(['America/Los_Angeles', 'Europe/London'])
    expect(calendar.events.map(({ uid }) => uid)).toEqual(['event-5w22@lectern.example', 'ses_9@lectern.example'])
    expect(datesIn(text)).toHaveLength(3)
  })
})

describe('moments that a calendar could misread', () => {
  const at = (startsAt: string, zone: string, durationMinutes = 60): Session[] =>
    series(startsAt, undefined, zone, durationMinutes)

  test.each([
    ['over the gap', '2024-03-10T01:30', 'America/Los_Angeles', 60],
    ['in the first pass of the repeated hour', '2024-11-03T01:30', 'America/Los_Angeles', 60],
    ['ending in the second pass of the repeated hour', '2024-11-03T00:30', 'America/Los_Angeles', 120],
    ['over the night of a change', '2024-10-26T20:00', 'Europe/London', 720],
    ['where clocks change by half an hour', '2024-04-06T20:00', 'Australia/Lord_Howe', 720],
    ['under an old name of a zone', '2024-07-01T09:00', 'US/Pacific', 60],
    ['under a name in another case', '2024-07-01T09:00', 'europe/berlin', 60],
    ['in UTC', '2024-07-01T09:00', 'UTC', 60],
    ['in a zone without a name of a place', '2024-07-01T09:00', 'Etc/GMT+5', 60],
    ['in a year with other rules', '1990-04-05T09:00', 'America/Los_Angeles', 60],
    ['where the law was changed since', '2010-01-20T09:00', 'America/Sao_Paulo', 60],
    ['in Ramadan', '2024-03-20T09:00', 'Africa/Casablanca', 60],
  ])('a session %s is read at its very instants', (_, startsAt, zone, minutes) => {
    const sessions = at(startsAt, zone, minutes)
    const [read] = readCalendar(publish(calendarEvent(sessions))).events
    expect(sessions.map(sessionTimes)).toEqual([{ startsAt: read?.startsAt, endsAt: read?.endsAt }])
  })

  test('every zone that the runtime knows is read back right, winter and summer', () => {
    const wrong: string[] = []
    const zones = Intl.supportedValuesOf('timeZone')
    const sessions = zones.flatMap((zone, index) =>
      ['2026-01-20T09:00', '2027-07-20T09:00'].map((startsAt, half) => ({
        ...at(startsAt, zone)[0],
        id: `ses_${index}_${half}`,
      })),
    ) as Session[]
    const read = new Map(readCalendar(publish(calendarEvent(sessions))).events.map((each) => [each.uid, each.startsAt]))
    for (const session of sessions) {
      if (read.get(`${session.id}@${host}`) !== sessionTimes(session).startsAt) wrong.push(session.zone)
    }
    expect(wrong).toEqual([])
    expect(zones.length).toBeGreaterThan(300)
  })
})

describe('the text of a calendar', () => {
  const hostile = calendarEvent(
    series('2024-04-23T09:00').map((each) => ({ ...each, title: 'Teil 1; „Über“, \\ 日本語 🎉\r\nBEGIN:VALARM' })),
    {
      title: `Verkaufen für Dienstleister – ${'日本語🎉'.repeat(30)}\r\nATTENDEE:mailto:evil@example.com`,
      summary: 'One, two; three \\ four\r\nBEGIN:VEVENT\nEND:VCALENDAR\rlast\u0000\u2028line',
      location: 'Room 5; floor 2, Café\nrear door',
      organizer: { name: 'Karl "KP" P\r\nX-EVIL:1', email: 'hello@lectern.example' },
      categories: ['Sales, mostly', 'A\r\nB'],
    },
  )

  test('lines end with CRLF and take at most 75 octets, whatever the language', () => {
    const text = publish(hostile)
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    // Cut between characters: each line is whole UTF-8, and unfolded the title is there as it was.
    expect(text.split('\r\n').every((line) => line.isWellFormed())).toBe(true)
    expect(text.replaceAll('\r\n ', '')).toContain('日本語🎉'.repeat(30))
  })

  test('line breaks and separators in titles, names and texts stay text', () => {
    const text = publish(hostile)
    const unfolded = text.replaceAll('\r\n ', '').split('\r\n')
    expect(unfolded.filter((line) => line.startsWith('BEGIN:VEVENT'))).toHaveLength(1)
    expect(unfolded.filter((line) => line.startsWith('BEGIN:VALARM'))).toHaveLength(1)
    expect(unfolded.filter((line) => /^(ATTENDEE|X-EVIL|last)/.test(line))).toEqual([])
    const [read] = readCalendar(text).events
    expect(read?.summary).toBe(
      `Verkaufen für Dienstleister – ${'日本語🎉'.repeat(30)} ATTENDEE:mailto:evil@example.com: Teil 1; „Über“, \\ 日本語 🎉 BEGIN:VALARM`,
    )
    expect(read?.description).toBe(
      'One, two; three \\ four\nBEGIN:VEVENT\nEND:VCALENDAR\nlast\u2028line\n\nhttps://lectern.example/events/5w22',
    )
    expect(read?.event.getFirstPropertyValue('location')).toBe('Room 5; floor 2, Café\nrear door')
    expect(read?.event.getFirstProperty('organizer')?.getParameter('cn')).toBe("Karl 'KP' P X-EVIL:1")
    expect(read?.event.getFirstProperty('categories')?.getValues()).toEqual(['Sales, mostly', 'A B'])
  })

  test('properties stand before components, as the grammar has it', () => {
    const lines = publish(calendarEvent(series('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=2')))
      .replaceAll('\r\n ', '')
      .split('\r\n')
    expect(lines.indexOf('X-PUBLISHED-TTL:PT1H')).toBeLessThan(lines.indexOf('BEGIN:VTIMEZONE'))
    expect(lines.filter((line, index) => line === 'END:VALARM' && lines[index + 1] === 'END:VEVENT')).toHaveLength(1)
    expect(lines.filter((line) => line.startsWith('BEGIN:'))).toHaveLength(
      lines.filter((line) => line.startsWith('END:')).length,
    )
  })

  test('the same input gives the same text, whatever the zone of the process', () => {
    const before = process.env.TZ
    const texts = ['UTC', 'America/New_York', 'Asia/Kolkata'].map((zone) => {
      process.env.TZ = zone
      return publish(calendarEvent(series('2024-03-10T03:30', 'FREQ=WEEKLY;COUNT=3')))
    })
    process.env.TZ = before ?? ''
    if (before === undefined) delete process.env.TZ
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain('DTSTART;TZID=America/Los_Angeles:20240310T033000')
  })
})
