import { describe, expect, test } from 'vitest'
import {
  addToCalendarLinks,
  type CalendarEvent,
  type Invitation,
  type InvitationInput,
  invitations,
  publishCalendar,
  publishSession,
  subscribeLinks,
} from '../../../packages/core/src/calendar/index.ts'
import { cancelSession, moveSession } from '../../../packages/core/src/schedule/index.ts'
import { datesIn, readCalendar } from './read-calendar.ts'
import { calendarEvent, host, now, series } from './sample-event.ts'

const attendee = { name: 'Ann, "A" Müller\r\nX-EVIL:1', email: 'ann@msp.example' }
const joinUrl = 'https://meet.example/j/42?pwd=secret'
const sessions = series('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=5')
const event = calendarEvent(sessions)
// Five dates without a rule.
const dates = ['2024-04-23', '2024-04-25', '2024-05-07', '2024-05-08', '2024-05-21']
const irregular = calendarEvent(sessions.map((session, index) => ({ ...session, startsAt: `${dates[index]}T09:00` })))
const request = { method: 'REQUEST', attendee, host, now, joinUrl } as const

/** The one file of an invitation. */
const invitation = (to: CalendarEvent, input: InvitationInput): Invitation => {
  const [file, ...more] = invitations(to, input)
  if (!file || more.length > 0) throw new Error('not one file')
  return file
}

test('an invitation asks the attendee, under the UIDs of the published calendar', () => {
  const mail = invitation(event, request)
  expect(mail).toMatchObject({ filename: 'invite.ics', contentType: 'text/calendar; charset=utf-8; method=REQUEST' })
  const calendar = readCalendar(mail.content)
  const published = readCalendar(publishCalendar(event, { host, now }))
  expect(calendar.method).toBe('REQUEST')
  expect(calendar.events.map(({ uid, startsAt, sequence }) => ({ uid, startsAt, sequence }))).toEqual(
    published.events.map(({ uid, startsAt, sequence }) => ({ uid, startsAt, sequence })),
  )
  const property = calendar.events[0]?.event.getFirstProperty('attendee')
  expect(String(property?.getFirstValue()).toLowerCase()).toBe('mailto:ann@msp.example')
  expect(property?.getParameter('cn')).toBe("Ann, 'A' Müller X-EVIL:1")
  expect(property?.getParameter('rsvp')).toBe('TRUE')
  expect(property?.getParameter('partstat')).toBe('NEEDS-ACTION')
  expect(calendar.events[0]?.event.getFirstProperty('organizer')?.getFirstValue()).toBe('mailto:hello@lectern.example')
})

test('the link to take part stands in the invitation and not in the published calendar', () => {
  const [read] = readCalendar(invitation(event, request).content).events
  expect(read?.description).toContain(joinUrl)
  expect(read?.event.getFirstPropertyValue('location')).toBe(joinUrl)
  expect(publishCalendar(event, { host, now })).not.toContain('meet.example')
})

test('a withdrawal of a series cancels it whole, with a sequence one higher', () => {
  const [first, ...rest] = sessions
  if (first === undefined) throw new Error('five sessions expected')
  const moved = calendarEvent([moveSession(first, '2024-04-24T09:00'), ...rest])
  const calendar = readCalendar(invitation(moved, { ...request, method: 'CANCEL' }).content)
  expect(calendar.method).toBe('CANCEL')
  expect(calendar.events).toMatchObject([{ uid: 'event-5w22@lectern.example', status: 'CANCELLED', sequence: 2 }])
  expect(calendar.events[0]?.event.hasProperty('recurrence-id')).toBe(false)
  expect(calendar.events[0]?.event.getFirstProperty('attendee')).not.toBeNull()
  expect(JSON.stringify(calendar.root)).not.toContain('meet.example')
})

test('a withdrawal of single sessions cancels each, with a sequence one higher', () => {
  const [first, ...rest] = irregular.sessions
  if (first === undefined) throw new Error('five sessions expected')
  const moved = calendarEvent([moveSession(first, '2024-04-24T09:00'), ...rest])
  const files = invitations(moved, { ...request, method: 'CANCEL' }).map(({ content }) => readCalendar(content))
  expect(files.map(({ method }) => method)).toEqual(Array(5).fill('CANCEL'))
  expect(files.flatMap(({ events }) => events.map(({ status }) => status))).toEqual(Array(5).fill('CANCELLED'))
  expect(files.flatMap(({ events }) => events.map(({ sequence }) => sequence))).toEqual([2, 1, 1, 1, 1])
})

test('an invitation after a withdrawal is newer when its sequence is bumped', () => {
  const withdrawn = readCalendar(invitation(event, { ...request, method: 'CANCEL' }).content)
  const again = readCalendar(invitation(event, { ...request, sequenceBump: 2 }).content)
  expect(Number(again.events[0]?.sequence)).toBeGreaterThan(Number(withdrawn.events[0]?.sequence))
})

