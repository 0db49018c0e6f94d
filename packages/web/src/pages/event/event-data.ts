import { type Event, type Instructor, salesState, sessionsOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { scheduleSpan } from '@lectern/core/schedule'
import type { Seats } from '../event-words.ts'
import { type DataSite, organizationData, pictureUrl } from '../organizer-data.ts'

export const eventUrl = ({ siteUrl }: Pick<DataSite, 'siteUrl'>, slug: string): string => `${siteUrl}/events/${slug}`

const availability = (event: Event, seats: Seats | undefined, now: Instant): string => {
  if (salesState(event, now) !== 'open') return 'https://schema.org/OutOfStock'
  return seats?.left === 0 ? 'https://schema.org/SoldOut' : 'https://schema.org/InStock'
}

/** What its tickets cost, and whether they can be had (https://schema.org/Offer). */
export const offersData = (site: DataSite, event: Event, seats: Seats | undefined, now: Instant) =>
  event.tickets.map((ticket) => ({
    '@type': 'Offer',
    name: ticket.name,
    category: ticket.priceCents === 0 ? 'Free' : 'Paid',
    price: (ticket.priceCents / 100).toFixed(2),
    priceCurrency: 'USD',
    url: eventUrl(site, event.slug),
    availability: availability(event, seats, now),
  }))

export const personData = ({ siteUrl }: DataSite, { name, slug }: Instructor) => ({
  '@type': 'Person',
  name,
  url: `${siteUrl}/people/${slug}`,
})

export const placeData = (site: DataSite, { venue, slug }: Event) =>
  venue
    ? { '@type': 'Place', name: venue.name, address: venue.address }
    : { '@type': 'VirtualLocation', url: eventUrl(site, slug) }

export const statusData = ({ status, venue }: Event) => ({
  eventStatus: `https://schema.org/${status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
  eventAttendanceMode: `https://schema.org/${venue ? 'OfflineEventAttendanceMode' : 'OnlineEventAttendanceMode'}`,
})

/** The event for search engines (https://schema.org/Event). */
export const eventData = (
  site: DataSite,
  {
    event,
    instructors,
    seats,
    now,
  }: { event: Event; instructors: readonly Instructor[]; seats: Seats | undefined; now: Instant },
): Record<string, unknown> => {
  const span = scheduleSpan(sessionsOf(event))
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: event.title,
    description: event.summary || event.title,
    url: eventUrl(site, event.slug),
    image: pictureUrl(site, event, instructors),
    ...(span ? { startDate: span.startsAt, endDate: span.endsAt } : {}),
    ...statusData(event),
    location: placeData(site, event),
    organizer: organizationData(site),
    performer: instructors.map((one) => personData(site, one)),
    isAccessibleForFree: event.tickets.every((ticket) => ticket.priceCents === 0),
    offers: offersData(site, event, seats, now),
  }
}
