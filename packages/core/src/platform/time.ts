import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { invalidInput } from './problem.ts'

// Temporal enters the product here and nowhere else; when the runtime brings its own, this import goes.
export { Temporal }

/**
 * A moment, as RFC 3339 in UTC to the second: `2024-04-23T16:00:00Z`. One fixed width, so comparing the strings
 * compares the times, in code and in sort keys.
 */
export type Instant = string

/** The years that a date from outside may lie in; any other is a slip of the pen, and some can't be reckoned with. */
const firstYear = 1900
export const lastYear = 2199

const inRange = (text: string): boolean => {
  const year = Number(text.slice(0, 4))
  return firstYear <= year && year <= lastYear
}
const outOfRange = `Enter a date between the years ${firstYear} and ${lastYear}`

/** An instant from outside, with any offset or fraction; parsed to the one form we keep. */
export const Instant = z.iso
  .datetime({ offset: true })
  .refine(inRange, { message: outOfRange, abort: true })
  // Temporal reads nine digits of a fraction, and none is kept.
  .transform((text): Instant => toInstant(Temporal.Instant.from(text.replace(/\.\d+/, ''))))

/** A day of the calendar: `2024-04-23`. */
export const Day = z.iso.date('Enter a date like 2024-04-23').refine(inRange, outOfRange)
export type Day = string

/** The day so many days after another, or before it. */
export const addDays = (day: Day, days: number): Day => addSeconds(`${day}T12:00:00Z`, days * 86_400).slice(0, 10)

/** The first instant after a day in a zone. */
export const endOfDay = (day: Day, zone: Zone): Instant => instantOf(`${addDays(day, 1)}T00:00`, zone)

/** A local date-time without offset, read in a named zone: `2024-04-23T09:00`. */
export const LocalDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:00)?$/, 'Enter a local date and time like 2024-04-23T09:00')
  .refine(isLocalDateTime, 'That date doesn’t exist')
  .refine(inRange, outOfRange)
  .transform((text) => text.slice(0, 16))
export type LocalDateTime = string

/** An IANA time-zone name, an area and a place in any case: `America/Los_Angeles`. Or `UTC`. */
export const Zone = z
  .string()
  .max(64)
  .overwrite(zoneNamed)
  .refine((name) => zones.has(name), 'Enter a time zone like America/Los_Angeles')
export type Zone = string

/** Whether there is such a local date and time, in any year. */
export function isLocalDateTime(text: string): boolean {
  try {
    Temporal.PlainDateTime.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** Zones in their usual case, remembered since asking the runtime is slow. */
const zones = new Set<string>()

/** A zone's name in its usual case; what names no zone is left as it is. */
function zoneNamed(name: string): string {
  // Abbreviations such as PST mean other zones elsewhere, and fixed offsets know nothing of daylight time.
  if (zones.has(name) || !/^(?:(?!etc\/gmt|systemv)[a-z]+(?:\/[a-z0-9_+-]+)+|utc)$/i.test(name)) return name
  try {
    const zone = Temporal.ZonedDateTime.from({ timeZone: name, year: 2024, month: 1, day: 1 }).timeZoneId
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    zones.add(zone)
    return zone
  } catch {
    return name
  }
}

/**
 * A time in ISO 8601, held within the years of four digits: those before 0 and after 9999 are written with a sign, and would
 * sort wrongly. What was stored before dates had a range reckons with them.
 */
const withinYears = (text: string): string => {
  if (text.startsWith('-')) return '0000-01-01T00:00:00'
  return text.startsWith('+') ? '9999-12-31T23:59:59' : text
}

const toInstant = (instant: Temporal.Instant): Instant =>
  `${withinYears(instant.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString()).slice(0, 19)}Z`

/** The instant of a JavaScript date, floored to the second: half-open windows keep their edges under flooring. */
export const instantFromDate = (date: Date): Instant => `${withinYears(date.toISOString()).slice(0, 19)}Z`

/** Milliseconds since 1970, for vendors that want them. */
export const epochMilliseconds = (instant: Instant): number => Date.parse(instant)

/** Seconds since 1970, for TTL attributes and Stripe. */
export const epochSeconds = (instant: Instant): number => Math.floor(Date.parse(instant) / 1000)

export const instantFromEpochSeconds = (seconds: number): Instant => instantFromDate(new Date(seconds * 1000))

export const addSeconds = (instant: Instant, seconds: number): Instant =>
  instantFromDate(new Date(Date.parse(instant) + seconds * 1000))

/** Seconds from one instant to another; negative when `to` is earlier. */
export const secondsBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / 1000

/**
 * The instant at which clocks in `zone` show `local`. In a gap it is the later reading, in a repeated hour the earlier
 * (RFC 5545's and Temporal's "compatible"); `wallTimeTrap` tells when a local time is one of these.
 */
export const instantOf = (local: LocalDateTime, zone: Zone): Instant =>
  toInstant(Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant())

/** What clocks in `zone` show at `instant`. */
export const localOf = (instant: Instant, zone: Zone): LocalDateTime =>
  withinYears(
    Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }),
  ).slice(0, 16)

/** Whether a local time falls into the hour that a zone skips (`gap`) or shows twice (`repeated`). */
export const wallTimeTrap = (local: LocalDateTime, zone: Zone): 'gap' | 'repeated' | undefined => {
  const plain = Temporal.PlainDateTime.from(local)
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return undefined
  return earlier.toPlainDateTime().equals(plain) ? 'repeated' : 'gap'
}

/** Refuses a range whose end comes before its beginning. @throws Problem invalid `input.invalid`, of the field `until` */
export const refuseTurned = ({ from, until }: { from?: string | undefined; until?: string | undefined }): void => {
  if (from === undefined || until === undefined || from <= until) return
  throw invalidInput([{ path: 'until', message: 'The end can’t be before the start' }])
}

/** A span of time that includes its start and excludes its end. */
export type Window = { from?: Instant | undefined; until?: Instant | undefined }

/** Whether `now` lies in `[from, until)`; a missing edge is open. */
export const within = (window: Window, now: Instant): boolean =>
  (window.from === undefined || window.from <= now) && (window.until === undefined || now < window.until)
