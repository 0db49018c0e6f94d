import type { Event } from '../catalog/index.ts'
import type { Instant } from '../platform/index.ts'
import type { OfficeHour } from '../teaching/index.ts'
import type { CalendarEvent } from './calendar-event.ts'
import { type CalendarSite, hostOf } from './calendar-event-of.ts'
import { type Invitation, invitations } from './invitation.ts'
import type { FeedItem } from './publish-calendar.ts'

/** A booked slot as its two calendars know it. If the slot is gone, what they last knew. */
export type BookedOfficeHour = Pick<
  OfficeHour,
  'id' | 'event' | 'startsAt' | 'durationMinutes' | 'zone' | 'sequence'
> & {
  place?: string | undefined
  /** Whether there's a link. The link's own address is in no calendar. */
  online: boolean
  host: { name: string; email: string }
  student: { personId: string; name: string; email: string }
}

/** Whose calendar it is. */
export type OfficeHourSide = 'student' | 'teacher'

type Site = Pick<CalendarSite, 'siteUrl' | 'organizer'>

/** The page where each side sees its slots. */
export const officeHoursUrl = ({ siteUrl }: Pick<Site, 'siteUrl'>, slug: string, side: OfficeHourSide): string =>
  side === 'student' ? `${siteUrl}/events/${slug}/class/office-hours` : `${siteUrl}/teach/${slug}/office-hours`

/** The way to an online slot, which leads on for its two sides alone, as long as they are. */
export const officeHourJoinUrl = (
  { siteUrl }: Pick<Site, 'siteUrl'>,
  { id, event, online }: Pick<BookedOfficeHour, 'id' | 'event' | 'online'>,
): string | undefined => (online ? `${siteUrl}/events/${event}/class/office-hours/${id}/join` : undefined)

export const bookedOfficeHourOf = (slot: OfficeHour): BookedOfficeHour | undefined =>
  slot.booking && { ...slot, online: slot.link !== undefined, student: slot.booking }

const calendarEventOf = (
  site: Site,
  { title }: Pick<Event, 'title'>,
  slot: BookedOfficeHour,
  side: OfficeHourSide,
): CalendarEvent => {
  const other = side === 'student' ? slot.host.name : slot.student.name
  return {
    slug: slot.event,
    title: `Office hours with ${other}: ${title}`,
    summary: `${slot.durationMinutes} minutes for ${side === 'student' ? 'your questions' : `${other}’s questions`}.`,
    url: officeHoursUrl(site, slot.event, side),
    kindLabel: 'Office hours',
    // One identity for each slot and student, for good. The next student gets another, and one who comes back gets the
    // same.
    sessions: [
      {
        ...{ id: `${slot.id}-${slot.student.personId}`, sequence: slot.sequence, status: 'scheduled' },
        ...{ startsAt: slot.startsAt, durationMinutes: slot.durationMinutes, zone: slot.zone },
      },
    ],
    ...(slot.place === undefined ? {} : { location: slot.place }),
    organizer: site.organizer,
  }
}

/**
 * The file that puts a booked slot into a calendar (REQUEST) or takes it out (CANCEL). Its SEQUENCE is the slot's, which rises
 * with each change.
 * @param stamp  DTSTAMP: when the change happened
 */
export const officeHourInvitation = (
  site: Site,
  event: Pick<Event, 'title'>,
  slot: BookedOfficeHour,
  { side, method, stamp }: { side: OfficeHourSide; method: 'REQUEST' | 'CANCEL'; stamp: Instant },
): Invitation[] => {
  const { name, email } = side === 'student' ? slot.student : slot.host
  return invitations(calendarEventOf(site, event, slot, side), {
    ...{ method, attendee: { name, email }, host: hostOf(site), now: stamp, joinUrl: officeHourJoinUrl(site, slot) },
    // A withdrawal is one higher than what it withdraws; here that one is counted already.
    sequenceBump: method === 'CANCEL' ? -1 : 0,
  })
}

/** A booked slot in someone's feed. */
export const officeHourFeedItem = (
  site: Site,
  event: Pick<Event, 'title'>,
  slot: BookedOfficeHour & Pick<OfficeHour, 'changedAt'>,
  side: OfficeHourSide,
): FeedItem => ({
  event: { ...calendarEventOf(site, event, slot, side), updatedAt: slot.changedAt },
  joinUrl: officeHourJoinUrl(site, slot),
})
