import { type Event, eventState, salesState } from '@lectern/core/catalog'
import { isOffered, isSoldOut, type Registration, type Waiting } from '@lectern/core/registration'
import type { EventView } from './load-event.ts'

/** What a reader can do about an event at this moment; the first that is true wins. */
export type Registering =
  | { can: 'nothing'; why: 'cancelled' | 'ended' | 'closed' | 'draft' }
  | { can: 'wait-for-sales' }
  | { can: 'see-own'; registration: Registration }
  | { can: 'take-offer'; place: Waiting }
  | { can: 'join-membership' }
  | { can: 'see-place'; place: Waiting }
  | { can: 'join-waiting-list' }
  | { can: 'register' }

const whyNot = (event: Event, view: EventView): 'cancelled' | 'ended' | 'closed' | 'draft' | undefined => {
  const state = eventState(event, view.now)
  if (state === 'cancelled' || state === 'ended' || state === 'draft') return state
  return salesState(event, view.now) === 'closed' ? 'closed' : undefined
}

/** @param member  whether the reader is a member, as far as we know them */
export const registering = (view: EventView, member: boolean): Registering => {
  const { event, registration, places, now } = view
  if (registration) return { can: 'see-own', registration }
  const why = whyNot(event, view)
  if (why) return { can: 'nothing', why }
  if (salesState(event, now) === 'not-open') return { can: 'wait-for-sales' }
  const offer = places.find((place) => isOffered(place, now))
  if (offer) return { can: 'take-offer', place: offer }
  if (event.access === 'members' && !member) return { can: 'join-membership' }
  const [place] = places
  if (isSoldOut(event, view.levels)) return place ? { can: 'see-place', place } : { can: 'join-waiting-list' }
  return { can: 'register' }
}
