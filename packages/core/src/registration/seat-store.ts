import { type Event, everyPool, findEvents } from '../catalog/index.ts'
import { entity, optional, type PendingWrite, readBatch, required, type Table, update } from '../platform/index.ts'
import { allPoolsOf, type Levels, levelKey, type Pool } from './seat.ts'

/**
 * The counter of one pool. All buyers of a capped event meet here, by necessity: DynamoDB sustains about 500
 * transactions a second on one item, so 500 seats a second is the pace of the fastest sale of one event.
 */
const pools = entity({
  name: 'seats',
  attributes: {
    event: required.text,
    pool: required.text,
    taken: optional.number,
    waiting: optional.number,
    /** The limit since it was changed on sale: who still goes by another one takes no seat. Absent, it never was. */
    limit: optional.number,
  },
  keys: {
    event: { pk: 'seats#${event}', sk: '${pool}' },
  },
})

const levelsAt = async (table: Table, keys: readonly { event: string; pool: string }[]): Promise<Levels> => {
  const data = await readBatch(keys, (some) => pools(table).get(some).go({ consistent: true }))
  return new Map(
    data.map(({ event, pool, taken = 0, waiting = 0, limit }) => [
      levelKey(event, pool),
      { taken, waiting, ...(limit === undefined ? {} : { limit }) },
    ]),
  )
}

/** The levels of the pools of some events, in one read; events without pools cost nothing. */
export const seatLevels = (table: Table, events: readonly Event[]): Promise<Levels> =>
  levelsAt(
    table,
    events.flatMap(allPoolsOf).map(({ event, pool }) => ({ event, pool })),
  )

/** The levels of every pool that an event can have had: people may still wait for one whose limit is gone. */
export const queueLevels = (table: Table, event: Event): Promise<Levels> =>
  levelsAt(
    table,
    everyPool(event).map((pool) => ({ event: event.slug, pool })),
  )

/** A change to one pool. Changes of one order to one pool are merged, since a transaction touches an item once. */
export type PoolChange = {
  pool: Pool
  seats: number
  waiting?: number /** Whether people who wait go first. */
  queued?: boolean
}

const mergeChanges = (changes: readonly PoolChange[]): PoolChange[] => {
  const merged = new Map<string, PoolChange>()
  for (const change of changes) {
    const key = levelKey(change.pool.event, change.pool.pool)
    const known = merged.get(key)
    merged.set(
      key,
      known
        ? {
            ...known,
            seats: known.seats + change.seats,
            waiting: (known.waiting ?? 0) + (change.waiting ?? 0),
            queued: known.queued || change.queued,
          }
        : change,
    )
  }
  return [...merged.values()].filter((change) => change.seats !== 0 || (change.waiting ?? 0) !== 0)
}

/**
 * Notes the limit of a pool from now on, so that an order which is under way and read another one is refused and looks again;
 * refused as `seat:<event>:<pool>` while more seats than that are taken, unless they may be.
 */
export const pendingLimit = (table: Table, { event, pool, limit }: Pool, more: 'no more taken' | 'any taken') => {
  const change = pools(table).update({ event, pool }).set({ limit })
  const bound = change.where(({ taken }, { lte, notExists }) => `${notExists(taken)} OR ${lte(taken, limit)}`)
  return update(`seat:${event}:${pool}`, more === 'any taken' ? change : bound)
}

/** Forgets a limit that was noted: the pool is gone, or the event is off sale and says it again when it is published. */
export const pendingLimitRemoval = (table: Table, { event, pool }: Omit<Pool, 'limit'>): PendingWrite =>
  update(`limit:${event}:${pool}`, pools(table).update({ event, pool }).remove(['limit']))

/** Whether some events have other limits by now than when they were read: then a seat that is refused may be there. */
export const haveOtherLimits = async (table: Table, events: readonly Event[]): Promise<boolean> => {
  const now = await findEvents(
    table,
    events.map(({ slug }) => slug),
  )
  const limits = (event: Event | undefined) =>
    event && String(allPoolsOf(event).map(({ pool, limit }) => [pool, limit]))
  return events.some((event) => limits(event) !== limits(now.get(event.slug)))
}

/**
 * The writes that take seats (positive) or release them (negative), named `seat:<event>:<pool>`. Taking is refused when
 * the pool would pass its limit, when that was changed since the event was read, or when others wait for it and the
 * taker does not come from the queue. Releasing more than was taken is refused too: it would mean that a seat was
 * released twice.
 */
export const pendingSeats = (table: Table, changes: readonly PoolChange[]): PendingWrite[] =>
  mergeChanges(changes).map(({ pool, seats, waiting = 0, queued = false }) => {
    const change = pools(table)
      .update({ event: pool.event, pool: pool.pool })
      .add({ taken: seats, ...(waiting === 0 ? {} : { waiting }) })
      .where((level, { lte, gte, eq, notExists }) => {
        const conditions: string[] = []
        if (seats > 0) conditions.push(`(${notExists(level.limit)} OR ${eq(level.limit, pool.limit)})`)
        if (seats > 0) conditions.push(`(${notExists(level.taken)} OR ${lte(level.taken, pool.limit - seats)})`)
        if (seats > 0 && !queued) conditions.push(`(${notExists(level.waiting)} OR ${eq(level.waiting, 0)})`)
        if (seats < 0) conditions.push(gte(level.taken, -seats))
        if (waiting < 0) conditions.push(gte(level.waiting, -waiting))
        return conditions.join(' AND ')
      })
    return update(`seat:${pool.event}:${pool.pool}`, change)
  })
