import { type Event, kindLabels, salesWindow, sessionsOf } from '@lectern/core/catalog'
import { addSeconds, formatCents, type Instant, wallTimeTrap, type Zone } from '@lectern/core/platform'
import {
  describeSchedule,
  formatInstant,
  formatTime,
  type Session,
  scheduledSessions,
  scheduleSpan,
  sessionTimes,
} from '@lectern/core/schedule'
import { formatCount } from '../../../layout/moments.ts'
import { formatDay } from '../../event-words.ts'

/** `40 minutes`, `1 hour 30 minutes`, `2 hours`. */
export const formatLength = (minutes: number): string => {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const parts = [
    ...(hours > 0 ? [`${hours} ${hours === 1 ? 'hour' : 'hours'}`] : []),
    ...(rest > 0 ? [`${rest} minutes`] : []),
  ]
  return parts.join(' ')
}

/** `Five sessions: Tuesdays, Feb 13 – Mar 12, 9:00 AM Pacific (noon Eastern), 1 hour each.` */
export const scheduleSentence = (sessions: readonly Session[], now: Instant): string => {
  if (sessions.length === 0) return 'No dates yet. Add a session before you publish.'
  const { days, time, also } = describeSchedule(sessions, now)
  const [first] = sessions
  const alike = sessions.every((session) => session.durationMinutes === first?.durationMinutes)
  const length = first && alike ? `, ${formatLength(first.durationMinutes)}${sessions.length > 1 ? ' each' : ''}` : ''
  const other = also === undefined ? '' : ` (${also})`
  return `${formatCount(sessions.length, 'session', 'sessions')}: ${days}, ${time}${other}${length}.`
}

/** Neighboring sessions that start at one time of day: `sessions 1 to 4`. */
const runs = (sessions: readonly Session[], zone: Zone): { who: string; time: string }[] => {
  const found: { from: number; to: number; time: string }[] = []
  for (const [index, session] of sessions.entries()) {
    const time = formatTime(sessionTimes(session).startsAt, zone)
    const last = found.at(-1)
    if (last?.time === time) last.to = index + 1
    else found.push({ from: index + 1, to: index + 1, time })
  }
  return found.map(({ from, to, time }) => ({
    who: from === to ? `session ${from}` : `sessions ${from} to ${to}`,
    time,
  }))
}

const formatRun = (sessions: readonly Session[], zone: Zone): string => {
  const found = runs(sessions, zone)
  const [only] = found
  if (found.length === 1 && only) return only.time
  // Beyond a few runs the sentence says less than the table beneath it.
  return found.length > 4 ? 'times vary' : found.map(({ who, time }) => `${time} (${who})`).join(', ')
}

const elsewhere: readonly (readonly [string, Zone])[] = [
  ['Los Angeles', 'America/Los_Angeles'],
  ['New York', 'America/New_York'],
  ['London', 'Europe/London'],
]

/** `In New York noon; in London 5:00 PM (sessions 1 to 4), 4:00 PM (session 5).` */
export const elsewhereSentence = (event: Pick<Event, 'sessions' | 'zone'>): string | undefined => {
  const sessions = scheduledSessions(sessionsOf(event, { admin: true }))
  if (sessions.length === 0) return undefined
  const places = elsewhere.filter(([, zone]) => zone !== event.zone)
  return `In ${places.map(([place, zone]) => `${place} ${formatRun(sessions, zone)}`).join('; in ')}.`
}

/** What to take care of in a schedule: clocks that change between sessions, hours that are there twice, days gone by. */
export const scheduleNotes = (event: Pick<Event, 'sessions' | 'zone'>, now: Instant): string[] => {
  const sessions = scheduledSessions(sessionsOf(event, { admin: true }))
  const notes: string[] = []
  const inUtc = runs(sessions, 'UTC')
  const alike = sessions.every((session) => session.startsAt.slice(11) === sessions[0]?.startsAt.slice(11))
  if (alike && inUtc.length > 1 && inUtc.length <= 4) {
    const words = inUtc.map(({ who, time }) => `${who} ${who.includes(' to ') ? 'start' : 'starts'} at ${time} UTC`)
    notes.push(
      `Clocks change between the sessions: ${words.join(', ')}. In the event's own zone the time stays the same.`,
    )
  }
  for (const session of sessions) {
    if (wallTimeTrap(session.startsAt, session.zone) === 'repeated') {
      const time = session.startsAt.replace('T', ' ')
      notes.push(`Clocks show ${time} twice that night. We use the first.`)
    }
  }
  const past = sessions.filter((session) => sessionTimes(session).startsAt < now).length
  if (past > 0) notes.push(past === 1 ? 'One session is in the past.' : `${past} sessions are in the past.`)
  return notes
}

