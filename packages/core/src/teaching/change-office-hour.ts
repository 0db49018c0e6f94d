import type { Actor } from '../identity/index.ts'
import { getTaughtEvent } from '../materials/index.ts'
import {
  again,
  announce,
  commit,
  type Instant,
  notFound,
  type PendingWrite,
  retrying,
  type Table,
} from '../platform/index.ts'
import { refuseStart } from '../schedule/index.ts'
import { findAheadRemoval, pendingCancelled } from './cancel-office-hour.ts'
import { changed, hasBegun, type OfficeHour, type OfficeHourChange, overlap, slotTimes } from './office-hour.ts'
import { slotOver, slotsOverlap, slotsPast } from './office-hour-problems.ts'
import {
  findSlot,
  pendingAheadMove,
  pendingSlot,
  pendingSlotRemoval,
  pendingTimetable,
  readTimetable,
} from './office-hour-store.ts'
import { slotsBusy } from './open-office-hours.ts'
import { officeHourMoved } from './topics.ts'

const same = (a: OfficeHour, b: OfficeHour): boolean =>
  (['startsAt', 'durationMinutes', 'link', 'place'] as const).every((part) => a[part] === b[part])

/** The slot as it would be. A place takes the place of a link, and a link that of a place. */
const withChange = (slot: OfficeHour, { link, place, ...times }: OfficeHourChange, now: Instant): OfficeHour => {
  const given = Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined))
  const where = link === undefined && place === undefined ? {} : { link, place }
  const next = changed(slot, { ...given, ...where }, now)
  return same(slot, next) ? slot : next
}

const checkTimes = (slot: OfficeHour, others: readonly OfficeHour[], now: Instant): void => {
  refuseStart(slot.startsAt, slot.zone)
  if (hasBegun(slot, now)) throw slotsPast(slot, now)
  const other = others.find(
    (one) => one.id !== slot.id && one.host.personId === slot.host.personId && overlap(one, slot),
  )
  if (other) throw slotsOverlap(slot, other)
}

const writesOf = (table: Table, slot: OfficeHour, next: OfficeHour, now: Instant): PendingWrite[] => {
  const { booking } = slot
  if (!booking) return [pendingSlot(table, next)]
  const { startsAt: wasAt, durationMinutes: wasMinutes, zone } = slot
  const payload = {
    ...{ event: slot.event, slot: slot.id, person: booking.personId, sequence: next.sequence },
    was: { startsAt: wasAt, durationMinutes: wasMinutes, zone },
  }
  return [
    pendingSlot(table, next),
    ...(slotTimes(slot).startsAt === slotTimes(next).startsAt ? [] : [pendingAheadMove(table, next, booking.personId)]),
    announce(table, officeHourMoved, payload, now),
  ]
}

/**
 * Moves a slot, booked or not, or changes where it is; what stays the same tells nobody anything. The person who booked
 * it keeps it, and both are told.
 * @throws Problem conflict `teaching.slot-over` once it has begun, `teaching.slots-overlap`; invalid `schedule.in-gap`,
 *   `teaching.slot-over` for a new start that is over; unauthenticated, not-found
 */
export const changeOfficeHour = async (
  table: Table,
  slug: string,
  id: string,
  change: OfficeHourChange,
  actor: Actor,
  now: Instant,
): Promise<OfficeHour> => {
  await getTaughtEvent(table, slug, actor)
  return retrying(slotsBusy, async () => {
    const { slots, revision } = await readTimetable(table, slug)
    const slot = slots.find((one) => one.id === id)
    if (!slot) throw notFound('slot')
    const next = withChange(slot, change, now)
    if (next === slot) return slot
    if (hasBegun(slot, now)) throw slotOver()
    const moves = next.startsAt !== slot.startsAt || next.durationMinutes !== slot.durationMinutes
    if (moves) checkTimes(next, slots, now)
    const writes = writesOf(table, slot, next, now)
    const all = moves ? [pendingTimetable(table, slug, revision), ...writes] : writes
    return (await commit(table, all)).committed ? next : again
  })
}

/**
 * Takes a slot away; who booked it is told when it is still to come. One that is gone already is gone.
 * @throws Problem unauthenticated, not-found
 */
export const removeOfficeHour = async (
  table: Table,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<void> => {
  await getTaughtEvent(table, slug, actor)
  return retrying(slotsBusy, async () => {
    const slot = await findSlot(table, slug, id)
    if (!slot) return
    return (await commit(table, await removalOf(table, slot, now))).committed ? undefined : again
  })
}

/** What takes a slot away, and what follows from it for who booked it. */
export const removalOf = async (table: Table, slot: OfficeHour, now: Instant): Promise<PendingWrite[]> => [
  pendingSlotRemoval(table, slot),
  ...(await findAheadRemoval(table, slot)),
  ...pendingCancelled(table, slot, 'teacher', now),
]
