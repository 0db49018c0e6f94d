import { expect, test } from 'vitest'
import { invitations, offerReminder, publishCalendar, publishFeed } from '../../../packages/core/src/calendar/index.ts'
import { cancelSession, moveSession } from '../../../packages/core/src/schedule/index.ts'
import { checkCalendar } from '../../support/calendar-rules.ts'
import { calendarEvent, host, now, series } from './sample-event.ts'

const sessions = series('2024-04-23T09:00', 'FREQ=WEEKLY;COUNT=5').map((session) =>
  session.id === 'ses_2'
    ? moveSession(session, '2024-05-02T10:00')
    : session.id === 'ses_4'
      ? cancelSession(session)
      : session,
)
const event = calendarEvent(sessions, {
  title: `Verkaufen; 日本語, „gut“ ${'🎉é'.repeat(40)}`,
  location: 'Room 5, Ada\nrear',
})
const attendee = { name: 'Ada: A', email: 'ada@example.com' }
const published = publishCalendar(event, { host, now })
const input = { attendee, host, now, joinUrl: 'https://lectern.example/join' }
const [request = ''] = invitations(event, { method: 'REQUEST', ...input }).map(({ content }) => content)
const [cancel = ''] = invitations(event, { method: 'CANCEL', ...input }).map(({ content }) => content)
const offer = offerReminder(
  {
    ...{ id: 'wai_1', eventTitle: 'Sales, again', ticketName: 'Seat; front', until: '2024-04-22T16:00:00Z' },
    ...{ url: 'https://lectern.example/events/5w22', organizer: { name: 'Small Biz', email: 'hello@lectern.example' } },
  },
  { host, stamp: now },
).content
const empty = publishFeed([], { name: 'Nothing', host, now })

test.each([
  ['a published series', published],
  ['an invitation', request],
  ['a withdrawal', cancel],
  ['the reminder of an offer', offer],
  ['an empty feed', empty],
])('%s keeps to RFC 5545 and RFC 5546', (_, text) => {
  expect(checkCalendar(text)).toEqual([])
})

/** Changes a file where `from` stands; refuses when it is not there, so that no change passes for one. */
const change = (text: string, from: string | RegExp, to: string): string => {
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`nothing to change: ${from}`)
  return changed
}
const summary = /SUMMARY:[\s\S]*?\r\n(?! )/
const alarm = /BEGIN:VALARM[\s\S]*?END:VALARM\r\n/

