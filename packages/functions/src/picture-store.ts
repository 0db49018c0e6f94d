import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { Config } from './config.ts'
import { localClient } from './local-client.ts'

/** Where pictures lie, as their maker sees it. */
export type PictureStore = {
  read: (key: string) => Promise<Uint8Array | undefined>
  write: (key: string, bytes: Uint8Array, type: string) => Promise<void>
  /** Takes away all that lies under a prefix, with every version that the bucket keeps. */
  eraseAll: (prefix: string) => Promise<void>
}

/** Without permission to list a bucket, a missing object gets 403. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && ['NoSuchKey', 'NotFound', 'AccessDenied'].includes(error.name)

/** Pictures in the bucket of materials. Apart from the store of files, as the maker may do much less. */
export const createPictureStore = (config: Config<'MATERIALS_BUCKET'>): PictureStore => {
  const { MATERIALS_BUCKET: Bucket, MATERIALS_ENDPOINT: endpoint, AWS_REGION: region } = config
  const s3 = new S3Client({ region, forcePathStyle: endpoint !== undefined, ...localClient(endpoint, region) })
  return {
    read: async (Key) => {
      const found = await s3.send(new GetObjectCommand({ Bucket, Key })).catch((error: unknown) => {
        if (isMissing(error)) return undefined
        throw error
      })
      return found?.Body?.transformToByteArray()
    },
    write: async (Key, Body, ContentType) => {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }))
    },
    eraseAll: async (Prefix) => {
      // What is made of one picture fits into one page of a list, a thousand.
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix }))
      for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) {
        const version = VersionId === undefined || VersionId === 'null' ? {} : { VersionId }
        await s3.send(new DeleteObjectCommand({ Bucket, Key, ...version }))
      }
    },
  }
}
