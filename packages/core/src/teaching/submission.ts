import * as z from 'zod'
import type { Event } from '../catalog/index.ts'
import { type Instant, multiLine, webLink } from '../platform/index.ts'
import { type Assignment, isSet, timesOf } from './assignment.ts'

/** Versions of one person's work for one assignment, so that all of them are one read. */
export const mostVersions = 20

/** Files in one version. */
export const mostFiles = 5

/** What a person turns in: text, a link, files that were uploaded before, or several of these. */
export const NewSubmission = z
  .strictObject({
    /**
     * The number of the latest version the sender has seen; 0 for none. Two forms sent from the same state make one
     * version, or the second is refused.
     */
    after: z.int().min(0).max(mostVersions),
    text: multiLine(20_000).default(''),
    link: webLink(1000).optional(),
    /** The ids of files of this assignment that were uploaded, for this version or an earlier one. */
    files: z
      .array(z.string().min(1).max(60))
      .max(mostFiles, `Add up to ${mostFiles} files`)
      .refine((ids) => new Set(ids).size === ids.length, 'List each file only once')
      .default([]),
  })
  .refine(({ text, link, files }) => text !== '' || link !== undefined || files.length > 0, {
    path: ['text'],
    message: 'Write something, add a link, or add a file',
  })
export type NewSubmission = z.infer<typeof NewSubmission>

/** What work was judged to be, by the marking that the assignment had then. */
export const Result = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('pass'), passed: z.boolean() }),
  z.strictObject({ by: z.literal('points'), points: z.int().min(0).max(1000), outOf: z.int().min(1).max(1000) }),
  z.strictObject({ by: z.literal('none') }),
])
export type Result = z.infer<typeof Result>

/** What someone who teaches says of a version. */
export const NewFeedback = z.strictObject({
  /** The version that it is about: the newest, or it is refused. */
  version: z.int().min(1).max(mostVersions),
  /** Of the work as it was looked at. */
  revision: z.int(),
  text: multiLine(10_000).default(''),
  /** Where it is passed or not yet. */
  passed: z.boolean().optional(),
  /** Where it is judged by points. */
  points: z.int().min(0).max(1000).optional(),
})
export type NewFeedback = z.infer<typeof NewFeedback>

export type Feedback = {
  text: string
  result: Result
  at: Instant
  /** Who gave it. */
  by: string
}

/** The state of one person's work for one assignment. */
export type Submission = {
  event: string
  assignment: string
  person: string
  /** Their name when they last turned something in. */
  name: string
  email: string
  /** The number of the newest version, from 1 on. */
  version: number
  /** When that was turned in. */
  at: Instant
  /** Whether that was after it was due. */
  late: boolean
  state: 'waiting' | 'answered'
  /** Once it was answered. */
  result?: Result | undefined
  answeredAt?: Instant | undefined
  /** Rises with each change. */
  revision: number
}

/** One version of someone's work. */
export type SubmissionVersion = {
  assignment: string
  person: string
  version: number
  text: string
  link?: string | undefined
  /** The ids of its files. */
  files: string[]
  at: Instant
  late: boolean
  feedback?: Feedback | undefined
}

export const isNotYet = (result: Result | undefined): boolean => result?.by === 'pass' && !result.passed

/** Whether work is taken at a moment, and if not, why. */
export type Taking =
  | { taken: true; late: boolean }
  | { taken: false; why: 'withdrawn' | 'too-late' | 'answered' | 'too-many-versions' }

/**
 * Whether a person may turn work in (again). Until it's answered, a new version replaces the last. Work answered "not
 * yet" may come again. Where late work is allowed, it may even come after the late deadline: a teacher who asks for
 * more gives the time for it.
 */
export const takingOf = (
  assignment: Assignment,
  event: Pick<Event, 'zone'>,
  submission: Pick<Submission, 'version' | 'state' | 'result'> | undefined,
  now: Instant,
): Taking => {
  if (!isSet(assignment)) return { taken: false, why: 'withdrawn' }
  const again = submission?.state === 'answered' && isNotYet(submission.result)
  if (submission?.state === 'answered' && !again) return { taken: false, why: 'answered' }
  if (submission && submission.version >= mostVersions) return { taken: false, why: 'too-many-versions' }
  const { dueAt, lateUntilAt } = timesOf(assignment, event)
  if (now <= dueAt) return { taken: true, late: false }
  const open = assignment.late === 'allowed' && (again || lateUntilAt === undefined || now <= lateUntilAt)
  return open ? { taken: true, late: true } : { taken: false, why: 'too-late' }
}
