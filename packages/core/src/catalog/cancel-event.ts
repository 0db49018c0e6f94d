import { announce, commit, type Instant, Problem, type Table } from '../platform/index.ts'
import { becomes, type Event } from './event.ts'
import { hasEnded, isOver } from './event-state.ts'
import { getEvent, pendingEvent } from './store.ts'
import { eventCancelled } from './topics.ts'

/**
 * Cancels an event and announces it in the same commit. Registrations end, money goes back and everyone is told by
 * the fan-out that follows: a roster of any size is never one commit. Cancelling twice changes nothing.
 * @throws Problem conflict `catalog.over` once its last session has ended, also when one was added later: people had what
 *   they paid for
 */
export const cancelEvent = async (
  table: Table,
  slug: string,
  reason: string | undefined,
  now: Instant,
): Promise<Event> => {
  const event = await getEvent(table, slug)
  if (event.status === 'cancelled') return event
  if (event.status === 'published' && hasEnded(event, now)) {
    const goesOn = !isOver(event, now)
    throw new Problem(
      'conflict',
      'catalog.over',
      goesOn
        ? 'This event had ended before a session was added, so it can’t be canceled. Call off that session instead, and refund items on individual orders.'
        : 'This event has ended, so it can’t be canceled. Refund items on individual orders instead.',
    )
  }
  const cancelled: Event = {
    ...becomes(event, 'cancelled'),
    updatedAt: now,
    ...(reason ? { cancelReason: reason } : {}),
  }
  const writes = pendingEvent(table, cancelled)
  if (event.status === 'published') writes.push(announce(table, eventCancelled, { event: slug }, now))
  const result = await commit(table, writes)
  return result.committed ? { ...cancelled, revision: event.revision + 1 } : cancelEvent(table, slug, reason, now)
}
