import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { epochSeconds, type Instant, instantFromDate, Problem, sameSecret } from '../platform/index.ts'

// What Zoom says of recordings, and how: developers.zoom.us, "Webhooks" and "Meetings events", as its own SDK's types have it.

/** How far the sender's clock may be from ours. */
const toleranceSeconds = 5 * 60

/** Where recordings are taken from, redirections included: Zoom's own hosts, and no other. */
export const zoomHost = /(?:^|\.)(?:zoom\.us|zoom\.com|zoomgov\.com)$/

const moment = z.iso.datetime({ offset: true }).transform((text): Instant => instantFromDate(new Date(text)))

const File = z.object({
  recording_start: moment,
  /** Empty for a file that has no length of its own. */
  recording_end: moment.optional().catch(undefined),
  file_type: z.string().max(40),
  recording_type: z.string().max(80).default(''),
  download_url: z.url().max(4000),
  status: z.string().max(40).default(''),
})

const Told = z.object({
  event: z.enum(['recording.completed', 'recording.transcript_completed']),
  /** Left out where a file opens without one. */
  download_token: z.string().min(1).max(8000).optional(),
  payload: z.object({
    object: z.object({
      /** The number of the meeting, and the name of this one time that it was held. */
      id: z.union([z.int().min(1), z.string().regex(/^\d{1,20}$/)]).transform(String),
      uuid: z.string().min(1).max(200),
      /** Left out, or nothing, where there are none. */
      recording_files: z
        .array(z.unknown())
        .max(500)
        .nullish()
        .transform((files) => files ?? []),
    }),
  }),
})

/** Its answer is a digest under our secret: of a text that could be a message of Zoom's, it would be a signature for it. */
const Challenge = z.object({
  event: z.literal('endpoint.url_validation'),
  payload: z.object({ plainToken: z.string().regex(/^[\w-]{1,200}$/) }),
})

/** A file of a recording: its pictures, its sound, or what was said. */
export type ZoomFile = { startedAt: Instant; endedAt: Instant; type: string; view: string; url: string }

/** What a webhook of Zoom's tells: that an address is to be shown as ours, of a recording, or of something else. */
export type ZoomEvent =
  | { kind: 'challenge'; answer: { plainToken: string; encryptedToken: string } }
  | { kind: 'recording'; meeting: string; held: string; token: string | undefined; files: ZoomFile[] }
  | { kind: 'other' }

const badSignature = (): Problem =>
  new Problem('invalid', 'zoom.bad-signature', 'The signature isn’t from Zoom, or its time is off.')

const malformed = (): Problem => new Problem('invalid', 'zoom.malformed', 'This isn’t a valid event from Zoom.')

const digest = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex')

/** Each finished file. Files of an unknown shape are skipped: Zoom adds new kinds each year. */
const filesIn = (told: readonly unknown[]): ZoomFile[] =>
  told.flatMap((one) => {
    const { data: file } = File.safeParse(one)
    if (file?.status !== 'completed') return []
    const { recording_start: startedAt, recording_end: endedAt, file_type, recording_type, download_url: url } = file
    return [{ startedAt, endedAt: endedAt ?? startedAt, type: file_type.toUpperCase(), view: recording_type, url }]
  })

/**
 * Reads a webhook of Zoom's after checking who signed it: HMAC-SHA256 over `v0:timestamp:body` in `x-zm-signature`. That goes for
 * the challenge too.
 * @param header  reads one header of the request
 * @param realNow  the wall clock: a signature is bound to its moment
 * @throws Problem invalid `zoom.bad-signature`, `zoom.malformed`; neither says anything of what was sent
 */
export const readZoomEvent = (
  secret: string,
  body: string,
  header: (name: string) => string | undefined,
  realNow: Instant,
): ZoomEvent => {
  const timestamp = header('x-zm-request-timestamp') ?? ''
  const timely = /^\d{1,12}$/.test(timestamp) && Math.abs(epochSeconds(realNow) - Number(timestamp)) <= toleranceSeconds
  const signed = sameSecret(header('x-zm-signature') ?? '', `v0=${digest(secret, `v0:${timestamp}:${body}`)}`)
  if (secret === '' || !timely || !signed) throw badSignature()
  const told = parsed(body)
  const name = z.object({ event: z.string() }).safeParse(told).data?.event
  if (name === undefined) throw malformed()
  if (name === 'endpoint.url_validation') {
    const { plainToken } = (Challenge.safeParse(told).data ?? refuse()).payload
    return { kind: 'challenge', answer: { plainToken, encryptedToken: digest(secret, plainToken) } }
  }
  if (!Told.shape.event.safeParse(name).success) return { kind: 'other' }
  const { download_token: token, payload } = Told.safeParse(told).data ?? refuse()
  const { id: meeting, uuid: held, recording_files } = payload.object
  return { kind: 'recording', meeting, held, token, files: filesIn(recording_files) }
}

const refuse = (): never => {
  throw malformed()
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return refuse()
  }
}