test.each([
  ['crlf', published, 'CALSCALE:GREGORIAN\r\n', 'CALSCALE:GREGORIAN\n'],
  ['crlf', published, /\r\n$/, ''],
  ['folding', published, summary, `SUMMARY:${'x'.repeat(68)}\r\n`],
  ['folding', published, summary, `SUMMARY:${'é'.repeat(34)}\r\n`],
  ['split-character', published, summary, 'SUMMARY:half \ud83c\r\n \udf89\r\n'],
  ['empty-line', published, 'CALSCALE', '\r\nCALSCALE'],
  ['content-line', published, 'CALSCALE:GREGORIAN', 'CALSCALE'],
  ['content-line', request, 'CN="Ada: A"', 'CN=a"b'],
  ['control', published, summary, 'SUMMARY:bell \u0007\r\n'],
  ['parameter-count', published, 'DTSTART;TZID=', 'DTSTART;TZID=UTC;TZID='],
  ['nesting', published, 'END:VALARM\r\n', ''],
  ['nesting', published, /^/, 'X-BEFORE:1\r\n'],
  ['nesting', published, /$/, 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'],
  ['components', empty, /BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/, ''],
  ['components', published, 'BEGIN:VALARM', 'BEGIN:VTODO\r\nEND:VTODO\r\nBEGIN:VALARM'],
  ['components', empty, /BEGIN:STANDARD[\s\S]*END:STANDARD\r\n/, ''],
  ['required', published, /UID:.*\r\n/, ''],
  ['required', published, /DTSTAMP:.*\r\n/, ''],
  ['required', published, 'PRODID:-//Lectern//Calendar//EN\r\n', ''],
  ['required', published, /(BEGIN:VALARM[\s\S]*?)DESCRIPTION:[\s\S]*?\r\n(?! )/, '$1'],
  ['required', published, /TZOFFSETTO:.*\r\n/, ''],
  ['property-count', published, summary, 'SUMMARY:a\r\nSUMMARY:b\r\n'],
  ['property-count', published, 'METHOD:PUBLISH', 'METHOD:PUBLISH\r\nMETHOD:PUBLISH'],
  ['properties', published, 'STATUS:CONFIRMED', 'STATUS:CONFIRMED\r\nDUE:20240423T160000Z'],
  ['properties-first', published, 'END:VALARM\r\n', 'END:VALARM\r\nTRANSP:OPAQUE\r\n'],
  ['empty-value', published, /EXDATE;TZID=(.*):.*/, 'EXDATE;TZID=$1:'],
  ['empty-value', published, /\r\nLOCATION:.*/, '\r\nLOCATION:'],
  ['empty-value', request, 'CN="Ada: A"', 'CN=""'],
  ['values', published, 'VERSION:2.0', 'VERSION:1.0'],
  ['values', published, 'STATUS:CONFIRMED', 'STATUS:SURE'],
  ['values', published, /SEQUENCE:\d/, 'SEQUENCE:-1'],
  ['values', published, 'mailto:hello', 'hello'],
  ['values', published, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'REFRESH-INTERVAL;VALUE=DURATION:1H'],
  ['escaping', published, /\r\nLOCATION:.*/, '\r\nLOCATION:Room 5, Ada'],
  ['escaping', published, summary, 'SUMMARY:a\\x\r\n'],
  ['identity', published, /RECURRENCE-ID.*\r\n/, ''],
  ['identity', published, /RECURRENCE-ID.*/, '$&\r\nRRULE:FREQ=DAILY;COUNT=1'],
  ['identity', published, /(BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n)/, '$1$1'],
  ['method', published, 'METHOD:PUBLISH\r\n', ''],
  ['method', published, /ORGANIZER.*\r\n( .*\r\n)*/, ''],
  ['method', request, /ATTENDEE[\s\S]*?\r\n(?! )/, ''],
  ['method', request, 'METHOD:REQUEST', 'METHOD:PUBLISH'],
  ['method', request, 'STATUS:CONFIRMED', 'STATUS:CANCELLED'],
  ['method', cancel, 'STATUS:CANCELLED', 'STATUS:CONFIRMED'],
  ['method', cancel, 'END:VEVENT', `${alarm.exec(request)?.[0]}END:VEVENT`],
  ['one-uid', request, 'UID:event-5w22@lectern.example', 'UID:other@lectern.example'],
  ['utc', published, /DTSTAMP:(\d{8}T\d{6})Z/, 'DTSTAMP:$1'],
  ['date-time', published, /DTSTART;TZID=.*?:/, 'DTSTART:'],
  ['date-time', published, /DTEND;TZID=(.*?):\d+/, 'DTEND;TZID=$1:20240231'],
  ['zone', published, /BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/, ''],
  ['span', published, /DTEND;TZID=(.*?):2024/, 'DTEND;TZID=$1:2023'],
  ['span', published, /DTEND/, 'DURATION:PT1H\r\nDTEND'],
  ['rule', published, /RRULE:FREQ=WEEKLY.*/, 'RRULE:FREQ=WEEKLY;BYDAY=TU'],
  ['rule', published, /RRULE:FREQ=WEEKLY;COUNT=5.*/, 'RRULE:FREQ=WEEKLY;COUNT=5;BYDAY=WE'],
  ['rule', published, /RRULE:FREQ=WEEKLY.*\r\n/, ''],
  ['rule', published, /RRULE:FREQ=WEEKLY.*/, 'RRULE:OFTEN'],
  ['exdate', published, /EXDATE(.*):\d{8}/, 'EXDATE$1:20240515'],
  ['exdate', published, /EXDATE;TZID=.*?:(.*)/, 'EXDATE:$1Z'],
  ['trigger', published, 'TRIGGER:-PT15M', 'TRIGGER:15'],
  ['recurrence-id', published, /RECURRENCE-ID(.*):\d{8}/, 'RECURRENCE-ID$1:20240501'],
  ['recurrence-id', published, /RECURRENCE-ID(.*):\d{8}/, 'RECURRENCE-ID$1:20240514'],
] as [string, string, string | RegExp, string][])(
  'the check of “%s” finds what it is for (%#)',
  (rule, text, from, to) => {
    expect(checkCalendar(change(text, from, to)).map((finding) => finding.rule)).toContain(rule)
  },
)