test('nobody is invited to a cancelled session, and an invitation to nothing is refused', () => {
  const [first, ...rest] = sessions
  if (first === undefined) throw new Error('five sessions expected')
  const invited = invitation(calendarEvent([cancelSession(first), ...rest]), request).content
  expect(datesIn(invited).map(({ startsAt }) => startsAt)).toEqual(
    ['04-30', '05-07', '05-14', '05-21'].map((day) => `2024-${day}T16:00:00Z`),
  )
  expect(() => invitations(calendarEvent(sessions.map(cancelSession)), request)).toThrow(
    expect.objectContaining({ code: 'calendar.nothing-scheduled' }),
  )
  const [one, ...others] = irregular.sessions
  if (one === undefined) throw new Error('five sessions expected')
  expect(invitations(calendarEvent([cancelSession(one), ...others]), request)).toHaveLength(4)
})

describe('the files of an invitation', () => {
  test('are one for a series, whatever moved in it', () => {
    const [first, ...rest] = sessions
    if (first === undefined) throw new Error('five sessions expected')
    const moved = calendarEvent([moveSession(first, '2024-04-24T09:00'), ...rest])
    expect(invitations(moved, request).map(({ filename }) => filename)).toEqual(['invite.ics'])
    expect(invitations(moved, { ...request, only: [first.id] })).toHaveLength(1)
  })

  test('are one for each session otherwise, since mail programs expect one UID', () => {
    const files = invitations(irregular, request)
    expect(files.map(({ filename }) => filename)).toEqual([1, 2, 3, 4, 5].map((number) => `invite-${number}.ics`))
    expect(files.map(({ content }) => readCalendar(content).events.map(({ uid }) => uid))).toEqual(
      sessions.map(({ id }) => [`${id}@${host}`]),
    )
    expect(invitations(calendarEvent(sessions.slice(0, 1)), request)[0]?.filename).toBe('invite.ics')
  })

  test('are of the changed session alone when it is single', () => {
    const [file, ...more] = invitations(irregular, { ...request, only: ['ses_3'] })
    expect([file?.filename, more]).toEqual(['invite.ics', []])
    expect(readCalendar(file?.content ?? '').events.map(({ uid }) => uid)).toEqual([`ses_3@${host}`])
  })
})

test('a session by itself has the UID of the session, also in a series', () => {
  const third = sessions[2]
  if (third === undefined) throw new Error('five sessions expected')
  const text = publishSession(event, third, { host, now })
  expect(readCalendar(text).events.map(({ uid }) => uid)).toEqual([`ses_3@${host}`])
  expect(datesIn(text)).toEqual([{ startsAt: '2024-05-07T16:00:00Z', endsAt: '2024-05-07T17:00:00Z' }])
})

test('links fill in the session, its instants in UTC', () => {
  const [first] = sessions
  if (first === undefined) throw new Error('five sessions expected')
  const links = addToCalendarLinks(first, calendarEvent(sessions, { title: 'Sales & more; 100%', location: 'Room 5' }))
  const query = (link: string) => new URL(link).searchParams
  expect(query(links.google).get('dates')).toBe('20240423T160000Z/20240423T170000Z')
  expect(query(links.google).get('text')).toBe('Sales & more; 100%')
  expect(query(links.outlook).get('startdt')).toBe('2024-04-23T16:00:00Z')
  expect(query(links.outlook).get('enddt')).toBe('2024-04-23T17:00:00Z')
  expect(query(links.outlook).get('location')).toBe('Room 5')
  expect(new URL(links.office).host).toBe('outlook.office.com')
  expect(query(links.office).get('startdt')).toBe('2024-04-23T16:00:00Z')
  expect(Object.values(links).join()).not.toContain('+')
})

test('links that subscribe name the calendar and its address, each in the form that its program takes', () => {
  const url = 'https://lectern.example/api/events/5w22/calendar.ics'
  const links = subscribeLinks(url, 'Sales & more')
  const query = (link: string) => Object.fromEntries(new URL(link).searchParams)
  expect(links.device).toBe('webcal://lectern.example/api/events/5w22/calendar.ics')
  expect(query(links.google)).toEqual({ cid: links.device })
  for (const link of [links.outlook, links.office]) expect(query(link)).toEqual({ url, name: 'Sales & more' })
})

test('a title with half a character does not break links or calendars', () => {
  const [first] = sessions
  if (first === undefined) throw new Error('five sessions expected')
  const broken = calendarEvent([first], { title: 'Half \ud83d', summary: '\udc00' })
  expect(addToCalendarLinks(first, broken).google).toContain('Half%20')
  expect(publishCalendar(broken, { host, now }).isWellFormed()).toBe(true)
})