const seats = (count: number): string => `${count.toLocaleString('en-US')} ${count === 1 ? 'seat' : 'seats'}`

/** What a ticket or a format costs, in words. */
export const formatPrice = (cents: number): string => (cents === 0 ? 'free' : formatCents(cents))

const audience = (event: Event): string => {
  const kind = kindLabels[event.kind].one.toLowerCase()
  if (event.access === 'members') return 'Members only, signed in.'
  if (event.access === 'invited') {
    const count = formatCount(event.invited.length, 'person', 'people').toLowerCase()
    return `The ${count} listed. No one else can see this ${kind}.`
  }
  return 'Everyone, signed in or not.'
}

const onSale = (event: Event): string => {
  const { from, until } = salesWindow(event)
  const opens = from ? `From ${formatInstant(from, event.zone)}` : 'As soon as it’s published'
  const closes =
    event.salesCloseAt && until ? `until ${formatInstant(until, event.zone)}` : 'until the last session ends'
  return `${opens} ${closes}.`
}

const refunds = (event: Event): string => {
  const start = scheduleSpan(sessionsOf(event, { admin: true }))?.startsAt
  const hours = event.refundUntilHours
  if (event.tickets.every(({ priceCents }) => priceCents === 0)) {
    return 'Nothing to refund. People can cancel until it starts.'
  }
  if (hours === 0) return 'Full refund until the first session.'
  const rule = `People who cancel at least ${hours % 24 === 0 ? formatCount(hours / 24, 'day', 'days').toLowerCase() : formatCount(hours, 'hour', 'hours').toLowerCase()} before the first session get a full refund`
  return start ? `${rule}: until ${formatInstant(addSeconds(start, -hours * 3600), event.zone)}.` : `${rule}.`
}

/** What an event means, in words, fact by fact. */
export const eventFacts = (event: Event): { term: string; detail: string }[] => {
  const days = Object.entries(event.dayCapacity ?? {}).map(([day, count]) => `${seats(count)} on ${formatDay(day)}`)
  const total = event.capacity === undefined ? 'no total limit' : `${seats(event.capacity)} in all`
  const shared = days.length > 0 ? days.join(', ') : total
  const tickets = event.tickets.map(
    ({ name, priceCents, capacity, admits }) =>
      `${name}: ${formatPrice(priceCents)}${capacity === undefined ? '' : `, ${seats(capacity)}`}${admits ? `, for ${admits.days.map(formatDay).join(' and ')}` : ''}`,
  )
  const questions = event.questions.map(({ label, required }) => `${label}${required ? '' : ' (optional)'}`)
  return [
    { term: 'Page', detail: `/events/${event.slug}` },
    { term: 'Price', detail: `${tickets.join('; ')} (${shared}).` },
    { term: 'Who', detail: audience(event) },
    { term: 'On sale', detail: onSale(event) },
    { term: 'Refunds', detail: refunds(event) },
    { term: 'Where', detail: event.venue ? `${event.venue.name}, ${event.venue.address}` : 'Online.' },
    {
      term: 'Join',
      detail: event.venue
        ? ''
        : event.joinUrl
          ? `${event.joinUrl}, shown to people who registered.`
          : 'No join link yet.',
    },
    {
      term: 'Recording',
      detail: event.recording === 'always' ? 'Every session is recorded.' : 'Not recorded.',
    },
    {
      term: 'Membership',
      detail: event.includedInMembership
        ? 'Free with the all-access membership.'
        : 'Not part of the all-access membership.',
    },
    { term: 'Questions', detail: questions.join('; ') },
  ]
}
