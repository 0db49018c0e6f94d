import type { FileStore } from './file-store.ts'

export type S3Options = {
  bucket: string
  region: string
  /** Somewhere else than S3 itself: `http://127.0.0.1:9000`, addressed by path. */
  endpoint?: string | undefined
  /** Where they do not stand in the environment. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined
}

/**
 * Files in S3, loaded when one is first asked for: S3's client is as large as the rest of the site, and most requests that
 * a fresh process answers touch no file.
 */
export const createS3Files = (options: S3Options): FileStore => {
  let connected: Promise<Omit<FileStore, 'origin'>> | undefined
  const s3 = (): Promise<Omit<FileStore, 'origin'>> => {
    connected ??= import('./s3-files.ts').then(({ connectS3 }) => connectS3(options))
    return connected
  }
  const { bucket, region, endpoint } = options
  return {
    origin: endpoint === undefined ? `https://${bucket}.s3.${region}.amazonaws.com` : new URL(endpoint).origin,
    signUpload: async (file) => (await s3()).signUpload(file),
    signDownload: async (file) => (await s3()).signDownload(file),
    find: async (key) => (await s3()).find(key),
    remove: async (key) => (await s3()).remove(key),
  }
}
