import { listGrants } from '@lectern/core/access'
import { type Event, findEvents, seenBy, sessionsOf } from '@lectern/core/catalog'
import type { PersonRef } from '@lectern/core/identity'
import { type LiveMembership, mayAttend, membershipsOf } from '@lectern/core/membership'
import type { Instant } from '@lectern/core/platform'
import { isLiveRegistration, joinable, listRegistrationsOf, type Registration } from '@lectern/core/registration'
import { nextSession, type Session, scheduleSpan, sessionTimes } from '@lectern/core/schedule'
import type { SiteServices } from '../../site.ts'

/** One of a person's live registrations, with the session to go to and whether its link may be shown now. */
export type Mine = {
  event: Event
  registration: Registration
  next: Session | undefined
  canJoin: boolean
  /** Whether they may attend now, and open what is handed out. */
  entitled: boolean
}

export type Registrations = { upcoming: Mine[]; past: Mine[]; memberships: LiveMembership[] }

const startOf = ({ next }: Mine): string => (next ? sessionTimes(next).startsAt : '~')
const endOf = ({ event }: Mine): string => scheduleSpan(sessionsOf(event))?.endsAt ?? ''

/** A person's registrations: those to come by their next session, those over with the latest first. */
export const loadMine = async (
  services: Pick<SiteServices, 'table'>,
  person: Pick<PersonRef, 'id'>,
  now: Instant,
): Promise<Registrations> => {
  const [registrations, grants] = await Promise.all([
    listRegistrationsOf(services.table, person.id),
    listGrants(services.table, person.id),
  ])
  const live = registrations.filter(isLiveRegistration)
  const events = await findEvents(services.table, live.map((registration) => registration.event).slice(0, 100))
  const mine = live.flatMap((registration): Mine[] => {
    const found = events.get(registration.event)
    if (!found) return []
    const event = seenBy(found, registration)
    const entitled = registration.status === 'confirmed' && mayAttend(grants, event, now)
    const next = event.status === 'cancelled' ? undefined : nextSession(sessionsOf(event), now)
    return [{ event, registration, next, entitled, canJoin: entitled && joinable(event, now) !== undefined }]
  })
  return {
    upcoming: mine.filter(({ next }) => next).sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1)),
    past: mine.filter(({ next }) => !next).sort((a, b) => (endOf(a) > endOf(b) ? -1 : 1)),
    memberships: membershipsOf(grants, now),
  }
}
