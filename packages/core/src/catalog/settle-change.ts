import { announce, commit, type Instant, type PendingWrite, type Table } from '../platform/index.ts'
import type { Event } from './event.ts'
import { isOver } from './event-state.ts'
import { eventUpdate, raiseForPlace } from './event-update.ts'
import { keepRefundPromises } from './refund-deadline.ts'
import { pendingEvent } from './store.ts'
import { eventUpdated, seatsFreed } from './topics.ts'

/** A session that is added after the last one ended takes back nothing that people have had. */
const notedReopening = (before: Event, after: Event, now: Instant): Event =>
  isOver(before, now) && !isOver(after, now) ? { ...after, reopenedAt: after.reopenedAt ?? now } : after

/**
 * The changed event with what every change of a published one owes: refund promises kept, sequences raised, and noted that it
 * had ended.
 */
export const settleChange = (before: Event, after: Event, now: Instant): Event =>
  before.status === 'published'
    ? notedReopening(before, keepRefundPromises(before, raiseForPlace(before, after, now), now), now)
    : after

/** The writes by which an event's late limits bind from now on; people who wait are looked at then. */
export const releaseCounting = (table: Table, event: Event, now: Instant): PendingWrite[] => {
  const { counting: _, ...bound } = event
  return [...pendingEvent(table, bound), announce(table, seatsFreed, { event: event.slug }, now)]
}

/**
 * Commits a change together with what it announces: whatever people must know goes out as one `event.updated`.
 * @returns the event as it is then, or which writes refused: `event` when someone changed it in between
 */
export const commitChange = async (
  table: Table,
  before: Event,
  after: Event,
  more: PendingWrite[],
  now: Instant,
): Promise<{ event: Event } | { refused: string[] }> => {
  const update = before.status === 'published' ? eventUpdate(before, after) : undefined
  const revision = before.revision + 1
  const named = update && { ...update, event: before.slug, update: `r${revision}`, at: now }
  const result = await commit(table, [
    ...pendingEvent(table, after),
    ...(named ? [announce(table, eventUpdated, named, now)] : []),
    ...more,
  ])
  return result.committed ? { event: { ...after, revision } } : { refused: result.refused }
}
