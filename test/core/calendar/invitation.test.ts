import { expect, test } from 'vitest'
import {
  addToCalendarLinks,
  invitation,
  invitations,
  publishCalendar,
} from '../../../packages/core/src/calendar/index.ts'
import { cancelSession, moveSession } from '../../../packages/core/src/schedule/index.ts'
import { readCalendar } from './read-calendar.ts'
import { calendarEvent, host, now, series } from './sample-event.ts'

const attendee = { name: 'Ann, "A" Müller\r\nX-EVIL:1', email: 'ann@msp.example' }
const joinUrl = 'https://meet.example/j/42?pwd=secret'
const sessions = series('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=5')
const event = calendarEvent(sessions)
const request = { method: 'REQUEST', attendee, host, now, joinUrl } as const

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

test('a withdrawal cancels each session with a sequence one higher', () => {
  const [first, ...rest] = sessions
  if (first === undefined) throw new Error('five sessions expected')
  const moved = calendarEvent([moveSession(first, '2024-04-24T09:00'), ...rest])
  const calendar = readCalendar(invitation(moved, { ...request, method: 'CANCEL' }).content)
  expect(calendar.method).toBe('CANCEL')
  expect(calendar.events.map(({ status }) => status)).toEqual(Array(5).fill('CANCELLED'))
  expect(calendar.events.map(({ sequence }) => sequence)).toEqual([2, 1, 1, 1, 1])
  expect(calendar.events[0]?.event.getFirstProperty('attendee')).not.toBeNull()
  expect(JSON.stringify(calendar.root)).not.toContain('meet.example')
})

test('an invitation after a withdrawal is newer when its sequence is bumped', () => {
  const withdrawn = readCalendar(invitation(event, { ...request, method: 'CANCEL' }).content)
  const again = readCalendar(invitation(event, { ...request, sequenceBump: 2 }).content)
  expect(Number(again.events[0]?.sequence)).toBeGreaterThan(Number(withdrawn.events[0]?.sequence))
})

test('nobody is invited to a cancelled session, and an invitation to nothing is refused', () => {
  const [first, ...rest] = sessions
  if (first === undefined) throw new Error('five sessions expected')
  const calendar = readCalendar(invitation(calendarEvent([cancelSession(first), ...rest]), request).content)
  expect(calendar.events.map(({ uid }) => uid)).not.toContain('ses_1@lectern.example')
  expect(() => invitation(calendarEvent(sessions.map(cancelSession)), request)).toThrow(
    expect.objectContaining({ code: 'calendar.nothing-scheduled' }),
  )
})

test('one file for each session holds one UID, as mail programs expect', () => {
  const files = invitations(event, request)
  expect(files.map(({ filename }) => filename)).toEqual([1, 2, 3, 4, 5].map((number) => `invite-${number}.ics`))
  expect(files.map(({ content }) => readCalendar(content).events.map(({ uid }) => uid))).toEqual(
    sessions.map(({ id }) => [`${id}@${host}`]),
  )
  expect(invitations(calendarEvent(sessions.slice(0, 1)), request)[0]?.filename).toBe('invite.ics')
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
  expect(query(links.yahoo).get('st')).toBe('20240423T160000Z')
  expect(query(links.yahoo).get('in_loc')).toBe('Room 5')
  expect(Object.values(links).join()).not.toContain('+')
})

test('a title with half a character does not break links or calendars', () => {
  const [first] = sessions
  if (first === undefined) throw new Error('five sessions expected')
  const broken = calendarEvent([first], { title: 'Half \ud83d', summary: '\udc00' })
  expect(addToCalendarLinks(first, broken).google).toContain('Half%20')
  expect(publishCalendar(broken, { host, now }).isWellFormed()).toBe(true)
})
