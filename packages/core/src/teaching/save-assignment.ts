import { getEvent } from '../catalog/index.ts'
import { listMaterials } from '../materials/index.ts'
import { commit, type Instant, newId, Problem, type Table } from '../platform/index.ts'
import {
  type Assignment,
  type AssignmentChange,
  checkAssignment,
  mostAssignments,
  type NewAssignment,
} from './assignment.ts'
import { changedMeanwhile } from './assignment-problems.ts'
import {
  getAssignment,
  listAssignments,
  pendingAssignment,
  pendingAssignmentRemoval,
  pendingNewAssignment,
} from './assignment-store.ts'

const tooMany = (): Problem =>
  new Problem('conflict', 'teaching.too-many-assignments', `An event can have up to ${mostAssignments} assignments.`)

const idsOf = (list: readonly { id: string }[]): ReadonlySet<string> => new Set(list.map(({ id }) => id))

/**
 * Adds an assignment to an event. The caller has already checked permission: see `mayTeach`.
 * @throws Problem not-found; invalid `teaching.contradiction`; conflict `teaching.too-many-assignments`
 */
export const createAssignment = async (
  table: Table,
  slug: string,
  { publish, ...asked }: NewAssignment,
  { by, now }: { by: string; now: Instant },
): Promise<Assignment> => {
  const [event, others, materials] = await Promise.all([
    getEvent(table, slug),
    listAssignments(table, slug),
    asked.materials.length > 0 ? listMaterials(table, slug) : [],
  ])
  checkAssignment(asked, event, idsOf(materials))
  if (others.length >= mostAssignments) throw tooMany()
  const assignment: Assignment = {
    id: newId('assignment'),
    event: slug,
    ...asked,
    ...(publish ? { publishedAt: now } : {}),
    createdAt: now,
    by,
    revision: 1,
  }
  await commit(table, [pendingNewAssignment(table, assignment)])
  return assignment
}

/** What a change leaves: what it does not name stays, and null takes away. */
const changed = (was: Assignment, { revision: _, publish, ...named }: AssignmentChange, now: Instant): Assignment => {
  const { session, lateUntil, ...rest } = named
  const late = rest.late ?? was.late
  const next: Assignment = {
    ...was,
    ...rest,
    session: session === undefined ? was.session : (session ?? undefined),
    // If late work is no longer accepted, its deadline goes too, unless the change names one: that's refused below.
    lateUntil: lateUntil === undefined ? (late === 'allowed' ? was.lateUntil : undefined) : (lateUntil ?? undefined),
    revision: was.revision + 1,
  }
  return publish ? { ...next, publishedAt: was.publishedAt ?? now, withdrawnAt: undefined } : next
}

/**
 * Changes an assignment, and publishes it when asked to. What was turned in stays as it is.
 * @throws Problem not-found; invalid `teaching.contradiction`; conflict `teaching.changed`
 */
export const changeAssignment = async (
  table: Table,
  slug: string,
  id: string,
  change: AssignmentChange,
  now: Instant,
): Promise<Assignment> => {
  const [event, was] = await Promise.all([getEvent(table, slug), getAssignment(table, slug, id)])
  if (was.revision !== change.revision) throw changedMeanwhile('assignment')
  const next = changed(was, change, now)
  // What has gone from the event since does not hold up a change of something else.
  const names = change.materials !== undefined && change.materials.length > 0
  const known = names ? idsOf(await listMaterials(table, slug)) : new Set(next.materials)
  checkAssignment(change.session === undefined ? { ...next, session: undefined } : next, event, known)
  const result = await commit(table, [pendingAssignment(table, next, was.revision)])
  if (!result.committed) throw changedMeanwhile('assignment')
  return next
}

/**
 * Withdraws an assignment. A draft is deleted. For a published one, what was turned in stays, for the people who turned
 * it in and for teachers, but nothing more is accepted. May be repeated.
 * @param revision  of the assignment the caller saw; without one, any revision
 * @throws Problem not-found; conflict `teaching.changed`
 */
export const withdrawAssignment = async (
  table: Table,
  slug: string,
  id: string,
  { revision, now }: { revision?: number | undefined; now: Instant },
): Promise<void> => {
  const was = await getAssignment(table, slug, id)
  if (was.withdrawnAt !== undefined) return
  if (revision !== undefined && was.revision !== revision) throw changedMeanwhile('assignment')
  const write =
    was.publishedAt === undefined
      ? pendingAssignmentRemoval(table, was)
      : pendingAssignment(table, { ...was, withdrawnAt: now, revision: was.revision + 1 }, was.revision)
  if (!(await commit(table, [write])).committed) throw changedMeanwhile('assignment')
}
