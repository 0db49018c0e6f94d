import { type Event, sessionsOf } from '../catalog/index.ts'
import type { Instant } from '../platform/index.ts'
import { type Session, scheduledSessions } from '../schedule/index.ts'

/** By hand; because they checked in at the door; from the meeting's report; or by the join link. Each outranks the next. */
export const attendanceMeans = ['hand', 'scan', 'import', 'join'] as const
export type AttendanceMeans = (typeof attendanceMeans)[number]

/** Whether someone was at a session, and how that is known. Where there is no mark, nobody has said anything. */
export type AttendanceMark = {
  event: string
  personId: string
  session: string
  present: boolean
  how: AttendanceMeans
  at: Instant
  /** Who marked or imported it; nobody where they joined themselves. */
  by?: string | undefined
  /** How long they were there, by the meeting's report. */
  minutes?: number | undefined
}

/**
 * Which earlier marks a new one takes the place of: what someone marked by hand stays until someone marks otherwise, so
 * does a check-in until it's undone, a report may be imported again, and joining changes nothing that is known already.
 */
export const replaces: Readonly<Record<AttendanceMeans, readonly AttendanceMeans[]>> = {
  hand: ['hand', 'scan', 'import', 'join'],
  scan: ['scan', 'import', 'join'],
  import: ['import', 'join'],
  join: [],
}

/** A person's progress in a class: which sessions they attended. */
export type Progress = {
  /** At how many of the sessions that take place they were. */
  attended: number
  /** How many sessions take place. */
  of: number
  sessions: { session: Session; mark?: AttendanceMark | undefined }[]
}

/** Counts the sessions that take place; what is marked at one that was cancelled since does not count. */
export const progressOf = (event: Pick<Event, 'sessions'>, marks: readonly AttendanceMark[]): Progress => {
  const bySession = new Map(marks.map((mark) => [mark.session, mark]))
  const sessions = scheduledSessions(sessionsOf(event)).map((session) => ({ session, mark: bySession.get(session.id) }))
  return {
    attended: sessions.filter(({ mark }) => mark?.present).length,
    of: sessions.length,
    sessions,
  }
}
