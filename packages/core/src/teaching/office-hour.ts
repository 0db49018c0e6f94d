import * as z from 'zod'
import { addSeconds, type Instant, instantOf, LocalDateTime, line, webLink, Zone } from '../platform/index.ts'

/** The most slots an event can have, past ones included, so that its list stays one short query. */
export const mostSlots = 200

const minutes = z.int().min(5).max(480)

/** Where to meet: a place, or a link shown only to the teacher and the student who booked. */
const link = webLink(500)
const place = line(200)

/** A person as a slot names them. */
export type SlotPerson = { personId: string; email: string; name: string }

/** Who has a slot. `sequence` is that of the slot since when they have it: what a late announcement is compared with. */
export type Booking = SlotPerson & { bookedAt: Instant; sequence: number }

/**
 * A time at which one student can talk with a teacher of an event alone. It's kept in wall time in its zone; its
 * instants are derived. `sequence` rises with each change of any kind (RFC 5545, 3.8.7.4), so it's the revision too.
 * Treat a slot as immutable.
 */
export type OfficeHour = {
  id: string
  event: string
  startsAt: LocalDateTime
  durationMinutes: number
  zone: Zone
  link?: string | undefined
  place?: string | undefined
  /** The teacher who opened it and meets the student. */
  host: SlotPerson
  sequence: number
  booking?: Booking | undefined
  openedAt: Instant
  changedAt: Instant
}

const exactlyOne = ({ link, place }: { link?: unknown; place?: unknown }): boolean =>
  (link === undefined) !== (place === undefined)

/**
 * Slots to open: a stretch of time, once or by a rule (RFC 5545, 3.3.10) such as `FREQ=WEEKLY;COUNT=5`, cut into slots of
 * `slotMinutes`; without these the stretch is one slot. The zone is the event's unless named.
 */
export const NewOfficeHours = z
  .strictObject({
    startsAt: LocalDateTime,
    durationMinutes: minutes,
    slotMinutes: minutes.optional(),
    recurrence: line(300).optional(),
    zone: Zone.optional(),
    link: link.optional(),
    place: place.optional(),
  })
  .refine(exactlyOne, { path: ['link'], message: 'Enter either a link or a place to meet' })
export type NewOfficeHours = z.infer<typeof NewOfficeHours>

/** What changes of a slot; the start is wall time in the slot's own zone, and a link takes the place of a place. */
export const OfficeHourChange = z
  .strictObject({
    startsAt: LocalDateTime.optional(),
    durationMinutes: minutes.optional(),
    link: link.optional(),
    place: place.optional(),
  })
  .refine(({ link, place }) => link === undefined || place === undefined, {
    path: ['link'],
    message: 'Enter a link or a place, not both',
  })
export type OfficeHourChange = z.infer<typeof OfficeHourChange>

/** The instants of a slot; its length is elapsed time. */
export const slotTimes = ({
  startsAt,
  zone,
  durationMinutes,
}: Pick<OfficeHour, 'startsAt' | 'zone' | 'durationMinutes'>): { startsAt: Instant; endsAt: Instant } => {
  const start = instantOf(startsAt, zone)
  return { startsAt: start, endsAt: addSeconds(start, durationMinutes * 60) }
}

export const hasBegun = (slot: OfficeHour, now: Instant): boolean => slotTimes(slot).startsAt <= now

export const isOver = (slot: OfficeHour, now: Instant): boolean => slotTimes(slot).endsAt <= now

export const isFree = (slot: OfficeHour, now: Instant): boolean => slot.booking === undefined && !hasBegun(slot, now)

/** By start; those at one time in the order in which they were opened. */
export const sortSlots = (slots: readonly OfficeHour[]): OfficeHour[] =>
  slots
    .map((slot) => ({ slot, at: `${slotTimes(slot).startsAt} ${slot.id}` }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ slot }) => slot)

/** Whether two slots share a moment. */
export const overlap = (a: OfficeHour, b: OfficeHour): boolean => {
  const [left, right] = [slotTimes(a), slotTimes(b)]
  return left.startsAt < right.endsAt && right.startsAt < left.endsAt
}

/** The slot with what changed of it, one higher. */
export const changed = (slot: OfficeHour, change: Partial<OfficeHour>, now: Instant): OfficeHour => ({
  ...slot,
  ...change,
  sequence: slot.sequence + 1,
  changedAt: now,
})

export const booked = (slot: OfficeHour, who: SlotPerson, now: Instant): OfficeHour =>
  changed(slot, { booking: { ...who, bookedAt: now, sequence: slot.sequence + 1 } }, now)

export const released = (slot: OfficeHour, now: Instant): OfficeHour => changed(slot, { booking: undefined }, now)
