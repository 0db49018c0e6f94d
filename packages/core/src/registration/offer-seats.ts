import {
  catalogTopics,
  countsIn,
  type Event,
  everyPool,
  findEvent,
  salesState,
  salesWindow,
  skuOf,
  type Ticket,
} from '../catalog/index.ts'
import { addSeconds, announce, commit, type Instant, type PendingWrite, type Table } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { type Levels, levelKey, poolsOf } from './seat.ts'
import { type PoolChange, pendingSeats, queueLevels } from './seat-store.ts'
import { seatOffered } from './topics.ts'
import { heldPools, offerSeconds, type Waiting } from './waiting.ts'
import { listLapsedOffers, nextInQueue, pendingPlace } from './waiting-store.ts'

/** A waiting person's pools get the seat (from the queue's own share) and one fewer who waits. */
const changesFor = (event: Event, ticket: Ticket, place: Waiting): PoolChange[] => {
  const pools = poolsOf(event, ticket.slug)
  // A limit that was taken away is no limit, and nobody waits for it anymore.
  const lifted = place.pools.filter((pool) => !pools.some((one) => one.pool === pool))
  return [
    ...pools.map((pool) => ({ pool, seats: 1, waiting: place.pools.includes(pool.pool) ? -1 : 0, queued: true })),
    ...lifted.map((pool) => ({ pool: { event: event.slug, pool, limit: 0 }, seats: 0, waiting: -1, queued: true })),
  ]
}

/** A closed ticket's queue rests. */
const isOnOffer = ({ sale }: Ticket): boolean => sale === undefined

/**
 * Offers the seats that have come up to the people who have waited longest, one commit each, until seats or queues run
 * out. An offered seat is taken: nobody else gets it while the offer is open. Safe to run twice and in parallel.
 * @returns how many were offered
 */
export const offerSeats = async (
  context: Pick<CheckoutContext, 'table'>,
  slug: string,
  now: Instant,
): Promise<number> => {
  const { table } = context
  const event = await findEvent(table, slug)
  if (!event || salesState(event, now) !== 'open') return 0
  const closes = salesWindow(event).until
  let offered = 0
  // Tickets may share a pool, so the longest wait among all queues goes first.
  const exhausted = new Set<string>()
  // The queue is an index, which may still show who was offered a seat a moment ago.
  const passed = new Set<string>()
  for (;;) {
    const heads = await Promise.all(
      event.tickets
        .filter((ticket) => !exhausted.has(ticket.slug) && isOnOffer(ticket))
        .map(async (ticket) => {
          const heads = await nextInQueue(table, skuOf(event.slug, ticket), passed.size + 1)
          return { ticket, place: heads.find((place) => !passed.has(place.id)) }
        }),
    )
    const next = heads
      .flatMap(({ ticket, place }) => (place ? [{ ticket, place }] : []))
      .sort((a, b) => (a.place.id < b.place.id ? -1 : 1))[0]
    if (!next) return offered
    const lapses = addSeconds(now, offerSeconds)
    const offer: Waiting = {
      ...next.place,
      status: 'offered',
      held: poolsOf(event, next.ticket.slug).map(({ pool }) => pool),
      offeredUntil: closes !== undefined && closes < lapses ? closes : lapses,
    }
    const result = await commit(table, [
      pendingPlace(table, offer, 'waiting'),
      ...pendingSeats(table, changesFor(event, next.ticket, next.place)),
      announce(
        table,
        seatOffered,
        { sku: offer.sku, person: offer.personId, until: offer.offeredUntil ?? lapses },
        now,
      ),
    ])
    if (result.committed) offered += 1
    if (result.committed || result.refused.includes('waiting')) passed.add(next.place.id)
    else exhausted.add(next.ticket.slug)
  }
}

/** The longest pause between two looks at seats that someone should have been offered. */
const longestPauseSeconds = 3600

/**
 * Whether an event has seats for someone who waits, also for a limit that is gone. Where ticket types share a pool,
 * people who wait may want a type that has none left; that is told apart only by looking at the queues.
 */
const owesSeats = (event: Event, levels: Levels): boolean => {
  const pools = everyPool(event)
  return event.tickets.filter(isOnOffer).some((ticket) => {
    const levelOf = (pool: string) => levels.get(levelKey(event.slug, pool)) ?? { taken: 0, waiting: 0 }
    const waited = pools.some((pool) => countsIn(ticket, pool) && levelOf(pool).waiting > 0)
    return waited && poolsOf(event, ticket.slug).every(({ pool, limit }) => levelOf(pool).taken < limit)
  })
}

/**
 * Offers what seats there are to people who wait, and is not done while any are left: the queue is an index, which
 * shows who has just joined a moment late, and the pools, which are read as they are, tell that someone waits.
 * @param row.look  how often it was looked before without anybody being found: each pause is twice as long, an hour at most
 * @returns the row that looks again, unless all is well
 */
export const serveQueues = async (
  context: Pick<CheckoutContext, 'table'>,
  row: { event: string; look?: number | undefined },
  now: Instant,
): Promise<PendingWrite[]> => {
  const { table } = context
  const look = (row.look ?? 0) + 1
  const event = await findEvent(table, row.event)
  if (!event || salesState(event, now) !== 'open' || !owesSeats(event, await queueLevels(table, event))) return []
  await offerSeats(context, row.event, now)
  if (!owesSeats(event, await queueLevels(table, event))) return []
  const payload = { event: row.event, look }
  const later = addSeconds(now, Math.min(2 ** look, longestPauseSeconds))
  // One row for each look, however many seats were freed meanwhile.
  return [
    announce(table, catalogTopics.seatsFreed, payload, now, { key: `seats-freed:${row.event}:${look}`, dueAt: later }),
  ]
}

/**
 * Takes back offers that nobody used by `now`, and lets the seats go to the next in line.
 * @returns how many lapsed
 */
export const lapseOffers = async (context: Pick<CheckoutContext, 'table'>, now: Instant): Promise<number> => {
  const { table } = context
  let lapsed = 0
  for (;;) {
    const due = await listLapsedOffers(table, now, 25)
    let done = 0
    for (const place of due) if (await lapse(table, place, now)) done += 1
    lapsed += done
    if (done === 0) return lapsed
  }
}

const lapse = async (table: Table, place: Waiting, now: Instant): Promise<boolean> => {
  const event = await findEvent(table, place.event)
  const result = await commit(table, [
    pendingPlace(table, { ...place, status: 'lapsed' }, 'offered'),
    ...pendingSeats(
      table,
      heldPools(place, event).map((pool) => ({ pool, seats: -1 })),
    ),
    announce(table, catalogTopics.seatsFreed, { event: place.event }, now),
  ])
  return result.committed
}
