import { entity, listAll, type PendingWrite, put, readBatch, required, type Table } from '../platform/index.ts'
import type { Course, Instructor } from './course.ts'
import type { Event } from './event.ts'

/** Courses, in one partition: admins alone write them. */
const courses = entity({
  name: 'course',
  attributes: { slug: required.text, body: required.anyOf<Course>() },
  keys: {
    all: { pk: 'courses', sk: '${slug}' },
  },
})

/** Instructors, in one partition: admins alone write them. */
const instructors = entity({
  name: 'instructor',
  attributes: { slug: required.text, body: required.anyOf<Instructor>() },
  keys: {
    all: { pk: 'instructors', sk: '${slug}' },
  },
})

export const saveCourse = async (table: Table, course: Course): Promise<void> => {
  await courses(table).put({ slug: course.slug, body: course }).go()
}

export const pendingNewCourse = (table: Table, course: Course): PendingWrite =>
  put('course', courses(table).create({ slug: course.slug, body: course }))

/** Writes a changed course over the one it was read from; refused as `course` when someone changed it in between. */
export const pendingCourse = (table: Table, course: Course, was: Course): PendingWrite =>
  put('course', courses(table).put({ slug: course.slug, body: course }), { body: was })

export const findCourse = async (table: Table, slug: string): Promise<Course | undefined> => {
  const { data } = await courses(table).get({ slug }).go()
  return data?.body
}

export const listCourses = (table: Table): Promise<Course[]> =>
  listAll(courses(table).query.all({}), ({ body }) => body)

export const removeCourse = async (table: Table, slug: string): Promise<void> => {
  await courses(table).delete({ slug }).go()
}

export const saveInstructor = async (table: Table, instructor: Instructor): Promise<void> => {
  await instructors(table).put({ slug: instructor.slug, body: instructor }).go()
}

export const pendingNewInstructor = (table: Table, instructor: Instructor): PendingWrite =>
  put('instructor', instructors(table).create({ slug: instructor.slug, body: instructor }))

/** Writes a changed instructor likewise; refused as `instructor`. */
export const pendingInstructor = (table: Table, instructor: Instructor, was: Instructor): PendingWrite =>
  put('instructor', instructors(table).put({ slug: instructor.slug, body: instructor }), { body: was })

export const removeInstructor = async (table: Table, slug: string): Promise<void> => {
  await instructors(table).delete({ slug }).go()
}

export const findInstructors = async (table: Table, slugs: string[]): Promise<Instructor[]> => {
  const wanted = [...new Set(slugs)]
  const keys = wanted.map((slug) => ({ slug }))
  const data = await readBatch(keys, (some) => instructors(table).get(some).go())
  const bySlug = new Map(data.map((item) => [item.slug, item.body]))
  return wanted.flatMap((slug) => bySlug.get(slug) ?? [])
}

/** An event's teachers who have an email address in their profile. */
export const reachableInstructors = async (table: Table, event: Pick<Event, 'instructors'>) => {
  const instructors = await findInstructors(table, event.instructors)
  return instructors.flatMap(({ slug, name, email }) => (email === undefined ? [] : [{ slug, name, email }]))
}

export const listInstructors = (table: Table): Promise<Instructor[]> =>
  listAll(instructors(table).query.all({}), ({ body }) => body)
