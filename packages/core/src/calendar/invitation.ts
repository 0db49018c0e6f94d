import { type Instant, Problem } from '../platform/index.ts'
import type { CalendarEvent } from './calendar-event.ts'
import { cancelledEntries, type Entry, entriesOf } from './entries.ts'
import { isApart } from './series.ts'
import { writeCalendar } from './write-calendar.ts'

/**
 * The most files that go with one email. An invitation is one UID to a file, and nobody opens forty; beyond, all entries
 * come in one file that programs import (PUBLISH, which may hold any number and has no attendees: RFC 5546, 3.2.1), and the
 * email leads to the reader's own feed, which follows later changes.
 */
const mostFiles = 10

/** A calendar to attach to a mail; the content type names the method, as RFC 6047 asks. */
export type Invitation = { filename: string; contentType: string; content: string }

export type InvitationInput = {
  method: 'REQUEST' | 'CANCEL'
  attendee: { name: string; email: string }
  host: string
  now: Instant
  /** The link to join. Present only when the reader may take part, and never in the published calendar. */
  joinUrl?: string | undefined
  /** Added to each sequence: raise it when the same person is invited again after a CANCEL. */
  sequenceBump?: number
  /** Sessions that were over by then are left out. */
  since?: Instant | undefined
  /** The sessions that changed: only their files are made, and a series' for one of its own. Of a series, CANCEL takes them alone. */
  only?: readonly string[] | undefined
}

/**
 * An invitation to an event's sessions (REQUEST: those that take place), or its withdrawal (CANCEL: all that were given,
 * with a sequence one higher). The UIDs are those of the published calendar, so accepting adds nothing twice. One file
 * for a series, with whatever changed in it, and one for each session otherwise: a REQUEST holds one UID alone (RFC 5546,
 * 3.2.2), and mail programs that keep to it show only the first of several. A single file is called `invite.ics`.
 * @throws Problem conflict `calendar.nothing-scheduled` when no session would be in it
 */
export const invitations = (event: CalendarEvent, input: InvitationInput): Invitation[] => {
  const { method, attendee, host, now, joinUrl, sequenceBump = 0, since, only } = input
  const withdrawn = method === 'CANCEL'
  const telling = { host, stamp: now, attendee, sequenceBump, since, withdrawn, ...(withdrawn ? {} : { joinUrl }) }
  const all =
    withdrawn && only !== undefined
      ? only.flatMap((id) => cancelledEntries(event, id, telling))
      : entriesOf(event, telling)
  // Nobody is asked to come to what does not take place.
  const entries = all.filter(({ cancelled }) => withdrawn || !cancelled)
  const files = new Map<string, Entry[]>()
  for (const entry of entries) files.set(entry.uid, [...(files.get(entry.uid) ?? []), entry])
  const ofSeries = event.sessions.some((session) => !isApart(session) && only?.includes(session.id))
  const wanted = [...files.values()].filter(
    ([entry]) => only === undefined || withdrawn || (entry?.recurs ? ofSeries : only.includes(entry?.session.id ?? '')),
  )
  if (wanted.length === 0) {
    throw new Problem('conflict', 'calendar.nothing-scheduled', 'There’s no session to add to a calendar.')
  }
  if (wanted.length > mostFiles) return [published(wanted.flat())]
  return wanted.map((entriesOfOne, index) => ({
    filename: wanted.length === 1 ? 'invite.ics' : `invite-${index + 1}.ics`,
    contentType: `text/calendar; charset=utf-8; method=${method}`,
    content: writeCalendar(entriesOfOne, { method }),
  }))
}

const published = (entries: readonly Entry[]): Invitation => ({
  filename: 'sessions.ics',
  contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
  content: writeCalendar(
    entries.map(({ telling: { attendee: _, ...telling }, ...entry }) => ({ ...entry, telling })),
    { method: 'PUBLISH' },
  ),
})

/** Whether a file is for import rather than an invitation that can be answered. */
export const isPublished = ({ contentType }: Pick<Invitation, 'contentType'>): boolean =>
  contentType.endsWith('method=PUBLISH')
