import { commit, type Instant, notFound, orNotFound, Problem, requestHash, type Table } from '../platform/index.ts'
import type { Course, Instructor, NewCourse, NewInstructor } from './course.ts'
import {
  findCourse,
  findInstructors,
  pendingCourse,
  pendingInstructor,
  pendingNewCourse,
  pendingNewInstructor,
  removeCourse,
  removeInstructor,
} from './course-store.ts'
import type { EventStatus } from './event.ts'
import { listEvents } from './list-events.ts'
import { makeAtFree, slugsFor } from './made-slug.ts'
import { pendingPictureGone } from './set-picture.ts'
import { listRuns } from './store.ts'
import { titleSlug } from './ticket.ts'

/**
 * Identifies the version of a course or an instructor that was seen. With it, someone who would overwrite another
 * person's save is told.
 */
export const recordRevision = (record: Course | Instructor): string =>
  // Field by field, because the database keeps no order of keys; an empty field is an absent one.
  requestHash(
    Object.entries(record)
      .filter(([, value]) => value !== undefined && value !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

const taken = (slug: string): Problem =>
  new Problem('conflict', 'catalog.slug-taken', `The address “${slug}” is already taken.`, {
    errors: [{ path: 'slug', message: 'This address is taken. Choose another address' }],
  })

const changed = (): Problem =>
  new Problem(
    'conflict',
    'catalog.changed',
    'Someone else just edited this. Reload to see it, then make your change again.',
  )

/** Its file goes, too. */
const removePicture = async (table: Table, record: Course | Instructor, now: Instant): Promise<void> => {
  if (record.picture) await commit(table, pendingPictureGone(table, record, now))
}

const refuseUnseen = (record: Course | Instructor, seen: string | undefined): void => {
  if (seen !== undefined && seen !== recordRevision(record)) throw changed()
}

/** @throws Problem conflict `catalog.slug-taken`, when someone has the address or it is reserved */
export const createCourse = (table: Table, { slug: given, ...details }: NewCourse): Promise<Course> => {
  const make = async (slug: string): Promise<Course | undefined> => {
    const course = { slug, ...details }
    return (await commit(table, [pendingNewCourse(table, course)])).committed ? course : undefined
  }
  return makeAtFree('course', slugsFor(given, titleSlug(details.title), 'course'), make, taken)
}

/** @throws Problem not-found */
export const getCourse = async (table: Table, slug: string): Promise<Course> =>
  orNotFound(await findCourse(table, slug), 'course')

/**
 * Changes what is named.
 * @param seen  the revision that the change was made from; left out, whatever is there is changed
 * @throws Problem not-found; conflict `catalog.changed`, also when someone else is saving right now
 */
export const editCourse = async (
  table: Table,
  slug: string,
  change: Partial<Omit<Course, 'slug'>>,
  seen?: string,
): Promise<Course> => {
  const was = await getCourse(table, slug)
  refuseUnseen(was, seen)
  const course = { ...was, ...change }
  if (!(await commit(table, [pendingCourse(table, course, was)])).committed) throw changed()
  return course
}

/** @throws Problem not-found; conflict `catalog.course-in-use` while classes name it */
export const deleteCourse = async (table: Table, slug: string, now: Instant): Promise<void> => {
  const course = await getCourse(table, slug)
  if ((await listRuns(table, course.slug)).length > 0) {
    throw new Problem('conflict', 'catalog.course-in-use', 'This course has classes, so you can’t delete it.')
  }
  await removePicture(table, course, now)
  await removeCourse(table, course.slug)
}

/** @throws Problem conflict `catalog.slug-taken`, when someone has the address or it is reserved */
export const createInstructor = (table: Table, { slug: given, ...details }: NewInstructor): Promise<Instructor> => {
  const make = async (slug: string): Promise<Instructor | undefined> => {
    const instructor = { slug, ...details }
    return (await commit(table, [pendingNewInstructor(table, instructor)])).committed ? instructor : undefined
  }
  return makeAtFree('instructor', slugsFor(given, titleSlug(details.name), 'instructor'), make, taken)
}

/** @throws Problem not-found */
export const getInstructor = async (table: Table, slug: string): Promise<Instructor> => {
  const [instructor] = await findInstructors(table, [slug])
  if (!instructor) throw notFound('instructor')
  return instructor
}

/** Changes what is named, as `editCourse` does. @throws Problem not-found; conflict `catalog.changed` */
export const editInstructor = async (
  table: Table,
  slug: string,
  change: Partial<Omit<Instructor, 'slug'>>,
  seen?: string,
): Promise<Instructor> => {
  const was = await getInstructor(table, slug)
  refuseUnseen(was, seen)
  const instructor = { ...was, ...change }
  if (!(await commit(table, [pendingInstructor(table, instructor, was)])).committed) throw changed()
  return instructor
}

const statuses = ['published', 'draft', 'cancelled'] as const satisfies readonly EventStatus[]

/**
 * Deletes an instructor that no event names, whatever the event's status. An event that names them at the same moment
 * goes on without them.
 * @throws Problem not-found; conflict `catalog.instructor-in-use`
 */
export const deleteInstructor = async (table: Table, slug: string, now: Instant): Promise<void> => {
  const instructor = await getInstructor(table, slug)
  const pages = await Promise.all(
    statuses.map((status) => listEvents(table, { status, taughtBy: [instructor.slug] }, { limit: 1, order: 'desc' })),
  )
  const [event] = pages.flatMap(({ items }) => items)
  if (event) {
    const message = `“${event.title}” (${event.slug}) lists this instructor, so you can’t delete them.`
    throw new Problem('conflict', 'catalog.instructor-in-use', message)
  }
  await removePicture(table, instructor, now)
  await removeInstructor(table, instructor.slug)
}
