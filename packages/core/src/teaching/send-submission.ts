import type { Event } from '../catalog/index.ts'
import type { Actor, PersonActor } from '../identity/index.ts'
import { requirePerson } from '../identity/index.ts'
import { openEventTo, recordingAllowed } from '../materials/index.ts'
import { announce, commit, type Instant, notFound, type Problem, type Table } from '../platform/index.ts'
import type { Assignment } from './assignment.ts'
import { changedMeanwhile, contradiction, notAttending, refused, tooLate } from './assignment-problems.ts'
import { getAssignment } from './assignment-store.ts'
import {
  mostVersions,
  type NewSubmission,
  type Submission,
  type SubmissionVersion,
  type Taking,
  takingOf,
} from './submission.ts'
import { listSubmissionFiles, pendingFileOfVersion } from './submission-file-store.ts'
import { findSubmission, listVersions, pendingSubmission, pendingVersion } from './submission-store.ts'
import { submissionSent } from './topics.ts'

const refusals: Record<Exclude<Taking, { taken: true }>['why'], () => Problem> = {
  withdrawn: () => refused('teaching.withdrawn', 'This assignment was withdrawn. You don’t need to turn anything in.'),
  'too-late': tooLate,
  answered: () => refused('teaching.answered', 'Your work has feedback. You don’t need to turn in anything else.'),
  'too-many-versions': () =>
    refused(
      'teaching.too-many-versions',
      `There are already ${mostVersions} versions. Please contact your instructor.`,
    ),
}

/**
 * Whether work is accepted from someone who may attend now.
 * @throws Problem unauthenticated; not-found; forbidden `teaching.not-attending`; conflict `teaching.too-late`,
 * `teaching.answered`, `teaching.withdrawn`, `teaching.too-many-versions`
 */
export const refuseClosed = (taking: Taking): { late: boolean } => {
  if (!taking.taken) throw refusals[taking.why]()
  return taking
}

/** A person's status for an assignment that they may turn work in for, or could have. */
export type Standing = {
  event: Event
  person: PersonActor
  assignment: Assignment
  submission: Submission | undefined
  taking: Taking
}

/** A person's status for an assignment, if they may attend now. Four reads. @throws Problem as above */
export const standingOf = async (
  table: Table,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<Standing> => {
  const person = requirePerson(actor)
  const { event, by } = await openEventTo(table, slug, actor, now)
  if (by !== 'attending') throw notAttending()
  const [assignment, submission] = await Promise.all([
    getAssignment(table, slug, id),
    findSubmission(table, { event: slug, assignment: id, person: person.id }),
  ])
  if (assignment.publishedAt === undefined) throw notFound('assignment')
  return { event, person, assignment, submission, taking: takingOf(assignment, event, submission, now) }
}

/** Whether a form was sent a second time: from the same state, with the same words. */
const isSame = (version: SubmissionVersion, asked: NewSubmission): boolean =>
  version.version === asked.after + 1 &&
  version.text === asked.text &&
  version.link === asked.link &&
  version.files.join() === asked.files.join()

export type Sent = { submission: Submission; version: SubmissionVersion }

/** What a form made that was sent before. @throws Problem conflict `teaching.changed` when it was another */
const sentBefore = async (
  table: Table,
  key: Pick<Submission, 'event' | 'assignment' | 'person'>,
  asked: NewSubmission,
) => {
  const [submission, versions] = await Promise.all([findSubmission(table, key), listVersions(table, key)])
  const newest = versions.at(-1)
  if (!submission || !newest || !isSame(newest, asked)) throw changedMeanwhile('work')
  return { submission, version: newest }
}

const checkFiles = async (table: Table, key: { person: string; assignment: string }, ids: readonly string[]) => {
  if (ids.length === 0) return
  const there = new Set(
    (await listSubmissionFiles(table, key)).flatMap(({ id, state }) => (state === 'there' ? id : [])),
  )
  if (ids.some((id) => !there.has(id))) throw contradiction('files', 'A file hasn’t been uploaded or was deleted')
}

/**
 * Turns in work, as the next version. Teachers are told by email. The same form sent twice makes one version. Five
 * reads, six with files; the writes of one transaction: the work's state, the version, the mail's row, each file.
 * @throws Problem as `refuseClosed`; invalid `teaching.contradiction`; conflict `teaching.changed` when another version
 * was turned in meanwhile, `teaching.recording-not-allowed`
 */
export const sendSubmission = async (
  table: Table,
  slug: string,
  id: string,
  actor: Actor,
  asked: NewSubmission,
  now: Instant,
): Promise<Sent> => {
  const { event, person, submission: was, taking } = await standingOf(table, slug, id, actor, now)
  const key = { event: slug, assignment: id, person: person.id }
  if ((was?.version ?? 0) !== asked.after) return sentBefore(table, key, asked)
  const { late } = refuseClosed(taking)
  if (!recordingAllowed(event, { kind: 'handout', link: asked.link })) throw noRecordings(event)
  await checkFiles(table, key, asked.files)
  const number = asked.after + 1
  const { text, link, files } = asked
  const version: SubmissionVersion = {
    ...{ assignment: id, person: person.id, version: number, text, files, at: now, late },
  }
  if (link !== undefined) version.link = link
  const submission: Submission = {
    ...key,
    ...{ name: person.name, email: person.email, version: number, at: now, late, state: 'waiting' },
    revision: (was?.revision ?? 0) + 1,
  }
  const result = await commit(table, [
    pendingSubmission(table, submission, was?.revision ?? 0),
    pendingVersion(table, version),
    ...files.map((file) => pendingFileOfVersion(table, { person: person.id, assignment: id, id: file }, number)),
    announce(table, submissionSent, { ...key, version: number }, now),
  ])
  if (result.committed) return { submission, version }
  // Sent twice at once: the other one made it. Or something else did.
  return sentBefore(table, key, asked)
}

export const noRecordings = ({ title }: Pick<Event, 'title'>): Problem =>
  refused(
    'teaching.recording-not-allowed',
    `“${title}” is never recorded, so people can speak freely. You can’t turn in audio or video.`,
  )
