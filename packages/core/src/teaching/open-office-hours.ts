import type { Actor, PersonActor } from '../identity/index.ts'
import { getTaughtEvent } from '../materials/index.ts'
import { again, type Busy, commit, type Instant, retrying, type Table } from '../platform/index.ts'
import type { NewOfficeHours, OfficeHour } from './office-hour.ts'
import { pendingNewSlot, pendingTimetable, readTimetable } from './office-hour-store.ts'
import { type OfficeHourPlan, planOfficeHours } from './plan-office-hours.ts'

/** So many slots, and the timetable, fit a transaction of a hundred. */
const atOnce = 90

export const slotsBusy: Busy = {
  attempts: 8,
  code: 'busy',
  message: 'Something changed while you were saving. Nothing was saved. Please try again.',
}

export const hostOfSlots = ({ id, email, name }: PersonActor) => ({ personId: id, email, name })

/** What opening would come to. Throws what `planOfficeHours` does. */
export const previewOfficeHours = async (
  table: Table,
  slug: string,
  wanted: NewOfficeHours,
  actor: Actor,
  now: Instant,
): Promise<OfficeHourPlan> => {
  const { event, person } = await getTaughtEvent(table, slug, actor)
  const { slots } = await readTimetable(table, slug)
  return planOfficeHours(wanted, event, hostOfSlots(person), slots, now)
}

/**
 * Opens slots. Asked for again, what is there already stays as it is, so that cut off in the middle or sent twice it comes
 * to the same. Every change of the timetable rises its revision, so that no two at once overlap or pass the limit.
 * @returns the requested slots, including any that were already there
 * @throws Problem what `planOfficeHours` throws; unauthenticated, not-found
 */
export const openOfficeHours = async (
  table: Table,
  slug: string,
  wanted: NewOfficeHours,
  actor: Actor,
  now: Instant,
): Promise<OfficeHour[]> => {
  const { event, person } = await getTaughtEvent(table, slug, actor)
  return retrying(slotsBusy, async () => {
    const { slots, revision } = await readTimetable(table, slug)
    const { fresh, known } = planOfficeHours(wanted, event, hostOfSlots(person), slots, now)
    if (fresh.length === 0) return known
    const some = fresh.slice(0, atOnce)
    const writes = [pendingTimetable(table, slug, revision), ...some.map((slot) => pendingNewSlot(table, slot))]
    const { committed } = await commit(table, writes)
    return committed && some.length === fresh.length ? [...known, ...fresh] : again
  })
}
