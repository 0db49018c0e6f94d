import { announce, commit, type Instant, notFound, type Table } from '../platform/index.ts'
import type { Assignment, Marking } from './assignment.ts'
import { changedMeanwhile, contradiction } from './assignment-problems.ts'
import { getAssignment } from './assignment-store.ts'
import type { Feedback, NewFeedback, Result, Submission, SubmissionVersion } from './submission.ts'
import type { SubmissionFile } from './submission-file.ts'
import { listSubmissionFiles } from './submission-file-store.ts'
import { findSubmission, listVersions, pendingAnswered, pendingSubmission } from './submission-store.ts'
import { submissionAnswered } from './topics.ts'

/** Whose work, for which assignment. */
export type WorkKey = { person: string; assignment: string }

/** A person's work as teachers see it. */
export type Work = {
  assignment: Assignment
  submission: Submission
  /** The oldest first. */
  versions: SubmissionVersion[]
  /** Only the ones that were turned in. */
  files: SubmissionFile[]
}

/**
 * A person's work with all its versions. The caller has already checked permission: see `mayTeach`. Four reads.
 * @throws Problem not-found, also for work of another event
 */
export const getWork = async (table: Table, slug: string, key: WorkKey): Promise<Work> => {
  const [assignment, submission, versions, files] = await Promise.all([
    getAssignment(table, slug, key.assignment),
    findSubmission(table, { ...key, event: slug }),
    listVersions(table, key),
    listSubmissionFiles(table, key),
  ])
  if (!submission) throw notFound('submission')
  return { assignment, submission, versions, files: files.filter(({ version }) => version !== undefined) }
}

/** The result that feedback amounts to. @throws Problem invalid `teaching.contradiction` */
const resultOf = (marking: Marking, { passed, points, text }: NewFeedback): Result => {
  if (marking.by !== 'pass' && passed !== undefined)
    throw contradiction('passed', 'This assignment isn’t graded pass or fail')
  if (marking.by !== 'points' && points !== undefined)
    throw contradiction('points', 'This assignment isn’t graded with points')
  if (marking.by === 'pass') {
    if (passed === undefined) throw contradiction('passed', 'Choose whether it passed')
    return { by: 'pass', passed }
  }
  if (marking.by === 'points') {
    if (points === undefined) throw contradiction('points', 'Enter the points')
    if (points > marking.outOf) throw contradiction('points', `Enter ${marking.outOf} points or fewer`)
    return { by: 'points', points, outOf: marking.outOf }
  }
  if (text === '') throw contradiction('text', 'Enter some feedback')
  return { by: 'none' }
}

/** What was kept comes back with its parts in any order, so they are compared by name. */
const isSame = (given: Feedback | undefined, text: string, result: Result): boolean => {
  if (given?.text !== text) return false
  const was: Record<string, unknown> = given.result
  const now: Record<string, unknown> = result
  const names = new Set([...Object.keys(was), ...Object.keys(now)])
  return [...names].every((name) => was[name] === now[name])
}

/**
 * Answers the newest version of someone's work; they are told by mail. Given again, the last counts; the same twice is
 * given once. Four reads; one transaction of three writes.
 * @throws Problem not-found; invalid `teaching.contradiction`; conflict `teaching.changed` when a new version came or
 * someone else answered meanwhile
 */
export const answerSubmission = async (
  table: Table,
  slug: string,
  key: WorkKey,
  asked: NewFeedback,
  { by, now }: { by: string; now: Instant },
): Promise<Submission> => {
  const { assignment, submission: was, versions } = await getWork(table, slug, key)
  const newest = versions.at(-1)
  const result = resultOf(assignment.marking, asked)
  if (!newest || was.version !== asked.version || newest.version !== asked.version) throw changedMeanwhile('work')
  if (isSame(newest.feedback, asked.text, result)) return was
  if (was.revision !== asked.revision) throw changedMeanwhile('work')
  const submission: Submission = { ...was, state: 'answered', result, answeredAt: now, revision: was.revision + 1 }
  const { revision, version } = submission
  const outcome = await commit(table, [
    pendingSubmission(table, submission, was.revision),
    pendingAnswered(table, { ...newest, feedback: { text: asked.text, result, at: now, by } }),
    announce(table, submissionAnswered, { event: slug, ...key, version, revision }, now),
  ])
  if (!outcome.committed) {
    const again = await getWork(table, slug, key)
    if (isSame(again.versions.at(-1)?.feedback, asked.text, result)) return again.submission
    throw changedMeanwhile('work')
  }
  return submission
}
