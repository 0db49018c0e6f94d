import { addSeconds, type Instant, localOf, secondsBetween, Temporal, type Zone } from '../platform/index.ts'
import { formatTime, formatZone } from '../schedule/index.ts'
import type { SaleTimes } from './sale.ts'

/** `Thursday, February 29`, with the year unless it is said to be known. */
const formatDay = (instant: Instant, zone: Zone, year: boolean): string =>
  Temporal.PlainDate.from(localOf(instant, zone).slice(0, 10)).toLocaleString('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(year ? { year: 'numeric' } : {}),
  })

const dateIn = (instant: Instant, zone: Zone): string => localOf(instant, zone).slice(0, 10)

const zoneTime = (zone: Zone, at: Instant): string => {
  const words = formatZone(zone, at)
  return words === 'UTC' || words.startsWith('GMT') ? words : `${words} time`
}

/** A moment with its day: `Thursday, February 29, 9:00 AM Pacific time`. */
export const saleMoment = (instant: Instant, zone: Zone, now?: Instant): string => {
  const year = now === undefined || dateIn(now, zone).slice(0, 4) !== dateIn(instant, zone).slice(0, 4)
  return `${formatDay(instant, zone, year)}, ${formatTime(instant, zone)} ${zoneTime(zone, instant)}`
}

const describeWhen = ({ zone, startsAt, endsAt, allDay }: SaleTimes, year: boolean): string => {
  const here = zoneTime(zone, startsAt)
  const [first, last] = [startsAt, allDay ? addSeconds(endsAt, -1) : endsAt]
  const sameDay = dateIn(first, zone) === dateIn(last, zone)
  const sameYear = dateIn(first, zone).slice(0, 4) === dateIn(last, zone).slice(0, 4)
  const [from, until] = [formatDay(first, zone, year && !sameYear), formatDay(last, zone, year)]
  if (allDay) return sameDay ? `All day ${until}, ${here}` : `All day from ${from} to ${until}, ${here}`
  const [start, end] = [formatTime(startsAt, zone), formatTime(endsAt, zone)]
  if (sameDay) return `${until}, ${start} to ${end} ${here}`
  return `From ${from}, ${start} to ${until}, ${end} ${here}`
}

const places: readonly [Zone, string][] = [
  ['America/New_York', 'New York'],
  ['America/Los_Angeles', 'Los Angeles'],
  ['Europe/London', 'London'],
]

const formatElsewhere = ({ zone, startsAt, endsAt }: SaleTimes): string[] =>
  places
    .filter(([other]) => localOf(startsAt, other) !== localOf(startsAt, zone))
    .slice(0, 2)
    .map(([other, name]) => {
      const at = (instant: Instant, day: string) =>
        `${formatTime(instant, other)}${dateIn(instant, other) === day ? '' : ` on ${formatDay(instant, other, false)}`}`
      const ends = at(endsAt, dateIn(startsAt, other))
      return `In ${name} it starts at ${at(startsAt, dateIn(startsAt, zone))} and ends at ${ends}.`
    })

/** `24 hours`, `23 hours`, `3 days`, `90 minutes`: elapsed time, so that a day on which clocks change tells its length. */
const formatLength = ({ startsAt, endsAt }: SaleTimes): string => {
  const hours = secondsBetween(startsAt, endsAt) / 3600
  if (hours < 2) return `${Math.round(hours * 60)} minutes`
  return hours < 72 ? `${Number(hours.toFixed(1))} hours` : `${Math.round(hours / 24)} days`
}

export type SaleWords = {
  /** `All day Thursday, February 29, Pacific time` */
  when: string
  /** `In New York it starts at 3:00 AM and ends at 3:00 AM on Friday, March 1.` */
  elsewhere: string[]
  length: string
}

/** When a sale takes place, in words. Without `now` the year is always told. */
export const describeSale = (times: SaleTimes, now?: Instant): SaleWords => {
  const year = (instant: Instant) => dateIn(instant, times.zone).slice(0, 4)
  const told =
    now === undefined || year(now) !== year(times.startsAt) || year(now) !== year(addSeconds(times.endsAt, -1))
  return { when: describeWhen(times, told), elsewhere: formatElsewhere(times), length: formatLength(times) }
}
