import {
  type Assignment,
  type Feedback,
  Marking,
  type OwnAssignment,
  Result,
  type Submission,
  type SubmissionFile,
  type SubmissionVersion,
  type Taking,
  timesOf,
} from '@lectern/core/teaching'
import * as z from 'zod'

export const OwnAssignmentView = z.object({
  id: z.string(),
  event: z.string(),
  session: z.string().optional(),
  title: z.string(),
  instructions: z.string(),
  materials: z.array(z.string()).describe('Ids of the recordings and handouts that go with it.'),
  due: z.string().describe("Local time in the event's zone."),
  dueAt: z.string().describe('The same time as an instant.'),
  late: z.enum(['refused', 'allowed']),
  lateUntil: z.string().optional().describe("Local time in the event's zone."),
  marking: Marking,
})

export const AssignmentView = OwnAssignmentView.extend({
  publishedAt: z.string().optional().describe("Absent if it's a draft."),
  withdrawnAt: z.string().optional(),
  createdAt: z.string(),
  revision: z.int().describe('Send it back with a change.'),
})

export const StateView = z.object({
  version: z.int().describe('The number of the latest version.'),
  at: z.string(),
  late: z.boolean(),
  state: z.enum(['waiting', 'answered']),
  result: Result.optional(),
  answeredAt: z.string().optional(),
})

export const TakingView = z.object({
  taken: z.boolean().describe('Whether work is accepted now.'),
  late: z.boolean().optional(),
  why: z.enum(['withdrawn', 'too-late', 'answered', 'too-many-versions']).optional(),
})

export const WorkView = StateView.extend({
  event: z.string(),
  assignment: z.string(),
  person: z.string(),
  name: z.string(),
  revision: z.int().describe('Send it back with feedback.'),
})

export const VersionView = z.object({
  version: z.int(),
  text: z.string(),
  link: z.string().optional(),
  files: z.array(z.string()).describe('The ids of its files.'),
  at: z.string(),
  late: z.boolean(),
  feedback: z.object({ text: z.string(), result: Result, at: z.string() }).optional(),
})

export const WorkFileView = z.object({
  id: z.string(),
  filename: z.string(),
  bytes: z.int(),
  type: z.string(),
  state: z.enum(['awaiting', 'there']),
  version: z.int().optional().describe('The last version it was turned in with.'),
})

export const LinkView = z.object({ url: z.string(), seconds: z.int().describe('How long the address is valid.') })

export const ownAssignmentViewOf = (assignment: Assignment, event: { zone: string }) => {
  const { id, event: slug, session, title, instructions, materials, due, late, lateUntil, marking } = assignment
  return {
    ...{ id, event: slug, title, instructions, materials, due, dueAt: timesOf(assignment, event).dueAt, late, marking },
    ...(session === undefined ? {} : { session }),
    ...(lateUntil === undefined ? {} : { lateUntil }),
  }
}

export const assignmentViewOf = (assignment: Assignment, event: { zone: string }) => {
  const { publishedAt, withdrawnAt, createdAt, revision } = assignment
  return {
    ...ownAssignmentViewOf(assignment, event),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
    ...{ createdAt, revision },
  }
}

export const stateViewOf = ({ version, at, late, state, result, answeredAt }: Submission) => ({
  ...{ version, at, late, state },
  ...(result === undefined ? {} : { result }),
  ...(answeredAt === undefined ? {} : { answeredAt }),
})

export const takingViewOf = (taking: Taking): z.infer<typeof TakingView> => taking

export const ownViewOf = ({ assignment, submission, taking }: OwnAssignment, event: { zone: string }) => ({
  ...ownAssignmentViewOf(assignment, event),
  ...(submission ? { own: stateViewOf(submission) } : {}),
  taking: takingViewOf(taking),
})

export const workViewOf = (submission: Submission) => {
  const { event, assignment, person, name, revision } = submission
  return { ...stateViewOf(submission), event, assignment, person, name, revision }
}

const feedbackViewOf = ({ text, result, at }: Feedback) => ({ text, result, at })

export const versionViewOf = ({ version, text, link, files, at, late, feedback }: SubmissionVersion) => ({
  ...{ version, text, files, at, late },
  ...(link === undefined ? {} : { link }),
  ...(feedback === undefined ? {} : { feedback: feedbackViewOf(feedback) }),
})

/** Where a file lies is ours to know. */
export const workFileViewOf = ({ id, filename, bytes, type, state, version }: SubmissionFile) => ({
  ...{ id, filename, bytes, type, state },
  ...(version === undefined ? {} : { version }),
})
