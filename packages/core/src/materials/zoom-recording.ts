import { type Event, sessionsOf } from '../catalog/index.ts'
import { epochSeconds, type Instant, secondsBetween } from '../platform/index.ts'
import { type Session, scheduledSessions, sessionTimes } from '../schedule/index.ts'
import type { ZoomFile } from './zoom.ts'

/** Of the same minutes Zoom makes several pictures: the one to watch comes first. The sound alone where there is none. */
const views = [
  'shared_screen_with_speaker_view(CC)',
  'shared_screen_with_speaker_view',
  'shared_screen_with_gallery_view',
  'active_speaker',
  'gallery_view',
  'shared_screen',
]

/** Formats that are copied, and the endings of their names. */
const endings: Record<string, 'mp4' | 'm4a' | 'vtt'> = { MP4: 'mp4', M4A: 'm4a', TRANSCRIPT: 'vtt' }

/** What of a recording is copied: one file of the recording itself, or what was said in it. */
export type ZoomPiece = { what: 'recording' | 'transcript'; file: ZoomFile; ending: 'mp4' | 'm4a' | 'vtt' }

const rank = ({ type, view }: ZoomFile): number => {
  if (type === 'M4A') return view === 'audio_only' ? 100 : 101
  const place = views.indexOf(view)
  return place < 0 ? views.length : place
}

/**
 * What is worth copying of what Zoom made. A recording that was stopped and begun again comes in several times: of each time
 * one picture, and one transcript.
 */
export const piecesOf = (files: readonly ZoomFile[]): ZoomPiece[] => {
  const times = Map.groupBy(files, ({ startedAt }) => startedAt)
  return [...times.values()].flatMap((made) => {
    // Tracks of single speakers have M4A files too, of which each is a part of what was heard.
    const watched = made.filter(({ type, view }) => type === 'MP4' || (type === 'M4A' && view === 'audio_only'))
    const [best] = watched.sort((a, b) => rank(a) - rank(b))
    const said = made.find(({ type }) => type === 'TRANSCRIPT')
    return [
      ...(best ? [{ what: 'recording' as const, file: best, ending: endings[best.type] ?? 'mp4' }] : []),
      ...(said ? [{ what: 'transcript' as const, file: said, ending: 'vtt' as const }] : []),
    ]
  })
}

/** A recording is of a session when so many seconds of it, or all, fall into the session. */
const leastSeconds = 5 * 60

/** Where a recording belongs: to one session, to nobody, or nowhere because what it shows is never recorded. */
export type Belonging = { to: 'session'; event: Event; session: Session } | { to: 'never' } | { to: 'nobody' }

/** For how long a recording runs within a session, in seconds; nothing when they do not meet. */
const secondsIn = (session: Session, from: Instant, until: Instant): number | undefined => {
  const { startsAt, endsAt } = sessionTimes(session)
  const start = Math.max(epochSeconds(startsAt), epochSeconds(from))
  const end = Math.min(epochSeconds(endsAt), epochSeconds(until))
  return end < start ? undefined : end - start
}

/**
 * Which session a recording is of, among the events that meet in its room. It has to fall into the session, being near is not
 * enough: in a room of one's own people also meet who never thought of a class. Of several the one is taken that begins
 * nearest; of two as near, none. What reaches into a session that is never recorded is refused altogether.
 */
export const sessionOfRecording = (
  events: readonly Event[],
  { startedAt, endedAt }: Pick<ZoomFile, 'startedAt' | 'endedAt'>,
): Belonging => {
  const enough = Math.min(leastSeconds, Math.max(0, secondsBetween(startedAt, endedAt)))
  const met = events
    .filter(({ status }) => status === 'published')
    .flatMap((event) => scheduledSessions(sessionsOf(event, { admin: true })).map((session) => ({ event, session })))
    .filter(({ session }) => (secondsIn(session, startedAt, endedAt) ?? -1) >= enough)
  if (met.some(({ event }) => event.recording === 'never')) return { to: 'never' }
  const apart = ({ session }: { session: Session }) =>
    Math.abs(secondsBetween(sessionTimes(session).startsAt, startedAt))
  const [nearest, next] = met.sort((a, b) => apart(a) - apart(b))
  if (!nearest || (next && apart(next) === apart(nearest))) return { to: 'nobody' }
  return { to: 'session', ...nearest }
}
