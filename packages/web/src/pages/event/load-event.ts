import {
  type Event,
  findInstructors,
  getVisibleEvent,
  type Instructor,
  salesState,
  shownTickets,
  skuOf,
} from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import type { Instant } from '@lectern/core/platform'
import type { Quote } from '@lectern/core/pricing'
import {
  findPlaces,
  findRegistration,
  isLiveRegistration,
  isOffered,
  type Levels,
  quoteEach,
  type Registration,
  seatLevels,
  viewerOf,
  type Waiting,
} from '@lectern/core/registration'
import type { SiteServices } from '../../site.ts'
import { type Seats, seatsOf } from '../event-words.ts'

/** Everything that an event's page tells, about the event and about anyone who looks at it. */
export type EventView = {
  event: Event
  instructors: Instructor[]
  levels: Levels
  seats: Seats | undefined
  /** What a seat costs this reader now, by sku; of free tickets, and while nothing can be had, there's nothing to work out. */
  quotes: ReadonlyMap<string, Quote>
  registration: Registration | undefined
  /** The reader's places on the waitlist that still mean something. */
  places: Waiting[]
  now: Instant
}

/** Reads an event's page for a reader. Throws not-found for what they may not see. */
export const loadEvent = async (
  services: SiteServices,
  slug: string,
  actor: Actor,
  now: Instant,
): Promise<EventView> => {
  const { table } = services
  const found = await getVisibleEvent(table, slug, viewerOf(actor))
  const event = { ...found, tickets: shownTickets(found) }
  const priced = salesState(event, now) === 'open' ? event.tickets.filter(({ priceCents }) => priceCents > 0) : []
  const personId = actor.kind === 'person' ? actor.id : undefined
  const [instructors, levels, quotes, registration, places] = await Promise.all([
    findInstructors(table, event.instructors),
    seatLevels(table, [event]),
    quoteEach(
      table,
      priced.map((ticket) => skuOf(slug, ticket)),
      actor,
      now,
    ),
    personId === undefined ? undefined : findRegistration(table, personId, slug),
    personId === undefined
      ? []
      : findPlaces(
          table,
          event.tickets.map((ticket) => ({ sku: skuOf(slug, ticket), personId })),
        ),
  ])
  return {
    event,
    instructors,
    levels,
    seats: seatsOf(event, levels),
    quotes,
    registration: registration && isLiveRegistration(registration) ? registration : undefined,
    places: places.filter((place) => place.status === 'waiting' || isOffered(place, now)),
    now,
  }
}
