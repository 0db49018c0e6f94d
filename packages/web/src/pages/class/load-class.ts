import { type Event, findInstructors, type Instructor } from '@lectern/core/catalog'
import { type Actor, requirePerson } from '@lectern/core/identity'
import { listMaterialsFor, listOpenedOf, type MaterialsOfEvent, type Opened } from '@lectern/core/materials'
import type { Instant, Table } from '@lectern/core/platform'
import {
  type ClassProgress,
  findProgress,
  listOfficeHoursOf,
  listOwnAssignments,
  type OfficeHoursOfStudent,
} from '@lectern/core/teaching'
import { nextAssignment } from './assignment-words.ts'
import type { AssignmentsOfReader } from './assignments-part.tsx'

/** A class as someone to whom it is open stands with it. */
export type ClassOfReader = MaterialsOfEvent & {
  assignments: AssignmentsOfReader
  /** By the material's id; `formatOpened` says it: "Watched to 12:30 of 58:10". */
  opened: Map<string, Opened>
  hours: OfficeHoursOfStudent
  progress: ClassProgress
  instructors: Instructor[]
}

/** What a class asks of someone who was let in, and how they are doing. Two queries, however many attend. */
export const loadAssignments = async (
  table: Table,
  event: Event,
  personId: string,
  now: Instant,
): Promise<AssignmentsOfReader> => {
  const assignments = await listOwnAssignments(table, event, personId, now)
  return { event, assignments, next: nextAssignment(assignments, event) }
}

/**
 * All that a class page tells. Eleven reads, however many attend: each is of the event, of who teaches it, or of the reader's own rows.
 * @throws Problem unauthenticated; not-found, alike for no such event and for one that is not theirs
 */
export const loadClass = async (table: Table, slug: string, actor: Actor, now: Instant): Promise<ClassOfReader> => {
  const found = await listMaterialsFor(table, slug, actor, now)
  const { event } = found
  const { id } = requirePerson(actor)
  const [assignments, opened, hours, progress, instructors] = await Promise.all([
    loadAssignments(table, event, id, now),
    listOpenedOf(table, slug, id),
    listOfficeHoursOf(table, slug, id, now),
    findProgress(table, event, id, now),
    findInstructors(table, event.instructors),
  ])
  return { ...found, assignments, opened, hours, progress, instructors }
}
