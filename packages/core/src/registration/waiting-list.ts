import { type Event, getEvent, skuOf, type Ticket } from '../catalog/index.ts'
import { type Instant, notFound, type Table } from '../platform/index.ts'
import { leaveQueue } from './leave-waiting-lists.ts'
import { isOffered, type Waiting } from './waiting.ts'
import { listPlacesFor } from './waiting-store.ts'

/** Someone on an event's waiting list, as its organizers see it. */
export type WaitingEntry = {
  place: Waiting
  ticket: Pick<Ticket, 'slug' | 'name'>
  /** Where they are in line for their ticket, from 1; nothing once a seat is offered. */
  position?: number
}

/** The most people of one ticket that are listed. */
const listed = 500

/**
 * Who waits for an event, and to whom a seat is offered: offers first, then by who waits longest, ticket by ticket.
 * Reads each ticket's places consistently, at most 500 of them.
 */
export const listWaitingList = async (table: Table, event: Event, now: Instant): Promise<WaitingEntry[]> => {
  const parts = await Promise.all(
    event.tickets.map(async (ticket) => {
      const places = await listPlacesFor(table, skuOf(event.slug, ticket), listed)
      const offered = places.filter((place) => isOffered(place, now))
      const waiting = places.filter(({ status }) => status === 'waiting')
      return [
        ...offered.map((place): WaitingEntry => ({ place, ticket })),
        ...waiting.map((place, index): WaitingEntry => ({ place, ticket, position: index + 1 })),
      ]
    }),
  )
  return parts.flat()
}

/**
 * Takes someone off an event's waiting list; a seat that was offered to them goes to the next. Taken off twice is off.
 * @throws Problem not-found for a place of no ticket of this event
 */
export const removeFromWaitingList = async (table: Table, slug: string, id: string, now: Instant): Promise<void> => {
  const event = await getEvent(table, slug)
  const places = await Promise.all(event.tickets.map((ticket) => listPlacesFor(table, skuOf(slug, ticket), listed)))
  const place = places.flat().find((one) => one.id === id)
  if (!place) throw notFound('waitlist spot')
  if (place.status === 'waiting' || place.status === 'offered') await leaveQueue(table, place, now)
}
