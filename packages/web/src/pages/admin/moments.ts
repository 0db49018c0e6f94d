import { addSeconds, type Instant, instantOf, type Zone } from '@lectern/core/platform'
import { formatDate, formatInstant, formatTime, zoneWords } from '@lectern/core/schedule'

/** The zone in which the organiser works: what has no zone of its own is told in it. */
export const houseZone: Zone = 'America/Los_Angeles'

/** `Tue, Apr 23, 2024, 9:00 AM`, in the organiser's zone; in a narrow column it breaks before the time alone. */
export const momentWords = (instant: Instant): string =>
  [formatDate(instant, houseZone, { year: true }), formatTime(instant, houseZone)]
    .map((part) => part.replaceAll(' ', '\u00a0'))
    .join(', ')

/** `Tue, Apr 23, 2024, 9:00 AM Pacific`, where no heading names the zone. */
export const momentInZone = (instant: Instant): string => formatInstant(instant, houseZone)

/** `Tue, Apr 23, 2024`, in the organiser's zone. */
export const dayWords = (instant: Instant): string => formatDate(instant, houseZone, { year: true })

/** The zone that `momentWords` speaks of: `Pacific`. */
export const houseZoneWords = (now: Instant): string => zoneWords(houseZone, now)

/** The first instant after a day (`2024-04-23`) of the organiser's. */
export const endOfDay = (date: string): Instant => {
  // Half a day after noon of the day before midnight may miss by an hour when clocks change; the next date does not.
  const next = addSeconds(instantOf(`${date}T12:00`, 'UTC'), 24 * 3600).slice(0, 10)
  return instantOf(`${next}T00:00`, houseZone)
}

const small = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve']

/** `Five sessions`, `13 sessions`, `One session`. */
export const countWords = (count: number, one: string, many: string): string =>
  `${small[count] ?? count.toLocaleString('en-US')} ${count === 1 ? one : many}`
