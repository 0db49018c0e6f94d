import { type Instant, localOf, Temporal, wallTimeTrap, type Zone } from '../platform/index.ts'
import { type Session, sessionTimes } from '../schedule/index.ts'
import { timeZoneOf } from './time-zone.ts'

/** A session's start and end as a calendar writes them: in a time zone it defines, or (`timezone` null) in UTC. */
export type CalendarTimes = {
  timezone: string | null
  start: Temporal.ZonedDateTime
  end: Temporal.ZonedDateTime
}

/**
 * Wall time with a TZID when the zone's VTIMEZONE reads both ends back as the very instants we mean. Otherwise UTC,
 * which nobody can misread: in a repeated hour, whose passes not every program tells apart, in years that the block does not
 * describe, and where the block knows of a newer law than this runtime's zone data.
 */
export const calendarTimesOf = (session: Session): CalendarTimes => {
  const { startsAt, endsAt } = sessionTimes(session)
  const zone = timeZoneOf(session.zone)
  const said = (instant: Instant) =>
    zone !== undefined &&
    zone.name !== 'Etc/UTC' &&
    wallTimeTrap(localOf(instant, session.zone), session.zone) === undefined &&
    zone.offsetAt(localOf(instant, session.zone)) === offsetOf(instant, session.zone)
  const timezone = zone !== undefined && said(startsAt) && said(endsAt) ? zone.name : null
  const written = (instant: Instant) => Temporal.Instant.from(instant).toZonedDateTimeISO(timezone ?? 'UTC')
  return { timezone, start: written(startsAt), end: written(endsAt) }
}

const offsetOf = (instant: Instant, zone: Zone): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).offset.replace(':', '')
