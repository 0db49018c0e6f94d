import { announce, type Instant, type PendingWrite, Problem } from '../platform/index.ts'
import { mostCaptionBytes } from './captions.ts'
import { salvageCues } from './captions-read.ts'
import { saveCues } from './captions-save.ts'
import type { RecordingContext } from './copy-recording.ts'
import type { SessionMaterial } from './session-material.ts'
import { findMaterial } from './session-material-store.ts'
import { transcriptLost } from './topics.ts'
import { findTold, pendingDownloadRemoval, pictureOf } from './zoom-store.ts'

/** Captions that Zoom wrote and that are missing: how many, 0 for all of them, and why. */
export type TranscriptLoss = { event: string; material: string; lost: number; why: string }

/** Nothing to do: someone wrote better captions first, or they aren't wanted anymore. */
const final = new Set([
  'materials.captions-changed',
  'materials.no-captions',
  'materials.recording-not-allowed',
  'not-found',
])

const tooLarge = 'Zoom’s transcript is larger than 1 MB.'

/** Keeps what can be read. Nothing that someone wrote in the meantime is written over: of captions there have to be none yet. */
const saveWhatIsReadable = async (
  context: RecordingContext,
  { event, id: material }: SessionMaterial,
  vtt: string | undefined,
  now: Instant,
): Promise<Pick<TranscriptLoss, 'lost' | 'why'> | undefined> => {
  if (vtt === undefined) return { lost: 0, why: tooLarge }
  try {
    const { cues, lost } = salvageCues(vtt)
    await saveCues(context, cues, { event, material, by: 'zoom', revision: 0 }, now)
    return lost[0] === undefined ? undefined : { lost: lost.length, why: lost[0] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'materials.captions-wrong') return { lost: 0, why: error.message }
    if (!final.has(error.code)) throw error
    return undefined
  }
}

/**
 * Makes what was said the captions of its recording. While that has not come this waits, without a row: the recording's
 * last step announces it again. A caption that can't be read costs that one, and teachers are told. May be repeated.
 * @throws Problem unavailable `zoom.…`, `materials.unavailable`: try again later
 */
export const copyTranscript = async (
  context: RecordingContext,
  { recording: id }: { recording: string },
  now: Instant,
): Promise<PendingWrite[]> => {
  const { table, recordings } = context
  const { told, download } = await findTold(table, id, 'transcript', now)
  if (!told || !download) return []
  const find = async (): Promise<SessionMaterial | undefined> => {
    const found = await Promise.all([pictureOf(told), id].map((one) => findMaterial(table, told.event, one)))
    return found.find((material) => material?.state === 'there')
  }
  const material = await find()
  if (!material) return []
  const { total, body } = await recordings.open(download, 0, mostCaptionBytes)
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  const vtt = total > mostCaptionBytes ? undefined : Buffer.concat(chunks).toString('utf8')
  const loss = await saveWhatIsReadable(context, material, vtt, now)
  // A picture that took the sound's place in this moment has to have them too.
  const seen = await find()
  if (seen && seen.id !== material.id) await saveWhatIsReadable(context, seen, vtt, now)
  const payload: TranscriptLoss | undefined = loss && { event: told.event, material: (seen ?? material).id, ...loss }
  return [
    pendingDownloadRemoval(table, id, 'transcript'),
    ...(payload ? [announce(table, transcriptLost, payload, now)] : []),
  ]
}
