import {
  type Event,
  type EventState,
  eventState,
  kindLine,
  salesState,
  sessionsOf,
  type Ticket,
} from '@lectern/core/catalog'
import { formatCents, type Instant, type Zone } from '@lectern/core/platform'
import { cancellableUntil, type Levels, type Promised, remaining } from '@lectern/core/registration'
import {
  describeSchedule,
  formatDate,
  formatTime,
  formatZone,
  nextSession,
  type ScheduleWords,
  type Session,
  scheduledSessions,
  sessionTimes,
} from '@lectern/core/schedule'
import type { State } from '../components/state-badge.tsx'
import { readerZone } from '../layout/moments.ts'
import { formatReaderTime } from '../layout/reader-time.ts'

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** "Five-week class · 5W22". */
export const kicker = (event: Event): string => [kindLine(event), event.code].filter(Boolean).join(' · ')

export const formatRecording = (event: Event): string => (event.recording === 'always' ? 'recorded' : 'not recorded')

/** "Online, recorded", or the venue's name. */
export const describePlace = (event: Event): string =>
  event.venue === undefined ? `Online, ${formatRecording(event)}` : event.venue.name

export const formatPrice = (cents: number): string => (cents === 0 ? 'Free' : formatCents(cents))

/** "$399"; of several tickets "from $99", of free ones "Free". */
export const formatTicketPrice = (tickets: readonly Ticket[]): string => {
  const prices = tickets.map((ticket) => ticket.priceCents)
  if (prices.length === 0) return 'Not on sale'
  const [least, most] = [Math.min(...prices), Math.max(...prices)]
  return least === most
    ? formatPrice(least)
    : least === 0
      ? `Free – ${formatCents(most)}`
      : `from ${formatCents(least)}`
}

/** "Sat, Apr 20, 9:00 AM Pacific", with the year when it is not this one. */
export const formatMoment = (instant: Instant, zone: Zone, now: Instant): string => {
  const year = instant.slice(0, 4) !== now.slice(0, 4)
  return `${formatDate(instant, zone, { year })}, ${formatTime(instant, zone)} ${formatZone(zone, instant)}`
}

