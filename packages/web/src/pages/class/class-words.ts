import { type Event, kindLabels, sessionsOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { isWeekly, type Session, scheduledSessions, sessionTimes } from '@lectern/core/schedule'

/** "Class page", "Webinar page": the page for those who attend. */
export const formatPage = ({ kind }: Pick<Event, 'kind'>): string => `${kindLabels[kind].one} page`

/** "Week 2", "Session 3": among those that take place; nothing for the only one, and for one that was cancelled. */
const numberOf = (event: Event, session: Session): string | undefined => {
  const held = scheduledSessions(sessionsOf(event))
  const at = held.findIndex(({ id }) => id === session.id)
  if (at < 0 || held.length < 2) return undefined
  return `${event.kind !== 'conference' && isWeekly(held) ? 'Week' : 'Session'} ${at + 1}`
}

/** "Week 2: Finding prospects"; the event's own kind where a session has neither number nor title. */
export const sessionTitle = (event: Event, session: Session): string =>
  [numberOf(event, session), session.title].filter(Boolean).join(': ') || kindLabels[event.kind].one

/** Where a session stands at a moment. */
export const stateOfSession = (session: Session, now: Instant): 'past' | 'live' | 'upcoming' | 'cancelled' => {
  if (session.status === 'cancelled') return 'cancelled'
  const { startsAt, endsAt } = sessionTimes(session)
  return now >= endsAt ? 'past' : now >= startsAt ? 'live' : 'upcoming'
}
