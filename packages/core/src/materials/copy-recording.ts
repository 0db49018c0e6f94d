import { type Event, findEvent } from '../catalog/index.ts'
import { announce, type Instant, localOf, newToken, type PendingWrite, Problem } from '../platform/index.ts'
import { formatDate, formatTime } from '../schedule/index.ts'
import { finishMaterial, removeMaterial } from './add-material.ts'
import { findCaptionsText, saveCaptions } from './captions-save.ts'
import { findCaptions } from './captions-store.ts'
import { arrivedParts, lengthOfPart, partBytes, partCount } from './file-parts.ts'
import { recordingAllowed, type SessionMaterial } from './session-material.ts'
import { findMaterial, pendingNewMaterial } from './session-material-store.ts'
import { mostFileBytes, typeOfFile } from './title-file.ts'
import { recordingCame, transcriptCame } from './topics.ts'
import type { Materials } from './upload-file.ts'
import type { RecordingSource } from './zoom-download.ts'
import { findTold, pendingDownloadRemoval, pictureOf, type ToldRecording, type ZoomDownload } from './zoom-store.ts'

/** What recordings are fetched with, and kept. */
export type RecordingContext = Materials & { recordings: RecordingSource }

/** How many parts one step copies: a step has to end well before its sender does, also over a slow line. */
export const partsOfStep = 4

type Copying = { recording: string; begun?: boolean }

const gone = (): Problem =>
  new Problem(
    'unavailable',
    'zoom.too-late',
    'Zoom’s 24 hours for downloading the recording have passed. Upload it instead.',
  )

const wrongLength = (): Problem =>
  new Problem(
    'unavailable',
    'zoom.wrong-length',
    'Zoom’s recording is empty, too large, or not the one we started copying.',
  )

/**
 * Copies a recording from Zoom into the store, some parts at a time: each step leaves the row for the next, and what has arrived
 * is asked of the store, so that a step which dies or is done twice costs no more than itself. At the end it has come as if
 * someone had uploaded it. Memory holds one part.
 * @returns the writes that follow, to be committed with the row's removal
 * @throws Problem unavailable `zoom.…`, `materials.unavailable`: try again later
 */
export const stepRecordingCopy = async (
  context: RecordingContext,
  { recording: id, begun = false }: Copying,
  now: Instant,
): Promise<PendingWrite[]> => {
  const { table } = context
  const { told, download } = await findTold(table, id, 'recording', now)
  if (!told) return []
  const forget = [pendingDownloadRemoval(table, id, 'recording')]
  const [event, material] = await Promise.all([findEvent(table, told.event), findMaterial(table, told.event, id)])
  if (material?.state === 'there') return [...forget, ...(await arrivedOf(context, told, now))]
  // Taken away by someone meanwhile, with its event or by itself.
  if (!event || (begun && !material) || material?.state === 'removed') return forget
  const unwanted = !recordingAllowed(event, { kind: 'recording' }) || (await hasPicture(context, told, now))
  if (unwanted) {
    if (material) await removeMaterial(context, told.event, id)
    return forget
  }
  if (!material) {
    const awaited = await begin(context, told, event, download ?? late(), now)
    return [pendingNewMaterial(table, awaited), next(context, id, now)]
  }
  if (await copyParts(context, material, () => download ?? late())) return [next(context, id, now)]
  const sound = await soundOf(context, told)
  const { state } = await finishMaterial(context, told.event, id, now, sound?.publishesAt)
  // Someone just gave it another title.
  if (state === 'awaiting') return [next(context, id, now)]
  return [...forget, ...(await arrivedOf(context, told, now))]
}

const late = (): never => {
  throw gone()
}

const next = ({ table }: RecordingContext, recording: string, now: Instant): PendingWrite =>
  announce(table, recordingCame, { recording, begun: true }, now)

/** Whether Zoom announced a picture of the same moment after the sound. Then the sound isn't wanted. */
const hasPicture = async ({ table }: RecordingContext, told: ToldRecording, now: Instant): Promise<boolean> =>
  told.ending === 'm4a' && (await findTold(table, pictureOf(told), 'recording', now)).told !== undefined

