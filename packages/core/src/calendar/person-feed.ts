import { listGrants } from '../access/index.ts'
import { type Event, findEvents, seenBy, sessionsOf } from '../catalog/index.ts'
import { mayAttend } from '../membership/index.ts'
import { addSeconds, type Instant, type Table } from '../platform/index.ts'
import { listRegistrationsOf, type Registration } from '../registration/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { listBookedBy, listOpenedBy, type OfficeHour, slotTimes } from '../teaching/index.ts'
import { type CalendarSite, calendarEventOf, hostOf, joinUrlOf } from './calendar-event-of.ts'
import { bookedOfficeHourOf, type OfficeHourSide, officeHourFeedItem } from './office-hour.ts'
import { type FeedItem, publishFeed } from './publish-calendar.ts'

/** What is over stays in the feed for a year: programs take away what a feed no longer has. */
const keptSeconds = 365 * 24 * 3600

/** Keys that one batch of the table reads. */
const batchSize = 100

/**
 * What an invitation and the private feed raise every sequence by: registering again after cancelling goes above the
 * withdrawal (which is one higher), or calendars would ignore it.
 */
export const sequenceBumpOf = ({ round }: Pick<Registration, 'round'>): number => 2 * (round ?? 0)

/** A slot of office hours, and on which side of it the feed's person is. */
type OwnSlot = { slot: OfficeHour; side: OfficeHourSide }

/** What a person booked, and what others booked of theirs. Two queries. */
const ownSlots = async (table: Table, personId: string, since: Instant): Promise<OwnSlot[]> => {
  const [bookings, opened] = await Promise.all([listBookedBy(table, personId), listOpenedBy(table, personId)])
  return [
    ...bookings.map((slot): OwnSlot => ({ slot, side: 'student' })),
    ...opened.map((slot): OwnSlot => ({ slot, side: 'teacher' })),
  ].filter(({ slot }) => slot.booking !== undefined && slotTimes(slot).endsAt >= since)
}

/**
 * A person's calendar: the events they're registered for, have access to, and that take place, with the link to join,
 * plus their office hours. Four queries by the person's key and one read of events per hundred. Only its content
 * depends on the time, so the text stays the same until something changes.
 */
export const personFeed = async (table: Table, site: CalendarSite, personId: string, now: Instant): Promise<string> => {
  const since = addSeconds(now, -keptSeconds)
  const [registrations, grants, slots] = await Promise.all([
    listRegistrationsOf(table, personId),
    listGrants(table, personId),
    ownSlots(table, personId, since),
  ])
  const live = registrations.filter(({ status }) => status === 'confirmed')
  const slugs = [...live.map(({ event }) => event), ...slots.map(({ slot }) => slot.event)]
  const events = await findAllEvents(table, [...new Set(slugs)])
  const items = live.flatMap((registration): FeedItem[] => {
    const found = events.get(registration.event)
    if (found?.status !== 'published' || !mayAttend(grants, found, now)) return []
    const event = seenBy(found, registration)
    if ((scheduleSpan(sessionsOf(event))?.endsAt ?? now) < since) return []
    const sequenceBump = sequenceBumpOf(registration)
    return [{ event: calendarEventOf(site, event), joinUrl: joinUrlOf(site, event), sequenceBump }]
  })
  const hours = slots.flatMap(({ slot, side }): FeedItem[] => {
    const event = events.get(slot.event)
    const booked = bookedOfficeHourOf(slot)
    if (event?.status !== 'published' || !booked) return []
    if (side === 'student' && !mayAttend(grants, event, now)) return []
    return [officeHourFeedItem(site, event, { ...booked, changedAt: slot.changedAt }, side)]
  })
  return publishFeed([...items, ...hours], { name: `${site.organizer.name}: my events`, host: hostOf(site), now })
}

const findAllEvents = async (table: Table, slugs: readonly string[]): Promise<Map<string, Event>> => {
  const found = new Map<string, Event>()
  for (let from = 0; from < slugs.length; from += batchSize) {
    for (const [slug, event] of await findEvents(table, slugs.slice(from, from + batchSize))) found.set(slug, event)
  }
  return found
}
