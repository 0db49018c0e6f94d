import { type CalendarEvent, type Invitation, invitation } from '../calendar/index.ts'
import { type Event, kindLine, kindWords } from '../catalog/index.ts'
import type { Instant } from '../platform/index.ts'
import type { Registration } from '../registration/index.ts'
import { describeSchedule, formatSessionWhen, type Session, scheduledSessions } from '../schedule/index.ts'
import type { Post } from './post-mail.ts'

export const eventUrl = (post: Post, event: Event): string => `${post.siteUrl}/events/${event.slug}`

/** "Five-week class · 5W22" */
export const kindLabel = (event: Event): string => [kindLine(event), event.code].filter(Boolean).join(' · ')

/** "Tuesdays, Apr 23 – May 21, 9:00 AM Pacific (noon Eastern)" */
export const whenWords = (event: Event, now: Instant): string => {
  const { days, time, also } = describeSchedule(event.sessions, now)
  return [days, time].filter(Boolean).join(', ') + (also ? ` (${also})` : '')
}

export const whereWords = (event: Event): string =>
  event.venue
    ? [event.venue.name, event.venue.address].filter(Boolean).join(', ')
    : 'Online; the link to join is on your registrations page near the time'

export const sessionWords = (event: Event): { title?: string; when: string }[] =>
  scheduledSessions(event.sessions).map((session) => ({
    ...(session.title ? { title: session.title } : {}),
    when: formatSessionWhen(session, { year: true }),
  }))

const calendarEvent = (post: Post, event: Event, sessions: Session[]): CalendarEvent => ({
  slug: event.slug,
  title: event.title,
  summary: event.summary,
  url: eventUrl(post, event),
  kindLabel: kindWords[event.kind].one,
  sessions,
  ...(event.venue ? { location: [event.venue.name, event.venue.address].filter(Boolean).join(', ') } : {}),
  organiser: { name: post.organiser.name, email: post.organiser.email },
})

/**
 * The calendar that goes with a mail: an invitation, or its withdrawal. Registering again after cancelling raises the
 * sequence above that of the withdrawal, or calendars would ignore it.
 * @param stamp  DTSTAMP: when what the mail tells of happened, so that a repeated attempt sends the same bytes
 */
export const calendarFor = (
  post: Post,
  event: Event,
  registration: Registration,
  method: 'REQUEST' | 'CANCEL',
  stamp: Instant,
): Invitation[] => {
  const scheduled = scheduledSessions(event.sessions)
  if (method === 'REQUEST' && scheduled.length === 0) return []
  return [
    invitation(calendarEvent(post, event, method === 'CANCEL' ? event.sessions : scheduled), {
      method,
      attendee: { name: registration.name, email: registration.email },
      host: new URL(post.siteUrl).hostname,
      now: stamp,
      sequenceBump: 2 * (registration.round ?? 0),
    }),
  ]
}
