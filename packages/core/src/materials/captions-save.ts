import { getEvent } from '../catalog/index.ts'
import { commit, hashToken, type Instant, newToken, orNotFound, Problem } from '../platform/index.ts'
import { type Cue, mostCaptionBytes, settleCues, writeCues, wrongCaptions } from './captions.ts'
import { readCues } from './captions-read.ts'
import {
  type Captions,
  type CaptionsKey,
  findCaptions,
  pendingCaptions,
  pendingCaptionsRemoval,
} from './captions-store.ts'
import { refuseRecording, type SessionMaterial } from './session-material.ts'
import { getMaterial } from './session-material-store.ts'
import type { Materials } from './upload-file.ts'

const captionsType = 'text/vtt; charset=utf-8'

/** What a recording says can be read; so can what a file says that is heard or watched. */
export const takesCaptions = ({ kind, file }: Pick<SessionMaterial, 'kind' | 'file'>): boolean =>
  kind === 'recording' || /^(?:audio|video)\//.test(file?.type ?? '')

const changed = (): Problem =>
  new Problem('conflict', 'materials.captions-changed', 'These captions were just changed. Reload to see them.')

const noRecording = (): Problem =>
  new Problem(
    'conflict',
    'materials.no-captions',
    'You can add captions only to recordings and to audio or video files.',
  )

type Saving = CaptionsKey & {
  /** Who saves them: a person's id, or the name of the import. */
  by: string
  /** The revision that was looked at, 0 for none; left out, whatever is there is replaced. */
  revision?: number | undefined
}

/** Keeps captions that were read: the text first, then that it is there, then the old text goes. Cut off, one text is left over. */
const keep = async (
  materials: Materials,
  cues: readonly Cue[],
  { event, material, by, revision }: Saving,
  now: Instant,
): Promise<Captions> => {
  const { table, files } = materials
  const [of, found, was] = await Promise.all([
    getEvent(table, event),
    getMaterial(table, event, material),
    findCaptions(table, { event, material }),
  ])
  refuseRecording(of, { kind: 'recording' })
  if (!takesCaptions(found)) throw noRecording()
  if (revision !== undefined && revision !== (was?.revision ?? 0)) throw changed()
  const text = writeCues(cues)
  const [bytes, digest] = [Buffer.byteLength(text), hashToken(text)]
  if (bytes > mostCaptionBytes) wrongCaptions('Captions can be up to 1 MB.')
  if (was?.digest === digest) return was
  const next: Captions = {
    ...{ event, material, by, bytes, digest, updatedAt: now, cues: cues.length },
    key: `materials/captions/${event}/${newToken()}.vtt`,
    seconds: Math.ceil(cues.reduce((last, { endMs }) => Math.max(last, endMs), 0) / 1000),
    revision: (was?.revision ?? 0) + 1,
  }
  await files.write(next.key, text, captionsType)
  const { committed } = await commit(table, [pendingCaptions(table, next, was)])
  await (committed ? was && files.remove(was.key) : files.remove(next.key))
  if (!committed) throw changed()
  return next
}

/**
 * Gives a recording captions, in place of what it had: WebVTT, or SubRip. The same captions again change nothing. The
 * caller has already checked permission.
 * @throws Problem not-found; invalid `materials.captions-wrong`; conflict `materials.captions-changed`,
 * `materials.no-captions`, `materials.recording-not-allowed`; unavailable `materials.unavailable`
 */
export const saveCaptions = async (
  materials: Materials,
  { vtt, ...saving }: Saving & { vtt: string },
  now: Instant,
): Promise<Captions> => keep(materials, await readCues(vtt), saving, now)

/** Gives a recording captions that were read already. @throws Problem as `saveCaptions` does */
export const saveCues = keep

/** Changes captions as they were looked at, by all of their cues. @throws Problem as `saveCaptions` does */
export const changeCaptions = async (
  materials: Materials,
  { cues, ...saving }: Saving & { cues: readonly Cue[]; revision: number },
  now: Instant,
): Promise<Captions> => keep(materials, settleCues(cues), saving, now)

/** Takes a recording's captions away; nothing happens when there are none. */
export const removeCaptions = async ({ table, files }: Materials, of: CaptionsKey): Promise<void> => {
  const was = await findCaptions(table, of)
  if (!was) return
  await commit(table, [pendingCaptionsRemoval(table, of)])
  await files.remove(was.key)
}

export type CaptionsText = { captions: Captions; text: string }

/** A recording's captions with their text, or nothing. One read, and one of the store. */
export const findCaptionsText = async (
  { table, files }: Materials,
  of: CaptionsKey,
): Promise<CaptionsText | undefined> => {
  // Saved again between the two reads, the old text is gone: then once more.
  for (let round = 0; round < 3; round += 1) {
    const captions = await findCaptions(table, of)
    if (!captions) return undefined
    const text = await files.read(captions.key)
    if (text !== undefined) return { captions, text }
  }
  return undefined
}

/** The same. @throws Problem not-found */
export const getCaptionsText = async (materials: Materials, of: CaptionsKey): Promise<CaptionsText> =>
  orNotFound(await findCaptionsText(materials, of), 'captions file')
