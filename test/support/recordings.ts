import type { Event } from '@lectern/core/catalog'
import { addMaterial, type FileStore, finishMaterial, NewMaterial, type SessionMaterial } from '@lectern/core/materials'
import type { Table } from '@lectern/core/platform'
import { minutes, start } from './build.ts'
import { sendFile } from './materials.ts'

/** So long after `start` what was added then is published. */
export const published = minutes(11)

/** Silence that any browser plays: frames of MPEG-2 layer III, 22,050 Hz, mono, 8 kbit/s, 576 samples each. */
export const silence = (seconds: number): Uint8Array<ArrayBuffer> => {
  const frames = Math.round((seconds * 22_050) / 576)
  const sound = new Uint8Array(frames * 26)
  for (let frame = 0; frame < frames; frame += 1) sound.set([0xff, 0xf3, 0x10, 0xc0], frame * 26)
  return sound
}

/** The same at 320 kbit/s, so that no player takes the whole of it at once: frames of MPEG-1, 44,100 Hz, 1,152 samples each. */
export const heavySilence = (seconds: number): Uint8Array<ArrayBuffer> => {
  const frames = Math.round((seconds * 44_100) / 1152)
  const sound = new Uint8Array(frames * 1044)
  for (let frame = 0; frame < frames; frame += 1) sound.set([0xff, 0xfb, 0xe0, 0xc0], frame * 1044)
  return sound
}

/** A recording that was uploaded and is there. */
export const aRecording = async (
  materials: { table: Table; files: FileStore },
  event: Event,
  { title = 'Week one', seconds = 60, session = event.sessions[0]?.id, body = silence(seconds) } = {},
): Promise<SessionMaterial> => {
  const filename = 'recording.mp3'
  const asked = NewMaterial.parse({ kind: 'recording', session, title, filename, bytes: body.length })
  const { material, upload } = await addMaterial(materials, event.slug, asked, { by: 'per_admin', now: start })
  const sent = await sendFile(upload, body)
  if (!sent.ok) throw new Error(`The store answered ${sent.status}: ${await sent.text()}`)
  return finishMaterial(materials, event.slug, material.id, start)
}

/** Captions of some lines, one every ten seconds. */
export const captionsOf = (...lines: string[]): string =>
  [
    'WEBVTT',
    ...lines.map((line, index) => {
      const at = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 23)
      return `${at(index * 10)} --> ${at(index * 10 + 9)}\n${line}`
    }),
  ].join('\n\n')
