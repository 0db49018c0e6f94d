import { type Instant, type LocalDateTime, localOf, Temporal, type Zone } from '../platform/index.ts'
import { type Session, scheduledSessions, sessionTimes, sortSessions } from './session.ts'

// The words of North America's zones. A zone that keeps standard time all year ("Mountain Standard Time" in Phoenix) is
// named by its city, since "9:00 AM Mountain" means Denver's clocks.
const zoneNames: Record<string, string> = {
  'Pacific Time': 'Pacific',
  'Mountain Time': 'Mountain',
  'Central Time': 'Central',
  'Eastern Time': 'Eastern',
  'Atlantic Time': 'Atlantic',
  'Newfoundland Time': 'Newfoundland',
  'Alaska Time': 'Alaska',
  'Hawaii-Aleutian Time': 'Hawaii',
  'Hawaii-Aleutian Standard Time': 'Hawaii',
}

// Readers of North American times are used to seeing one coast beside the other.
const west: Zone = 'America/Los_Angeles'
const east: Zone = 'America/New_York'
const otherCoast: Record<string, Zone> = {
  Pacific: east,
  Mountain: east,
  Alaska: east,
  Hawaii: east,
  Central: west,
  Eastern: west,
  Atlantic: west,
  Newfoundland: west,
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const ordinals = ['First', 'Second', 'Third', 'Fourth', 'Fifth']

const formatters = new Map<Zone, Intl.DateTimeFormat>()

const genericName = (zone: Zone, at: Instant): string => {
  let formatter = formatters.get(zone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longGeneric' })
    formatters.set(zone, formatter)
  }
  return formatter.formatToParts(new Date(at)).find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** A zone as people say it after a time: `Pacific`, `Eastern`; elsewhere the zone's city: `London`; `UTC`. */
export const formatZone = (zone: Zone, at: Instant): string => {
  const generic = genericName(zone, at)
  const known = zoneNames[generic]
  if (known !== undefined) return known
  if (generic.startsWith('GMT')) return generic === 'GMT+00:00' || generic === 'GMT' ? 'UTC' : generic
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** `9:00 AM`; 12:00 PM is `noon`, which nobody can misread. */
export const formatTime = (instant: Instant, zone: Zone): string => timeOfDay(localOf(instant, zone).slice(11))

const timeOfDay = (clock: string): string => {
  if (clock === '12:00') return 'noon'
  const hour = Number(clock.slice(0, 2))
  return `${hour % 12 === 0 ? 12 : hour % 12}:${clock.slice(3, 5)} ${hour < 12 ? 'AM' : 'PM'}`
}

/** `Tue, Apr 23`, or with the year `Tue, Apr 23, 2024`. */
export const formatDate = (instant: Instant, zone: Zone, { year = false }: { year?: boolean } = {}): string =>
  describeDate(dateOf(instant, zone), year)

/** `Tue, Apr 23, 2024 (Pacific)`: a day that something happened on, in the zone that makes it that day. */
export const formatZonedDate = (instant: Instant, zone: Zone): string =>
  `${formatDate(instant, zone, { year: true })} (${formatZone(zone, instant)})`

/** `Tue, Apr 23, 2024, 9:00 AM Pacific`. */
export const formatInstant = (instant: Instant, zone: Zone): string =>
  `${formatDate(instant, zone, { year: true })}, ${formatTime(instant, zone)} ${formatZone(zone, instant)}`

/** `Tue, Apr 23 · 9:00 AM Pacific`, in the session's own zone. */
export const formatSessionWhen = (
  session: Pick<Session, 'startsAt' | 'zone' | 'durationMinutes'>,
  { year = false }: { year?: boolean } = {},
): string => {
  const { startsAt } = sessionTimes(session)
  const { zone } = session
  return `${formatDate(startsAt, zone, { year })} · ${formatTime(startsAt, zone)} ${formatZone(zone, startsAt)}`
}

/** A schedule in words: `Tuesdays, Apr 23 – May 21`, `9:00 AM Pacific`, and the other coast's `noon Eastern`. */
export type ScheduleWords = { days: string; time: string; also?: string }

/**
 * The schedule in words, of the sessions that take place (of all, when none does). Years are shown when a date is not
 * in the year of `now` (UTC), or when the dates span two. `also` is given for North American zones: Eastern for those
 * west of Central, Pacific for the others, as long as one time holds for all sessions.
 */
export const describeSchedule = (sessions: readonly Session[], now?: Instant): ScheduleWords => {
  const scheduled = scheduledSessions(sessions)
  const shown = scheduled.length > 0 ? scheduled : sortSessions(sessions)
  const [first] = shown
  if (first === undefined) return { days: 'No dates yet', time: '' }

  // The first session of each day says when people have to be there.
  const daily = new Map<string, Session>()
  for (const session of shown) {
    const date = session.startsAt.slice(0, 10)
    if (!daily.has(date)) daily.set(date, session)
  }
  const dates = [...daily.keys()].sort().map((date) => Temporal.PlainDate.from(date))
  const days = formatDays(dates, now)

  const starts = [...daily.values()].map((session) => ({ session, at: sessionTimes(session).startsAt }))
  const zoneName = formatZone(first.zone, sessionTimes(first).startsAt)
  const clock = only(starts.map(({ session }) => session.startsAt.slice(11)))
  const oneZone = only(shown.map((session) => session.zone))
  if (oneZone === undefined) return { days, time: 'Times vary' }
  if (clock === undefined) return { days, time: `Times vary, ${zoneName}` }
  const time = `${daily.size < shown.length ? 'from ' : ''}${timeOfDay(clock)} ${zoneName}`

  const coast = otherCoast[zoneName]
  if (coast === undefined) return { days, time }
  const also = only(starts.map(({ session, at }) => timeElsewhere(session.startsAt, at, coast)))
  return also === undefined ? { days, time } : { days, time, also }
}

/** `noon Eastern`, and which day when it is another there. */
const timeElsewhere = (local: LocalDateTime, at: Instant, zone: Zone): string => {
  const there = localOf(at, zone)
  const day = there.slice(0, 10)
  const here = local.slice(0, 10)
  const shift = day === here ? '' : day > here ? ', the next day' : ', the day before'
  return `${timeOfDay(there.slice(11))} ${formatZone(zone, at)}${shift}`
}

const only = (values: readonly string[]): string | undefined =>
  values.every((value) => value === values[0]) ? values[0] : undefined

const formatDays = (dates: readonly Temporal.PlainDate[], now: Instant | undefined): string => {
  const [first] = dates
  const last = dates.at(-1)
  if (first === undefined || last === undefined) return 'No dates yet'
  const thisYear = now === undefined ? first.year : Number(now.slice(0, 4))
  const showYear = first.year !== thisYear || last.year !== thisYear
  if (dates.length === 1) return describeDate(first, showYear)

  const range = describeRange(first, last, showYear)
  const weekday = weekdays[first.dayOfWeek - 1] ?? ''
  const gap = only(gapsInDays(dates).map(String))
  if (gap === '1') return range
  if (gap === '7') return `${weekday}s, ${range}`
  if (gap === '14' && dates.length > 2) return `Every other ${weekday}, ${range}`
  const position = monthlyPosition(dates)
  if (position !== undefined) return `${position} ${weekday}s, ${range}`
  return `${dates.length} dates, ${range}`
}

/** Whether sessions are held on one weekday of each week, on two dates at least; those that don't take place aside. */
export const isWeekly = (sessions: readonly Session[]): boolean => {
  const dates = [...new Set(scheduledSessions(sessions).map(({ startsAt }) => startsAt.slice(0, 10)))]
  const gaps = gapsInDays(dates.sort().map((date) => Temporal.PlainDate.from(date)))
  return gaps.length > 0 && gaps.every((days) => days === 7)
}

const gapsInDays = (dates: readonly Temporal.PlainDate[]): number[] =>
  dates.slice(1).map((date, index) => (dates[index] ?? date).until(date).days)

/** `Third` for dates that are the third such weekday of consecutive months; `Last` likewise. */
const monthlyPosition = (dates: readonly Temporal.PlainDate[]): string | undefined => {
  const [first] = dates
  if (first === undefined || dates.some((date) => date.dayOfWeek !== first.dayOfWeek)) return undefined
  const month = (date: Temporal.PlainDate) => date.year * 12 + date.month
  if (dates.some((date, index) => month(date) !== month(first) + index)) return undefined
  const ordinal = only(dates.map((date) => ordinals[Math.ceil(date.day / 7) - 1] ?? ''))
  if (ordinal !== undefined) return ordinal
  return dates.every((date) => date.day + 7 > date.daysInMonth) ? 'Last' : undefined
}

const describeRange = (first: Temporal.PlainDate, last: Temporal.PlainDate, showYear: boolean): string => {
  if (first.year !== last.year) return `${monthDay(first)}, ${first.year} – ${monthDay(last)}, ${last.year}`
  const end = first.month === last.month ? String(last.day) : monthDay(last)
  return `${monthDay(first)} – ${end}${showYear ? `, ${last.year}` : ''}`
}

const dateOf = (instant: Instant, zone: Zone): Temporal.PlainDate =>
  Temporal.PlainDate.from(localOf(instant, zone).slice(0, 10))

const monthDay = (date: Temporal.PlainDate): string => `${months[date.month - 1]} ${date.day}`

/** A date by itself: `Thursday, June 6`. */
export const formatWholeDay = (day: string): string =>
  new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  )

/** The day of a session in its own zone, as a page of a calendar has it: `Apr` and `23`. */
export const dayOf = ({ startsAt }: Pick<Session, 'startsAt'>): { month: string; day: string } => {
  const date = Temporal.PlainDate.from(startsAt.slice(0, 10))
  return { month: months[date.month - 1] ?? '', day: String(date.day) }
}

const describeDate = (date: Temporal.PlainDate, year: boolean): string =>
  `${(weekdays[date.dayOfWeek - 1] ?? '').slice(0, 3)}, ${monthDay(date)}${year ? `, ${date.year}` : ''}`

/** The sessions of a list in a mail: each with its title, if it has one, and when it is. */
export const sessionLines = (sessions: readonly Session[]): { title?: string; when: string }[] =>
  sessions.map((session) => ({
    ...(session.title ? { title: session.title } : {}),
    when: formatSessionWhen(session, { year: true }),
  }))
