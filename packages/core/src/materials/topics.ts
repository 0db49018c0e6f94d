import * as z from 'zod'
import { topic } from '../platform/index.ts'
import { Release } from './release.ts'

const OfRecording = z.object({
  /** The recording's id with Zoom. */
  recording: z.string(),
})

export const materialAdded = topic('material.added', z.object({ event: z.string(), session: z.string() }), {
  label: 'Schedule the email about new recordings and handouts',
})

export const materialWithdrawn = topic('material.withdrawn', z.object({ event: z.string(), id: z.string() }), {
  label: 'Delete files from a deleted recording or handout',
})

export const titleFileWithdrawn = topic('title-file.withdrawn', z.object({ product: z.string(), id: z.string() }), {
  label: 'Delete a deleted file',
})

export const recordingCame = topic(
  'recording.copy',
  OfRecording.extend({
    /** Not its first step. */
    begun: z.boolean().optional(),
  }),
  { label: 'Copy a recording from Zoom' },
)

export const transcriptCame = topic('recording.transcript', OfRecording, { label: 'Copy a transcript from Zoom' })

export const transcriptLost = topic(
  'recording.transcript-lost',
  z.object({
    event: z.string(),
    material: z.string(),
    /** How many captions are missing; 0 for all of them. */
    lost: z.number(),
    why: z.string(),
  }),
  { label: 'Send a notice that a transcript couldn’t be copied' },
)

export const titleReleased = topic('title.released', Release, { label: 'Send notices of a new version' })

export const titleReady = topic('title.ready', Release, {
  label: 'Send notices that a preordered title is ready',
})

export const fileGone = topic('file.gone', z.object({ key: z.string() }), {
  label: 'Clean up after a removed file',
})
