import { type Instant, type PendingWrite, Problem } from '../platform/index.ts'
import { mostCaptionBytes } from './captions.ts'
import { saveCaptions } from './captions-save.ts'
import type { RecordingDesk } from './copy-recording.ts'
import { findMaterial } from './session-material-store.ts'
import { findTold, pendingDownloadRemoval } from './zoom-store.ts'

/** What is as it is: Zoom wrote no captions, somebody wrote better ones first, or they are not wanted any more. */
const final = new Set([
  'materials.captions-wrong',
  'materials.captions-changed',
  'materials.no-captions',
  'materials.recording-not-allowed',
  'not-found',
])

/**
 * Makes what was said the captions of its recording. While that has not come this waits, without a row: the recording's last
 * step announces it anew. May be repeated.
 * @throws Problem unavailable `zoom.…`, `materials.unavailable`: try again later
 */
export const copyTranscript = async (
  desk: RecordingDesk,
  { recording: id }: { recording: string },
  now: Instant,
): Promise<PendingWrite[]> => {
  const { table, recordings } = desk
  const { told, download } = await findTold(table, id, 'transcript', now)
  if (!told || !download) return []
  const material = await findMaterial(table, told.event, id)
  if (material?.state !== 'there') return []
  const { total, body } = await recordings.open(download, 0, mostCaptionBytes)
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  // Nothing that somebody wrote in the meantime is written over: of captions there have to be none yet.
  const captions = { event: told.event, material: id, by: 'zoom', revision: 0 }
  try {
    if (total <= mostCaptionBytes) {
      await saveCaptions(desk, { ...captions, vtt: Buffer.concat(chunks).toString('utf8') }, now)
    }
  } catch (error) {
    if (!(error instanceof Problem) || !final.has(error.code)) throw error
  }
  return [pendingDownloadRemoval(table, id, 'transcript')]
}
