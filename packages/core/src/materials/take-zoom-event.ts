import { listEventsOfMeeting } from '../catalog/index.ts'
import { announce, commit, derivedId, type Instant, type Table } from '../platform/index.ts'
import { recordingCame, transcriptCame } from './topics.ts'
import type { ZoomEvent } from './zoom.ts'
import { piecesOf, sessionOfRecording, type ZoomPiece } from './zoom-recording.ts'
import { findTold, pendingTold, pictureOf } from './zoom-store.ts'

/** How many pieces came out how. */
export type ZoomOutcome = {
  /** To be copied. */
  taken: number
  /** Already known from an earlier event. */
  known: number
  /** Of what is never recorded: nothing of them is kept. */
  refused: number
  /** In no session, or equally in two: nothing of these is kept either. */
  unmatched: number
}

/**
 * Records what Zoom says about a recording: its session, once for each piece, however often and in whatever order Zoom
 * says it. Nothing is fetched here. One query, and one commit for each piece. A picture that we already heard about, or
 * whose sound we did, takes two more reads and one more commit.
 */
export const takeZoomEvent = async (
  table: Table,
  told: Extract<ZoomEvent, { kind: 'recording' }>,
  now: Instant,
): Promise<ZoomOutcome> => {
  const outcome: ZoomOutcome = { taken: 0, known: 0, refused: 0, unmatched: 0 }
  const pieces = piecesOf(told.files)
  const last = pieces
    .map(({ file }) => file.endedAt)
    .sort()
    .at(-1)
  if (last === undefined) return outcome
  const events = await listEventsOfMeeting(table, told.meeting, last)
  for (const piece of pieces) {
    const belonging = sessionOfRecording(events, piece.file)
    if (belonging.to === 'never') outcome.refused += 1
    else if (belonging.to === 'nobody') outcome.unmatched += 1
    else {
      const place = { event: belonging.event.slug, session: belonging.session.id }
      outcome[(await keep(table, told, piece, place, now)) ? 'taken' : 'known'] += 1
    }
  }
  return outcome
}

/**
 * Under an id that is made of the meeting and of the moment at which its recording began. Zoom gives each picture and each
 * transcript an id of its own; by these two alone what was said finds what was seen. Of the same moment Zoom may tell of the
 * sound first: a picture that comes later has an id made of the sound's, and takes its place, see `copy-recording.ts`.
 */
const keep = async (
  table: Table,
  { held, token }: Extract<ZoomEvent, { kind: 'recording' }>,
  { what, file, ending }: ZoomPiece,
  place: { event: string; session: string },
  now: Instant,
): Promise<boolean> => {
  const { startedAt, url } = file
  const first = derivedId('material', startedAt, `zoom ${held} ${startedAt}`)
  const told = async (id: string, of?: string): Promise<boolean> => {
    const { committed } = await commit(table, [
      ...pendingTold(
        table,
        { id, what, ...place, startedAt, ending, ...(of === undefined ? {} : { of }) },
        { url, token },
        now,
      ),
      announce(table, what === 'recording' ? recordingCame : transcriptCame, { recording: id }, now),
    ])
    return committed
  }
  if (await told(first)) return true
  if (ending !== 'mp4') return false
  const before = (await findTold(table, first, what, now)).told
  return before?.ending === 'm4a' && told(pictureOf(before), first)
}
