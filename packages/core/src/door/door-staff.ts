import { type Event, findEvent, sessionsOf } from '../catalog/index.ts'
import { type Actor, type PersonActor, requirePerson } from '../identity/index.ts'
import {
  addSeconds,
  entity,
  findOne,
  type Instant,
  listAll,
  notFound,
  required,
  type Table,
  ttlOf,
} from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'

/** Who may work at an event's door beside admins. By id alone: names and addresses stay with the person. */
const staff = entity({
  name: 'door-staff',
  kept: 'door-staff',
  attributes: { event: required.text, personId: required.text, until: required.text, addedBy: required.text },
  keys: {
    ofEvent: { pk: 'door-staff#${event}', sk: '${personId}' },
  },
})

/** Of someone at the door: until when they may work there. */
export type DoorStaff = { personId: string; until: Instant; addedBy: string }

const day = 24 * 3600

/** When an event's door closes: a day after it ends. An event without dates has none. */
export const doorClosesAt = (event: Event): Instant | undefined => {
  const span = scheduleSpan(sessionsOf(event, { admin: true }))
  return span && addSeconds(span.endsAt, day)
}

/** Lets someone work at an event's door until it closes. Adding them again moves that end. One write. */
export const addDoorStaff = async (table: Table, event: Event, personId: string, by: string): Promise<void> => {
  const until = doorClosesAt(event)
  if (until === undefined) throw notFound('door')
  const ttl = ttlOf('door-staff', until)
  await staff(table).put({ event: event.slug, personId, until, addedBy: by, ttl }).go()
}

export const removeDoorStaff = async (table: Table, event: string, personId: string): Promise<void> => {
  await staff(table).delete({ event, personId }).go()
}

export const listDoorStaff = (table: Table, event: string): Promise<DoorStaff[]> =>
  listAll(staff(table).query.ofEvent({ event }), ({ personId, until, addedBy }) => ({ personId, until, addedBy }), {
    consistent: true,
  })

/**
 * The event, for those who may work at its door now. Two reads.
 * @throws Problem unauthenticated; not-found, the same for no such event and for a door that isn't theirs
 */
export const openDoor = async (
  table: Table,
  slug: string,
  actor: Actor,
  now: Instant,
): Promise<{ event: Event; person: PersonActor }> => {
  const person = requirePerson(actor)
  const [event, mine] = await Promise.all([
    findEvent(table, slug),
    person.admin ? undefined : findOne(staff(table).get({ event: slug, personId: person.id })),
  ])
  const may = person.admin || (mine !== undefined && now < mine.until)
  if (!event || event.status === 'draft' || !may) throw notFound('door')
  return { event, person }
}
