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
  listCourses,
  listInstructors,
} from '@lectern/core/catalog'
import { notRecorded } from '@lectern/core/identity'
import * as z from 'zod'
import { type Api, endpoint } from '../http/endpoint.ts'
import { pageOf } from '../http/page-query.ts'
import { SlugParam } from './events.ts'

const { title, summary, description } = Course.shape
// Without their defaults: what a change leaves out stays as it is.
const CourseChange = z.strictObject({ title, summary: summary.unwrap(), description: description.unwrap() }).partial()

const { name, headline, bio, email, website } = Instructor.shape
const InstructorChange = z
  .strictObject({ name, headline: headline.unwrap(), bio: bio.unwrap(), email, website })
  .partial()

const tag = { tag: 'Admin: catalog', who: 'admin' } as const
const gone = { 204: { description: 'Deleted' } }

/** Courses: what is taught, apart from when. */
export const adminCourseRoutes = (api: Api): void => {
  const { table } = api.services
  const one = { description: 'The course', schema: Course }
  const paths = { all: '/api/admin/courses', one: '/api/admin/courses/{slug}' }

  endpoint(
    api,
    {
      ...tag,
      method: 'get',
      path: paths.all,
      id: 'listCourses',
      audit: notRecorded.impersonal,
      summary: 'List courses',
      answers: { 200: { description: 'All courses', schema: pageOf(Course) } },
    },
    async () => ({ status: 200, body: { items: await listCourses(table) } }),
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'post',
      path: paths.all,
      id: 'createCourse',
      audit: { action: 'course.create', subject: 'course:{made}' },
      summary: 'Create a course',
      body: Course,
      bodyExample: { slug: 'sales-program', title: 'MSP Professional Sales Program' },
      answers: { 201: one },
    },
    async ({ body }) => ({ status: 201, body: await createCourse(table, body) }),
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'get',
      path: paths.one,
      id: 'getCourse',
      audit: notRecorded.impersonal,
      summary: 'Get a course',
      params: SlugParam,
      answers: { 200: one },
    },
    async ({ params }) => ({ status: 200, body: await getCourse(table, params.slug) }),
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'patch',
      path: paths.one,
      id: 'changeCourse',
      audit: { action: 'course.change', subject: 'course:{slug}' },
      summary: 'Change a course',
      params: SlugParam,
      body: CourseChange,
      answers: { 200: one },
    },
    async ({ params, body }) => ({ status: 200, body: await editCourse(table, params.slug, body) }),
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'delete',
      path: paths.one,
      id: 'deleteCourse',
      audit: { action: 'course.delete', subject: 'course:{slug}' },
      summary: 'Delete a course that has no runs',
      params: SlugParam,
      answers: gone,
    },
    async ({ params }) => {
      await deleteCourse(table, params.slug)
      return { status: 204, body: undefined }
    },
  )
}

/** Instructors: who teaches or speaks. */
export const adminInstructorRoutes = (api: Api): void => {
  const { table } = api.services
  const one = { description: 'The instructor', schema: Instructor }
  const paths = { all: '/api/admin/instructors', one: '/api/admin/instructors/{slug}' }

  endpoint(
    api,
    {
      ...tag,
      method: 'get',
      path: paths.all,
      id: 'listInstructors',
      audit: notRecorded.impersonal,
      summary: 'List instructors',
      answers: { 200: { description: 'All instructors', schema: pageOf(Instructor) } },
    },
    async () => ({ status: 200, body: { items: await listInstructors(table) } }),
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'post',
      path: paths.all,
      id: 'createInstructor',
      audit: { action: 'instructor.create', subject: 'instructor:{made}' },
      summary: 'Create an instructor',
      body: Instructor,
      bodyExample: { slug: 'karl', name: 'Karl Palachuk', headline: 'Author and coach' },
      answers: { 201: one },
    },
    async ({ body }) => ({ status: 201, body: await createInstructor(table, body) }),
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'get',
      path: paths.one,
      id: 'getInstructor',
      audit: notRecorded.impersonal,
      summary: 'Get an instructor',
      params: SlugParam,
      answers: { 200: one },
    },
    async ({ params }) => ({ status: 200, body: await getInstructor(table, params.slug) }),
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'patch',
      path: paths.one,
      id: 'changeInstructor',
      audit: { action: 'instructor.change', subject: 'instructor:{slug}' },
      summary: 'Change an instructor',
      params: SlugParam,
      body: InstructorChange,
      answers: { 200: one },
    },
    async ({ params, body }) => ({ status: 200, body: await editInstructor(table, params.slug, body) }),
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'delete',
      path: paths.one,
      id: 'deleteInstructor',
      audit: { action: 'instructor.delete', subject: 'instructor:{slug}' },
      summary: "Delete an instructor who isn't on any event",
      params: SlugParam,
      answers: gone,
    },
    async ({ params }) => {
      await deleteInstructor(table, params.slug)
      return { status: 204, body: undefined }
    },
  )
}
