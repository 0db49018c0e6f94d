import type * as z from 'zod'

/** What is announced about a slot that someone had. */
type Cancellation = z.infer<typeof officeHourCancelled.payload>

import { listGrants } from '../access/index.ts'
import { findEvent } from '../catalog/index.ts'
import { type Actor, requirePerson } from '../identity/index.ts'
import { getTaughtEvent } from '../materials/index.ts'
import { mayAttend } from '../membership/index.ts'
import { again, announce, commit, type Instant, type PendingWrite, retrying, type Table } from '../platform/index.ts'
import { hasBegun, isOver, type OfficeHour, released } from './office-hour.ts'
import { slotOver } from './office-hour-problems.ts'
import { findAhead, findSlot, getSlot, pendingAheadRemoval, pendingSlot } from './office-hour-store.ts'
import { slotsBusy } from './open-office-hours.ts'
import { officeHourCancelled } from './topics.ts'

/**
 * The person who booked a slot may take another, unless they've taken one since, because this one has begun. One read
 * if it is booked.
 */
export const findAheadRemoval = async (table: Table, slot: OfficeHour): Promise<PendingWrite[]> => {
  const { booking } = slot
  if (!booking || (await findAhead(table, slot.event, booking.personId)) !== slot.id) return []
  return [pendingAheadRemoval(table, slot, booking.personId)]
}

/** Announces that a booking has ended. Nobody is told about past slots. */
export const pendingCancelled = (
  table: Table,
  slot: OfficeHour,
  by: Cancellation['by'],
  now: Instant,
): PendingWrite[] => {
  const { booking, host, event, id, startsAt, durationMinutes, zone } = slot
  if (!booking || isOver(slot, now)) return []
  const payload: Cancellation = {
    ...{ event, slot: id, person: booking.personId, host: host.personId, by, bookedAt: booking.bookedAt },
    ...{ startsAt, durationMinutes, zone, sequence: slot.sequence + 1 },
  }
  return [announce(table, officeHourCancelled, payload, now)]
}

/** @returns the slot, free; nothing when it changed meanwhile */
const release = async (
  table: Table,
  slot: OfficeHour,
  by: Cancellation['by'],
  now: Instant,
): Promise<OfficeHour | undefined> => {
  const free = released(slot, now)
  const writes = [
    pendingSlot(table, free),
    ...(await findAheadRemoval(table, slot)),
    ...pendingCancelled(table, slot, by, now),
  ]
  return (await commit(table, writes)).committed ? free : undefined
}

/**
 * Releases the caller's slot, until it begins. A slot that isn't theirs, or no longer is, stays as it is. Also open to
 * people who may no longer attend.
 * @throws Problem conflict `teaching.slot-over`; unauthenticated; not-found
 */
export const leaveOfficeHour = async (
  table: Table,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<void> => {
  const person = requirePerson(actor)
  return retrying(slotsBusy, async () => {
    const slot = await getSlot(table, slug, id)
    if (slot.booking?.personId !== person.id) return
    if (hasBegun(slot, now)) throw slotOver()
    return (await release(table, slot, 'student', now)) ? undefined : again
  })
}

/**
 * Frees a slot whose student cannot have it, at any time. A slot that is free stays as it is.
 * @throws Problem unauthenticated; not-found
 */
export const cancelBooking = async (
  table: Table,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<OfficeHour> => {
  await getTaughtEvent(table, slug, actor)
  return retrying(slotsBusy, async () => {
    const slot = await getSlot(table, slug, id)
    if (!slot.booking) return slot
    const free = await release(table, slot, 'teacher', now)
    return free ?? again
  })
}

/**
 * Frees a person's upcoming slot in an event, unless they may attend it. Called whenever access may have ended, and
 * once after each booking, so that someone who loses access while booking keeps no slot. May be repeated. Two reads
 * without a slot, four with one.
 */
export const releaseUnlessAttending = async (
  table: Table,
  slug: string,
  personId: string,
  now: Instant,
): Promise<void> =>
  retrying(slotsBusy, async () => {
    const id = await findAhead(table, slug, personId)
    const slot = id === undefined ? undefined : await findSlot(table, slug, id)
    if (slot?.booking?.personId !== personId || hasBegun(slot, now)) return
    const [event, grants] = await Promise.all([findEvent(table, slug), listGrants(table, personId)])
    if (event?.status === 'published' && mayAttend(grants, event, now)) return
    return (await release(table, slot, 'access', now)) ? undefined : again
  })
