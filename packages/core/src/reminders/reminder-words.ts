import { type Instant, localOf, secondsBetween, Temporal } from '../platform/index.ts'
import { type Session, sessionTimes } from '../schedule/index.ts'

const count = (number: number, one: string, many: string): string => (number === 1 ? one : `${number} ${many}`)

/** Below this, hours say more than "tomorrow": a session soon after midnight. */
const hoursBelowSeconds = 6 * 3600

/**
 * "90 minutes", where hours would be far off; else hours, rounded down but for ten minutes: nobody comes late for words.
 * @param minutes  50 or more
 */
const hoursOf = (minutes: number): string =>
  minutes >= 70 && minutes < 110
    ? `${Math.round(minutes / 5) * 5} minutes`
    : count(Math.max(1, Math.floor((minutes + 10) / 60)), 'an hour', 'hours')

/**
 * How far away a session is, to follow "starts": "in a week", "tomorrow", "in 3 hours", "in 25 minutes". Days are those of
 * the calendar where it takes place.
 */
export const startsIn = (session: Pick<Session, 'startsAt' | 'zone' | 'durationMinutes'>, now: Instant): string => {
  const seconds = secondsBetween(now, sessionTimes(session).startsAt)
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes < 50) return `in ${count(minutes, 'a minute', 'minutes')}`
  const today = Temporal.PlainDate.from(localOf(now, session.zone).slice(0, 10))
  const { days } = today.until(Temporal.PlainDate.from(session.startsAt.slice(0, 10)))
  if (days === 0 || seconds < hoursBelowSeconds) return `in ${hoursOf(minutes)}`
  if (days === 1) return 'tomorrow'
  if (days % 7 === 0) return `in ${count(days / 7, 'a week', 'weeks')}`
  return `in ${count(days, 'a day', 'days')}`
}

/** An offset as an organizer reads it: "1 week before", "3 days before", "90 minutes before". */
export const formatOffset = (minutes: number): string => {
  const [number, unit] =
    minutes % (7 * 1440) === 0
      ? [minutes / (7 * 1440), 'week']
      : minutes % 1440 === 0
        ? [minutes / 1440, 'day']
        : minutes % 60 === 0
          ? [minutes / 60, 'hour']
          : [minutes, 'minute']
  return `${number} ${unit}${number === 1 ? '' : 's'} before`
}
