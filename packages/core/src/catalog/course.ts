import * as z from 'zod'
import { EmailAddress, PersonName } from '../identity/index.ts'
import { line, lineOrNothing, multiLine, webLink } from '../platform/index.ts'
import { UploadedPicture } from './picture.ts'
import { Slug } from './ticket.ts'

/** What is taught, apart from when: its runs are events of kind class that name it. */
export const Course = z.strictObject({
  slug: Slug,
  title: line(200),
  summary: multiLine(400).default(''),
  description: multiLine(10_000).default(''),
})
/** A course as it's kept. */
export const KeptCourse = Course.extend({ picture: UploadedPicture.optional() })
export type Course = z.infer<typeof KeptCourse>

/** A course as it is made: without a slug it takes one from its title. */
export const NewCourse = Course.extend({ slug: Slug.optional() })
export type NewCourse = z.infer<typeof NewCourse>

/** Someone who teaches or speaks, with a page. The address links them to their sign-in and stays private. */
export const Instructor = z.strictObject({
  slug: Slug,
  name: PersonName,
  headline: lineOrNothing(200).default(''),
  bio: multiLine(5000).default(''),
  email: EmailAddress.optional(),
  website: webLink(300).optional(),
})
/** An instructor as they're kept. */
export const KeptInstructor = Instructor.extend({ picture: UploadedPicture.optional() })
export type Instructor = z.infer<typeof KeptInstructor>

/** An instructor as they are added: without a slug they take one from their name. */
export const NewInstructor = Instructor.extend({ slug: Slug.optional() })
export type NewInstructor = z.infer<typeof NewInstructor>
