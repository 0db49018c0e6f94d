import * as z from 'zod'
import { type Instant, LocalDateTime, newId, notFound, Problem } from '../platform/index.ts'
import {
  cancelSession,
  guestsOf,
  moveSession,
  refuseStart,
  Session,
  SessionInput,
  scheduledSessions,
  sessionInvited,
  sessionLimit,
  sortSessions,
} from '../schedule/index.ts'
import type { Event } from './event.ts'
import { checkTimes, onField, refuseHeld } from './session-times.ts'
import { isPrivate, sessionsOf } from './sessions-of.ts'

const { title, summary } = Session.shape
const SessionId = z.string().max(40)

/** One session as it should be; what is left out stays, and null takes a title or an agenda away. */
const SessionChange = z.strictObject({
  session: SessionId,
  startsAt: LocalDateTime.optional(),
  durationMinutes: Session.shape.durationMinutes.optional(),
  title: title.unwrap().nullable().optional(),
  summary: summary.unwrap().nullable().optional(),
  /** Of a session by invitation: who is invited from now on. */
  invited: sessionInvited.optional(),
})
type SessionChange = z.infer<typeof SessionChange>

/** Changes to the sessions of an event that is published: some new, some changed, some called off. */
export const SessionChanges = z.strictObject({
  add: z.array(z.strictObject(SessionInput.shape)).max(sessionLimit).default([]),
  change: z.array(SessionChange).max(sessionLimit).default([]),
  callOff: z.array(SessionId).max(sessionLimit).default([]),
})
export type SessionChanges = z.infer<typeof SessionChanges>

const reworded = (session: Session, change: SessionChange): Session => {
  const { title: oldTitle, summary: oldSummary, ...rest } = session
  const newTitle = change.title === undefined ? oldTitle : (change.title ?? undefined)
  const newSummary = change.summary === undefined ? oldSummary : (change.summary ?? undefined)
  return {
    ...rest,
    ...(newTitle === undefined ? {} : { title: newTitle }),
    ...(newSummary === undefined ? {} : { summary: newSummary }),
  }
}

/** @throws Problem conflict `catalog.audience-stays` for one that is for everyone: they have it in their calendars */
const withGuests = (session: Session, { invited }: SessionChange, path: string): Session => {
  if (invited === undefined || (!isPrivate(session) && invited.length === 0)) return session
  if (isPrivate(session)) return { ...session, ...guestsOf({ audience: 'invited', invited }) }
  const message = 'This session is published for everyone, so it can’t be by invitation. Add another session instead'
  throw new Problem('conflict', 'catalog.audience-stays', `${message}.`, { errors: [{ path, message }] })
}

/** A session under change: as it was, as it becomes, and the field that asked for it. */
type Changing = { before?: Session; after: Session; path: string }

const changedSession = (session: Session, change: SessionChange, path: string, now: Instant): Changing => {
  const startsAt = change.startsAt ?? session.startsAt
  const minutes = change.durationMinutes ?? session.durationMinutes
  const moves = startsAt !== session.startsAt || minutes !== session.durationMinutes
  if (moves) refuseHeld(session, now)
  const moved = moves ? onField(`${path}.startsAt`, () => moveSession(session, startsAt, minutes)) : session
  const after = withGuests(reworded(moved, change), change, `${path}.invited`)
  return { before: session, after, path: `${path}.startsAt` }
}

/**
 * The sessions of a published event after some changes. What is called off stays, as cancelled, so that calendars can be
 * told; asked for twice, it changes nothing. New sessions are marked: they never change what the event is in calendars.
 * @throws Problem not-found; conflict `catalog.session-over`, `catalog.last-session`, `schedule.cancelled`; invalid
 *   `schedule.*`, with the field
 */
export const changeSessions = (event: Event, changes: SessionChanges, now: Instant): Session[] => {
  const find = (id: string): Session => {
    const session = event.sessions.find((one) => one.id === id)
    if (!session) throw notFound('session')
    return session
  }
  const changed = changes.change.map((change, index) =>
    changedSession(find(change.session), change, `sessionChanges.change.${index}`, now),
  )
  const added = changes.add.map((one, index): Changing => {
    const path = `sessionChanges.add.${index}.startsAt`
    const zone = one.zone ?? event.zone
    onField(path, () => refuseStart(one.startsAt, zone))
    const { title: named, summary: agenda, startsAt, durationMinutes } = one
    const words = { ...(named ? { title: named } : {}), ...(agenda ? { summary: agenda } : {}) }
    const after = {
      id: newId('session'),
      ...words,
      startsAt,
      durationMinutes,
      zone,
      sequence: 0,
      added: true,
      ...guestsOf(one),
    }
    return { after: { ...after, status: 'scheduled' }, path }
  })
  for (const id of changes.callOff) if (find(id).status === 'scheduled') refuseHeld(find(id), now)
  const byId = new Map(changed.map(({ after }) => [after.id, after]))
  const sessions = sortSessions([
    ...event.sessions.map((session) => {
      const next = byId.get(session.id) ?? session
      return changes.callOff.includes(session.id) ? cancelSession(next) : next
    }),
    ...added.map(({ after }) => after),
  ])
  refuseNumber(sessions)
  for (const { before, after, path } of [...changed, ...added]) {
    const moves = before?.startsAt !== after.startsAt || before.durationMinutes !== after.durationMinutes
    if (moves && !changes.callOff.includes(after.id)) checkTimes(before, after, sessions, path, now)
  }
  return sessions
}

const refuseNumber = (sessions: readonly Session[]): void => {
  if (sessions.length > sessionLimit) {
    throw new Problem('invalid', 'schedule.too-many', `An event can have up to ${sessionLimit} sessions.`)
  }
  if (scheduledSessions(sessionsOf({ sessions: [...sessions] })).length > 0) return
  const message = 'An event needs at least one session. To call off all of them, cancel the event'
  throw new Problem('conflict', 'catalog.last-session', `${message}.`, {
    errors: [{ path: 'sessionChanges.callOff', message }],
  })
}
