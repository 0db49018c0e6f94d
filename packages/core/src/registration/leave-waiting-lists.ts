import { catalogTopics, findEvent } from '../catalog/index.ts'
import { again, announce, commit, type Instant, type PendingWrite, retrying, type Table } from '../platform/index.ts'
import { orderBusy } from './order-problems.ts'
import { pendingSeats } from './seat-store.ts'
import { heldPools, type Waiting } from './waiting.ts'
import { findPlaces, listPlacesOf, pendingPlaceRemoval } from './waiting-store.ts'

/** What a place holds comes back with it: one fewer who waits, or the seat that was kept. */
const givenBack = async (table: Table, place: Waiting, now: Instant): Promise<PendingWrite[]> => {
  if (place.status === 'waiting') {
    const pools = place.pools.map((pool) => ({ event: place.event, pool, limit: 0 }))
    return [
      ...pendingSeats(
        table,
        pools.map((pool) => ({ pool, seats: 0, waiting: -1 })),
      ),
      announce(table, catalogTopics.seatsFreed, { event: place.event }, now),
    ]
  }
  if (place.status !== 'offered') return []
  const event = await findEvent(table, place.event)
  return [
    ...pendingSeats(
      table,
      heldPools(place, event).map((pool) => ({ pool, seats: -1 })),
    ),
    announce(table, catalogTopics.seatsFreed, { event: place.event }, now),
  ]
}

/** Takes a person out of one queue. May be repeated. */
export const leaveQueue = async (table: Table, listed: Waiting, now: Instant): Promise<void> =>
  retrying(orderBusy, async () => {
    const [place] = await findPlaces(table, [listed])
    if (place?.id !== listed.id) return
    const writes = [pendingPlaceRemoval(table, place), ...(await givenBack(table, place, now))]
    return (await commit(table, writes)).committed ? undefined : again
  })

/** Takes a person out of every queue, and their places out of the table. May be repeated. */
export const leaveWaitingLists = async (table: Table, personId: string, now: Instant): Promise<void> => {
  for (;;) {
    const places = await listPlacesOf(table, personId)
    const known = await findPlaces(table, places)
    // The list is an index, which may still show what is gone.
    if (known.length === 0) return
    for (const place of known) await leaveQueue(table, place, now)
  }
}
