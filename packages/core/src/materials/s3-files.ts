import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { S3Options } from './create-files.ts'
import { type FileStore, storeUnavailable, uploadSeconds } from './file-store.ts'

/** RFC 5987's attr-char: what may stand in an extended value as it is. */
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
      const put = new PutObjectCommand({ Bucket, Key: key, ContentType: type, ContentLength: bytes })
      // Signed as headers, so that neither another type nor another length is taken. Browsers set the length themselves.
      const signableHeaders = new Set(['host', 'content-type', 'content-length'])
      const url = await getSignedUrl(s3, put, { expiresIn: uploadSeconds, signableHeaders })
      return { url, headers: { 'content-type': type } }
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
    find: async (key) => {
      const found = await s3.send(new HeadObjectCommand({ Bucket, Key: key })).catch((error: unknown) => {
        // Who may not list a bucket is told 403 of what is not there (S3 API, "HeadObject", permissions).
        if ([403, 404].includes(statusOf(error) ?? 0)) return undefined
        return unavailable(error)
      })
      return found && { bytes: found.ContentLength ?? 0, type: found.ContentType ?? '', etag: found.ETag ?? '' }
    },
    remove: async (key) => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: key })).catch(unavailable)
    },
  }
}
