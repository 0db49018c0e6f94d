import {
  type Announced,
  again,
  announce,
  eachShard,
  type Instant,
  type PendingWrite,
  retrying,
  type Table,
  type Topic,
} from '../platform/index.ts'
import { closedCheckout } from './cancel-order.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { endOrderLines } from './end-order-lines.ts'
import { isTicket } from './line-kind.ts'
import type { Order } from './order.ts'
import { orderBusy } from './order-problems.ts'
import { findOrder } from './order-store.ts'
import { isLiveRegistration, type Registration } from './registration.ts'
import { findRegistration, rosterShards } from './registration-store.ts'
import { eventsOf, releaseOrder } from './release-order.ts'
import { settleWith } from './settle-checkout.ts'
import { walkRoster } from './walk-roster.ts'

/** One part of a roster, and how far a fan-out has come there. */
type RosterPart = { event: string; shard: number; after?: string | undefined }

/** How many registrations one step of a fan-out deals with. */
const stepSize = 25

/**
 * Starts a fan-out over an event's roster: one row for each shard, which go in parallel. What touches a whole roster is
 * never one commit; each step does one page and leaves a row for the next.
 */
export const startFanOut = <Payload extends RosterPart>(
  table: Table,
  topic: Topic<Payload>,
  part: (shard: number) => NoInfer<Payload>,
  now: Instant,
): PendingWrite[] => eachShard(rosterShards, (shard) => announce(table, topic, part(shard), now))

/**
 * One step of a fan-out: reads a page of a shard and answers the writes that go on from there.
 * Cut off before its row is settled, the step is done again; so what it does to a registration must bear repeating.
 */
export const stepFanOut = async <Payload extends RosterPart>(
  table: Table,
  row: Announced<Topic<Payload>>,
  now: Instant,
  act: (registration: Registration) => Promise<PendingWrite[]>,
): Promise<PendingWrite[]> => {
  const { event, shard, after } = row.payload
  const { recent, listed, next } = await walkRoster(table, { event, shard, after, limit: stepSize }, now)
  const follow: PendingWrite[] = []
  for (const registration of [...recent, ...listed]) follow.push(...(await act(registration)))
  if (next !== undefined) follow.push(announce(table, row.topic, { ...row.payload, after: next }, now))
  return follow
}

/** Ends one registration because its event was cancelled, with all of its order's lines for that event, and refunds them. */
export const endForCancelledEvent = async (
  context: CheckoutContext,
  registration: Registration,
  now: Instant,
): Promise<void> => {
  if (!isLiveRegistration(registration)) return
  return retrying(orderBusy, async () => {
    const order = await findOrder(context.table, registration.orderId)
    if (!order) return
    if (order.status === 'awaiting-payment') {
      const checkout = order.checkout && (await closedCheckout(context, order.checkout.id))
      if (checkout && checkout.state !== 'expired') {
        // Just paid, and we haven't heard yet: confirm, then send the money back. A bank debit still under way is
        // handled when it settles, since confirming an order for a canceled event ends it (see `endIfCancelled`).
        await settleWith(context, checkout, now)
        if (checkout.state === 'processing') return
        return again
      }
      if (await releaseOrder(context, order, { status: 'cancelled', tell: true }, now)) return
      return again
    }
    const lines = order.seats.filter((seat) => seat.event === registration.event).map((seat) => seat.line)
    return (await endOrderLines(context, order, lines, 'event-cancelled', now)) ? undefined : again
  })
}

/**
 * Ends what an order has just confirmed for an event that is cancelled, or no longer published: placed in the same moment,
 * or paid for late. A cancellation that this does not see came after they were confirmed, and finds them (see `noteRecent`).
 * @returns whether anything of the order stays confirmed
 */
export const endIfCancelled = async (context: CheckoutContext, order: Order, now: Instant): Promise<boolean> => {
  const events = await eventsOf(context.table, order)
  const cancelled = order.seats.filter((seat) => events.get(seat.event)?.status !== 'published')
  for (const { personId, event } of cancelled) {
    const registration = await findRegistration(context.table, personId, event)
    if (registration?.orderId === order.id) await endForCancelledEvent(context, registration, now)
  }
  return cancelled.length < order.seats.length || order.lines.some((line) => !isTicket(line))
}
