import { type Event, type Instructor, salesState } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { scheduleSpan } from '@lectern/core/schedule'
import type { SiteServices } from '../../site.ts'
import type { Seats } from '../event-words.ts'

type Site = Pick<SiteServices, 'siteUrl' | 'organiser'>

export const eventUrl = ({ siteUrl }: Pick<Site, 'siteUrl'>, slug: string): string => `${siteUrl}/events/${slug}`

const availability = (event: Event, seats: Seats | undefined, now: Instant): string => {
  if (salesState(event, now) !== 'open') return 'https://schema.org/OutOfStock'
  return seats?.left === 0 ? 'https://schema.org/SoldOut' : 'https://schema.org/InStock'
}

/** The event for search engines (https://schema.org/Event). */
export const eventData = (
  site: Site,
  {
    event,
    instructors,
    seats,
    now,
  }: { event: Event; instructors: readonly Instructor[]; seats: Seats | undefined; now: Instant },
): Record<string, unknown> => {
  const span = scheduleSpan(event.sessions)
  const url = eventUrl(site, event.slug)
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: event.title,
    description: event.summary || event.title,
    url,
    ...(span ? { startDate: span.startsAt, endDate: span.endsAt } : {}),
    eventStatus: `https://schema.org/${event.status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: `https://schema.org/${event.venue ? 'OfflineEventAttendanceMode' : 'OnlineEventAttendanceMode'}`,
    location: event.venue
      ? { '@type': 'Place', name: event.venue.name, address: event.venue.address }
      : { '@type': 'VirtualLocation', url },
    organizer: { '@type': 'Organization', name: site.organiser.name, url: site.siteUrl },
    performer: instructors.map(({ name, slug }) => ({
      '@type': 'Person',
      name,
      url: `${site.siteUrl}/people/${slug}`,
    })),
    isAccessibleForFree: event.tickets.every((ticket) => ticket.priceCents === 0),
    offers: event.tickets.map((ticket) => ({
      '@type': 'Offer',
      name: ticket.name,
      price: (ticket.priceCents / 100).toFixed(2),
      priceCurrency: 'USD',
      url,
      availability: availability(event, seats, now),
    })),
  }
}
