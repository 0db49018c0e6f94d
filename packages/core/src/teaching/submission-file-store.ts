import {
  entity,
  findOne,
  listAll,
  optional,
  type PendingWrite,
  put,
  remove,
  required,
  type Table,
  update,
} from '../platform/index.ts'
import type { SubmissionFile } from './submission-file.ts'

/** File that was uploaded for an assignment. */
const files = entity({
  name: 'submission-file',
  attributes: {
    id: required.text,
    event: required.text,
    assignment: required.text,
    person: required.text,
    filename: required.text,
    bytes: required.number,
    type: required.text,
    key: required.text,
    state: { type: ['awaiting', 'there'], required: true },
    askedAt: required.text,
    version: optional.number,
  },
  keys: {
    // By person, like their work: one read finds everything we keep of a person, even what they never turned in.
    person: { pk: 'submission-files#${person}', sk: '${assignment}#${id}' },
  },
})

type Key = Pick<SubmissionFile, 'person' | 'assignment' | 'id'>

const keyOf = ({ person, assignment, id }: Key): Key => ({ person, assignment, id })

export const pendingNewSubmissionFile = (table: Table, file: SubmissionFile): PendingWrite =>
  put('submission-file', files(table).create(file))

/** Writes that a file came; refused as `submission-file` when it was seen or taken away meanwhile. */
export const pendingSubmissionFileArrival = (table: Table, file: Key): PendingWrite =>
  update('submission-file', files(table).patch(keyOf(file)).set({ state: 'there' }), { state: 'awaiting' })

/** Turns a file in with a version. Refused as `submission-file` when it's gone. */
export const pendingFileOfVersion = (table: Table, file: Key, version: number): PendingWrite =>
  update('submission-file', files(table).patch(keyOf(file)).set({ version }), { state: 'there' })

/** Deletes a file that wasn't turned in. Refused as `submission-file` when it was, or when it's gone. */
export const pendingSubmissionFileRemoval = (table: Table, file: Key): PendingWrite =>
  remove('submission-file', files(table).remove(keyOf(file)), { version: undefined })

export const findSubmissionFile = (table: Table, key: Key): Promise<SubmissionFile | undefined> =>
  findOne(files(table).get(keyOf(key)))

/** A person's files for an assignment, awaited ones too, in the order in which they were asked for. One query. */
export const listSubmissionFiles = async (
  table: Table,
  { person, assignment }: Pick<Key, 'person' | 'assignment'>,
): Promise<SubmissionFile[]> => {
  const { data } = await files(table).query.person({ person, assignment }).go({ consistent: true, pages: 'all' })
  return data.filter((file) => file.assignment === assignment)
}

/** All files of a person's work. One query. */
export const listSubmissionFilesOf = (table: Table, person: string): Promise<SubmissionFile[]> =>
  listAll(files(table).query.person({ person }), (item) => item, { consistent: true })

/** Forgets a file, turned in or not. May be repeated. */
export const forgetSubmissionFile = async (table: Table, key: Key): Promise<void> => {
  await files(table).delete(keyOf(key)).go()
}
