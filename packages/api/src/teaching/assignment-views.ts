import {
  type Assignment,
  Marking,
  type OwnAssignment,
  Result,
  type Submission,
  type SubmissionFile,
  type SubmissionVersion,
  timesOf,
} from '@lectern/core/teaching'
import * as z from 'zod'
import { shown } from '../http/shown.ts'

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

type Zoned = { zone: string }

export const assignmentViewOf = (assignment: Assignment, event: Zoned) =>
  shown(AssignmentView, { ...assignment, dueAt: timesOf(assignment, event).dueAt })

export const stateViewOf = (submission: Submission) => shown(StateView, submission)

export const ownViewOf = ({ assignment, submission, taking }: OwnAssignment, event: Zoned) => ({
  ...shown(OwnAssignmentView, { ...assignment, dueAt: timesOf(assignment, event).dueAt }),
  own: submission && stateViewOf(submission),
  taking,
})

export const workViewOf = (submission: Submission) => shown(WorkView, submission)

export const versionViewOf = (version: SubmissionVersion) => shown(VersionView, version)

export const workFileViewOf = (file: SubmissionFile) => shown(WorkFileView, file)
