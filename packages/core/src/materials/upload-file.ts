import { getProduct, readSku, skuOf } from '../catalog/index.ts'
import { announce, commit, type Instant, newId, newToken, notFound, Problem, type Table } from '../platform/index.ts'
import { arrivedParts, beginSending, finishSending, type PartUpload, removeSent, signParts } from './file-parts.ts'
import type { FileStore, Upload } from './file-store.ts'
import { pendingGoneFile } from './gone-file.ts'
import {
  checkNewFile,
  isNewVersion,
  mostFilesOfTitle,
  type NewTitleFile,
  type TitleFile,
  typeOfFile,
} from './title-file.ts'
import {
  getTitleFile,
  listKnownEditions,
  listTitleFiles,
  pendingArrival,
  pendingFileRemoval,
  pendingFirstFile,
  pendingNewFile,
} from './title-file-store.ts'
import { titleReady, titleReleased } from './topics.ts'

/** What files are kept with. */
export type Materials = { table: Table; files: FileStore }

const tooMany = (): Problem =>
  new Problem('conflict', 'materials.too-many', `A title can have up to ${mostFilesOfTitle} files. Put some in a ZIP.`)

export const wrongUpload = (): Problem =>
  new Problem(
    'invalid',
    'materials.wrong-upload',
    'The uploaded file isn’t the size or type we expected, so we deleted it. Please upload it again.',
  )

/** What was there to be taken is not sent again: nobody has looked at what would come. */
export const refuseArrived = ({ state }: { state: TitleFile['state'] }): void => {
  if (state === 'awaiting') return
  throw new Problem('conflict', 'materials.arrived', 'This file is already uploaded. Upload another one instead.')
}

/**
 * Begins an upload. The file is now awaited, and the uploader gets a link of minutes to send it to the store. A file in
 * several parts is sent by links requested along the way, see `signFileParts`.
 * @throws Problem not-found; invalid `materials.contradiction`; conflict `materials.too-many`
 */
export const startUpload = async (
  { table, files }: Materials,
  slug: string,
  asked: NewTitleFile,
  { by, now }: { by: string; now: Instant },
): Promise<{ file: TitleFile; upload?: Upload | undefined }> => {
  const product = await getProduct(table, slug)
  checkNewFile(product, asked)
  if ((await listTitleFiles(table, slug)).length >= mostFilesOfTitle) throw tooMany()
  const { format, edition, filename, bytes, modified } = asked
  const awaited: TitleFile = {
    id: newId('file'),
    product: slug,
    sku: skuOf(slug, { slug: format }),
    ...(edition === undefined ? {} : { edition }),
    filename,
    bytes,
    ...(modified === undefined ? {} : { modified }),
    type: typeOfFile(filename) ?? 'application/octet-stream',
    key: `materials/titles/${slug}/${newToken()}`,
    state: 'awaiting',
    by,
    askedAt: now,
  }
  const { uploadId, upload } = await beginSending(files, awaited)
  const file = uploadId === undefined ? awaited : { ...awaited, uploadId }
  await commit(table, [pendingNewFile(table, file)])
  return { file, upload }
}

/**
 * Links by which parts of an awaited file can be sent.
 * @throws Problem not-found; invalid `materials.contradiction`; conflict `materials.arrived`
 */
export const signFileParts = async (
  { table, files }: Materials,
  slug: string,
  id: string,
  numbers: readonly number[],
): Promise<PartUpload[]> => {
  const file = await getTitleFile(table, slug, id)
  refuseArrived(file)
  return signParts(files, file, numbers)
}

/**
 * Which parts of a file have arrived.
 * @throws Problem not-found; conflict `materials.upload-over`; unavailable `materials.unavailable`
 */
export const listFileParts = async (
  { table, files }: Materials,
  slug: string,
  id: string,
): Promise<{ file: TitleFile; arrived: number[] }> => {
  const file = await getTitleFile(table, slug, id)
  return { file, arrived: await arrivedParts(files, file) }
}

/** Takes a file away, from the list first: what is listed can be had. */
export const removeFile = async ({ table, files }: Materials, slug: string, id: string): Promise<void> => {
  const file = await getTitleFile(table, slug, id)
  await commit(table, [pendingFileRemoval(table, id), pendingGoneFile(table, file.key, file.askedAt)])
  await removeSent(files, file)
}

/** The file is there. The first of a version is noted, and a version that is newer than all others announced, in one commit. */
const settleArrival = async (table: Table, awaited: TitleFile, now: Instant): Promise<TitleFile> => {
  const { uploadId: _, ...sent } = awaited
  const file: TitleFile = { ...sent, state: 'there', uploadedAt: now }
  const { product: slug, edition } = file
  const format = readSku(file.sku)?.item ?? ''
  for (;;) {
    const [product, known] = await Promise.all([getProduct(table, slug), listKnownEditions(table, slug, format)])
    const first = !known.includes(edition)
    const news = first && isNewVersion(product, edition, known)
    const result = await commit(table, [
      pendingArrival(table, file),
      ...(first ? [pendingFirstFile(table, { product: slug, format, edition }, now)] : []),
      // Someone may have pre-ordered what had no file until now.
      ...(known.length === 0 && product.status !== 'draft'
        ? [announce(table, titleReady, { product: slug, format, ...(edition === undefined ? {} : { edition }) }, now)]
        : []),
      ...(news ? [announce(table, titleReleased, { product: slug, format, edition }, now)] : []),
    ])
    if (result.committed) return file
    if (result.refused.includes('title-file')) return getTitleFile(table, slug, file.id)
    // Another file of the version came first, a moment ago.
  }
}

/**
 * Ends an upload: what is in the store is compared with what was announced. May be repeated.
 * @throws Problem not-found; conflict `materials.not-uploaded`, `materials.upload-over`; invalid `materials.wrong-upload`, and it is taken away;
 * unavailable `materials.unavailable`
 */
export const finishUpload = async (
  materials: Materials,
  slug: string,
  id: string,
  now: Instant,
): Promise<TitleFile> => {
  const file = await getTitleFile(materials.table, slug, id)
  if (file.state === 'there') return file
  if (file.state === 'removed') throw notFound('file')
  const found = await finishSending(materials.files, file)
  if (found.bytes !== file.bytes || found.type !== file.type) {
    await removeFile(materials, slug, id)
    throw wrongUpload()
  }
  return settleArrival(materials.table, file, now)
}

/**
 * A title's current files, including deleted ones that can still be restored. Files that arrived without a notice to us
 * are picked up. What we can't look up stays awaited.
 */
export const listFilesAsTheyStand = async (materials: Materials, slug: string, now: Instant): Promise<TitleFile[]> => {
  const files = await listTitleFiles(materials.table, slug)
  const looked = files.map(async (file): Promise<TitleFile[]> => {
    if (file.state !== 'awaiting') return [file]
    try {
      return [await finishUpload(materials, slug, file.id, now)]
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return error.kind === 'conflict' || error.kind === 'unavailable' ? [file] : []
    }
  })
  return (await Promise.all(looked)).flat()
}
