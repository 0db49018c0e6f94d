import { type Grant, listGrants } from '../access/index.ts'
import { type Event, findEvents, sessionsOf } from '../catalog/index.ts'
import { lacksMembership, mayAttend } from '../membership/index.ts'
import { announce, commit, type Instant, type Table } from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import type { Registration } from './registration.ts'
import { listRegistrationsOf, pendingAccess } from './registration-store.ts'
import { accessBack, accessEnded } from './topics.ts'

/** What is announced: withdraw the invitation, or send it again. */

/** Keys that one batch of the table reads. */
const batchSize = 100

const eventsOfAll = async (table: Table, registrations: readonly Registration[]): Promise<Map<string, Event>> => {
  const slugs = registrations.map(({ event }) => event)
  const found = new Map<string, Event>()
  for (let from = 0; from < slugs.length; from += batchSize) {
    for (const [slug, event] of await findEvents(table, slugs.slice(from, from + batchSize))) found.set(slug, event)
  }
  return found
}

/** What a registration for an event that is not over needs to be told, if anything. */
const newsOf = (
  registration: Registration,
  event: Event,
  grants: readonly Grant[],
  now: Instant,
): 'ended' | 'back' | undefined => {
  if (event.status !== 'published' || (scheduleSpan(sessionsOf(event))?.endsAt ?? now) <= now) return undefined
  if (registration.accessEndedAt === undefined) return lacksMembership(grants, event, now) ? 'ended' : undefined
  return mayAttend(grants, event, now) ? 'back' : undefined
}

/** @returns whether anything had changed */
const reviewOnce = async (table: Table, personId: string, now: Instant): Promise<boolean> => {
  const [registrations, grants] = await Promise.all([listRegistrationsOf(table, personId), listGrants(table, personId)])
  const confirmed = registrations.filter(({ status }) => status === 'confirmed')
  const events = await eventsOfAll(table, confirmed)
  let changed = false
  for (const registration of confirmed) {
    const event = events.get(registration.event)
    const news = event && newsOf(registration, event, grants, now)
    if (!news) continue
    changed = true
    const round = (registration.round ?? 0) + (news === 'back' ? 1 : 0)
    // Refused, it was changed in between: by someone who did the same, or who gave up the seat.
    await commit(table, [
      pendingAccess(table, registration, news === 'ended' ? now : undefined),
      announce(
        table,
        news === 'ended' ? accessEnded : accessBack,
        { person: personId, event: registration.event, registration: registration.id, round },
        now,
      ),
    ])
  }
  return changed
}

/** More rounds than a membership is ended and given in the time of one. */
const mostRounds = 5

/**
 * Reviews what a person may attend now that their memberships have changed. If only a membership is missing, the
 * registration is marked and its withdrawal from the calendar announced, in one commit. If the membership is back
 * before the event is over, the mark goes, the round rises so that calendars accept the invitation again, and that is
 * announced.
 *
 * The registration stays confirmed and keeps its seat, even if seats are limited: what was learned stays, and a member
 * who renews a day late finds everything as it was. To give the seat to someone else, cancel the registration.
 *
 * May be repeated, also in parallel. After changing something, it looks again: grants may have changed between being
 * read and being acted on, and the review after that change ran before there was anything to see.
 */
export const reviewAccess = async (table: Table, personId: string, now: Instant): Promise<void> => {
  for (let round = 1; round <= mostRounds; round += 1) if (!(await reviewOnce(table, personId, now))) return
}
