import {
  entity,
  findOne,
  type Instant,
  listAll,
  type PendingWrite,
  put,
  remove,
  required,
  type Table,
} from '../platform/index.ts'

/** That a recording has captions, and where their text lies. */
export type Captions = {
  event: string
  material: string
  /** Where the text is in the store. Each saving has a key of its own, so what lies under one never changes. */
  key: string
  cues: number
  bytes: number
  /** Until when they go, in whole seconds. */
  seconds: number
  digest: string
  revision: number
  updatedAt: Instant
  by: string
}

/** Captions of a recording. Their text lies in the bucket. */
const captions = entity({
  name: 'captions',
  attributes: {
    event: required.text,
    material: required.text,
    key: required.text,
    cues: required.number,
    bytes: required.number,
    seconds: required.number,
    digest: required.text,
    revision: required.number,
    updatedAt: required.text,
    by: required.text,
  },
  keys: {
    ofEvent: { pk: 'captions#${event}', sk: '${material}' },
  },
})

/** What names a recording's captions. */
export type CaptionsKey = Pick<Captions, 'event' | 'material'>

/** One read. */
export const findCaptions = (table: Table, { event, material }: CaptionsKey): Promise<Captions | undefined> =>
  findOne(captions(table).get({ event, material }))

/** Of all recordings of an event. One query. */
export const listCaptions = (table: Table, event: string): Promise<Captions[]> =>
  listAll(captions(table).query.ofEvent({ event }))

/** Writes captions over what was read; refused as `captions` when they were changed or taken away meanwhile. */
export const pendingCaptions = (table: Table, next: Captions, was: Captions | undefined): PendingWrite =>
  put('captions', captions(table).put(next), { revision: was?.revision })

export const pendingCaptionsRemoval = (table: Table, { event, material }: CaptionsKey): PendingWrite =>
  remove('captions', captions(table).delete({ event, material }))
