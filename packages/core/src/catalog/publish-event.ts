import { announce, commit, type Instant, Problem, type Table } from '../platform/index.ts'
import { becomes, type Event } from './event.ts'
import { isPrivate, sessionsOf } from './sessions-of.ts'
import { getEvent, pendingEvent } from './store.ts'
import { eventPublished, sessionsInvited } from './topics.ts'

/**
 * Makes a draft visible and puts it on sale, and announces that in the same commit. Publishing what is published
 * changes nothing.
 * @throws Problem conflict `catalog.no-sessions`, `catalog.not-possible`
 */
export const publishEvent = async (table: Table, slug: string, now: Instant): Promise<Event> => {
  const event = await getEvent(table, slug)
  if (event.status === 'published') return event
  if (sessionsOf(event).length === 0) {
    const which = event.sessions.length === 0 ? 'session' : 'session that isn’t by invitation'
    throw new Problem('conflict', 'catalog.no-sessions', `Add at least one ${which} before you publish this event.`)
  }
  const published = { ...becomes(event, 'published'), updatedAt: now }
  const result = await commit(table, [
    ...pendingEvent(table, published),
    announce(table, eventPublished, { event: slug }, now),
    ...(published.sessions.some(isPrivate) ? [announce(table, sessionsInvited, { event: slug }, now)] : []),
  ])
  return result.committed ? { ...published, revision: event.revision + 1 } : publishEvent(table, slug, now)
}
