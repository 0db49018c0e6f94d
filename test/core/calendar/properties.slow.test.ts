import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { invitations, publishCalendar } from '../../../packages/core/src/calendar/index.ts'
import {
  cancelSession,
  expandSchedule,
  moveSession,
  type Session,
  scheduledSessions,
  sessionTimes,
} from '../../../packages/core/src/schedule/index.ts'
import { openCalendarClient } from '../../support/calendar-client.ts'
import { checkCalendar } from '../../support/calendar-rules.ts'
import { datesIn, datesInToo } from './read-calendar.ts'
import { calendarEvent, host, now, series } from './sample-event.ts'

const attendee = { name: 'Ada', email: 'ada@example.com' }

/** Text as people and their keyboards make it, and worse: marks of the format, line breaks, halves of characters. */
const anyText = (maxLength: number) =>
  fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.constantFrom(
          ';',
          ',',
          '\\',
          '\r\n',
          '\n',
          '\r',
          ':',
          '"',
          '^',
          '\t',
          '\\n',
          'BEGIN:VEVENT',
          '🎉',
          'é',
          '\ud83c',
        ),
      ),
      { maxLength },
    )
    .map((parts) => parts.join(''))

test('whatever is typed into titles and texts stays text, in lines that keep to the RFC', () => {
  const [session] = series('2024-04-23T09:00')
  fc.assert(
    fc.property(anyText(12), anyText(12), anyText(6), anyText(4), (title, summary, location, name) => {
      const event = calendarEvent(series('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=3'), {
        title: `T${title}`,
        summary,
        location,
        organizer: { name, email: 'hello@lectern.example' },
        categories: [`C${name}`],
      })
      const single = { ...event, sessions: session ? [{ ...session, title: `S${title}`, summary }] : [] }
      const input = { attendee: { name: title, email: 'ada@example.com' }, host, now }
      const texts = [event, single].flatMap((one) => [
        publishCalendar(one, { host, now }),
        ...invitations(one, { ...input, method: 'REQUEST' }).map(({ content }) => content),
        ...invitations(one, { ...input, method: 'CANCEL' }).map(({ content }) => content),
      ])
      for (const text of texts) {
        expect(checkCalendar(text)).toEqual([])
        const root = new ICAL.Component(ICAL.parse(text))
        expect(root.getAllSubcomponents('vevent')).toHaveLength(1)
      }
    }),
    { numRuns: 150 },
  )
})

const zones = [
  'America/Los_Angeles',
  'Europe/London',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'UTC',
]
const rules = [
  'FREQ=DAILY;COUNT=4',
  'FREQ=WEEKLY;COUNT=6',
  'FREQ=WEEKLY;INTERVAL=3;COUNT=6',
  'FREQ=MONTHLY;COUNT=6',
  'FREQ=WEEKLY;COUNT=6;BYDAY=MO,TU,WE,TH,FR',
]

/** Schedules with moves and cancellations, near changes of clocks as well; those that the schedule refuses are left out. */
const schedules = fc
  .record({
    zone: fc.constantFrom(...zones),
    day: fc.integer({ min: 0, max: 730 }),
    minutes: fc.integer({ min: 0, max: 287 }).map((step) => step * 5),
    length: fc.constantFrom(5, 60, 90, 480, 1440),
    rule: fc.constantFrom(...rules, undefined),
    acts: fc.array(
      fc.record({ at: fc.nat(5), days: fc.integer({ min: -40, max: 40 }), drop: fc.boolean(), add: fc.boolean() }),
      { maxLength: 4 },
    ),
  })
  .map(({ zone, day, minutes, length, rule, acts }) => {
    const startsAt = new Date(Date.UTC(2024, 0, 1 + day, 0, minutes)).toISOString().slice(0, 16)
    let made = 0
    const schedule = { startsAt, durationMinutes: length, ...(rule ? { recurrence: rule } : {}) }
    try {
      const sessions = expandSchedule({ schedule }, zone, () => {
        made += 1
        return `ses_${made}`
      })
      return { sessions, acts }
    } catch {
      return { sessions: [], acts }
    }
  })
  .filter(({ sessions }) => sessions.length > 0)

type Act = { at: number; days: number; drop: boolean; add: boolean }

/** One more session, an hour and some days after another, as it is added once the event is published. */
const withOneMore = (sessions: Session[], { at, days }: Act): Session[] => {
  const like = sessions[at % sessions.length]
  if (!like) return sessions
  const startsAt = new Date(Date.parse(`${like.startsAt}:00Z`) + days * 86_400_000 + 3_600_000)
    .toISOString()
    .slice(0, 16)
  const { originalStart: _, originalMinutes: __, ...plain } = like
  return [
    ...sessions,
    { ...plain, id: `ses_${sessions.length + 1}`, startsAt, sequence: 0, status: 'scheduled', added: true },
  ]
}

const act = (sessions: Session[], one: Act): Session[] =>
  one.add ? withOneMore(sessions, one) : changed(sessions, one)

const changed = (sessions: Session[], { at, days, drop }: Act): Session[] =>
  sessions.map((session, index) => {
    if (index !== at % sessions.length || session.status === 'cancelled') return session
    if (drop) return cancelSession(session)
    const moved = new Date(Date.parse(`${session.startsAt}:00Z`) + days * 86_400_000 + 3_600_000)
    try {
      return moveSession(session, moved.toISOString().slice(0, 16))
    } catch {
      return session
    }
  })

const meant = (sessions: readonly Session[]) =>
  scheduledSessions(sessions)
    .map(sessionTimes)
    .map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`)
    .sort()
const said = (dates: readonly { startsAt: string; endsAt: string }[]) =>
  dates.map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`).sort()

test('any schedule, moved and thinned out, is read at its very instants by both parsers', () => {
  fc.assert(
    fc.property(schedules, ({ sessions, acts }) => {
      const after = acts.reduce(act, sessions)
      const text = publishCalendar(calendarEvent(after), { host, now })
      expect(checkCalendar(text)).toEqual([])
      expect(said(datesIn(text))).toEqual(meant(after))
      expect(said(datesInToo(text))).toEqual(meant(after))
    }),
    { numRuns: 150 },
  )
})

test('mail after mail, a calendar shows what is meant, and nothing after the withdrawal', () => {
  fc.assert(
    fc.property(schedules, fc.constantFrom('dropped' as const, 'kept' as const), ({ sessions, acts }, kind) => {
      const client = openCalendarClient(kind)
      let minute = 10
      const mail = (of: Session[], method: 'REQUEST' | 'CANCEL', only?: string[]) => {
        minute += 1
        const stamp = `2024-01-15T12:${minute}:00Z`
        if (method === 'REQUEST' && scheduledSessions(of).length === 0) return
        for (const { content } of invitations(calendarEvent(of), { method, attendee, host, now: stamp, only })) {
          client.open(content)
        }
      }
      mail(sessions, 'REQUEST')
      let current = sessions
      for (const one of acts) {
        const next = act(current, one)
        const changed = next.find((session, index) => session !== current[index])
        if (changed) mail(next, changed.status === 'cancelled' ? 'CANCEL' : 'REQUEST', [changed.id])
        current = next
      }
      expect(said(client.shown())).toEqual(meant(current))
      mail(current, 'CANCEL')
      expect(client.shown()).toEqual([])
    }),
    { numRuns: 150 },
  )
})
