import {
  Course,
  createCourse,
  createInstructor,
  deleteCourse,
  deleteInstructor,
  editCourse,
  editInstructor,
  getCourse,
  getInstructor,
  Instructor,
  KeptCourse,
  KeptInstructor,
  listCourses,
  listInstructors,
} from '@lectern/core/catalog'
import { notRecorded } from '@lectern/core/identity'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { pageOf } from '../http/lists.ts'

const { title, summary, description } = Course.shape
// Without their defaults: what a change leaves out stays as it is.
const CourseChange = z.strictObject({ title, summary: summary.unwrap(), description: description.unwrap() }).partial()

const { name, headline, bio, email, website } = Instructor.shape
const InstructorChange = z
  .strictObject({ name, headline: headline.unwrap(), bio: bio.unwrap(), email, website })
  .partial()

const gone = { 204: { description: 'Deleted' } }

/** Courses: what is taught, apart from when. */
export const adminCourseRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: catalog' })
  const one = { description: 'The course', schema: KeptCourse }
  const paths = { all: '/api/admin/courses', one: '/api/admin/courses/{slug}' } as const

  admins.get(paths.all, 'listCourses', {
    audit: notRecorded.impersonal,
    summary: 'List courses',
    answers: { 200: { description: 'All courses', schema: pageOf(KeptCourse) } },
    run: async () => ({ items: await listCourses(table) }),
  })
  admins.post(paths.all, 'createCourse', {
    audit: { action: 'course.create', subject: 'course:{made}' },
    summary: 'Create a course',
    body: Course,
    bodyExample: { slug: 'sales-program', title: 'MSP Professional Sales Program' },
    answers: { 201: one },
    run: ({ body }) => createCourse(table, body),
  })
  admins.get(paths.one, 'getCourse', {
    audit: notRecorded.impersonal,
    summary: 'Get a course',
    answers: { 200: one },
    run: ({ params }) => getCourse(table, params.slug),
  })
  admins.patch(paths.one, 'changeCourse', {
    audit: { action: 'course.change', subject: 'course:{slug}' },
    summary: 'Change a course',
    body: CourseChange,
    answers: { 200: one },
    run: ({ params, body }) => editCourse(table, params.slug, body),
  })
  admins.delete(paths.one, 'deleteCourse', {
    audit: { action: 'course.delete', subject: 'course:{slug}' },
    summary: 'Delete a course that has no runs',
    answers: gone,
    run: ({ params, now }) => deleteCourse(table, params.slug, now),
  })
}

/** Instructors: who teaches or speaks. Declared as courses are: what differs between the two is all that is written. */
export const adminInstructorRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: catalog' })
  const one = { description: 'The instructor', schema: KeptInstructor }
  const paths = { all: '/api/admin/instructors', one: '/api/admin/instructors/{slug}' } as const

  admins.get(paths.all, 'listInstructors', {
    audit: notRecorded.impersonal,
    summary: 'List instructors',
    answers: { 200: { description: 'All instructors', schema: pageOf(KeptInstructor) } },
    run: async () => ({ items: await listInstructors(table) }),
  })
  admins.post(paths.all, 'createInstructor', {
    audit: { action: 'instructor.create', subject: 'instructor:{made}' },
    summary: 'Create an instructor',
    body: Instructor,
    bodyExample: { slug: 'karl', name: 'Karl Palachuk', headline: 'Author and coach' },
    answers: { 201: one },
    run: ({ body }) => createInstructor(table, body),
  })
  admins.get(paths.one, 'getInstructor', {
    audit: notRecorded.impersonal,
    summary: 'Get an instructor',
    answers: { 200: one },
    run: ({ params }) => getInstructor(table, params.slug),
  })
  admins.patch(paths.one, 'changeInstructor', {
    audit: { action: 'instructor.change', subject: 'instructor:{slug}' },
    summary: 'Change an instructor',
    body: InstructorChange,
    answers: { 200: one },
    run: ({ params, body }) => editInstructor(table, params.slug, body),
  })
  admins.delete(paths.one, 'deleteInstructor', {
    audit: { action: 'instructor.delete', subject: 'instructor:{slug}' },
    summary: "Delete an instructor who isn't on any event",
    answers: gone,
    run: ({ params, now }) => deleteInstructor(table, params.slug, now),
  })
}
