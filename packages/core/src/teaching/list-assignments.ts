import type { Event } from '../catalog/index.ts'
import type { Actor } from '../identity/index.ts'
import {
  isOpen,
  listMaterials,
  newestVersions,
  type OpenEvent,
  openEventTo,
  type SessionMaterial,
} from '../materials/index.ts'
import { type Instant, notFound, type Table } from '../platform/index.ts'
import { type Assignment, isSet } from './assignment.ts'
import { getAssignment, listAssignments } from './assignment-store.ts'
import { type Submission, type SubmissionVersion, type Taking, takingOf } from './submission.ts'
import type { SubmissionFile } from './submission-file.ts'
import { listSubmissionFiles } from './submission-file-store.ts'
import { findSubmission, listSubmissionsIn, listVersions } from './submission-store.ts'

/** An assignment, and a person's own work for it. */
export type OwnAssignment = {
  assignment: Assignment
  /** Absent if nothing was turned in yet. */
  submission?: Submission | undefined
  taking: Taking
}

/** Drafts are for nobody yet. A withdrawn assignment stays for people who turned something in. */
const isFor = (assignment: Assignment, submission: Submission | undefined): boolean =>
  isSet(assignment) || (assignment.publishedAt !== undefined && submission !== undefined)

/**
 * What an event asks of a person, the first due first. The caller has already checked access. Two queries: the event's
 * assignments, and the person's own work.
 */
export const listOwnAssignments = async (
  table: Table,
  event: Pick<Event, 'slug' | 'zone'>,
  person: string,
  now: Instant,
): Promise<OwnAssignment[]> => {
  const [assignments, submissions] = await Promise.all([
    listAssignments(table, event.slug),
    listSubmissionsIn(table, person, event.slug),
  ])
  const work = new Map(submissions.map((submission) => [submission.assignment, submission]))
  return assignments.flatMap((assignment) => {
    const submission = work.get(assignment.id)
    return isFor(assignment, submission)
      ? [{ assignment, submission, taking: takingOf(assignment, event, submission, now) }]
      : []
  })
}

/**
 * The same, for people who may attend now. Teachers see it as attendees do.
 * @throws Problem unauthenticated; not-found, the same for no such event and for one that isn't theirs
 */
export const listAssignmentsFor = async (
  table: Table,
  slug: string,
  actor: Actor,
  now: Instant,
): Promise<OpenEvent & { assignments: OwnAssignment[] }> => {
  const open = await openEventTo(table, slug, actor, now)
  const person = actor.kind === 'person' ? actor.id : ''
  return { ...open, assignments: await listOwnAssignments(table, open.event, person, now) }
}

/** One assignment with everything a person turned in for it. */
export type OwnWork = OpenEvent &
  OwnAssignment & {
    versions: SubmissionVersion[]
    files: SubmissionFile[]
    /** What was handed out with it. */
    materials: SessionMaterial[]
  }

/** An assignment's visible materials, each in its newest version, whichever version was chosen. */
const handedOut = (
  { materials: ids }: Assignment,
  event: Event,
  materials: readonly SessionMaterial[],
  now: Instant,
): SessionMaterial[] => {
  const chosen = materials.filter(({ id, state }) => ids.includes(id) && state === 'there')
  const open = newestVersions(materials.filter((material) => isOpen(event, material, now)))
  // Two that are versions of one thing have one newest version.
  return open.filter((one) => chosen.some((other) => other.id === one.id || newestVersions([one, other]).length === 1))
}

/**
 * An assignment as an attendee sees it, with their own work. Seven reads at most, however many attend.
 * @throws Problem unauthenticated; not-found, the same for what doesn't exist and what isn't theirs
 */
export const openAssignment = async (
  table: Table,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<OwnWork> => {
  const open = await openEventTo(table, slug, actor, now)
  const person = actor.kind === 'person' ? actor.id : ''
  const own = { event: slug, assignment: id, person }
  const [assignment, submission, versions, files] = await Promise.all([
    getAssignment(table, slug, id),
    findSubmission(table, own),
    listVersions(table, own),
    listSubmissionFiles(table, own),
  ])
  // Teachers see it as it will be.
  if (open.by === 'attending' && !isFor(assignment, submission)) throw notFound('assignment')
  const materials = assignment.materials.length > 0 ? await listMaterials(table, slug) : []
  return {
    ...open,
    assignment,
    submission,
    taking: takingOf(assignment, open.event, submission, now),
    versions,
    files,
    materials: handedOut(assignment, open.event, materials, now),
  }
}
