import type { Instant, Zone } from '@lectern/core/platform'
import { formatDate, formatInstant, formatTime, formatZone } from '@lectern/core/schedule'
import { getContext, tryGetContext } from 'hono/context-storage'
import type { SiteEnv } from '../site.ts'

/** Whose site it is. Taken from the request that is being answered, since it is needed in columns and words far below the handler. */
export const thisSite = (): SiteEnv['Variables']['site'] => getContext<SiteEnv>().var.site

/** The organizer's zone, a setting: whatever has no zone of its own is shown in it. */
export const organizerZone = (): Zone => thisSite().organizer.zone

/** The zone that the reader chose for the times of this site; the gallery has no reader. */
export const readerZone = (): Zone | undefined => tryGetContext<SiteEnv>()?.var.readerZone

/** `Tue, Apr 23, 2024, 9:00 AM`, in the organizer's zone; in a narrow column it breaks before the time alone. */
export const formatMoment = (instant: Instant): string =>
  [formatDate(instant, organizerZone(), { year: true }), formatTime(instant, organizerZone())]
    .map((part) => part.replaceAll(' ', '\u00a0'))
    .join(', ')

/** `Tue, Apr 23, 2024, 9:00 AM Pacific`, where no heading names the zone. */
export const momentInZone = (instant: Instant): string => formatInstant(instant, organizerZone())

/** `Tue, Apr 23, 2024`, in the organizer's zone. */
export const formatDay = (instant: Instant): string => formatDate(instant, organizerZone(), { year: true })

/** `Tuesday, April 23`, in the organizer's zone. */
export const longDay = (instant: Instant): string =>
  new Intl.DateTimeFormat('en-US', {
    ...{ weekday: 'long', month: 'long', day: 'numeric' },
    timeZone: organizerZone(),
  }).format(new Date(instant))

/** The zone that `formatMoment` speaks of: `Pacific`. */
export const formatOrganizerZone = (now: Instant): string => formatZone(organizerZone(), now)

const small = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve']

/** `Five sessions`, `13 sessions`, `One session`. */
export const formatCount = (count: number, one: string, many: string): string =>
  `${small[count] ?? count.toLocaleString('en-US')} ${count === 1 ? one : many}`
