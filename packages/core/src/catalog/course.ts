import * as z from 'zod'
import { Slug } from './ticket.ts'

/** What is taught, apart from when: its runs are events of kind class that name it. */
export const Course = z.strictObject({
  slug: Slug,
  title: z.string().trim().min(1).max(200),
  summary: z.string().trim().max(400).default(''),
  description: z.string().trim().max(10_000).default(''),
})
export type Course = z.infer<typeof Course>

/** Somebody who teaches or speaks, with a page. The address links them to their sign-in and stays private. */
export const Instructor = z.strictObject({
  slug: Slug,
  name: z.string().trim().min(1).max(120),
  headline: z.string().trim().max(200).default(''),
  bio: z.string().trim().max(5000).default(''),
  email: z.email().max(254).toLowerCase().optional(),
  website: z
    .url({ protocol: /^https$/ })
    .max(300)
    .optional(),
})
export type Instructor = z.infer<typeof Instructor>
