import type { Event } from '../catalog/index.ts'
import { type Instant, invalidInput, newId, Temporal, Zone } from '../platform/index.ts'
import { expandSchedule, sessionLimit } from '../schedule/index.ts'
import { hasBegun, mostSlots, type NewOfficeHours, type OfficeHour, overlap, type SlotPerson } from './office-hour.ts'
import { slotsNotNow, slotsOverlap, slotsPast, slotsTooMany, slotsTooShort } from './office-hour-problems.ts'

const newSlotId = (): string => newId('officeHour')

const later = (startsAt: string, minutes: number): string =>
  Temporal.PlainDateTime.from(startsAt).add({ minutes }).toString({ smallestUnit: 'minute' })

/** The wall times at which slots would start, and how long each is. */
const wallTimes = (wanted: NewOfficeHours, zone: Zone): { starts: string[]; durationMinutes: number } => {
  const { startsAt, durationMinutes: whole, recurrence, slotMinutes = whole } = wanted
  if (slotMinutes > whole) throw slotsTooShort()
  const each = Math.floor(whole / slotMinutes)
  const schedule = { startsAt, durationMinutes: whole, ...(recurrence === undefined ? {} : { recurrence }) }
  const stretches = expandSchedule({ schedule }, zone, newSlotId)
  const starts = stretches.flatMap((stretch) =>
    Array.from({ length: each }, (_, index) => later(stretch.startsAt, index * slotMinutes)),
  )
  return { starts, durationMinutes: slotMinutes }
}

export type OfficeHourPlan = {
  /** What would be opened, by start. */
  fresh: OfficeHour[]
  /** What is there already, just so: asking twice opens nothing twice. */
  known: OfficeHour[]
}

/**
 * What opening slots would come to, without opening any. Everything is computed in wall time, so Thursdays at 10:00
 * stay so when clocks change, and a slot at a time that the clocks skip is refused.
 * @param slots  all of the event's current slots
 * @throws Problem invalid `schedule.…` as `expandSchedule` does (`schedule.in-gap` among them), `teaching.slot-over`,
 *   `teaching.slots-too-many`, `teaching.slots-too-short`; conflict `teaching.slots-overlap`, `teaching.slots-not-now`
 */
export const planOfficeHours = (
  wanted: NewOfficeHours,
  event: Pick<Event, 'slug' | 'zone' | 'status'>,
  host: SlotPerson,
  slots: readonly OfficeHour[],
  now: Instant,
): OfficeHourPlan => {
  if (event.status === 'cancelled') throw slotsNotNow()
  const zone = wanted.zone ?? event.zone
  if (!Zone.safeParse(zone).success) {
    throw invalidInput([{ path: 'zone', message: 'Enter a time zone like America/Los_Angeles' }])
  }
  const { starts, durationMinutes } = wallTimes(wanted, zone)
  if (starts.length > sessionLimit) throw slotsTooMany(slots.length + starts.length)
  // The schedule's own rules hold for slots too: none at a time that clocks skip, none over another.
  const sessions = expandSchedule(
    { sessions: starts.map((startsAt) => ({ startsAt, durationMinutes })) },
    zone,
    newSlotId,
  )
  const own = slots.filter((slot) => slot.host.personId === host.personId)
  const plan: OfficeHourPlan = { fresh: [], known: [] }
  for (const { id, startsAt } of sessions) {
    const slot: OfficeHour = {
      ...{ id, event: event.slug, startsAt, durationMinutes, zone, host },
      ...(wanted.link === undefined ? {} : { link: wanted.link }),
      ...(wanted.place === undefined ? {} : { place: wanted.place }),
      ...{ sequence: 0, openedAt: now, changedAt: now },
    }
    const other = own.find((one) => overlap(one, slot))
    if (other === undefined) plan.fresh.push(slot)
    else if (isSame(other, slot)) plan.known.push(other)
    else throw slotsOverlap(slot, other)
  }
  const past = plan.fresh.find((slot) => hasBegun(slot, now))
  if (past) throw slotsPast(past, now)
  const all = slots.length + plan.fresh.length
  if (all > mostSlots) throw slotsTooMany(all)
  return plan
}

const isSame = (a: OfficeHour, b: OfficeHour): boolean =>
  (['startsAt', 'zone', 'durationMinutes', 'link', 'place'] as const).every((part) => a[part] === b[part])
