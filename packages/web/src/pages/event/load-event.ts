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
  quoteOrder,
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
  /** What one seat costs this reader now, where there is but one ticket. */
  quote: Quote | undefined
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
  const [only, ...more] = event.tickets
  const priced = only !== undefined && more.length === 0 && only.priceCents > 0 && salesState(event, now) === 'open'
  const personId = actor.kind === 'person' ? actor.id : undefined
  const [instructors, levels, quote, registration, places] = await Promise.all([
    findInstructors(table, event.instructors),
    seatLevels(table, [event]),
    priced ? quoteOrder(table, { lines: [{ sku: skuOf(slug, only), quantity: 1 }], codes: [] }, actor, now) : undefined,
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
    quote,
    registration: registration && isLiveRegistration(registration) ? registration : undefined,
    places: places.filter((place) => place.status === 'waiting' || isOffered(place, now)),
    now,
  }
}
