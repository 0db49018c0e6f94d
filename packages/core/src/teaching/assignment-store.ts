import {
  entity,
  findOne,
  optional,
  orNotFound,
  type PendingWrite,
  put,
  remove,
  required,
  type Table,
} from '../platform/index.ts'
import type { Assignment } from './assignment.ts'

/** Assignment of an event. */
const assignments = entity({
  name: 'assignment',
  attributes: {
    id: required.text,
    event: required.text,
    session: optional.text,
    title: required.text,
    instructions: required.text,
    materials: required.texts,
    due: required.text,
    late: { type: ['refused', 'allowed'], required: true },
    lateUntil: optional.text,
    marking: required.anyOf<Assignment['marking']>(),
    publishedAt: optional.text,
    withdrawnAt: optional.text,
    createdAt: required.text,
    by: required.text,
    revision: required.number,
  },
  keys: {
    // One partition for each event: only its teachers write it.
    ofEvent: { pk: 'assignments#${event}', sk: '${id}' },
  },
})

export const pendingNewAssignment = (table: Table, assignment: Assignment): PendingWrite =>
  put('assignment', assignments(table).create(assignment))

/** Writes a changed one; refused as `assignment` when it was changed meanwhile. @param was  the revision it was read at */
export const pendingAssignment = (table: Table, assignment: Assignment, was: number): PendingWrite =>
  put('assignment', assignments(table).put(assignment), { revision: was })

/** Takes a draft away; refused as `assignment` when it was changed meanwhile. */
export const pendingAssignmentRemoval = (
  table: Table,
  { event, id, revision: was }: Pick<Assignment, 'event' | 'id' | 'revision'>,
): PendingWrite => remove('assignment', assignments(table).delete({ event, id }), { revision: was })

export const findAssignment = (table: Table, event: string, id: string): Promise<Assignment | undefined> =>
  findOne(assignments(table).get({ event, id }))

/** One of an event. One read. @throws Problem not-found, also for one of another event */
export const getAssignment = async (table: Table, event: string, id: string): Promise<Assignment> =>
  orNotFound(await findAssignment(table, event, id), 'assignment')

/** In the order in which they are due. */
const byDue = (a: Assignment, b: Assignment): number =>
  a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1

/** All of an event, drafts and withdrawn ones too, the first due first. One query. */
export const listAssignments = async (table: Table, event: string): Promise<Assignment[]> => {
  const { data } = await assignments(table).query.ofEvent({ event }).go({ pages: 'all' })
  return data.sort(byDue)
}
