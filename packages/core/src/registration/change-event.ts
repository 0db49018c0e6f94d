import {
  addressStays,
  type Event,
  type EventChange,
  editEvent,
  getEvent,
  removeEvent,
  withdrawEvent,
} from '../catalog/index.ts'
import { eachShard, type Instant, type PendingWrite, Problem, type Table } from '../platform/index.ts'
import { isLiveRegistration } from './registration.ts'
import { rosterShards } from './registration-store.ts'
import { allPoolsOf, type Levels, levelKey } from './seat.ts'
import { pendingLimit, pendingLimitRemoval, seatLevels } from './seat-store.ts'
import { walkRoster } from './walk-roster.ts'

/**
 * A limit that changes binds orders that are under way, too, and leaves room for the seats that are taken: both in the same
 * commit. Nobody can be under way with a limit that is new.
 */
const pendingLimits =
  (table: Table) =>
  (before: Event, after: Event): PendingWrite[] => {
    const limits = new Map(allPoolsOf(before).map(({ pool, limit }) => [pool, limit]))
    const pools = allPoolsOf(after)
    const changed = pools.filter(({ pool, limit }) => limits.has(pool) && limits.get(pool) !== limit)
    const gone = allPoolsOf(before).filter(({ pool }) => !pools.some((one) => one.pool === pool))
    return [
      ...changed.map((pool) => {
        const lowered = pool.limit < (limits.get(pool.pool) ?? 0)
        return pendingLimit(table, pool, lowered ? 'no more taken' : 'any taken')
      }),
      ...gone.map((pool) => pendingLimitRemoval(table, pool)),
    ]
  }

const inUse = (what: string): Problem =>
  new Problem(
    'conflict',
    'catalog.has-registrations',
    `People are registered, holding a seat, or on the waitlist, so this event can’t be ${what}. Cancel it instead.`,
  )

/** How many registrations of a shard are looked at; beyond, an event counts as touched. */
const looked = 25

/** Whether anybody is, or with `ever` was, registered for an event, or waits for a seat, however far the roster is behind. */
const isTouched = async (table: Table, event: Event, levels: Levels, ever: boolean, now: Instant): Promise<boolean> => {
  if ([...levels.values()].some(({ taken, waiting }) => taken > 0 || waiting > 0)) return true
  const steps = await Promise.all(
    eachShard(rosterShards, (shard) => walkRoster(table, { event: event.slug, shard, limit: looked }, now)),
  )
  return steps.some(
    ({ recent, listed, next }) =>
      next !== undefined || [...recent, ...listed].some((one) => ever || isLiveRegistration(one)),
  )
}

/**
 * Changes an event, see `editEvent`; no limit falls below the seats that are taken. A limit that an event gets once people
 * are registered binds when they are counted, which goes on by itself.
 * @throws Problem also conflict `catalog.address-stays` for another address once anybody has registered
 */
export const changeEvent = async (table: Table, slug: string, change: EventChange, now: Instant): Promise<Event> => {
  if (change.slug !== undefined && change.slug !== slug) {
    const event = await getEvent(table, slug)
    if (await isTouched(table, event, await seatLevels(table, [event]), true, now)) throw addressStays()
  }
  return editEvent(table, slug, change, now, pendingLimits(table))
}

/** What an event off sale says by itself again, or leaves to another at its address. */
const pendingLimitRemovals = (table: Table, event: Event, levels: Levels): PendingWrite[] =>
  allPoolsOf(event)
    .filter(({ pool }) => levels.get(levelKey(event.slug, pool))?.limit !== undefined)
    .map((pool) => pendingLimitRemoval(table, pool))

/**
 * Makes a published event a draft again while nobody is registered or waits. Unpublished twice is unpublished. Someone
 * who registers at the same moment is refunded, see `endIfCancelled`.
 * @throws Problem not-found; conflict `catalog.has-registrations`, `catalog.not-possible`, `catalog.changed`
 */
export const unpublishEvent = async (table: Table, slug: string, now: Instant): Promise<Event> => {
  const event = await getEvent(table, slug)
  if (event.status === 'draft') return event
  const levels = await seatLevels(table, [event])
  if (await isTouched(table, event, levels, false, now)) throw inUse('unpublished')
  return withdrawEvent(table, event, now, pendingLimitRemovals(table, event, levels))
}

/**
 * Deletes an event for which nobody ever registered, a draft or not, and gives its address back.
 * @throws Problem not-found; conflict `catalog.has-registrations`, `catalog.changed`
 */
export const deleteEvent = async (table: Table, slug: string, now: Instant): Promise<void> => {
  const event = await getEvent(table, slug)
  if (event.status === 'draft') return removeEvent(table, event, now)
  const levels = await seatLevels(table, [event])
  if (await isTouched(table, event, levels, true, now)) throw inUse('deleted')
  await removeEvent(table, event, now, pendingLimitRemovals(table, event, levels))
}
