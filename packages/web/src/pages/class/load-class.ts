import { type Actor, requirePerson } from '@lectern/core/identity'
import { listMaterialsFor, type MaterialsOfEvent, type Opened } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import type { ClassProgress, OfficeHoursOfStudent } from '@lectern/core/teaching'
import type { SiteServices } from '../../site.ts'
import { type AssignmentsOfReader, loadAssignmentsOfClass } from './assignments-part.tsx'
import { loadOfficeHoursOfClass } from './office-hours-part.tsx'
import { loadOpenedOfClass } from './opened-of-class.ts'
import { loadProgressOfClass } from './progress-part.tsx'

/** A class as someone to whom it is open stands with it. */
export type ClassOfReader = MaterialsOfEvent & {
  assignments: AssignmentsOfReader
  opened: Map<string, Opened>
  hours: OfficeHoursOfStudent
  progress: ClassProgress
}

/**
 * All that a class page tells. Ten reads, however many attend: each is of the event, or of the reader's own rows.
 * @throws Problem unauthenticated; not-found, alike for no such event and for one that is not theirs
 */
export const loadClass = async (
  services: Pick<SiteServices, 'table'>,
  slug: string,
  actor: Actor,
  now: Instant,
): Promise<ClassOfReader> => {
  const found = await listMaterialsFor(services.table, slug, actor, now)
  const person = requirePerson(actor)
  const [assignments, opened, hours, progress] = await Promise.all([
    loadAssignmentsOfClass(services, found.event, person, now),
    loadOpenedOfClass(services, found.event, person),
    loadOfficeHoursOfClass(services, found.event, person, now),
    loadProgressOfClass(services, found.event, person.id, now),
  ])
  return { ...found, assignments, opened, hours, progress }
}
