import { type Actor, requirePerson } from '../identity/index.ts'
import {
  eachShard,
  entity,
  type Instant,
  type Page,
  type PageRequest,
  Problem,
  pageOf,
  readBatch,
  required,
  shardOf,
  sortText,
  type Table,
  ttlOf,
  wasWritten,
} from '../platform/index.ts'
import type { Opened, Opening, WatchPosition } from './opening.ts'

/** Over how many keys the list of a material is spread: thousands may open a recording in the minute after its mail. */
const shards = 8

/** That someone opened a recording or handout: a person's of all events together. */
const openings = entity({
  name: 'opening',
  kept: 'opening',
  attributes: {
    personId: required.text,
    event: required.text,
    material: required.text,
    name: required.text,
    email: required.text,
    sortName: required.text,
    shard: required.text,
    firstAt: required.text,
    lastAt: required.text,
    count: required.number,
  },
  keys: {
    ofPerson: { pk: 'opened#${personId}', sk: '${event}#${material}' },
    ofMaterial: { index: 'list', pk: 'openings#${event}#${material}#${shard}', sk: '${sortName}#${personId}' },
  },
})

/**
 * How far someone has watched. It's its own item and in no index: it's written every few seconds during playback, and
 * an index that takes so many writes would hold up the table.
 */
const positions = entity({
  name: 'watch-position',
  kept: 'opening',
  attributes: {
    personId: required.text,
    event: required.text,
    material: required.text,
    seconds: required.number,
    length: required.number,
    savedAt: required.text,
  },
  keys: {
    ofPerson: { pk: 'watched#${personId}', sk: '${event}#${material}' },
  },
})

type MaterialKey = { event: string; material: string }

/** Counts that someone opened it. One write. */
export const countOpening = async (table: Table, key: MaterialKey, actor: Actor, now: Instant): Promise<void> => {
  const { id: personId, name, email } = requirePerson(actor)
  const sortName = sortText(name) || email
  await openings(table)
    .upsert({ ...key, personId, name, email, sortName, shard: String(shardOf(personId, shards)) })
    .set({ lastAt: now, ttl: ttlOf('opening', now) })
    .ifNotExists({ firstAt: now })
    .add({ count: 1 })
    .go()
}

/**
 * Keeps how far someone has come: of two in the same second the first. One write.
 * @param realNow  the wall clock, since limits do not follow a clock that was set
 * @throws Problem too-many `materials.position-too-often`
 */
export const savePosition = async (
  table: Table,
  key: MaterialKey & { personId: string },
  { seconds, length }: WatchPosition,
  { now, realNow }: { now: Instant; realNow: Instant },
): Promise<void> => {
  const keeping = positions(table)
    .put({ ...key, seconds, length, savedAt: realNow, ttl: ttlOf('opening', now) })
    .where(({ savedAt }, { lt, notExists }) => `${notExists(savedAt)} OR ${lt(savedAt, realNow)}`)
    .go()
  if (await wasWritten(keeping)) return
  throw new Problem('too-many', 'materials.position-too-often', 'Your place can be saved only once a second.', {
    retryAfterSeconds: 1,
  })
}

/** One read. */
export const findPosition = async (
  table: Table,
  key: MaterialKey & { personId: string },
): Promise<WatchPosition | undefined> => {
  const { data } = await positions(table).get(key).go()
  return data ? { seconds: data.seconds, length: data.length } : undefined
}

const mergeOf = (
  opened: readonly (MaterialKey & { firstAt: Instant; lastAt: Instant; count: number })[],
  watched: readonly (MaterialKey & WatchPosition)[],
): Map<string, MaterialKey & Opened> => {
  const nameOf = ({ event, material }: MaterialKey) => `${event}#${material}`
  const all = new Map<string, MaterialKey & Opened>()
  for (const { event, material, firstAt, lastAt, count } of opened) {
    all.set(nameOf({ event, material }), { event, material, firstAt, lastAt, count })
  }
  for (const { event, material, seconds, length } of watched) {
    const known = all.get(nameOf({ event, material })) ?? { event, material, count: 0 }
    all.set(nameOf({ event, material }), { ...known, position: { seconds, length } })
  }
  return all
}

/** What someone has opened of an event, by material. Two queries, however many attend. */
export const listOpenedOf = async (table: Table, event: string, personId: string): Promise<Map<string, Opened>> => {
  const [opened, watched] = await Promise.all([
    openings(table).query.ofPerson({ personId, event }).go({ pages: 'all' }),
    positions(table).query.ofPerson({ personId, event }).go({ pages: 'all' }),
  ])
  return new Map([...mergeOf(opened.data, watched.data).values()].map((one) => [one.material, one]))
}

/** All that someone has opened anywhere. Two queries. */
export const listOpenedEverywhere = async (table: Table, personId: string): Promise<(MaterialKey & Opened)[]> => {
  const [opened, watched] = await Promise.all([
    openings(table).query.ofPerson({ personId }).go({ pages: 'all' }),
    positions(table).query.ofPerson({ personId }).go({ pages: 'all' }),
  ])
  return [...mergeOf(opened.data, watched.data).values()]
}

/** Forgets all of it. May be repeated. */
export const forgetOpenings = async (table: Table, personId: string): Promise<void> => {
  const keys = (await listOpenedEverywhere(table, personId)).map(({ event, material }) => ({
    ...{ personId, event, material },
  }))
  if (keys.length === 0) return
  await openings(table).delete(keys).go()
  await positions(table).delete(keys).go()
}

/**
 * Which attendees opened a material and how far they got, by name. A page costs one query of each of eight shards and
 * one read in batch, however many there are.
 */
export const listOpeningsOf = async (
  table: Table,
  { event, material }: MaterialKey,
  asked: PageRequest,
): Promise<Page<Opening & { position?: WatchPosition | undefined }>> => {
  const page = await pageOf(
    eachShard(shards, (shard) => openings(table).query.ofMaterial({ event, material, shard: String(shard) })),
    ['sortName', 'personId'],
    asked,
    (item) => item,
  )
  const keys = page.items.map(({ personId }) => ({ personId, event, material }))
  const found = await readBatch(keys, (some) => positions(table).get(some).go())
  const by = new Map(found.map(({ personId, seconds, length }) => [personId, { seconds, length }]))
  return {
    ...page,
    items: page.items.map(({ personId, name, email, firstAt, lastAt, count }) => ({
      ...{ event, material, personId, name, email, firstAt, lastAt, count },
      position: by.get(personId),
    })),
  }
}