/** The sound in whose place a picture comes, where that has come before. */
const soundOf = async ({ table }: RecordingContext, told: ToldRecording): Promise<SessionMaterial | undefined> =>
  told.of === undefined ? undefined : findMaterial(table, told.event, told.of)

/**
 * A recording has arrived. A picture takes over the captions of the sound it replaces, and then the sound goes. The
 * transcript may arrive before the recording, so the later of the two looks for the other.
 */
const arrivedOf = async (context: RecordingContext, told: ToldRecording, now: Instant): Promise<PendingWrite[]> => {
  const { table } = context
  const { id, event, of } = told
  if (of !== undefined && (await soundOf(context, told))) {
    const found = await findCaptionsText(context, { event, material: of })
    if (found && !(await findCaptions(table, { event, material: id }))) {
      await saveCaptions(context, { event, material: id, by: found.captions.by, vtt: found.text }, now)
    }
    await removeMaterial(context, event, of)
  }
  const said = await findTold(table, of ?? id, 'transcript', now)
  return said.told ? [announce(table, transcriptCame, { recording: of ?? id }, now)] : []
}

/** Asks how long it is, by its first byte, and makes room for it. */
const begin = async (
  { files, recordings }: RecordingContext,
  { id, session, startedAt, ending }: ToldRecording,
  { slug, zone }: Event,
  download: ZoomDownload,
  now: Instant,
): Promise<SessionMaterial> => {
  const { total: bytes, body } = await recordings.open(download, 0, 0)
  for await (const _ of body) break
  if (bytes < 1 || bytes > mostFileBytes) throw wrongLength()
  const filename = `${slug} ${localOf(startedAt, zone).replace('T', ' ').replace(':', '.')}.${ending}`
  const type = typeOfFile(filename) ?? 'application/octet-stream'
  const key = `materials/events/${slug}/${newToken()}`
  const uploadId = await files.startParts({ key, type })
  return {
    ...{ id, event: slug, session, kind: 'recording', source: 'zoom', by: 'zoom', state: 'awaiting', addedAt: now },
    // Its hour tells two recordings of one session apart; under the same title the later would be a version of the earlier.
    title: `Recording of ${formatDate(startedAt, zone)}, ${formatTime(startedAt, zone)}`,
    file: { filename, bytes, type, key, uploadId },
  }
}

/** Copies the next parts that are missing. @returns whether any were, so that there may be more */
const copyParts = async (
  { files, recordings }: RecordingContext,
  { file }: SessionMaterial,
  download: () => ZoomDownload,
): Promise<boolean> => {
  const uploadId = file?.uploadId
  if (!file || uploadId === undefined) return false
  const { bytes, key } = file
  const there = new Set(await arrivedParts(files, file))
  const numbers = Array.from({ length: partCount(bytes) }, (_, index) => index + 1)
  const first = numbers.find((number) => !there.has(number))
  if (first === undefined) return false
  const wanted = numbers.slice(first - 1, first - 1 + partsOfStep)
  const ends = wanted.findIndex((number) => there.has(number))
  const some = ends < 0 ? wanted : wanted.slice(0, ends)
  const from = (first - 1) * partBytes
  const length = some.reduce((sum, number) => sum + lengthOfPart(bytes, number), 0)
  let done = 0
  try {
    const { total, body } = await recordings.open(download(), from, from + length - 1)
    if (total !== bytes) throw wrongLength()
    for await (const part of inParts(body, some, bytes)) {
      await files.putPart({ key, uploadId, number: some[done] ?? first }, part)
      done += 1
    }
  } catch (error) {
    // What has arrived stays; with nothing arrived the row waits a little longer each time.
    if (done === 0) throw error
  }
  return true
}

/** The bytes of a body part by part, each in the same piece of memory. */
async function* inParts(
  body: AsyncIterable<Uint8Array>,
  numbers: readonly number[],
  bytes: number,
): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(partBytes, bytes))
  let [filled, index] = [0, 0]
  for await (const chunk of body) {
    let rest = chunk
    while (rest.length > 0) {
      const length = lengthOfPart(bytes, numbers[index] ?? 0)
      const taken = rest.subarray(0, length - filled)
      buffer.set(taken, filled)
      filled += taken.length
      rest = rest.subarray(taken.length)
      if (filled < length) continue
      yield buffer.subarray(0, length)
      filled = 0
      index += 1
    }
  }
}
