import {
  entity,
  epochSeconds,
  type Instant,
  listFirst,
  optional,
  type PendingWrite,
  put,
  readBatch,
  remove,
  required,
  type Table,
  without,
} from '../platform/index.ts'
import type { Waiting, WaitingStatus } from './waiting.ts'

/** Place in a queue. In the list while it waits, and due while a seat is offered to it. */
const places = entity({
  name: 'waiting',
  kept: 'waiting',
  attributes: {
    id: required.text,
    sku: required.text,
    event: required.text,
    personId: required.text,
    email: required.text,
    name: required.text,
    named: optional.flag,
    status: required.textOf<WaitingStatus>(),
    pools: required.anyOf<string[]>(),
    joinedAt: required.text,
    offeredUntil: optional.text,
    held: optional.anyOf<string[]>(),
    keptUntil: optional.text,
    /** Set while waiting: the queue holds nobody else. One key per ticket type, since a queue has one end. */
    /** Those that have an end, as most events do. */
    ttl: optional.number,
    queue: optional.text,
    /** Set while offered: where the clock looks for offers that lapse. */
    due: optional.text,
  },
  keys: {
    person: { pk: 'waiting#${sku}', sk: '${personId}' },
    queue: { index: 'list', pk: 'queue#${queue}', sk: '${id}' },
    ofPerson: { index: 'owner', pk: 'waiting-of#${personId}', sk: '${id}' },
    due: { index: 'due', pk: 'due-${due}', sk: '${offeredUntil}' },
  },
})

const itemOf = (place: Waiting) => ({
  ...place,
  ...(place.status === 'waiting' ? { queue: place.sku } : {}),
  ...(place.status === 'offered' ? { due: 'offers' } : {}),
  ...(place.keptUntil ? { ttl: epochSeconds(place.keptUntil) } : {}),
})

const placeOf = without('queue', 'due', 'ttl')

/** Joins the queue; refused as `waiting` while the person waits there or has an offer. */
export const pendingNewPlace = (table: Table, place: Waiting): PendingWrite =>
  put(
    'waiting',
    places(table)
      .put(itemOf(place))
      .where(
        ({ id, status }, { notExists, eq }) =>
          `${notExists(id)} OR NOT (${eq(status, 'waiting')} OR ${eq(status, 'offered')})`,
      ),
  )

/** Moves a place on from where it was read; refused as `waiting` when someone else moved it. */
export const pendingPlace = (table: Table, place: Waiting, from: WaitingStatus): PendingWrite =>
  put('waiting', places(table).put(itemOf(place)), { id: place.id, status: from })

/** Takes a place away as it was read; refused as `waiting` when someone moved it on. */
export const pendingPlaceRemoval = (table: Table, place: Waiting): PendingWrite =>
  remove('waiting', places(table).delete({ sku: place.sku, personId: place.personId }), {
    id: place.id,
    status: place.status,
  })

export const findPlaces = async (table: Table, wanted: { sku: string; personId: string }[]): Promise<Waiting[]> => {
  const keys = wanted.map(({ sku, personId }) => ({ sku, personId }))
  const data = await readBatch(keys, (some) => places(table).get(some).go({ consistent: true }))
  return data.map(placeOf)
}

/** The head of a ticket type's queue. */
export const nextInQueue = (table: Table, sku: string, limit = 1): Promise<Waiting[]> =>
  listFirst(places(table).query.queue({ queue: sku }), placeOf, { limit })

/** Who waits for one ticket or has an offer, the oldest first; at most so many. Consistent, unlike the queue. */
export const listPlacesFor = async (table: Table, sku: string, limit: number): Promise<Waiting[]> => {
  const { data } = await places(table).query.person({ sku }).go({ consistent: true, pages: 'all' })
  return data
    .map(placeOf)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .filter(({ status }) => status === 'waiting' || status === 'offered')
    .slice(0, limit)
}

/** A person's places, newest first. */
export const listPlacesOf = (table: Table, personId: string): Promise<Waiting[]> =>
  listFirst(places(table).query.ofPerson({ personId }), placeOf, { limit: 100, order: 'desc' })

/** Offers that have run out by `now`. */
export const listLapsedOffers = (table: Table, now: Instant, limit: number): Promise<Waiting[]> =>
  listFirst(places(table).query.due({ due: 'offers' }).lte({ offeredUntil: now }), placeOf, { limit })
