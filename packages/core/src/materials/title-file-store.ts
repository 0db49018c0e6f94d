import {
  entity,
  findOne,
  type Instant,
  listAll,
  notFound,
  optional,
  type PendingWrite,
  put,
  remove,
  required,
  type Table,
} from '../platform/index.ts'
import type { TitleFile } from './title-file.ts'

/** File of a title. */
const titleFiles = entity({
  name: 'title-file',
  attributes: {
    id: required.text,
    product: required.text,
    sku: required.text,
    edition: optional.text,
    filename: required.text,
    bytes: required.number,
    type: required.text,
    key: required.text,
    uploadId: optional.text,
    modified: optional.number,
    state: { type: ['awaiting', 'there', 'removed'], required: true },
    removedAt: optional.text,
    by: required.text,
    askedAt: required.text,
    uploadedAt: optional.text,
  },
  keys: {
    id: { pk: 'title-file#${id}', sk: 'title-file' },
    // One partition for each title: admins alone write it.
    ofTitle: { index: 'list', pk: 'title-files#${product}', sk: '${id}' },
  },
})

/**
 * Which versions of a title have ever had a file, by format. A version is announced once, whatever is uploaded again.
 */
const titleEditions = entity({
  name: 'title-edition',
  attributes: { product: required.text, format: required.text, edition: required.text, firstAt: required.text },
  keys: {
    ofTitle: { pk: 'title-editions#${product}', sk: '${format}#${edition}' },
  },
})

export const pendingNewFile = (table: Table, file: TitleFile): PendingWrite =>
  put('title-file', titleFiles(table).create(file))

/** Writes what became of a file that was awaited; refused as `title-file` when it was seen or taken away meanwhile. */
export const pendingArrival = (table: Table, file: TitleFile): PendingWrite =>
  put('title-file', titleFiles(table).put(file), { state: 'awaiting' })

/** Writes a file over as it was read; refused as `title-file` when it was changed or taken away meanwhile. */
export const pendingFileChange = (table: Table, next: TitleFile, was: TitleFile): PendingWrite =>
  put('title-file', titleFiles(table).put(next), { state: was.state })

export const pendingFileRemoval = (table: Table, id: string): PendingWrite =>
  remove('title-file', titleFiles(table).delete({ id }))

/** Notes the first file of a version; refused as `title-edition` when there was one before. */
export const pendingFirstFile = (
  table: Table,
  first: { product: string; format: string; edition: string | undefined },
  now: Instant,
): PendingWrite =>
  put('title-edition', titleEditions(table).create({ ...first, edition: first.edition ?? '', firstAt: now }))

/** The versions of a format that have ever had a file; `undefined` means files without a version. */
export const listKnownEditions = (table: Table, product: string, format: string): Promise<(string | undefined)[]> =>
  listAll(titleEditions(table).query.ofTitle({ product, format }), ({ edition }) => edition || undefined, {
    consistent: true,
  })

export const findTitleFile = (table: Table, id: string): Promise<TitleFile | undefined> =>
  findOne(titleFiles(table).get({ id }))

/** A file of one title. @throws Problem not-found, also for a file of another */
export const getTitleFile = async (table: Table, product: string, id: string): Promise<TitleFile> => {
  const file = await findTitleFile(table, id)
  if (file?.product !== product) throw notFound('file')
  return file
}

/** The files of a title, awaited ones too, in the order in which they were asked for. */
export const listTitleFiles = (table: Table, product: string): Promise<TitleFile[]> =>
  listAll(titleFiles(table).query.ofTitle({ product }))
