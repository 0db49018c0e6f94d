import { type Instant, Problem } from '../platform/index.ts'
import { scheduledSessions, sortSessions } from '../schedule/index.ts'
import type { CalendarEvent } from './calendar-event.ts'
import { type Entry, writeCalendar } from './write-calendar.ts'

/** A calendar to attach to a mail; the content type names the method, as RFC 6047 asks. */
export type Invitation = { filename: string; contentType: string; content: string }

export type InvitationInput = {
  method: 'REQUEST' | 'CANCEL'
  attendee: { name: string; email: string }
  host: string
  now: Instant
  /** The link to take part; it stands only here, never in the published calendar. */
  joinUrl?: string
  /** Added to each session's sequence: raise it when the same person is invited again after a CANCEL. */
  sequenceBump?: number
}

/**
 * An invitation to an event's sessions (REQUEST: the scheduled ones), or their withdrawal (CANCEL: all those given,
 * with a sequence one higher). The UIDs are those of the published calendar, so accepting adds nothing twice.
 * Refuses with Problem `calendar.nothing-scheduled` when no session would be in it.
 */
export const invitation = (event: CalendarEvent, input: InvitationInput): Invitation => ({
  filename: 'invite.ics',
  contentType: `text/calendar; charset=utf-8; method=${input.method}`,
  content: writeCalendar(entriesOf(event, input), input),
})

/**
 * The same as one file for each session: RFC 5546 (3.2.2) lets a REQUEST hold one UID alone, and mail programs that
 * keep to it show only the first of several.
 */
export const invitations = (event: CalendarEvent, input: InvitationInput): Invitation[] => {
  const entries = entriesOf(event, input)
  return entries.map(({ session }, index) => ({
    ...invitation({ ...event, sessions: [session] }, input),
    filename: entries.length === 1 ? 'invite.ics' : `invite-${index + 1}.ics`,
  }))
}

const entriesOf = (event: CalendarEvent, input: InvitationInput): Entry[] => {
  const cancelled = input.method === 'CANCEL'
  const sessions = cancelled ? sortSessions(event.sessions) : scheduledSessions(event.sessions)
  if (sessions.length === 0) {
    throw new Problem('conflict', 'calendar.nothing-scheduled', 'There is no session to put into a calendar.')
  }
  return sessions.map((session) => ({
    event,
    session,
    sequence: session.sequence + (input.sequenceBump ?? 0) + (cancelled ? 1 : 0),
    cancelled,
    attendee: input.attendee,
    ...(input.joinUrl === undefined || cancelled ? {} : { joinUrl: input.joinUrl }),
  }))
}
