import { addSeconds, announce, type Instant, type PendingWrite, type Table } from '../platform/index.ts'
import { uploadSeconds } from './file-store.ts'
import { fileGone } from './topics.ts'

/**
 * The row that has a file taken away for good, to be committed with the end of its record: so it goes also when whoever ended
 * the record dies before taking the file away, and when somebody sends it once more by a link that still worked. It is due
 * when the last link has run out.
 * @param askedAt  when the upload was asked for
 */
export const pendingGoneFile = (table: Table, key: string, askedAt: Instant): PendingWrite =>
  announce(table, fileGone, { key }, askedAt, {
    key: `file.gone ${key}`,
    dueAt: addSeconds(askedAt, uploadSeconds + 60),
  })
