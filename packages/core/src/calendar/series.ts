import { type Instant, localOf, Temporal } from '../platform/index.ts'
import { plannedSession, type Session, sessionTimes } from '../schedule/index.ts'
import { calendarTimesOf } from './calendar-times.ts'
import { timeZoneOf } from './time-zone.ts'

/**
 * Sessions that a calendar can hold as one recurring entry: what recurs, as it was planned, and its RRULE
 * (RFC 5545, 3.8.5.3), whose first date is the first planned session.
 */
export type Series = { first: Session; rule: string }

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** Whether a session is an entry of its own whatever the others are: it came late, or only some people have it. */
export const isApart = ({ added, audience }: Session): boolean => added === true || audience === 'invited'

/**
 * The series that some sessions are, or nothing where they are to be single entries. Judged on how they were planned,
 * moved and cancelled ones included, but not those that were added after publishing: whether an event is a series is
 * part of its identity in calendars and must never change. Regular are two sessions or more in one zone, at one local
 * time and of one length, each day, every so many weeks, or on such a weekday of the month; none near a change of
 * clocks, where programs compute differently.
 */
export const seriesOf = (sessions: readonly Session[]): Series | undefined => {
  const planned = sessions
    .filter((session) => !isApart(session))
    .map(plannedSession)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
  const [first] = planned
  if (first === undefined || planned.length < 2) return undefined
  const alike = (session: Session) =>
    session.zone === first.zone &&
    session.durationMinutes === first.durationMinutes &&
    session.startsAt.slice(11) === first.startsAt.slice(11)
  if (!planned.every((session) => alike(session) && isPlain(session))) return undefined
  const rule = ruleOf(planned.map((session) => Temporal.PlainDate.from(session.startsAt.slice(0, 10))))
  return rule === undefined ? undefined : { first, rule }
}

/** Whether a session's wall times say its instants without any doubt, and clocks do not change while it lasts. */
const isPlain = (session: Session): boolean => {
  const { startsAt, durationMinutes, zone } = session
  if (calendarTimesOf(session).timezone === null && timeZoneOf(zone)?.name !== 'Etc/UTC') return false
  const ends = Temporal.PlainDateTime.from(startsAt).add({ minutes: durationMinutes })
  return ends.equals(wallTime(sessionTimes(session).endsAt, zone))
}

const wallTime = (instant: Instant, zone: string): Temporal.PlainDateTime =>
  Temporal.PlainDateTime.from(localOf(instant, zone))

const ruleOf = (dates: readonly Temporal.PlainDate[]): string | undefined => {
  const [first] = dates
  if (first === undefined) return undefined
  const day = weekdays[first.dayOfWeek - 1]
  const gap = constant(steps(dates, (before, date) => before.until(date).days))
  if (gap === 1) return `FREQ=DAILY;COUNT=${dates.length}`
  if (gap !== undefined && gap > 0 && gap % 7 === 0) {
    return `FREQ=WEEKLY${interval(gap / 7)};COUNT=${dates.length};BYDAY=${day}`
  }
  const months = constant(steps(dates, (before, date) => (date.year - before.year) * 12 + date.month - before.month))
  if (months === undefined || months < 1 || dates.some((date) => date.dayOfWeek !== first.dayOfWeek)) return undefined
  const position = dates.every((date) => date.day + 7 > date.daysInMonth)
    ? -1
    : constant(dates.map((date) => Math.ceil(date.day / 7)))
  if (position === undefined) return undefined
  return `FREQ=MONTHLY${interval(months)};COUNT=${dates.length};BYDAY=${position}${day}`
}

const steps = (
  dates: readonly Temporal.PlainDate[],
  step: (before: Temporal.PlainDate, date: Temporal.PlainDate) => number,
): number[] => dates.slice(1).map((date, index) => step(dates[index] ?? date, date))

const constant = (values: readonly number[]): number | undefined =>
  values.every((value) => value === values[0]) ? values[0] : undefined

const interval = (every: number): string => (every === 1 ? '' : `;INTERVAL=${every}`)
