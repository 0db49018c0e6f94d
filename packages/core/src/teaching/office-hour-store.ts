import {
  entity,
  findOne,
  type Instant,
  listAll,
  optional,
  orNotFound,
  type PendingWrite,
  put,
  remove,
  required,
  type Table,
  ttlOf,
  without,
} from '../platform/index.ts'
import { type Booking, type OfficeHour, type SlotPerson, slotTimes } from './office-hour.ts'

/** Slot of office hours, with all others of its event: there are few, and one query shows who has which. */
const slots = entity({
  name: 'office-hour',
  kept: 'office-hour',
  attributes: {
    id: required.text,
    event: required.text,
    startsAt: required.text,
    durationMinutes: required.number,
    zone: required.text,
    link: optional.text,
    place: optional.text,
    host: required.anyOf<SlotPerson>(),
    sequence: required.number,
    booking: optional.anyOf<Booking>(),
    openedAt: required.text,
    changedAt: required.text,
    /** Whose slot it is, for what they see and take with them. */
    hostId: required.text,
    /** Set while it is booked. */
    bookedBy: optional.text,
  },
  keys: {
    ofEvent: { pk: 'office-hours#${event}', sk: '${id}' },
    byHost: { index: 'list', pk: 'office-hours-by#${hostId}', sk: '${id}' },
    ofPerson: { index: 'owner', pk: 'office-hours-of#${bookedBy}', sk: '${id}' },
  },
})

/** The slot that a person has ahead of them in an event: one at most, by the key itself. */
const ahead = entity({
  name: 'office-hour-ahead',
  kept: 'office-hour',
  attributes: {
    event: required.text,
    personId: required.text,
    slot: required.text,
    /** The instant at which it begins: from then on it holds nobody back. */
    startsAt: required.text,
  },
  keys: {
    ofPerson: { pk: 'office-hours-of#${event}#${personId}', sk: 'ahead' },
  },
})

/** Rises with each change of an event's timetable of slots, so that two changes at once know of each other. */
const timetables = entity({
  name: 'office-hour-timetable',
  attributes: { event: required.text, revision: required.number },
  keys: {
    ofEvent: { pk: 'office-hour-timetable#${event}', sk: 'timetable' },
  },
})

const itemOf = (slot: OfficeHour) => ({
  ...slot,
  hostId: slot.host.personId,
  ...(slot.booking ? { bookedBy: slot.booking.personId } : {}),
  ttl: ttlOf('office-hour', slotTimes(slot).endsAt),
})

const slotOf = without('hostId', 'bookedBy', 'ttl')

export const pendingNewSlot = (table: Table, slot: OfficeHour): PendingWrite =>
  put('office-hour', slots(table).create(itemOf(slot)))

/** Changes a slot from what was read, which is one lower; refused as `office-hour` when it changed meanwhile or is gone. */
export const pendingSlot = (table: Table, slot: OfficeHour): PendingWrite =>
  put('office-hour', slots(table).put(itemOf(slot)), { sequence: slot.sequence - 1 })

/** Takes a slot away as it was read; refused as `office-hour` when it changed meanwhile. */
export const pendingSlotRemoval = (table: Table, { event, id, sequence: seen }: OfficeHour): PendingWrite =>
  remove('office-hour', slots(table).delete({ event, id }), { sequence: seen })

/** Makes a slot the one that a person has ahead; refused as `office-hour-ahead` while they have another. */
export const pendingAhead = (table: Table, slot: OfficeHour, personId: string, now: Instant): PendingWrite =>
  put(
    'office-hour-ahead',
    ahead(table)
      .put(aheadOf(slot, personId))
      .where(
        ({ slot: known, startsAt }, { notExists, eq, lte }) =>
          `${notExists(known)} OR ${eq(known, slot.id)} OR ${lte(startsAt, now)}`,
      ),
  )

/** Has the slot that a person has ahead begin at another moment; refused as `office-hour-ahead` when they have another. */
export const pendingAheadMove = (table: Table, slot: OfficeHour, personId: string): PendingWrite =>
  put('office-hour-ahead', ahead(table).put(aheadOf(slot, personId)), { slot: slot.id })

export const pendingAheadRemoval = (table: Table, slot: OfficeHour, personId: string): PendingWrite =>
  remove('office-hour-ahead', ahead(table).delete({ event: slot.event, personId }), { slot: slot.id })

const aheadOf = (slot: OfficeHour, personId: string) => {
  const { startsAt, endsAt } = slotTimes(slot)
  return { event: slot.event, personId, slot: slot.id, startsAt, ttl: ttlOf('office-hour', endsAt) }
}

/** Refused as `office-hour-timetable` when another change came first. */
export const pendingTimetable = (table: Table, event: string, seen: number): PendingWrite =>
  put('office-hour-timetable', timetables(table).put({ event, revision: seen + 1 }), {
    revision: seen === 0 ? undefined : seen,
  })

/** One read. @throws Problem not-found, also for one of another event */
export const getSlot = async (table: Table, event: string, id: string): Promise<OfficeHour> =>
  orNotFound(await findSlot(table, event, id), 'slot')

export const findSlot = (table: Table, event: string, id: string): Promise<OfficeHour | undefined> =>
  findOne(slots(table).get({ event, id }), slotOf)

/** All of an event, free, booked and over. One query. */
export const listSlots = (table: Table, event: string, consistent = false): Promise<OfficeHour[]> =>
  listAll(slots(table).query.ofEvent({ event }), slotOf, { consistent })

/** The current slots, with their timetable's revision. A query and a read. */
export const readTimetable = async (
  table: Table,
  event: string,
): Promise<{ slots: OfficeHour[]; revision: number }> => {
  // The revision first: what changes in between refuses the commit.
  const { data } = await timetables(table).get({ event }).go({ consistent: true })
  return { slots: await listSlots(table, event, true), revision: data?.revision ?? 0 }
}

/** Which slot a person has, or had, ahead in an event. One read. */
export const findAhead = (table: Table, event: string, personId: string): Promise<string | undefined> =>
  findOne(ahead(table).get({ event, personId }), ({ slot }) => slot)

/** What a person has booked, in every event, over or not. One query of an index. */
export const listBookedBy = (table: Table, personId: string): Promise<OfficeHour[]> =>
  listAll(slots(table).query.ofPerson({ bookedBy: personId }), slotOf)

/** What a person has opened, in every event. One query of an index. */
export const listOpenedBy = (table: Table, personId: string): Promise<OfficeHour[]> =>
  listAll(slots(table).query.byHost({ hostId: personId }), slotOf)
