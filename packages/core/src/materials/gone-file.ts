import { addSeconds, announce, type Instant, type PendingWrite, type Table } from '../platform/index.ts'
import { uploadSeconds } from './file-store.ts'
import { fileGone } from './topics.ts'

/**
 * The row that deletes a file for good. Commit it with the end of the file's record. The file then goes even if the
 * process that ended the record dies before deleting it, or if someone uploads the file again by a link that still
 * works. It's due when the last link has run out.
 * @param askedAt  when the upload was asked for
 */
export const pendingGoneFile = (table: Table, key: string, askedAt: Instant): PendingWrite =>
  announce(table, fileGone, { key }, askedAt, {
    key: `file.gone ${key}`,
    dueAt: addSeconds(askedAt, uploadSeconds + 60),
  })
