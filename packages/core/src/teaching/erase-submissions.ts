import { type FileStore, pendingGoneFile } from '../materials/index.ts'
import { commit, type Table } from '../platform/index.ts'
import type { Submission, SubmissionVersion } from './submission.ts'
import type { SubmissionFile } from './submission-file.ts'
import { forgetSubmissionFile, listSubmissionFilesOf } from './submission-file-store.ts'
import { listSubmissionsOf, listVersions, removeWork } from './submission-store.ts'

/** Work, and files, that one step takes away. */
const stepSize = 25

/** Everything a person turned in, and the files they uploaded for it. */
export type WorkOfPerson = {
  work: (Submission & { versions: SubmissionVersion[] })[]
  files: SubmissionFile[]
}

/** All of a person's work, in all events: two queries, plus one for each assignment they turned in work for. */
export const listWorkOf = async (table: Table, person: string): Promise<WorkOfPerson> => {
  const [submissions, files] = await Promise.all([
    listSubmissionsOf(table, person),
    listSubmissionFilesOf(table, person),
  ])
  const work = await Promise.all(
    submissions.map(async (submission) => ({ ...submission, versions: await listVersions(table, submission) })),
  )
  return { work, files }
}

/**
 * Deletes some of what a person turned in, feedback included, and its files from the store for good. May be repeated.
 * @returns whether there is more
 * @throws Problem unavailable `materials.unavailable` when there are files and the store does not answer
 */
export const eraseSubmissionsOf = async (
  { table, files }: { table: Table; files: Pick<FileStore, 'erase'> },
  person: string,
): Promise<boolean> => {
  const [work, uploaded] = await Promise.all([listSubmissionsOf(table, person), listSubmissionFilesOf(table, person)])
  for (const file of uploaded.slice(0, stepSize)) {
    // A link to send it may work yet.
    await commit(table, [pendingGoneFile(table, file.key, file.askedAt)])
    await files.erase(file.key)
    await forgetSubmissionFile(table, file)
  }
  for (const submission of work.slice(0, stepSize)) await removeWork(table, submission)
  return uploaded.length > stepSize || work.length > stepSize
}
