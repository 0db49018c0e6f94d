import type { Instant } from '../platform/index.ts'
import { describeSchedule } from '../schedule/index.ts'
import { type Event, kindLine } from './event.ts'
import { sessionsOf } from './sessions-of.ts'

export const eventUrl = ({ siteUrl }: { siteUrl: string }, { slug }: Pick<Event, 'slug'>): string =>
  `${siteUrl}/events/${slug}`

/** "Five-week class · 5W22" */
export const kindLabel = (event: Event): string => [kindLine(event), event.code].filter(Boolean).join(' · ')

/** "Tuesdays, Apr 23 – May 21, 9:00 AM Pacific (noon Eastern)" */
export const formatWhen = (event: Pick<Event, 'sessions'>, now: Instant): string => {
  const { days, time, also } = describeSchedule(sessionsOf(event), now)
  return [days, time].filter(Boolean).join(', ') + (also ? ` (${also})` : '')
}

/** A venue with its address; without one it is online. */
export const formatPlace = (venue: Event['venue']): string =>
  venue ? [venue.name, venue.address].filter(Boolean).join(', ') : 'Online'

/** Where to go, or where the link to join will be. */
export const formatWhere = ({ venue }: Pick<Event, 'venue'>): string =>
  venue ? formatPlace(venue) : 'Online; the join link will be on your registrations page shortly before the start'
