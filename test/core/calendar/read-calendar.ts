import ICAL from 'ical.js'
import nodeIcal, { type VEvent } from 'node-ical'
import { openCalendarClient } from '../../support/calendar-client.ts'

const instant = (time: ICAL.Time): string => new Date(time.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z')

/** A calendar as another program reads it: its method, its zones and the events with their instants. */
export const readCalendar = (text: string) => {
  const root = new ICAL.Component(ICAL.parse(text))
  const zones = new Map(
    root.getAllSubcomponents('vtimezone').map((block) => [String(block.getFirstPropertyValue('tzid')), block]),
  )
  const timeOf = (event: ICAL.Component, name: string): string => {
    const property = event.getFirstProperty(name)
    const time = property?.getFirstValue()
    if (!(time instanceof ICAL.Time)) throw new Error(`${name} is missing`)
    const zone = property?.getParameter('tzid')
    if (zone === undefined) return instant(time)
    const block = zones.get(String(zone))
    if (block === undefined) throw new Error(`no VTIMEZONE for ${zone}`)
    // A zone of this very calendar, never one that the reader knows by itself.
    time.zone = new ICAL.Timezone(block)
    return instant(time)
  }
  return {
    method: root.getFirstPropertyValue('method'),
    root,
    zones: [...zones.keys()],
    events: root.getAllSubcomponents('vevent').map((event) => ({
      event,
      uid: event.getFirstPropertyValue('uid'),
      sequence: event.getFirstPropertyValue('sequence'),
      status: event.getFirstPropertyValue('status'),
      summary: event.getFirstPropertyValue('summary'),
      description: event.getFirstPropertyValue('description'),
      stamp: timeOf(event, 'dtstamp'),
      startsAt: timeOf(event, 'dtstart'),
      endsAt: timeOf(event, 'dtend'),
      zone: event.getFirstProperty('dtstart')?.getParameter('tzid'),
    })),
  }
}

/** Every date that a file means, as ical.js reads it, changed and dropped ones of a series reckoned in. */
export const datesIn = (text: string): { startsAt: string; endsAt: string }[] => {
  const client = openCalendarClient('dropped')
  client.open(text)
  return client.shown().map(({ startsAt, endsAt }) => ({ startsAt, endsAt }))
}

const seconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`

/** The same as node-ical reads it, which shares no code with ical.js. */
export const datesInToo = (text: string): { startsAt: string; endsAt: string }[] => {
  const found: { startsAt: string; endsAt: string }[] = []
  for (const one of Object.values(nodeIcal.sync.parseICS(text))) {
    if (one?.type !== 'VEVENT' || one.status === 'CANCELLED') continue
    const event = one as VEvent
    const dates = event.rrule
      ? nodeIcal.expandRecurringEvent(event, { from: new Date('1970-01-01'), to: new Date('2200-01-01') })
      : [event]
    for (const { start, end } of dates) found.push({ startsAt: seconds(start), endsAt: seconds(end as Date) })
  }
  return found.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
}
