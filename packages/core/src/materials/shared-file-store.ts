import { entity, type PendingWrite, remove, required, type Table, update } from '../platform/index.ts'

/** A file that more than one recording or handout leads to, since an event was run again with what it had. */
const sharedFiles = entity({
  name: 'shared-file',
  attributes: {
    key: required.text,
    /** How many lead to it beside the first. */
    others: required.number,
  },
  keys: {
    file: { pk: 'shared-file#${key}', sk: 'uses' },
  },
})

/** One more leads to the file. */
export const pendingShare = (table: Table, key: string): PendingWrite =>
  update('shared-file', sharedFiles(table).update({ key }).add({ others: 1 }))

/** One of several leads to it no more; refused as `shared-file` when it is the last, or the only one. */
export const pendingRelease = (table: Table, key: string): PendingWrite =>
  update(
    'shared-file',
    sharedFiles(table)
      .update({ key })
      .add({ others: -1 })
      .where(({ others }, { gte }) => gte(others, 1)),
  )

/** Nothing else leads to it; refused as `shared-file` when something does. */
export const pendingLastRelease = (table: Table, key: string): PendingWrite =>
  remove(
    'shared-file',
    sharedFiles(table)
      .delete({ key })
      .where(({ others }, { lt, notExists }) => `${notExists(others)} OR ${lt(others, 1)}`),
  )
