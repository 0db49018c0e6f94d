import {
  Course,
  createCourse,
  createInstructor,
  findCourse,
  findInstructors,
  Instructor,
  listCourses,
  listInstructors,
  listRuns,
  removeCourse,
  removeInstructor,
  saveCourse,
  saveInstructor,
} from '@lectern/core/catalog'
import { notFound, Problem } from '@lectern/core/platform'
import * as z from 'zod'
import { type Api, endpoint } from './endpoint.ts'
import { SlugParam } from './events.ts'
import { pageOf } from './page-query.ts'

const { title, summary, description } = Course.shape
// Without their defaults: what a change leaves out stays as it is.
const CourseChange = z.strictObject({ title, summary: summary.unwrap(), description: description.unwrap() }).partial()

const { name, headline, bio, email, website } = Instructor.shape
const InstructorChange = z
  .strictObject({ name, headline: headline.unwrap(), bio: bio.unwrap(), email, website })
  .partial()

const taken = (slug: string): Problem =>
  new Problem('conflict', 'catalog.slug-taken', `There is something at “${slug}” already.`, {
    errors: [{ path: 'slug', message: 'This address is taken' }],
  })

const tag = { tag: 'Admin: catalogue', who: 'admin' } as const
const gone = { 204: { description: 'Gone' } }

/** Courses: what is taught, apart from when. */
export const adminCourseRoutes = (api: Api): void => {
  const { table } = api.services
  const one = { description: 'The course', schema: Course }
  const paths = { all: '/api/admin/courses', one: '/api/admin/courses/{slug}' }
  const getCourse = async (slug: string): Promise<Course> => {
    const course = await findCourse(table, slug)
    if (!course) throw notFound('course')
    return course
  }

  endpoint(
    api,
    {
      ...tag,
      method: 'get',
      path: paths.all,
      id: 'listCourses',
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
      summary: 'Make a course',
      body: Course,
      bodyExample: { slug: 'sales-program', title: 'MSP Professional Sales Program' },
      problems: [409],
      answers: { 201: one },
    },
    async ({ body }) => {
      if (!(await createCourse(table, body))) throw taken(body.slug)
      return { status: 201, body }
    },
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'get',
      path: paths.one,
      id: 'getCourse',
      summary: 'Get a course',
      params: SlugParam,
      answers: { 200: one },
    },
    async ({ params }) => ({ status: 200, body: await getCourse(params.slug) }),
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'patch',
      path: paths.one,
      id: 'changeCourse',
      summary: 'Change a course',
      params: SlugParam,
      body: CourseChange,
      answers: { 200: one },
    },
    async ({ params, body }) => {
      const course = { ...(await getCourse(params.slug)), ...body }
      await saveCourse(table, course)
      return { status: 200, body: course }
    },
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'delete',
      path: paths.one,
      id: 'deleteCourse',
      summary: 'Delete a course that has no runs',
      params: SlugParam,
      problems: [409],
      answers: gone,
    },
    async ({ params }) => {
      const course = await getCourse(params.slug)
      if ((await listRuns(table, course.slug)).length > 0) {
        throw new Problem('conflict', 'catalog.course-in-use', 'Classes name this course, so it stays.')
      }
      await removeCourse(table, course.slug)
      return { status: 204, body: undefined }
    },
  )
}

/** Instructors: who teaches or speaks. */
export const adminInstructorRoutes = (api: Api): void => {
  const { table } = api.services
  const one = { description: 'The instructor', schema: Instructor }
  const paths = { all: '/api/admin/instructors', one: '/api/admin/instructors/{slug}' }
  const findInstructor = async (slug: string): Promise<Instructor | undefined> =>
    (await findInstructors(table, [slug]))[0]
  const getInstructor = async (slug: string): Promise<Instructor> => {
    const instructor = await findInstructor(slug)
    if (!instructor) throw notFound('instructor')
    return instructor
  }

  endpoint(
    api,
    {
      ...tag,
      method: 'get',
      path: paths.all,
      id: 'listInstructors',
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
      summary: 'Make an instructor',
      body: Instructor,
      bodyExample: { slug: 'karl', name: 'Karl Palachuk', headline: 'Author and coach' },
      problems: [409],
      answers: { 201: one },
    },
    async ({ body }) => {
      if (!(await createInstructor(table, body))) throw taken(body.slug)
      return { status: 201, body }
    },
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'get',
      path: paths.one,
      id: 'getInstructor',
      summary: 'Get an instructor',
      params: SlugParam,
      answers: { 200: one },
    },
    async ({ params }) => ({ status: 200, body: await getInstructor(params.slug) }),
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'patch',
      path: paths.one,
      id: 'changeInstructor',
      summary: 'Change an instructor',
      params: SlugParam,
      body: InstructorChange,
      answers: { 200: one },
    },
    async ({ params, body }) => {
      const instructor = { ...(await getInstructor(params.slug)), ...body }
      await saveInstructor(table, instructor)
      return { status: 200, body: instructor }
    },
  )
  endpoint(
    api,
    {
      ...tag,
      method: 'delete',
      path: paths.one,
      id: 'deleteInstructor',
      summary: 'Delete an instructor',
      params: SlugParam,
      answers: gone,
    },
    async ({ params }) => {
      await removeInstructor(table, (await getInstructor(params.slug)).slug)
      return { status: 204, body: undefined }
    },
  )
}
