import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { addSeconds, type Instant, Temporal } from '../platform/index.ts'
import { oneLine, paragraphs, uidOf } from './calendar-event.ts'
import type { Invitation } from './invitation.ts'
import { organizerOf, propertiesFirst } from './write-calendar.ts'

/** A seat that is kept for someone who waited. */
export type SeatOffer = {
  id: string
  eventTitle: string
  ticketName: string
  until: Instant
  url: string
  organizer: { name: string; email: string }
}

/** The last hour is in the calendar, and two hours before the end it rings. */
const entrySeconds = 3600
const alarmSeconds = 3600

/**
 * A file that reminds of an offer before it lapses: the last hour of it, in UTC. An offer does not change, and the next
 * one to the same person ends at another moment, so each has a UID of its own.
 */
export const offerReminder = (offer: SeatOffer, { host, stamp }: { host: string; stamp: Instant }): Invitation => {
  const calendar = ical({
    prodId: { company: 'Lectern', product: 'Calendar', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    scale: 'GREGORIAN',
  })
  calendar.createEvent({
    id: uidOf({ id: `offer-${offer.id}-${offer.until.replace(/[-:]/g, '')}` }, host),
    sequence: 0,
    stamp: Temporal.Instant.from(stamp),
    start: Temporal.Instant.from(addSeconds(offer.until, -entrySeconds)),
    end: Temporal.Instant.from(offer.until),
    summary: oneLine(`Your spot is held until this ends: ${offer.eventTitle}`),
    description: [`${oneLine(offer.ticketName)}. After that, it goes to the next person in line.`, offer.url]
      .map(paragraphs)
      .join('\n\n'),
    url: oneLine(offer.url),
    organizer: organizerOf(offer.organizer),
    status: ICalEventStatus.CONFIRMED,
    // Nobody is busy because of it.
    transparency: ICalEventTransparency.TRANSPARENT,
    alarms: [{ type: ICalAlarmType.display, triggerBefore: alarmSeconds }],
  })
  return {
    filename: 'offer.ics',
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    content: `${propertiesFirst(calendar.toString())}\r\n`,
  }
}
