import {
  derivedId,
  entity,
  epochSeconds,
  type Instant,
  optional,
  type PendingWrite,
  put,
  remove,
  required,
  type Table,
  ttlOf,
} from '../platform/index.ts'

/**
 * What Zoom said about a piece of a recording, with its session. Kept once, under the id of the material it becomes.
 */
export type ToldRecording = {
  id: string
  what: 'recording' | 'transcript'
  event: string
  session: string
  startedAt: Instant
  ending: 'mp4' | 'm4a' | 'vtt'
  /** The sound that Zoom announced first, which this picture replaces. */
  of?: string | undefined
}

/** The id of the picture that replaces a sound which Zoom announced first. */
export const pictureOf = ({ id, startedAt }: Pick<ToldRecording, 'id' | 'startedAt'>): string =>
  derivedId('material', startedAt, `zoom picture of ${id}`)

/** Where a piece of a recording lies at Zoom, and what opens it there. */
export type ZoomDownload = { url: string; token?: string | undefined }

/** Recording or transcript that Zoom announced, until it was copied. */
const toldRecordings = entity({
  name: 'zoom-recording',
  kept: 'zoom-recording',
  attributes: {
    id: required.text,
    what: { type: ['recording', 'transcript'], required: true },
    event: required.text,
    session: required.text,
    startedAt: required.text,
    ending: { type: ['mp4', 'm4a', 'vtt'], required: true },
    of: optional.text,
  },
  keys: {
    piece: { pk: 'zoom-recording#${id}', sk: '${what}' },
  },
})

/** What opens a recording at Zoom, apart from everything that operators and logs show. Gone as soon as it has served. */
const downloads = entity({
  name: 'zoom-download',
  kept: 'zoom-download',
  attributes: { id: required.text, what: required.text, url: required.text, token: optional.text },
  keys: {
    piece: { pk: 'zoom-download#${id}', sk: '${what}' },
  },
})

/** Notes what was told, refused as `zoom-recording` when it was told before; and what opens it, for a day. */
export const pendingTold = (
  table: Table,
  told: ToldRecording,
  { url, token }: ZoomDownload,
  now: Instant,
): PendingWrite[] => [
  put('zoom-recording', toldRecordings(table).create({ ...told, ttl: ttlOf('zoom-recording', now) })),
  put(
    'zoom-download',
    downloads(table).put({ id: told.id, what: told.what, url, token, ttl: ttlOf('zoom-download', now) }),
  ),
]

/** What Zoom said about a piece, with its download token while that lasts. Two reads. */
export const findTold = async (
  table: Table,
  id: string,
  what: ToldRecording['what'],
  now: Instant,
): Promise<{ told: ToldRecording | undefined; download: ZoomDownload | undefined }> => {
  const [told, download] = await Promise.all([
    toldRecordings(table).get({ id, what }).go({ consistent: true }),
    downloads(table).get({ id, what }).go({ consistent: true }),
  ])
  const holds = download.data && download.data.ttl > epochSeconds(now)
  return { told: told.data ?? undefined, download: (holds && download.data) || undefined }
}

/** Takes away what opens a piece at Zoom. */
export const pendingDownloadRemoval = (table: Table, id: string, what: ToldRecording['what']): PendingWrite =>
  remove('zoom-download', downloads(table).delete({ id, what }))
