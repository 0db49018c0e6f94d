import { calendarEventOf, hostOf, type Invitation, invitations, joinUrlOf, sequenceBumpOf } from '../calendar/index.ts'
import { type Event, kindLine, sessionsToCome } from '../catalog/index.ts'
import type { Instant } from '../platform/index.ts'
import type { Registration } from '../registration/index.ts'
import { describeSchedule, formatSessionWhen, type Session, sessionTimes } from '../schedule/index.ts'
import type { Post } from './post-mail.ts'

export const eventUrl = (post: Post, event: Event): string => `${post.siteUrl}/events/${event.slug}`

/** What a mail calls a registered person; nothing when all we have is what somebody else typed, whose words no mail begins with. */
export const callName = ({ name, namedAs, boughtBy }: Pick<Registration, 'name' | 'namedAs' | 'boughtBy'>): string =>
  boughtBy && namedAs === undefined ? '' : name

/** "Five-week class · 5W22" */
export const kindLabel = (event: Event): string => [kindLine(event), event.code].filter(Boolean).join(' · ')

/** "Tuesdays, Apr 23 – May 21, 9:00 AM Pacific (noon Eastern)" */
export const whenWords = (event: Event, now: Instant): string => {
  const { days, time, also } = describeSchedule(event.sessions, now)
  return [days, time].filter(Boolean).join(', ') + (also ? ` (${also})` : '')
}

/** A venue with its address; without one it is online. */
export const placeWords = (venue: Event['venue']): string =>
  venue ? [venue.name, venue.address].filter(Boolean).join(', ') : 'Online'

export const whereWords = ({ venue }: Pick<Event, 'venue'>): string =>
  venue ? placeWords(venue) : 'Online; the link to join is on your registrations page near the time'

export const sessionWords = (sessions: readonly Session[]): { title?: string; when: string }[] =>
  sessions.map((session) => ({
    ...(session.title ? { title: session.title } : {}),
    when: formatSessionWhen(session, { year: true }),
  }))

/**
 * The calendar that goes with a mail: an invitation, or its withdrawal. One file for a series, one for each session
 * otherwise. Registering again after cancelling raises the sequence above that of the withdrawal, or calendars would
 * ignore it.
 * Sessions that were over by `since` are in neither: a late registration invites to what is still to come.
 * @param stamp  DTSTAMP: when what the mail tells of happened, so that a repeated attempt sends the same bytes
 * @param since  when they registered, unless they were invited later
 * @param only  the sessions that the mail is about, when it isn't about all of them
 */
export const calendarFor = (
  post: Pick<Post, 'siteUrl' | 'organiser'>,
  event: Event,
  registration: Pick<Registration, 'name' | 'email' | 'round' | 'registeredAt'>,
  method: 'REQUEST' | 'CANCEL',
  stamp: Instant,
  { only, since = registration.registeredAt }: { only?: readonly string[]; since?: Instant } = {},
): Invitation[] => {
  const told =
    method === 'CANCEL'
      ? event.sessions.filter((session) => since < sessionTimes(session).endsAt)
      : sessionsToCome(event.sessions, since)
  if (told.length === 0) return []
  return invitations(calendarEventOf(post, event), {
    method,
    attendee: { name: registration.name, email: registration.email },
    host: hostOf(post),
    now: stamp,
    joinUrl: joinUrlOf(post, event),
    sequenceBump: sequenceBumpOf(registration),
    since,
    only,
  })
}
