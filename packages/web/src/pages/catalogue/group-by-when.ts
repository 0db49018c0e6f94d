import { type Event, sessionsOf } from '@lectern/core/catalog'
import { addSeconds, type Instant, localOf } from '@lectern/core/platform'
import { nextSession, scheduleSpan, sessionTimes } from '@lectern/core/schedule'
import { bySession } from '../event-words.ts'

const weekSeconds = 7 * 24 * 3600

type Group = { title: string; events: Event[] }

const monthOf = (event: Event, now: Instant): string => {
  const session = nextSession(sessionsOf(event), now)
  if (session === undefined) return 'Later'
  const local = localOf(sessionTimes(session).startsAt, session.zone)
  const month = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' }).format(new Date(`${local}Z`))
  return local.slice(0, 4) === now.slice(0, 4) ? month : `${month} ${local.slice(0, 4)}`
}

/** What goes on first, then the coming seven days, then month by month; within each by the next session. */
export const groupByWhen = (events: readonly Event[], now: Instant): Group[] => {
  const nextStart = (event: Event) => {
    const session = nextSession(sessionsOf(event), now)
    return session ? sessionTimes(session).startsAt : '~'
  }
  const groups = new Map<string, Event[]>()
  const soon = addSeconds(now, weekSeconds)
  for (const event of bySession(events, now)) {
    const span = scheduleSpan(sessionsOf(event))
    const started = span !== undefined && span.startsAt <= now
    const title = started ? 'In progress' : nextStart(event) < soon ? 'In the next 7 days' : monthOf(event, now)
    groups.set(title, [...(groups.get(title) ?? []), event])
  }
  // What is under way is listed with its next session, yet comes first whenever that is.
  const order = [...groups].sort(([a], [b]) => Number(b === 'In progress') - Number(a === 'In progress'))
  return order.map(([title, list]) => ({ title, events: list }))
}
