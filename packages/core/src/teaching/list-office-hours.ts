import type { Event } from '../catalog/index.ts'
import type { Actor } from '../identity/index.ts'
import { requirePerson } from '../identity/index.ts'
import { getTaughtEvent, mayTeach, openEventTo } from '../materials/index.ts'
import { type Instant, notFound, type Table } from '../platform/index.ts'
import { isFree, isOver, type OfficeHour, sortSlots } from './office-hour.ts'
import { getSlot, listSlots } from './office-hour-store.ts'

/** What a student sees: what is theirs and not over, and what is free. Nobody learns who has the others. */
export type OfficeHoursOfStudent = { own: OfficeHour[]; free: OfficeHour[] }

/** Of an event that is open to the person already: one query, however many attend it and however many slots are booked. */
export const listOfficeHoursOf = async (
  table: Table,
  slug: string,
  personId: string,
  now: Instant,
): Promise<OfficeHoursOfStudent> => {
  const slots = sortSlots(await listSlots(table, slug))
  return {
    own: slots.filter((slot) => slot.booking?.personId === personId && !isOver(slot, now)),
    free: slots.filter((slot) => isFree(slot, now) && slot.host.personId !== personId),
  }
}

/**
 * The same, for people who may attend the event now or who teach it. Three reads; four for a teacher.
 * @throws Problem unauthenticated; not-found, the same for no such event and for one that isn't theirs
 */
export const listOfficeHoursFor = async (
  table: Table,
  slug: string,
  actor: Actor,
  now: Instant,
): Promise<OfficeHoursOfStudent & { event: Event; by: 'attending' | 'teaching' }> => {
  const person = requirePerson(actor)
  const [open, hours] = await Promise.all([
    openEventTo(table, slug, actor, now),
    listOfficeHoursOf(table, slug, person.id, now),
  ])
  return { ...open, ...hours }
}

/**
 * All slots of an event with who booked them, for its teachers.
 * @throws Problem unauthenticated; not-found for everyone else
 */
export const listOfficeHours = async (
  table: Table,
  slug: string,
  actor: Actor,
): Promise<{ event: Event; slots: OfficeHour[] }> => {
  const { event } = await getTaughtEvent(table, slug, actor)
  return { event, slots: sortSlots(await listSlots(table, slug)) }
}

/**
 * Where a slot is held online, for who booked it, as long as they attend the event, and for who teaches.
 * @throws Problem unauthenticated; not-found for everything else
 */
export const openOfficeHour = async (
  table: Table,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<{ url: string }> => {
  const person = requirePerson(actor)
  const [{ event, by }, slot] = await Promise.all([openEventTo(table, slug, actor, now), getSlot(table, slug, id)])
  const theirs = slot.booking?.personId === person.id || by === 'teaching' || (await mayTeach(table, event, person))
  if (!theirs || slot.link === undefined) throw notFound('slot')
  return { url: slot.link }
}
