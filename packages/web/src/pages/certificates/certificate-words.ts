import { epochMilliseconds, type Zone } from '@lectern/core/platform'
import type { Certificate } from '@lectern/core/teaching'

const formatterIn = (zone: Zone) => new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: zone })

/** "April 23 – May 21, 2024". */
export const formatDates = ({ startsAt, endsAt, zone }: Pick<Certificate, 'startsAt' | 'endsAt' | 'zone'>): string =>
  formatterIn(zone)
    .formatRange(epochMilliseconds(startsAt), epochMilliseconds(endsAt))
    // Thin spaces, which not every font has.
    .replace(/\u2009/g, ' ')

/** "May 22, 2024". */
export const describeDate = (instant: string, zone: Zone): string =>
  formatterIn(zone).format(epochMilliseconds(instant))

/** "attended 4 of 5 sessions of", before the title. */
export const formatAttended = ({ attended, sessions }: Pick<Certificate, 'attended' | 'sessions'>): string => {
  if (sessions === 1) return 'attended'
  return attended === sessions
    ? `attended all ${sessions} sessions of`
    : `attended ${attended} of ${sessions} sessions of`
}

const list = new Intl.ListFormat('en-US', { type: 'conjunction' })

/** "James Kernan and Amy Babinchak". */
export const formatInstructor = ({ instructors }: Pick<Certificate, 'instructors'>): string => list.format(instructors)
