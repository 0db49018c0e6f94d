import type * as z from 'zod'
import { catalogTopics, type Event, findEvent, readSku, releaseCounting } from '../catalog/index.ts'
import {
  type Announced,
  addSeconds,
  again,
  announce,
  commit,
  type Instant,
  type PendingWrite,
  retrying,
  type Table,
} from '../platform/index.ts'
import { isTicket } from './line-kind.ts'
import { liveLines } from './order.ts'
import { orderBusy } from './order-problems.ts'
import { openQuantity } from './order-seats.ts'
import { findOrder, pendingOrder } from './order-store.ts'
import { isLiveRegistration } from './registration.ts'
import { rosterShards } from './registration-store.ts'
import { allPoolsOf, poolsOf } from './seat.ts'
import { pendingLimit, pendingSeats } from './seat-store.ts'
import { walkRoster } from './walk-roster.ts'

/** How many registrations one step looks at. */
const stepSize = 25

/** Between one walk over the roster and the next: longer than any request that began before the limit was set. */
const restSeconds = 120

/** Counts an order's seats in the pools that they are not counted in yet. @returns whether there were any */
const countOrder = async (table: Table, event: Event, orderId: string): Promise<boolean> =>
  retrying(orderBusy, async () => {
    const order = await findOrder(table, orderId)
    if (!order || (order.status !== 'confirmed' && order.status !== 'awaiting-payment')) return false
    const missing = liveLines(order).flatMap((line) => {
      const sku = readSku(line.sku)
      if (!isTicket(line) || sku?.offering !== event.slug) return []
      const pools = poolsOf(event, sku.item).filter(({ pool }) => !line.pools.includes(pool))
      return pools.map((pool) => ({ line: line.id, change: { pool, seats: openQuantity(order, line), queued: true } }))
    })
    if (missing.length === 0) return false
    const lines = order.lines.map((line) => {
      if (!isTicket(line)) return line
      const pools = missing.filter((one) => one.line === line.id).map(({ change }) => change.pool.pool)
      return { ...line, pools: [...line.pools, ...pools] }
    })
    const writes = [
      pendingOrder(table, { ...order, lines }),
      ...pendingSeats(
        table,
        missing.map(({ change }) => change),
      ),
    ]
    return (await commit(table, writes)).committed ? true : again
  })

type Count = z.infer<typeof catalogTopics.seatsUncounted.payload>

/**
 * Counts the seats of those who registered before an event got a limit: a page of the roster, and the row that goes on from
 * there. Each order is counted in the commit that notes the pools with its lines, so once, however often the step is done.
 * The limit binds after a later walk has found nobody new, since the roster's index may be behind the first.
 */
export const stepCountSeats = async (
  table: Table,
  row: Announced<typeof catalogTopics.seatsUncounted>,
  now: Instant,
): Promise<PendingWrite[]> => {
  const { event: slug, pass = 1, shard = 0, after, found = 0 } = row.payload
  const event = await findEvent(table, slug)
  if (!event?.counting || event.status !== 'published') return []
  const { recent, listed, next } = await walkRoster(table, { event: slug, shard, after, limit: stepSize }, now)
  const orders = new Set([...recent, ...listed].filter(isLiveRegistration).map(({ orderId }) => orderId))
  let counted = found
  for (const order of orders) if (await countOrder(table, event, order)) counted += 1
  const go = (count: Count, at: Instant = now) => [
    announce(table, catalogTopics.seatsUncounted, count, now, { dueAt: at }),
  ]
  if (next !== undefined) return go({ event: slug, pass, shard, after: next, found: counted })
  if (shard + 1 < rosterShards) return go({ event: slug, pass, shard: shard + 1, found: counted })
  if (pass === 1 || counted > 0) return go({ event: slug, pass: pass + 1 }, addSeconds(now, restSeconds))
  const { counting, ...bound } = event
  const limits = allPoolsOf(bound).filter(({ pool }) => counting.includes(pool))
  return [
    ...releaseCounting(table, event, now),
    // A request that read the event a moment ago still assumes no limit. More may be registered than it lets in.
    ...limits.map((pool) => pendingLimit(table, pool, 'any taken')),
  ]
}
