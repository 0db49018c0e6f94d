import {
  type Event,
  findInstructors,
  getVisibleEvent,
  type Instructor,
  listEvents,
  salesState,
  seenBy,
  shownTickets,
  skuOf,
} from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import type { Instant } from '@lectern/core/platform'
import type { Quote } from '@lectern/core/pricing'
import {
  findJoining,
  findPlaces,
  findRegistration,
  isLiveRegistration,
  isOffered,
  joinable,
  type Levels,
  quoteEach,
  type Registration,
  runOf,
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
  /** The session whose room is open to the reader right now. */
  joins?: string | undefined
  /** What else is coming up for everyone: other runs of its course first. */
  related: Event[]
  /** The reader's places on the waitlist that still mean something. */
  places: Waiting[]
  now: Instant
}

/** Of the events that end soonest, what has most in common with this one. One read of an index, and of at most eight events. */
const loadRelated = async ({ table }: SiteServices, event: Event, now: Instant): Promise<Event[]> => {
  const everyone = { admin: false }
  const { items } = await listEvents(table, { viewer: everyone, from: now, until: '9999' }, { limit: 8 })
  const shared = (other: Event): number =>
    (isRunOf(event, other) ? 4 : 0) +
    (other.instructors.some((slug) => event.instructors.includes(slug)) ? 2 : 0) +
    (other.kind === event.kind ? 1 : 0)
  return items
    .filter(({ slug }) => slug !== event.slug)
    .toSorted((one, other) => shared(other) - shared(one))
    .slice(0, 3)
    .map((other) => ({ ...other, tickets: shownTickets(other) }))
}

/** Whether another event is a run of the same course, or of the same class without one. */
export const isRunOf = (event: Event, other: Event): boolean => runOf(event) === runOf(other)

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
  const [instructors, levels, quotes, registration, related, places] = await Promise.all([
    findInstructors(table, event.instructors),
    seatLevels(table, [event]),
    quoteEach(
      table,
      priced.map((ticket) => skuOf(slug, ticket)),
      actor,
      now,
    ),
    personId === undefined ? undefined : findRegistration(table, personId, slug),
    loadRelated(services, event, now),
    personId === undefined
      ? []
      : findPlaces(
          table,
          event.tickets.map((ticket) => ({ sku: skuOf(slug, ticket), personId })),
        ),
  ])
  const room = registration?.status === 'confirmed' ? joinable(seenBy(event, registration), now) : undefined
  const joins = room && personId !== undefined && (await findJoining(table, personId, event, now)) ? room.id : undefined
  return {
    event,
    instructors,
    levels,
    joins,
    seats: seatsOf(event, levels),
    quotes,
    registration: registration && isLiveRegistration(registration) ? registration : undefined,
    related,
    places: places.filter((place) => place.status === 'waiting' || isOffered(place, now)),
    now,
  }
}
