import type { Actor } from '../identity/index.ts'
import { requirePerson } from '../identity/index.ts'
import {
  downloadSeconds,
  type FileStore,
  getTaughtEvent,
  type Materials,
  notUploaded,
  openEventTo,
  pendingGoneFile,
  recordingAllowed,
  type Upload,
  wrongUpload,
} from '../materials/index.ts'
import { commit, type Instant, newId, newToken, notFound, type Problem } from '../platform/index.ts'
import { refused } from './assignment-problems.ts'
import { noRecordings, refuseClosed, standingOf } from './send-submission.ts'
import { mostFiles } from './submission.ts'
import { mostFilesKept, type NewSubmissionFile, type SubmissionFile, typeOfSubmissionFile } from './submission-file.ts'
import {
  findSubmissionFile,
  listSubmissionFiles,
  pendingNewSubmissionFile,
  pendingSubmissionFileArrival,
  pendingSubmissionFileRemoval,
} from './submission-file-store.ts'

/** Whose file it is, as an address names it. */
type Where = { slug: string; assignment: string; id: string }

const tooMany = (): Problem =>
  refused(
    'teaching.too-many-files',
    `You can have up to ${mostFiles} files waiting to be turned in, and ${mostFilesKept} in all for an assignment. Put some in a ZIP.`,
  )

/**
 * Begins to upload a file for an assignment. It's turned in with a version later.
 * @throws Problem as `sendSubmission`; conflict `teaching.too-many-files`
 */
export const startSubmissionFile = async (
  { table, files }: Materials,
  slug: string,
  assignment: string,
  actor: Actor,
  asked: NewSubmissionFile,
  now: Instant,
): Promise<{ file: SubmissionFile; upload: Upload }> => {
  const { event, person, taking } = await standingOf(table, slug, assignment, actor, now)
  refuseClosed(taking)
  if (!recordingAllowed(event, { kind: 'handout', filename: asked.filename })) throw noRecordings(event)
  const kept = await listSubmissionFiles(table, { person: person.id, assignment })
  const waiting = kept.filter(({ version }) => version === undefined)
  if (waiting.length >= mostFiles || kept.length >= mostFilesKept) throw tooMany()
  const file: SubmissionFile = {
    id: newId('file'),
    event: slug,
    assignment,
    person: person.id,
    filename: asked.filename,
    bytes: asked.bytes,
    type: typeOfSubmissionFile(asked.filename) ?? 'application/octet-stream',
    key: `materials/submissions/${slug}/${newToken()}`,
    state: 'awaiting',
    askedAt: now,
  }
  const upload = await files.signUpload(file)
  await commit(table, [pendingNewSubmissionFile(table, file)])
  return { file, upload }
}

/** A file of one's own, while one attends. @throws Problem unauthenticated; not-found, also for someone else's */
const ownFile = async (
  { table }: Pick<Materials, 'table'>,
  { slug, assignment, id }: Where,
  actor: Actor,
  now: Instant,
) => {
  const person = requirePerson(actor)
  await openEventTo(table, slug, actor, now)
  const file = await findSubmissionFile(table, { person: person.id, assignment, id })
  if (file?.event !== slug) throw notFound('file')
  return file
}

const takeAway = async ({ table, files }: Materials, file: SubmissionFile): Promise<void> => {
  const { committed } = await commit(table, [
    pendingSubmissionFileRemoval(table, file),
    pendingGoneFile(table, file.key, file.askedAt),
  ])
  // A person's own file goes with its version: taken away alone, it would stay where their erasure no longer finds it.
  if (committed) return files.erase(file.key)
  if (await findSubmissionFile(table, file)) {
    throw refused('teaching.file-in-use', 'This file was turned in, so it can’t be deleted.')
  }
}

/**
 * Ends an upload: what is in the store is compared with what was announced. May be repeated.
 * @throws Problem unauthenticated; not-found; conflict `materials.not-uploaded`; invalid `materials.wrong-upload`, and it is
 * taken away; unavailable `materials.unavailable`
 */
export const finishSubmissionFile = async (
  materials: Materials,
  where: Where,
  actor: Actor,
  now: Instant,
): Promise<SubmissionFile> => {
  const file = await ownFile(materials, where, actor, now)
  if (file.state === 'there') return file
  const found = await materials.files.find(file.key)
  if (!found) throw notUploaded()
  if (found.bytes !== file.bytes || found.type !== file.type) {
    await takeAway(materials, file)
    throw wrongUpload()
  }
  const { committed } = await commit(materials.table, [pendingSubmissionFileArrival(materials.table, file)])
  return committed ? { ...file, state: 'there' } : ownFile(materials, where, actor, now)
}

/** Deletes a file that wasn't turned in. @throws Problem unauthenticated; not-found; conflict `teaching.file-in-use` */
export const removeSubmissionFile = async (
  materials: Materials,
  where: Where,
  actor: Actor,
  now: Instant,
): Promise<void> => takeAway(materials, await ownFile(materials, where, actor, now))

const linkTo = async (files: FileStore, file: SubmissionFile | undefined): Promise<{ url: string }> => {
  if (file?.state !== 'there') throw notFound('file')
  return { url: await files.signDownload({ ...file, seconds: downloadSeconds }) }
}

/** A link of five minutes to a file of one's own, while one attends. @throws Problem unauthenticated; not-found */
export const openOwnFile = async (
  materials: Materials,
  where: Where,
  actor: Actor,
  now: Instant,
): Promise<{ url: string }> => linkTo(materials.files, await ownFile(materials, where, actor, now))

/**
 * A five-minute link to a file that was turned in, for the event's teachers.
 * @throws Problem unauthenticated; not-found, the same for what doesn't exist and what isn't theirs to see
 */
export const openHandedIn = async (
  { table, files }: Materials,
  { slug, person, assignment, id }: Where & { person: string },
  actor: Actor,
): Promise<{ url: string }> => {
  await getTaughtEvent(table, slug, actor)
  const file = await findSubmissionFile(table, { person, assignment, id })
  // What isn't turned in yet is only for its owner.
  return linkTo(files, file?.event === slug && file.version !== undefined ? file : undefined)
}