/** "90 minutes"; beyond two hours "8 hours 30 minutes". */
const formatLength = (minutes: number): string => {
  if (minutes <= 120) return `${minutes} minutes`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} hours${rest === 0 ? '' : ` ${rest} minutes`}`
}

/** "9:00 AM Pacific · 60 minutes". */
export const formatClock = (session: Session): string => {
  const { startsAt } = sessionTimes(session)
  const { zone, durationMinutes: minutes } = session
  return `${formatTime(startsAt, zone)} ${formatZone(zone, startsAt)} · ${formatLength(minutes)}`
}

/** "Tue, Apr 23 · 9:00 AM Pacific · 60 minutes". */
export const formatSession = (session: Session, now: Instant): string => {
  const { startsAt } = sessionTimes(session)
  const year = startsAt.slice(0, 4) !== now.slice(0, 4)
  return `${formatDate(startsAt, session.zone, { year })} · ${formatClock(session)}`
}

/** "6:00 PM your time", of one session, for readers who chose another zone. */
export const ownTime = (session: Session): string | undefined => {
  const zone = readerZone()
  return zone && formatReaderTime([sessionTimes(session).startsAt], session.zone, zone)
}

/** The rhythm in words; beside its own time the reader's, where they chose a zone, else the other coast's. */
export const rhythmOf = (event: Pick<Event, 'sessions'>, now: Instant): ScheduleWords => {
  const { also, ...words } = describeSchedule(sessionsOf(event), now)
  const zone = readerZone()
  if (zone === undefined) return also === undefined ? words : { ...words, also }
  // The first session of each day says when people have to be there.
  const daily = new Map(
    scheduledSessions(sessionsOf(event))
      .toReversed()
      .map((one) => [one.startsAt.slice(0, 10), one]),
  )
  const starts = [...daily.values()].toReversed()
  const varies = new Set(starts.map((one) => `${one.startsAt.slice(11)} ${one.zone}`)).size !== 1
  const own = varies
    ? undefined
    : formatReaderTime(
        starts.map((one) => sessionTimes(one).startsAt),
        starts[0]?.zone ?? zone,
        zone,
      )
  return own === undefined ? words : { ...words, also: own }
}

/** The whole rhythm on one line: "Tuesdays, Apr 23 – May 21, 9:00 AM Pacific (noon Eastern)". */
export const whenLine = (event: Event, now: Instant): string => {
  const { days, time, also } = rhythmOf(event, now)
  // Behind a comma, "Times vary" goes on in small letters.
  const clock = time.replace(/^Times/, 'times')
  return [days, clock].filter(Boolean).join(', ') + (also === undefined ? '' : ` (${also})`)
}

/** Until when money comes back, or a free seat can be canceled; a whole sentence. Of an order, as it was promised. */
export const formatRefund = (event: Event, paid: boolean, now: Instant, order?: Promised): string | undefined => {
  const until = cancellableUntil(event, paid, order)
  if (until === undefined) return undefined
  const moment = formatMoment(until, event.zone, now)
  if (now >= until) return paid ? `Refunds ended on ${moment}.` : undefined
  return paid ? `Full refund until ${moment}.` : `You can cancel until it starts.`
}

/** "Thu, Jun 6, 2024", of a date. */
export const formatDay = (day: string): string => formatDate(`${day}T12:00:00Z`, 'UTC', { year: true })

/** How many seats are left of how many; nothing where seats are not counted. */
export type Seats = { left: number; capacity: number; words: string }

export const seatsOf = (event: Event, levels: Levels): Seats | undefined => {
  const left = event.tickets.map((ticket) => remaining(event, ticket.slug, levels))
  const counted = left.filter((one): one is number => one !== undefined)
  if (counted.length < left.length) return undefined
  const own = event.tickets.reduce((sum, ticket) => sum + (ticket.capacity ?? 0), 0)
  // Seats of days are shared: what one ticket can still have tells the most.
  const days = Object.values(event.dayCapacity ?? {})
  const shared = event.capacity ?? (days.length > 0 ? Math.max(...days) : undefined)
  const capacity = shared ?? own
  const sum = counted.reduce((all, one) => all + one, 0)
  const total = shared === undefined ? sum : Math.min(sum, Math.max(...counted))
  return { left: total, capacity, words: total === 0 ? 'None left' : `${total} of ${capacity} left` }
}

/** Seats are only counted aloud once at most half of them are left. */
export const isScarce = ({ left, capacity }: Seats): boolean => left > 0 && left * 2 <= capacity

/** An event's face: what a reader should know first. Seats matter only while tickets can be had. */
export const faceOf = (event: Event, seats: Seats | undefined, now: Instant): { state?: State; words?: string } => {
  const state = eventState(event, now)
  const sales = salesState(event, now)
  const open = sales === 'open'
  const faces: Record<EventState, { state?: State; words?: string } | undefined> = {
    draft: { state: 'draft' },
    cancelled: { state: 'cancelled' },
    ended: { state: 'ended' },
    live: { state: 'live' },
    'under-way': { state: 'under-way' },
    upcoming: undefined,
  }
  const face = faces[state]
  if (face) return face
  if (open && seats?.left === 0) return { state: 'sold-out' }
  if (sales === 'not-open') return { state: 'sales-not-open' }
  if (sales === 'closed') return { state: 'sales-closed' }
  if (event.access === 'members') return { state: 'members-only' }
  if (event.access === 'invited') return { state: 'invited-only' }
  if (open && seats && isScarce(seats)) return { state: 'few-left', words: seats.words }
  return {}
}

/** The session that the event's day in a list is about: the next, or of what is over the first. */
export const shownSession = (event: Event, now: Instant): Session | undefined =>
  nextSession(sessionsOf(event), now) ?? scheduledSessions(sessionsOf(event))[0] ?? sessionsOf(event)[0]

/** By the session that each is shown with: the soonest first. */
export const bySession = (events: readonly Event[], now: Instant): Event[] => {
  const start = (event: Event): Instant => {
    const session = shownSession(event, now)
    return session ? sessionTimes(session).startsAt : '~'
  }
  return events.toSorted((a, b) => (start(a) < start(b) ? -1 : 1))
}
