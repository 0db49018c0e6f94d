import { eventAccess, grantsFor, listGrants } from '@lectern/core/access'
import type { Event } from '@lectern/core/catalog'
import { addSeconds, type Instant, type Table } from '@lectern/core/platform'
import { findRegistration } from '@lectern/core/registration'
import { nextSession, type Session, sessionTimes } from '@lectern/core/schedule'

/** How long before a session its link is shown: early enough to settle in, too late to pass it around. */
export const joinEarlySeconds = 30 * 60

/** The session that can be joined at this moment: from half an hour before it starts until its end. */
export const joinable = (event: Event, now: Instant): Session | undefined => {
  if (event.status !== 'published' || event.joinUrl === undefined) return undefined
  const session = nextSession(event.sessions, now)
  return session && now >= addSeconds(sessionTimes(session).startsAt, -joinEarlySeconds) ? session : undefined
}

/** Whether a person may join: a confirmed registration, and a live grant for the event. */
export const mayJoin = async (table: Table, personId: string, event: Event, now: Instant): Promise<boolean> => {
  const [registration, grants] = await Promise.all([
    findRegistration(table, personId, event.slug),
    listGrants(table, personId),
  ])
  return registration?.status === 'confirmed' && grantsFor(grants, eventAccess(event.slug), now).length > 0
}
