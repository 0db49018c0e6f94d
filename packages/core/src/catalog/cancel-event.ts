import { announce, commit, type Instant, type Table } from '../platform/index.ts'
import { becomes, type Event } from './event.ts'
import { getEvent, pendingEvent } from './store.ts'

/**
 * Cancels an event and announces it in the same commit. Registrations end, money goes back and everybody is told by
 * the fan-out that follows: a roster of any size is never one commit. Cancelling twice changes nothing.
 */
export const cancelEvent = async (
  table: Table,
  slug: string,
  reason: string | undefined,
  now: Instant,
): Promise<Event> => {
  const event = await getEvent(table, slug)
  if (event.status === 'cancelled') return event
  const cancelled: Event = {
    ...becomes(event, 'cancelled'),
    updatedAt: now,
    ...(reason ? { cancelReason: reason } : {}),
  }
  const writes = [pendingEvent(table, cancelled)]
  if (event.status === 'published') writes.push(announce(table, 'event.cancelled', { event: slug }, now))
  const result = await commit(table, writes)
  return result.committed ? { ...cancelled, revision: event.revision + 1 } : cancelEvent(table, slug, reason, now)
}
