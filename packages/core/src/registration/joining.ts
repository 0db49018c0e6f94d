import { listGrants } from '../access/index.ts'
import { type Event, sessionsOf } from '../catalog/index.ts'
import { mayAttend } from '../membership/index.ts'
import { addSeconds, type Instant, type Table } from '../platform/index.ts'
import { nextSession, type Session, sessionTimes } from '../schedule/index.ts'
import type { Registration } from './registration.ts'
import { findRegistration } from './registration-store.ts'

/** How long before a session its link is shown: early enough to settle in, too late to pass it around. */
const joinEarlySeconds = 30 * 60

/** From when a session's room is open. */
export const opensAt = (session: Session): Instant => addSeconds(sessionTimes(session).startsAt, -joinEarlySeconds)

/** The session that can be joined online right now: from half an hour before it starts until its end. */
export const joinable = (event: Event, now: Instant): Session | undefined => {
  if (event.status !== 'published' || event.joinUrl === undefined) return undefined
  const session = nextSession(sessionsOf(event), now)
  return session && now >= opensAt(session) ? session : undefined
}

/** With what a person may join: a confirmed registration, while their access lives; nothing otherwise. Two reads. */
export const findJoining = async (
  table: Table,
  personId: string,
  event: Event,
  now: Instant,
): Promise<Registration | undefined> => {
  const [registration, grants] = await Promise.all([
    findRegistration(table, personId, event.slug),
    listGrants(table, personId),
  ])
  return registration?.status === 'confirmed' && mayAttend(grants, event, now) ? registration : undefined
}
