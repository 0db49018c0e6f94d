import * as z from 'zod'
import { Problem } from '../platform/index.ts'
import type { FileStore, StoredFile, StoredPart, Upload } from './file-store.ts'

/**
 * Of every part but the last. What a broken connection costs is one part, so they are small; S3 takes none under 5 MB
 * and 10,000 at most (S3 User Guide, "Amazon S3 multipart upload limits"), so that files of 160 GB would still fit.
 */
export const partBytes = 16 * 1024 ** 2

/** Parts for which links are asked at once. */
export const mostPartsAtOnce = 50

/** A file is asked for again by what its sender's machine says of it: when it was last changed, in milliseconds of 1970. */
export const Modified = z.int().min(0).max(8.64e15)

export const partCount = (bytes: number): number => Math.max(1, Math.ceil(bytes / partBytes))

/** The length of a part, counted from 1. */
export const lengthOfPart = (bytes: number, number: number): number =>
  number < partCount(bytes) ? partBytes : bytes - (partCount(bytes) - 1) * partBytes

/** A file on its way to the store: in one request, or, with an `uploadId`, in parts. */
export type SentFile = { key: string; type: string; bytes: number; uploadId?: string | undefined }

/** A link for one part. */
export type PartUpload = Upload & { number: number }

export const notUploaded = (): Problem =>
  new Problem(
    'conflict',
    'materials.not-uploaded',
    'The file hasn’t been uploaded. Upload it with its link, then try again.',
  )

const missingParts = (missing: number): Problem =>
  new Problem(
    'conflict',
    'materials.not-uploaded',
    `${missing === 1 ? 'One part of the file hasn’t' : `${missing} parts of the file haven’t`} been uploaded. Upload what’s missing, then try again.`,
    { missing },
  )

const noSuchPart = (count: number): Problem => {
  const message = count === 1 ? 'This file has only one part' : `Use part numbers from 1 to ${count}`
  return new Problem('invalid', 'materials.contradiction', message, { errors: [{ path: 'numbers', message }] })
}

const uploadOver = (): Problem =>
  new Problem(
    'conflict',
    'materials.upload-over',
    'This upload wasn’t finished in time and has expired. Delete the file, then upload it again.',
  )

/** Begins to send a file: one that is longer than a part in parts, for which links are asked as they are sent. */
export const beginSending = async (
  files: FileStore,
  { key, type, bytes }: SentFile,
): Promise<{ uploadId?: string; upload?: Upload }> =>
  partCount(bytes) > 1
    ? { uploadId: await files.startParts({ key, type }) }
    : { upload: await files.signUpload({ key, type, bytes }) }

/**
 * Links for some parts of a file that is awaited, each for exactly this part; of one that is sent at once, for the whole.
 * @throws Problem invalid `materials.contradiction`
 */
export const signParts = async (
  files: FileStore,
  { key, type, bytes, uploadId }: SentFile,
  numbers: readonly number[],
): Promise<PartUpload[]> => {
  const count = partCount(bytes)
  if (numbers.some((number) => number < 1 || number > count)) throw noSuchPart(count)
  return Promise.all(
    numbers.map(async (number) => ({
      number,
      ...(await (uploadId === undefined
        ? files.signUpload({ key, type, bytes })
        : files.signPart({ key, uploadId, number, bytes: lengthOfPart(bytes, number) }))),
    })),
  )
}

/** What has arrived as it has to be. A part of another length is one that is missing: sent again, it is replaced. */
const whole = ({ bytes }: SentFile, parts: readonly StoredPart[]): StoredPart[] =>
  parts.filter(({ number, bytes: length }) => number <= partCount(bytes) && length === lengthOfPart(bytes, number))

/**
 * The numbers of the parts that have arrived, so that no other is sent.
 * @throws Problem conflict `materials.upload-over`; unavailable `materials.unavailable`
 */
export const arrivedParts = async (files: FileStore, file: SentFile): Promise<number[]> => {
  const { key, bytes, uploadId } = file
  const parts = uploadId === undefined ? undefined : await files.listParts({ key, uploadId })
  if (parts) return whole(file, parts).map(({ number }) => number)
  if (await files.find(key)) return Array.from({ length: partCount(bytes) }, (_, index) => index + 1)
  if (uploadId !== undefined) throw uploadOver()
  return []
}

/**
 * Puts a file together, if it came in parts, and tells what is in the store. May be repeated.
 * @throws Problem conflict `materials.not-uploaded`, `materials.upload-over`; unavailable `materials.unavailable`
 */
export const finishSending = async (files: FileStore, file: SentFile): Promise<StoredFile> => {
  const { key, bytes, uploadId } = file
  const parts = uploadId === undefined ? undefined : await files.listParts({ key, uploadId })
  if (parts && uploadId !== undefined) {
    const there = whole(file, parts)
    const missing = partCount(bytes) - there.length
    if (missing > 0) throw missingParts(missing)
    await files.finishParts({ key, uploadId }, there)
  }
  const found = await files.find(key)
  if (!found) throw uploadId === undefined ? notUploaded() : uploadOver()
  return found
}

/** Takes away what there is of a file, for good: its record ends with it. */
export const removeSent = async (files: FileStore, { key, uploadId }: SentFile): Promise<void> => {
  if (uploadId !== undefined) await files.abortParts({ key, uploadId })
  await files.erase(key)
}
