import ical, {
  ICalAlarmRelatesTo,
  ICalAlarmType,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { type Instant, instantOf, localOf, secondsBetween, Temporal } from '../platform/index.ts'
import { describeSale, type ShownSale } from '../pricing/index.ts'
import { oneLine, paragraphs, uidOf } from './calendar-event.ts'
import { calendarTimesOf } from './calendar-times.ts'
import { timeZoneOf } from './time-zone.ts'
import { organizerOf, propertiesFirst } from './write-calendar.ts'

/** What a calendar gets to know about a sale. Files get copied, so the type leaves no room for the code. */
export type SaleReminder = Omit<ShownSale, 'code' | 'body' | 'state' | 'nextChangeAt'> & {
  /** The sale's page. */
  url: string
}

/** When the alarm of a whole day rings, on clocks of the sale's zone. */
const alarmOfDay = 'T09:00'

/**
 * An iCalendar file (RFC 5545) with one entry for a sale: an all-day one when it goes from midnight to midnight in its
 * zone, otherwise one with times in that zone. It rings at the start; a whole day at 9:00 in the zone, as a moment, so
 * that it rings nowhere before the sale is on. The UID stays; SEQUENCE rises with changes of the sale or its promotion.
 * @param host  makes the UID unique in the world, and must stay the same for good
 * @param organizer  who has the sale
 */
export const saleReminder = (
  sale: SaleReminder,
  { host, now, organizer }: { host: string; now: Instant; organizer: { name: string; email: string } },
): string => {
  const calendar = ical({
    prodId: { company: 'Lectern', product: 'Calendar', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    scale: 'GREGORIAN',
    timezone: { name: null, generator: (zone) => timeZoneOf(zone)?.block ?? null },
  })
  calendar.createEvent({ ...timesOf(sale), ...wordsOf(sale, host, now), organizer: organizerOf(organizer) })
  return `${propertiesFirst(calendar.toString())}\r\n`
}

const timesOf = ({ slug, zone, startsAt, endsAt, allDay }: SaleReminder) => {
  const local = localOf(startsAt, zone)
  if (allDay) {
    const alarm = instantOf(`${local.slice(0, 10)}${alarmOfDay}`, zone)
    return {
      allDay,
      timezone: null,
      start: Temporal.PlainDate.from(local.slice(0, 10)),
      // DTEND is the first day that is no longer part of it (RFC 5545, 3.6.1).
      end: Temporal.PlainDate.from(localOf(endsAt, zone).slice(0, 10)),
      alarms: [{ type: ICalAlarmType.display, trigger: Temporal.Instant.from(alarm) }],
    } satisfies Partial<ICalEventData>
  }
  const durationMinutes = secondsBetween(startsAt, endsAt) / 60
  // A reveal given as an instant may lie where clocks show its time twice; UTC shows it once.
  const said = instantOf(local, zone) === startsAt ? zone : 'UTC'
  const status = 'scheduled'
  const session = {
    id: slug,
    startsAt: localOf(startsAt, said),
    zone: said,
    durationMinutes,
    sequence: 0,
    status,
  } as const
  return {
    ...calendarTimesOf(session),
    alarms: [{ type: ICalAlarmType.display, trigger: 0, relatesTo: ICalAlarmRelatesTo.start }],
  } satisfies Partial<ICalEventData>
}

const wordsOf = (sale: SaleReminder, host: string, now: Instant) => {
  const { when, elsewhere, length } = describeSale(sale)
  const how = sale.trigger === 'code' ? 'The code will be on the sale page when the sale starts.' : ''
  const description = [sale.summary, [`${when} (${length}).`, ...elsewhere].join(' '), how, sale.url]
  return {
    id: uidOf({ id: `sale-${sale.slug}` }, host),
    sequence: sale.sequence,
    stamp: Temporal.Instant.from(now),
    summary: oneLine(sale.title),
    description: description
      .map(paragraphs)
      .filter((part) => part !== '')
      .join('\n\n'),
    url: oneLine(sale.url),
    categories: [{ name: 'Sale' }],
    status: ICalEventStatus.CONFIRMED,
    // Nobody is busy because of it.
    transparency: ICalEventTransparency.TRANSPARENT,
  } satisfies Partial<ICalEventData>
}
