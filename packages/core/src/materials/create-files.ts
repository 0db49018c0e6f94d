import type { FileStore } from './file-store.ts'

export type S3Options = {
  bucket: string
  region: string
  /** Somewhere else than S3 itself: `http://127.0.0.1:9000`, addressed by path. */
  endpoint?: string | undefined
  /** Set only when they aren't in the environment. */
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
    startParts: async (file) => (await s3()).startParts(file),
    signPart: async (part) => (await s3()).signPart(part),
    putPart: async (part, body) => (await s3()).putPart(part, body),
    listParts: async (upload) => (await s3()).listParts(upload),
    finishParts: async (upload, parts) => (await s3()).finishParts(upload, parts),
    abortParts: async (upload) => (await s3()).abortParts(upload),
    signDownload: async (file) => (await s3()).signDownload(file),
    signPlayback: async (file) => (await s3()).signPlayback(file),
    write: async (key, text, type) => (await s3()).write(key, text, type),
    read: async (key) => (await s3()).read(key),
    bytes: async (key) => (await s3()).bytes(key),
    find: async (key) => (await s3()).find(key),
    remove: async (key) => (await s3()).remove(key),
    erase: async (key) => (await s3()).erase(key),
  }
}
