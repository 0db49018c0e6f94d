import { commit, entity, put, readBatch, type Table } from '../platform/index.ts'
import type { Course, Instructor } from './course.ts'
import { refuseReservedSlug } from './reserved-slug.ts'

const courses = entity({
  model: { entity: 'course', version: '1', service: 'lectern' },
  attributes: {
    slug: { type: 'string', required: true },
    body: { type: 'any', required: true },
  },
  indexes: {
    all: {
      pk: { field: 'pk', composite: [], template: 'courses', casing: 'none' },
      sk: { field: 'sk', composite: ['slug'], template: '${slug}', casing: 'none' },
    },
  },
})

const instructors = entity({
  model: { entity: 'instructor', version: '1', service: 'lectern' },
  attributes: {
    slug: { type: 'string', required: true },
    body: { type: 'any', required: true },
  },
  indexes: {
    all: {
      pk: { field: 'pk', composite: [], template: 'instructors', casing: 'none' },
      sk: { field: 'sk', composite: ['slug'], template: '${slug}', casing: 'none' },
    },
  },
})

export const saveCourse = async (table: Table, course: Course): Promise<void> => {
  await courses(table).put({ slug: course.slug, body: course }).go()
}

/** @returns whether its address was free @throws Problem conflict `catalog.slug-taken` when it is reserved */
export const createCourse = async (table: Table, course: Course): Promise<boolean> => {
  refuseReservedSlug('course', course.slug)
  const made = await commit(table, [put('course', courses(table).create({ slug: course.slug, body: course }).params())])
  return made.committed
}

export const findCourse = async (table: Table, slug: string): Promise<Course | undefined> => {
  const { data } = await courses(table).get({ slug }).go()
  return data?.body as Course | undefined
}

export const listCourses = async (table: Table): Promise<Course[]> => {
  const { data } = await courses(table).query.all({}).go({ pages: 'all' })
  return data.map((item) => item.body as Course)
}

export const removeCourse = async (table: Table, slug: string): Promise<void> => {
  await courses(table).delete({ slug }).go()
}

export const saveInstructor = async (table: Table, instructor: Instructor): Promise<void> => {
  await instructors(table).put({ slug: instructor.slug, body: instructor }).go()
}

/** @returns whether the address was free @throws Problem conflict `catalog.slug-taken` when it is reserved */
export const createInstructor = async (table: Table, instructor: Instructor): Promise<boolean> => {
  refuseReservedSlug('instructor', instructor.slug)
  const made = await commit(table, [
    put('instructor', instructors(table).create({ slug: instructor.slug, body: instructor }).params()),
  ])
  return made.committed
}

export const removeInstructor = async (table: Table, slug: string): Promise<void> => {
  await instructors(table).delete({ slug }).go()
}

export const findInstructors = async (table: Table, slugs: string[]): Promise<Instructor[]> => {
  const wanted = [...new Set(slugs)]
  const keys = wanted.map((slug) => ({ slug }))
  const data = await readBatch(keys, (some) => instructors(table).get(some).go())
  const bySlug = new Map(data.map((item) => [item.slug, item.body as Instructor]))
  return wanted.flatMap((slug) => bySlug.get(slug) ?? [])
}

export const listInstructors = async (table: Table): Promise<Instructor[]> => {
  const { data } = await instructors(table).query.all({}).go({ pages: 'all' })
  return data.map((item) => item.body as Instructor)
}
