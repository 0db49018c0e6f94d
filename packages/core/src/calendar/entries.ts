import type { Instant } from '../platform/index.ts'
import { plannedSession, type Session, scheduledSessions, sessionTimes, sortSessions } from '../schedule/index.ts'
import { type CalendarEvent, seriesUidOf, uidOf } from './calendar-event.ts'
import { isApart, type Series, seriesOf } from './series.ts'

/** A VEVENT to write: a session, a series, or a session that differs from its series. */
export type Entry = {
  event: CalendarEvent
  uid: string
  session: Session
  sequence: number
  cancelled: boolean
  /** Of a series: its rule, and which of its dates are dropped. */
  recurs?: { rule: string; dropped: readonly Session[] }
  /** Of a session that differs from its series: the same as it was planned. */
  replaces?: Session
  telling: Telling
}

/** What differs between a feed and an invitation. */
export type Telling = {
  host: string
  /** DTSTAMP (RFC 5545, 3.8.7.2). */
  stamp: Instant
  lastModified?: Instant | undefined
  joinUrl?: string | undefined
  attendee?: { name: string; email: string }
  /** Added to each sequence: raise it when the same person is invited again after a CANCEL. */
  sequenceBump?: number
  /** Sessions that were over by then are left out: nobody is invited to the past. */
  since?: Instant | undefined
  /** Withdrawn from the calendars that get it. */
  withdrawn?: boolean
  /** For those who only look: no alarm rings, and nobody is busy. */
  quiet?: boolean
}

/**
 * The entries of an event: one UID for a series, one for each session otherwise. SEQUENCE (RFC 5545, 3.8.7.4) of a
 * session is its own; of a series and all that belongs to it, the sum over its sessions, cancelled ones included: a
 * change raises one of them and none ever falls, so the sum rises with each. A withdrawal and a cancelled event are one
 * higher still. Texts that change without a time do not raise it: they come with a later DTSTAMP (RFC 5546, 2.1.4).
 */
export const entriesOf = (event: CalendarEvent, telling: Telling): Entry[] => {
  const series = event.single ? undefined : seriesOf(event.sessions)
  if (series === undefined) return singleEntries(event, telling)
  // Sessions added after publishing, and those by invitation, are listed separately, and the series stays what it was.
  const added = event.sessions.filter(isApart)
  const regular = { ...event, sessions: event.sessions.filter((session) => !isApart(session)) }
  return [...seriesEntries(regular, series, telling), ...singleEntries({ ...event, sessions: added }, telling)]
}

const raised = (event: CalendarEvent, { sequenceBump = 0, withdrawn = false }: Telling): number =>
  sequenceBump + (withdrawn || event.cancelled ? 1 : 0)

const isPast = (session: Session, { since }: Telling): boolean =>
  since !== undefined && sessionTimes(session).endsAt <= since

/** Each session by itself, whatever the others are. */
export const singleEntries = (event: CalendarEvent, telling: Telling): Entry[] =>
  sortSessions(event.sessions.filter((session) => !isPast(session, telling))).map((session) => ({
    event,
    uid: uidOf(session, telling.host),
    session,
    sequence: session.sequence + raised(event, telling),
    cancelled: telling.withdrawn || event.cancelled || session.status === 'cancelled',
    telling,
  }))

/**
 * One session that was cancelled, taken out of what someone was invited to. Of a series it is that date alone, and no
 * higher than the series: cancelling the session has raised both.
 */
export const cancelledEntries = (event: CalendarEvent, sessionId: string, telling: Telling): Entry[] => {
  const session = event.sessions.find(({ id }) => id === sessionId)
  if (session === undefined) return []
  const [whole] = entriesOf(event, { ...telling, withdrawn: false })
  if (whole?.recurs === undefined || isApart(session)) return singleEntries({ ...event, sessions: [session] }, telling)
  const { recurs: _, ...common } = whole
  return [{ ...common, telling, session, cancelled: true, replaces: plannedSession(session) }]
}

const seriesEntries = (event: CalendarEvent, { first, rule }: Series, telling: Telling): Entry[] => {
  const { title: _, summary: __, ...plain } = first
  const held = scheduledSessions(event.sessions)
  // Of a series without a date left, all is cancelled: EXDATEs for each would leave programs with an entry that is never.
  const cancelled = telling.withdrawn || event.cancelled || held.length === 0
  // A series keeps its rule, by which calendars know it, and leaves out dates.
  const dropped = event.sessions
    .filter((session) => session.status === 'cancelled' || isPast(session, telling))
    .map(plannedSession)
  const common = {
    event,
    uid: seriesUidOf(event, telling.host),
    sequence: event.sessions.reduce((sum, session) => sum + session.sequence, 0) + raised(event, telling),
    cancelled,
    telling,
  }
  const whole: Entry = { ...common, session: plain, recurs: { rule, dropped: cancelled ? [] : sortSessions(dropped) } }
  if (cancelled) return [whole]
  const exceptions = held.filter((session) => differs(session) && !isPast(session, telling))
  return [whole, ...exceptions.map((session) => ({ ...common, session, replaces: plannedSession(session) }))]
}

/**
 * A session that was ever moved is listed even when it's back: programs that keep exceptions would go on showing the
 * time in between.
 */
const differs = ({ originalStart, title, summary }: Session): boolean =>
  originalStart !== undefined || title !== undefined || summary !== undefined
