import {
  derivedId,
  entity,
  epochSeconds,
  type Instant,
  type PendingWrite,
  put,
  remove,
  type Table,
  ttlAttribute,
  ttlOf,
} from '../platform/index.ts'

const required = { type: 'string', required: true } as const
const ttl = { type: 'number', required: true, field: ttlAttribute } as const

/** What was told of a piece of a recording: of which session it is. Under the id of the material that it becomes, once. */
export type ToldRecording = {
  id: string
  what: 'recording' | 'transcript'
  event: string
  session: string
  startedAt: Instant
  ending: 'mp4' | 'm4a' | 'vtt'
  /** The sound that was told of first, in whose place this picture comes. */
  of?: string | undefined
}

/** The id of the picture that takes the place of a sound which was told of first. */
export const pictureOf = ({ id, startedAt }: Pick<ToldRecording, 'id' | 'startedAt'>): string =>
  derivedId('material', startedAt, `zoom picture of ${id}`)

/** Where a piece of a recording lies at Zoom, and what opens it there. */
export type ZoomDownload = { url: string; token?: string | undefined }

const toldRecordings = entity({
  model: { entity: 'zoom-recording', version: '1', service: 'lectern' },
  attributes: {
    id: required,
    what: { type: ['recording', 'transcript'] as const, required: true },
    event: required,
    session: required,
    startedAt: required,
    ending: { type: ['mp4', 'm4a', 'vtt'] as const, required: true },
    of: { type: 'string' },
    ttl,
  },
  indexes: {
    piece: {
      pk: { field: 'pk', composite: ['id'], template: 'zoom-recording#${id}', casing: 'none' },
      sk: { field: 'sk', composite: ['what'], template: '${what}', casing: 'none' },
    },
  },
})

/** Apart from everything that operators and logs show, and gone as soon as it has served. */
const downloads = entity({
  model: { entity: 'zoom-download', version: '1', service: 'lectern' },
  attributes: { id: required, what: required, url: required, token: { type: 'string' }, ttl },
  indexes: {
    piece: {
      pk: { field: 'pk', composite: ['id'], template: 'zoom-download#${id}', casing: 'none' },
      sk: { field: 'sk', composite: ['what'], template: '${what}', casing: 'none' },
    },
  },
})

/** Notes what was told, refused as `zoom-recording` when it was told before; and what opens it, for a day. */
export const pendingTold = (
  table: Table,
  told: ToldRecording,
  { url, token }: ZoomDownload,
  now: Instant,
): PendingWrite[] => [
  put(
    'zoom-recording',
    toldRecordings(table)
      .create({ ...told, ttl: ttlOf('zoom-recording', now) })
      .params(),
  ),
  put(
    'zoom-download',
    downloads(table)
      .put({ id: told.id, what: told.what, url, token, ttl: ttlOf('zoom-download', now) })
      .params(),
  ),
]

/** What was told of a piece, and for as long as it holds what opens it. Two reads. */
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
  remove('zoom-download', downloads(table).delete({ id, what }).params())
