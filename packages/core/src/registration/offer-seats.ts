import { type Event, findEvent, readSku, salesState, salesWindow, skuOf, type Ticket } from '../catalog/index.ts'
import { addSeconds, announce, commit, type Instant, type Table } from '../platform/index.ts'
import type { Desk } from './desk.ts'
import { poolsOf } from './seat.ts'
import { type PoolChange, pendingSeats } from './seat-store.ts'
import { offerSeconds, type Waiting } from './waiting.ts'
import { listLapsedOffers, nextInQueue, pendingPlace } from './waiting-store.ts'

/** A waiting person's pools get the seat (from the queue's own share) and one fewer who waits. */
const changesFor = (event: Event, ticket: Ticket, place: Waiting): PoolChange[] =>
  poolsOf(event, ticket.slug).map((pool) => ({
    pool,
    seats: 1,
    waiting: place.pools.includes(pool.pool) ? -1 : 0,
    queued: true,
  }))

/**
 * Offers the seats that have come up to those who wait longest, one commit each, until seats or queues run out.
 * An offered seat is taken: nobody else gets it while the offer stands. Safe to run twice and side by side.
 * @returns how many were offered
 */
export const offerSeats = async (desk: Pick<Desk, 'table'>, slug: string, now: Instant): Promise<number> => {
  const { table } = desk
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
        .filter((ticket) => !exhausted.has(ticket.slug) && poolsOf(event, ticket.slug).length > 0)
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
      offeredUntil: closes !== undefined && closes < lapses ? closes : lapses,
    }
    const result = await commit(table, [
      pendingPlace(table, offer, 'waiting'),
      ...pendingSeats(table, changesFor(event, next.ticket, next.place)),
      announce(
        table,
        'seat.offered',
        { sku: offer.sku, person: offer.personId, until: offer.offeredUntil ?? lapses },
        now,
      ),
    ])
    if (result.committed) offered += 1
    if (result.committed || result.refused.includes('waiting')) passed.add(next.place.id)
    else exhausted.add(next.ticket.slug)
  }
}

/**
 * Takes back offers that nobody used by `now`, and lets the seats go to the next in line.
 * @returns how many lapsed
 */
export const lapseOffers = async (desk: Pick<Desk, 'table'>, now: Instant): Promise<number> => {
  const { table } = desk
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
  // Of a ticket that is no longer sold, the event's own seats come back all the same.
  const pools = event ? poolsOf(event, readSku(place.sku)?.item ?? '') : []
  const result = await commit(table, [
    pendingPlace(table, { ...place, status: 'lapsed' }, 'offered'),
    ...pendingSeats(
      table,
      pools.map((pool) => ({ pool, seats: -1 })),
    ),
    announce(table, 'seats.freed', { event: place.event }, now),
  ])
  return result.committed
}
