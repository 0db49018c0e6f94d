import { type Event, findEvent, findInstructors, seenBy } from '../catalog/index.ts'
import { type Actor, type PersonActor, requirePerson } from '../identity/index.ts'
import { notFound, type Table } from '../platform/index.ts'

/** Whether someone runs or teaches an event: admins, and its instructors by the address in their profile. */
export const mayTeach = async (
  table: Table,
  { instructors }: Pick<Event, 'instructors'>,
  actor: Actor,
): Promise<boolean> => {
  if (actor.kind !== 'person') return false
  if (actor.admin) return true
  return (await findInstructors(table, instructors)).some(({ email }) => email === actor.email)
}

/**
 * The event, for people who may teach it. Everyone else gets not-found. Two reads.
 * @throws Problem unauthenticated; not-found, the same for no such event and for one that isn't theirs
 */
export const getTaughtEvent = async (
  table: Table,
  slug: string,
  actor: Actor,
): Promise<{ event: Event; person: PersonActor }> => {
  const person = requirePerson(actor)
  const event = await findEvent(table, slug)
  if (!event || !(await mayTeach(table, event, person))) throw notFound('event')
  return { event: seenBy(event, person), person }
}
