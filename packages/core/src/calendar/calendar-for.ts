import { type Event, sessionsOf, sessionsToCome } from '../catalog/index.ts'
import type { Instant } from '../platform/index.ts'
import { callName, joinLink, type Registration } from '../registration/index.ts'
import { sessionTimes } from '../schedule/index.ts'
import { type CalendarSite, calendarEventOf, hostOf } from './calendar-event-of.ts'
import { type Invitation, invitations } from './invitation.ts'
import { sequenceBumpOf } from './person-feed.ts'

/**
 * The calendar that goes with a mail: an invitation, or its withdrawal. One file for a series, one for each session
 * otherwise. Registering again after cancelling raises the sequence above that of the withdrawal, or calendars would
 * ignore it.
 * It has the reader's own link to join, which a withdrawal ends.
 * Sessions that were over by `since` are in neither: a late registration invites to what is still to come.
 * @param stamp  DTSTAMP: when the mail's news happened, so that a repeated attempt sends the same bytes
 * @param since  when they registered, unless they were invited later
 * @param only  the sessions that the mail is about, when it isn't about all of them
 */
export const calendarFor = (
  site: CalendarSite & { secret: string },
  event: Event,
  registration: Pick<
    Registration,
    'id' | 'personId' | 'event' | 'name' | 'namedAs' | 'email' | 'round' | 'registeredAt'
  >,
  method: 'REQUEST' | 'CANCEL',
  stamp: Instant,
  { only, since = registration.registeredAt }: { only?: readonly string[]; since?: Instant } = {},
): Invitation[] => {
  const told =
    method === 'CANCEL'
      ? sessionsOf(event).filter((session) => since < sessionTimes(session).endsAt)
      : sessionsToCome(sessionsOf(event), since)
  if (told.length === 0) return []
  return invitations(calendarEventOf(site, event), {
    method,
    attendee: { name: callName(registration), email: registration.email },
    host: hostOf(site),
    now: stamp,
    joinUrl: event.joinUrl === undefined ? undefined : joinLink(site, registration),
    sequenceBump: sequenceBumpOf(registration),
    since,
    only,
  })
}
