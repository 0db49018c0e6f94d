import type { Event } from './event.ts'
import { dateOf, isPrivate } from './sessions-of.ts'

/** What contradicts itself, and the field in which. */
export type Contradiction = { path: string; message: string }

/** The most addresses on all lists of an event's sessions together: an event is one item. */
const mostGuests = 1000

const wrongDays = (event: Event): Contradiction | undefined => {
  const days = new Set(event.sessions.filter((session) => !isPrivate(session)).map(dateOf))
  const missing = (some: readonly string[]) => (days.size === 0 ? undefined : some.find((day) => !days.has(day)))
  for (const [index, { name, admits }] of event.tickets.entries()) {
    const day = missing(admits?.days ?? [])
    if (day !== undefined) {
      const message = `“${name}” admits to ${day}, but there’s no session on that day`
      return { path: `tickets.${index}.admits`, message }
    }
  }
  const day = missing(Object.keys(event.dayCapacity ?? {}))
  return day === undefined ? undefined : { path: 'dayCapacity', message: `There’s no session on ${day}` }
}

const wrongGuests = ({ sessions }: Event): Contradiction | undefined => {
  for (const [index, session] of sessions.entries()) {
    const path = `sessions.${index}.invited`
    const invited = session.invited?.length ?? 0
    if (isPrivate(session) && invited === 0)
      return { path, message: 'List the addresses of the people you’re inviting' }
    if (!isPrivate(session) && invited > 0) {
      return { path, message: 'Only a session by invitation has a list of people. Set its audience to invited' }
    }
  }
  const all = sessions.reduce((sum, { invited = [] }) => sum + invited.length, 0)
  if (all > mostGuests)
    return { path: 'sessions', message: `List up to ${mostGuests} addresses for all sessions together` }
  return undefined
}

/** What of an event's days, seats, and lists of guests contradicts itself, if anything. */
export const wrongDaysOrGuests = (event: Event): Contradiction | undefined => {
  if (event.capacity !== undefined && Object.keys(event.dayCapacity ?? {}).length > 0) {
    return { path: 'dayCapacity', message: 'Set total seats or seats per day, not both' }
  }
  if (event.status === 'published' && event.sessions.length > 0 && event.sessions.every(isPrivate)) {
    return { path: 'sessions', message: 'An event needs at least one session that isn’t by invitation' }
  }
  return wrongDays(event) ?? wrongGuests(event)
}
