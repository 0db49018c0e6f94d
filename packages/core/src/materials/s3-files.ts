import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { S3Options } from './create-files.ts'
import { type FileStore, type StoredPart, storeUnavailable, uploadSeconds } from './file-store.ts'

/** RFC 5987's attr-char: what an extended value may contain unencoded. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

/** The name for old readers in ASCII, and the whole of it for all others (RFC 6266, section 4.3). */
export const attachment = (filename: string): string => {
  const plain = filename
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(filename)}`
}

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode

const unavailable = (error: unknown): never => {
  throw storeUnavailable(error instanceof Error ? error.name : 'unknown')
}

/** S3 no longer knows an upload that was finished or given up (S3 API, "ListParts", NoSuchUpload). */
const unlessOver = (error: unknown): undefined => {
  if (error instanceof Error && error.name === 'NoSuchUpload') return undefined
  return unavailable(error)
}

/** Without permission to list a bucket, a missing object gets 403 (S3 API, "HeadObject", permissions). */
const unlessMissing = (error: unknown): undefined =>
  [403, 404].includes(statusOf(error) ?? 0) ? undefined : unavailable(error)

/** Something lies under the key already, and stays (S3 User Guide, "Conditional writes"). */
const unlessThere = (error: unknown): undefined => (statusOf(error) === 412 ? undefined : unlessOver(error))

/** Files in S3, or in what speaks like it. */
export const connectS3 = (options: S3Options): Omit<FileStore, 'origin'> => {
  const { bucket: Bucket, region, endpoint, credentials } = options
  const s3 = new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials ? { credentials } : {}),
    // Else every link would carry the checksum of an empty body, and S3 refuse any other.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return {
    signUpload: async ({ key, type, bytes }) => {
      const file = { Bucket, Key: key, ContentType: type, ContentLength: bytes }
      // A key is written once, so a link that still works can't swap a file that was already viewed or turned in.
      const put = new PutObjectCommand({ ...file, IfNoneMatch: '*' })
      // Signed as headers, so that neither another type nor another length is taken. Browsers set the length themselves.
      const signableHeaders = new Set(['host', 'content-type', 'content-length', 'if-none-match'])
      const url = await getSignedUrl(s3, put, { expiresIn: uploadSeconds, signableHeaders })
      return { url, headers: { 'content-type': type, 'if-none-match': '*' } }
    },
    startParts: async ({ key, type }) => {
      const create = new CreateMultipartUploadCommand({ Bucket, Key: key, ContentType: type })
      const { UploadId } = await s3.send(create).catch(unavailable)
      return UploadId ?? unavailable(undefined)
    },
    signPart: async ({ key, uploadId, number, bytes }) => {
      const part = { Bucket, Key: key, UploadId: uploadId, PartNumber: number, ContentLength: bytes }
      const signableHeaders = new Set(['host', 'content-length'])
      const url = await getSignedUrl(s3, new UploadPartCommand(part), { expiresIn: uploadSeconds, signableHeaders })
      return { url, headers: {} }
    },
    putPart: async ({ key, uploadId, number }, body) => {
      const part = { Bucket, Key: key, UploadId: uploadId, PartNumber: number, Body: body }
      await s3.send(new UploadPartCommand(part)).catch(unavailable)
    },
    listParts: async ({ key, uploadId }) => {
      const parts: StoredPart[] = []
      let after: string | undefined
      do {
        const list = { Bucket, Key: key, UploadId: uploadId, ...(after ? { PartNumberMarker: after } : {}) }
        const page = await s3.send(new ListPartsCommand(list)).catch(unlessOver)
        if (!page) return undefined
        for (const { PartNumber, Size, ETag } of page.Parts ?? []) {
          parts.push({ number: PartNumber ?? 0, bytes: Size ?? 0, etag: ETag ?? '' })
        }
        after = page.IsTruncated ? page.NextPartNumberMarker : undefined
      } while (after)
      return parts
    },
    finishParts: async ({ key, uploadId }, parts) => {
      const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }))
      const upload = { Bucket, Key: key, UploadId: uploadId, MultipartUpload: { Parts }, IfNoneMatch: '*' }
      await s3.send(new CompleteMultipartUploadCommand(upload)).catch(unlessThere)
    },
    abortParts: async ({ key, uploadId }) => {
      await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: key, UploadId: uploadId })).catch(unlessOver)
    },
    signDownload: ({ key, filename, seconds }) =>
      getSignedUrl(
        s3,
        new GetObjectCommand({
          Bucket,
          Key: key,
          ResponseContentDisposition: attachment(filename),
          ResponseCacheControl: 'private, no-store',
        }),
        { expiresIn: seconds },
      ),
    signPlayback: ({ key, type, seconds }) =>
      getSignedUrl(
        s3,
        new GetObjectCommand({
          Bucket,
          Key: key,
          ResponseContentDisposition: 'inline',
          ResponseContentType: type,
          ResponseCacheControl: 'private, no-store',
        }),
        { expiresIn: seconds },
      ),
    write: async (Key, text, ContentType) => {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: text, ContentType })).catch(unavailable)
    },
    read: async (Key) => {
      const found = await s3.send(new GetObjectCommand({ Bucket, Key })).catch(unlessMissing)
      return found?.Body?.transformToString().catch(unavailable)
    },
    bytes: async (Key) => {
      const found = await s3.send(new GetObjectCommand({ Bucket, Key })).catch(unlessMissing)
      const bytes = await found?.Body?.transformToByteArray().catch(unavailable)
      return bytes && new Uint8Array(bytes)
    },
    find: async (key) => {
      const found = await s3.send(new HeadObjectCommand({ Bucket, Key: key })).catch(unlessMissing)
      return found && { bytes: found.ContentLength ?? 0, type: found.ContentType ?? '', etag: found.ETag ?? '' }
    },
    remove: async (key) => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: key })).catch(unavailable)
    },
    erase: async (key) => {
      const found = await s3.send(new HeadObjectCommand({ Bucket, Key: key })).catch(unlessMissing)
      // Keys are written once, so that the version there is, is the only one.
      if (!found) return
      const version = found.VersionId === undefined ? {} : { VersionId: found.VersionId }
      await s3.send(new DeleteObjectCommand({ Bucket, Key: key, ...version })).catch(unavailable)
    },
  }
}
