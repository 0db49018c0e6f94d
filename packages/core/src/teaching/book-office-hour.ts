import { type Actor, requirePerson } from '../identity/index.ts'
import { openEventTo } from '../materials/index.ts'
import { again, announce, commit, type Instant, notFound, retrying, type Table } from '../platform/index.ts'
import { booked, hasBegun, type OfficeHour, slotTimes } from './office-hour.ts'
import { bookedAlready, slotMoved, slotOver, slotOwn, slotsNotNow, slotTaken } from './office-hour-problems.ts'
import { findAhead, findSlot, getSlot, pendingAhead, pendingSlot } from './office-hour-store.ts'
import { slotsBusy } from './open-office-hours.ts'
import { officeHourBooked } from './topics.ts'

export type BookingContext = {
  actor: Actor
  now: Instant
  /** When the slot began as its reader saw it; a slot that moved since is not booked unseen. */
  seen?: Instant | undefined
}

/**
 * Books a slot for someone who may attend the event now. A person can have one upcoming slot per event. The slot, the
 * person's limit, and the announcement are one conditional commit, so only one of several concurrent attempts gets it.
 * Booking a slot you already have changes nothing.
 * @throws Problem conflict `teaching.slot-taken`, `teaching.slot-over`, `teaching.slot-moved`,
 *   `teaching.booked-already`, `teaching.slot-your-own`, `teaching.slots-not-now`; unauthenticated; not-found, also for
 *   non-attendees
 */
export const bookOfficeHour = async (
  table: Table,
  slug: string,
  id: string,
  { actor, now, seen }: BookingContext,
): Promise<OfficeHour> => {
  const person = requirePerson(actor)
  const { event, by } = await openEventTo(table, slug, person, now)
  if (by !== 'attending') throw notFound('event')
  return retrying(slotsBusy, async () => {
    const slot = await getSlot(table, slug, id)
    if (slot.booking?.personId === person.id) return slot
    if (event.status !== 'published') throw slotsNotNow()
    if (slot.host.personId === person.id) throw slotOwn()
    if (slot.booking) throw slotTaken()
    if (hasBegun(slot, now)) throw slotOver()
    if (seen !== undefined && seen !== slotTimes(slot).startsAt) throw slotMoved(slot)
    const next = booked(slot, { personId: person.id, email: person.email, name: person.name }, now)
    const told = { event: slug, slot: id, person: person.id, sequence: next.sequence }
    const result = await commit(table, [
      pendingSlot(table, next),
      pendingAhead(table, next, person.id, now),
      announce(table, officeHourBooked, told, now),
    ])
    if (result.committed) return next
    if (result.refused.includes('office-hour')) return again
    const other = await findAhead(table, slug, person.id)
    throw bookedAlready(other === undefined ? undefined : await findSlot(table, slug, other))
  })
}
