import { S3Client } from '@aws-sdk/client-s3'
import type { Bucket } from '../../../packages/local/src/bucket.ts'

/** The real SDK at the bucket's stand-in: as itself, as a stranger, or with a clock that is off. */
export const connect = (bucket: Bucket, other: { secretAccessKey?: string; systemClockOffset?: number } = {}) =>
  new S3Client({
    endpoint: bucket.endpoint,
    region: bucket.region,
    credentials: {
      ...bucket.credentials,
      secretAccessKey: other.secretAccessKey ?? bucket.credentials.secretAccessKey,
    },
    systemClockOffset: other.systemClockOffset ?? 0,
    forcePathStyle: true,
    maxAttempts: 1,
  })
