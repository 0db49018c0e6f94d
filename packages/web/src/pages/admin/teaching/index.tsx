// What is taught, and by whom: courses and instructors, each a list and a small editor.
import {
  Course,
  createCourse,
  createInstructor,
  deleteCourse,
  deleteInstructor,
  editCourse,
  editInstructor,
  findCourse,
  findInstructors,
  Instructor,
  listCourses,
  listInstructors,
  NewCourse,
  NewInstructor,
} from '@lectern/core/catalog'
import { RowTitle } from '../../../components/link.tsx'
import type { Declared } from '../../../forms/pages.ts'
import { plain } from '../../../lists/columns.ts'
import type { SiteServices } from '../../../site.ts'
import { type RecordKind, recordPages } from './record-pages.tsx'

const courses: RecordKind<Course> = {
  path: '/admin/courses',
  nav: 'courses',
  words: {
    one: 'course',
    many: 'Courses',
    new: 'New course',
    about: 'What you teach, apart from dates. Each run is its own event.',
    empty: 'A course is what you teach, whenever you teach it. Each run is an event.',
  },
  prefix: '/courses/',
  noun: 'course',
  schema: Course,
  newSchema: NewCourse,
  nameField: 'title',
  nameOf: ({ title }) => title,
  fields: [
    { name: 'title', label: 'Title' },
    { name: 'summary', label: 'Summary', hint: 'A sentence or two.', optional: true, lines: 2 },
    {
      name: 'description',
      label: 'Description',
      hint: 'Leave a blank line between paragraphs',
      optional: true,
      lines: 8,
    },
  ],
  columns: [
    {
      key: 'title',
      label: 'Course',
      cell: ({ slug, title }) => <RowTitle href={`/admin/courses/${slug}`} title={title} />,
      file: { Course: ({ title }) => title, Slug: ({ slug }) => slug },
    },
    plain('summary', 'Summary', ({ summary }) => summary),
  ],
  list: listCourses,
  find: findCourse,
  create: createCourse,
  save: (table, { slug, ...course }, seen) => editCourse(table, slug, course, seen),
  remove: deleteCourse,
}

const instructors: RecordKind<Instructor> = {
  path: '/admin/instructors',
  nav: 'instructors',
  words: {
    one: 'instructor',
    many: 'Instructors',
    new: 'New instructor',
    about: 'Someone who teaches or speaks, with a page of their own.',
    empty: 'Add the people who teach or speak, then pick them in their events.',
  },
  prefix: '/instructors/',
  noun: 'instructor',
  schema: Instructor,
  newSchema: NewInstructor,
  nameField: 'name',
  nameOf: ({ name }) => name,
  fields: [
    { name: 'name', label: 'Name' },
    { name: 'headline', label: 'Headline', hint: 'A line under the name.', optional: true },
    { name: 'bio', label: 'Bio', hint: 'Leave a blank line between paragraphs', optional: true, lines: 6 },
    {
      name: 'email',
      label: 'Email address',
      hint: 'Not public. The person who signs in with it can see their events’ rosters.',
      optional: true,
      type: 'email',
    },
    { name: 'website', label: 'Website', optional: true, type: 'url' },
  ],
  columns: [
    {
      key: 'name',
      label: 'Instructor',
      cell: ({ slug, name }) => <RowTitle href={`/admin/instructors/${slug}`} title={name} />,
      file: { Instructor: ({ name }) => name, Slug: ({ slug }) => slug },
    },
    plain('headline', 'Headline', ({ headline }) => headline),
    plain('email', 'Signs in as', ({ email }) => email),
  ],
  list: listInstructors,
  find: async (table, slug) => (await findInstructors(table, [slug]))[0],
  create: createInstructor,
  // What the form leaves empty is emptied.
  save: (table, { slug, ...instructor }, seen) =>
    editInstructor(table, slug, { email: undefined, website: undefined, ...instructor }, seen),
  remove: deleteInstructor,
}

export const coursePages = (services: SiteServices): Declared[] => recordPages(services, courses)
export const instructorPages = (services: SiteServices): Declared[] => recordPages(services, instructors)
