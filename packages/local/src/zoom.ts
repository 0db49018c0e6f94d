import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Instant } from '@lectern/core/platform'
import { type Context, Hono } from 'hono'
import type { Wire } from './fault.ts'

/** A recording as someone made it: of so many bytes, or of what was said. */
export type MadeRecording = {
  meeting: string
  startedAt: Instant
  endedAt: Instant
  bytes: number
  /** WebVTT. */
  transcript?: string | undefined
  /** Of how many pictures there are files beside the one to watch. */
  views?: number
}

/** What Zoom tells, ready to be signed and sent. */
export type Told = { event: 'recording.completed' | 'recording.transcript_completed'; body: string }

type Kept = { token: string; type: string; bytes: number; text?: string | undefined }

export type ZoomStandIn = {
  wire: Hono<Wire>
  /** Makes a finished recording. Returns the events about it, in Zoom's usual order. */
  record: (made: MadeRecording, address: string) => Told[]
  /** Sends one of them, signed; answers the status of the receiver's answer. */
  send: (told: Told) => Promise<number>
  /** What was asked of files, oldest first: the range, and how many bytes went out. */
  asked: { range: string | undefined; bytes: number }[]
  /** From now on: whether ranges are known, and after how many bytes a connection breaks. */
  manners: { ranges: boolean; breaksAfter: number }
  /** No token opens anything anymore. */
  forget: () => void
}

const blockBytes = 64 * 1024
const blocks = new Map<number, Uint8Array<ArrayBuffer>>()

/** One pattern of 64 KB, another in every 16 MB, so that nothing can be mistaken for something else. */
const blockOf = (number: number): Uint8Array<ArrayBuffer> => {
  const known = blocks.get(number)
  if (known) return known
  const made = Uint8Array.from({ length: blockBytes }, (_, index) => (Math.imul(index >>> 8, 31) + index) ^ number)
  blocks.set(number, made)
  return made
}

/** The bytes of a recording, made up as they are asked for: those from a place on, some 64 KB at most. */
export const bytesAt = (from: number, most: number): Uint8Array<ArrayBuffer> => {
  const start = from % blockBytes
  return blockOf(Math.floor(from / 2 ** 24)).subarray(start, Math.min(start + most, blockBytes))
}

/**
 * Zoom on one machine: recording files for callers with the token, by ranges and after a redirect as Zoom serves them,
 * and the webhooks about them, signed with real time.
 */
export const createZoomStandIn = (options: {
  secret: string
  deliver: (body: string, headers: Record<string, string>) => Promise<number>
}): ZoomStandIn => {
  const files = new Map<string, Kept>()
  const asked: ZoomStandIn['asked'] = []
  const manners = { ranges: true, breaksAfter: Number.POSITIVE_INFINITY }
  const wire = new Hono<Wire>()

  const fileFor = (context: Context<Wire>): Kept | undefined => {
    const file = files.get(context.req.param('id') ?? '')
    return file && context.req.header('authorization') === `Bearer ${file.token}` ? file : undefined
  }

  wire.get('/rec/webhook_download/:id', (context) =>
    fileFor(context)
      ? context.redirect(`/file/${context.req.param('id')}`, 302)
      : // Zoom's own answer to a wrong token is a page.
        context.html('<!doctype html><title>Sign in to your account</title>'),
  )

  wire.get('/file/:id', (context) => {
    const file = fileFor(context)
    if (!file) return context.json({ errorCode: 401, errorMessage: 'Forbidden' }, 401)
    const range = context.req.header('range')
    const [, first = '0', final = ''] = (manners.ranges && /^bytes=(\d+)-(\d*)$/.exec(range ?? '')) || []
    const partial = manners.ranges && range !== undefined
    const from = Number(first)
    const to = Math.min(final === '' || !partial ? file.bytes - 1 : Number(final), file.bytes - 1)
    if (from > to) return context.body(null, 416, { 'content-range': `bytes */${file.bytes}` })
    const note = { range, bytes: 0 }
    asked.push(note)
    let at = from
    const body = new ReadableStream<Uint8Array>({
      pull: (stream) => {
        if (at > to) return stream.close()
        if (note.bytes >= manners.breaksAfter) {
          context.env?.outgoing?.destroy()
          return stream.close()
        }
        const most = Math.min(to - at + 1, manners.breaksAfter - note.bytes)
        const chunk = file.text === undefined ? bytesAt(at, most) : Buffer.from(file.text).subarray(at, at + most)
        stream.enqueue(chunk)
        at += chunk.length
        note.bytes += chunk.length
      },
    })
    return context.body(body, partial ? 206 : 200, {
      'content-type': file.type,
      'content-length': String(to - from + 1),
      ...(partial ? { 'content-range': `bytes ${from}-${to}/${file.bytes}`, 'accept-ranges': 'bytes' } : {}),
    })
  })

  const record: ZoomStandIn['record'] = (made, address) => {
    const token = randomBytes(40).toString('base64url')
    const uuid = `${randomBytes(16).toString('base64')}`
    const about = {
      meeting_id: uuid,
      recording_start: made.startedAt,
      recording_end: made.endedAt,
      status: 'completed',
    }
    const keep = (file: Omit<Kept, 'token'>, told: Record<string, string>) => {
      const id = randomUUID()
      files.set(id, { ...file, token })
      return { id, ...about, ...told, file_size: file.bytes, download_url: `${address}/rec/webhook_download/${id}` }
    }
    const video = { type: 'video/mp4', bytes: made.bytes }
    const pictures = ['shared_screen_with_speaker_view', 'gallery_view', 'active_speaker'].slice(
      0,
      1 + (made.views ?? 0),
    )
    const seen = pictures.map((recording_type) =>
      keep(video, { file_type: 'MP4', file_extension: 'MP4', recording_type }),
    )
    const heard = keep(
      { type: 'audio/mp4', bytes: 1000 },
      { file_type: 'M4A', file_extension: 'M4A', recording_type: 'audio_only' },
    )
    const { transcript: text } = made
    const said =
      text === undefined
        ? []
        : [
            keep(
              { type: 'text/vtt', bytes: Buffer.byteLength(text), text },
              { file_type: 'TRANSCRIPT', file_extension: 'VTT', recording_type: 'audio_transcript' },
            ),
          ]
    const tell = (event: Told['event'], recording_files: unknown[]): Told => ({
      event,
      body: JSON.stringify({
        event,
        event_ts: Date.now(),
        download_token: token,
        payload: {
          account_id: 'local',
          object: {
            ...{
              uuid,
              id: Number(made.meeting),
              account_id: 'local',
              host_id: 'local',
              host_email: 'host@example.com',
            },
            ...{ topic: 'A meeting', password: '', type: 8, start_time: made.startedAt, timezone: 'UTC', duration: 60 },
            ...{ share_url: `${address}/rec/share/${uuid}`, total_size: made.bytes },
            ...{ recording_count: recording_files.length, recording_files },
          },
        },
      }),
    })
    return [
      tell('recording.completed', [...seen, heard]),
      ...(said.length > 0 ? [tell('recording.transcript_completed', said)] : []),
    ]
  }

  return {
    wire,
    record,
    send: ({ body }) => options.deliver(body, signedByZoom(options.secret, body)),
    asked,
    manners,
    forget: () => files.clear(),
  }
}

/** The headers with which Zoom sends a body. */
export const signedByZoom = (
  secret: string,
  body: string,
  timestamp = String(Math.floor(Date.now() / 1000)),
): Record<string, string> => ({
  'content-type': 'application/json',
  'x-zm-request-timestamp': timestamp,
  'x-zm-signature': `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`,
})
