import type { Instant } from '../platform/index.ts'
import { type Session, scheduledSessions, sessionTimes } from '../schedule/index.ts'
import type { Event } from './event.ts'
import { sessionsOf } from './sessions-of.ts'

/** What people who register late have missed: how many sessions, of how many, and whether they get the recordings. */
export type PastSessions = { over: number; total: number; recordings: boolean; message: string }

/** The sessions that take place and aren't over yet, by start; the one in progress is among them. */
export const sessionsToCome = (sessions: readonly Session[], now: Instant): Session[] =>
  scheduledSessions(sessions).filter((session) => now < sessionTimes(session).endsAt)

const wordsOf = (over: number, total: number, recordings: boolean): string => {
  const one = over === 1
  const all = over === total
  const count = all
    ? one
      ? 'The session is'
      : `All ${total} sessions are`
    : `${over} of ${total} sessions ${one ? 'is' : 'are'}`
  if (recordings) return `${count} over. ${one ? 'Its recording is' : 'Their recordings are'} included.`
  return `${count} over, with no ${one ? 'recording' : 'recordings'}.`
}

/**
 * What people who register at `now` have missed; undefined while nothing is over. Recordings are promised only of what is
 * recorded.
 */
export const pastSessions = (event: Pick<Event, 'sessions' | 'recording'>, now: Instant): PastSessions | undefined => {
  const total = scheduledSessions(sessionsOf(event)).length
  const over = total - sessionsToCome(sessionsOf(event), now).length
  if (over === 0) return undefined
  const recordings = event.recording === 'always'
  return { over, total, recordings, message: wordsOf(over, total, recordings) }
}
