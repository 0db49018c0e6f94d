import { Problem } from '../platform/index.ts'

/** What the store tells of a file that lies in it. */
export type StoredFile = { bytes: number; type: string; etag: string }

/** How to send one file: the method is PUT, and every header stands in the signature. */
export type Upload = { url: string; headers: Record<string, string> }

/**
 * Where files lie, as the domain sees it. Nothing passes through us: browsers and programs send to it and take from it
 * by links that it signed. Signatures go by the real time, whatever clock was set.
 */
export type FileStore = {
  /** Where uploads go, for a page's content policy: `https://materials.s3.us-east-1.amazonaws.com`. */
  origin: string
  /** A link by which exactly this file can be sent, of this type and length, for `uploadSeconds`. */
  signUpload(file: { key: string; type: string; bytes: number }): Promise<Upload>
  /** A link by which a file can be taken, as an attachment of this name, for so many seconds. */
  signDownload(file: { key: string; filename: string; seconds: number }): Promise<string>
  /** What lies under a key, or nothing. @throws Problem unavailable `materials.unavailable` */
  find(key: string): Promise<StoredFile | undefined>
  /** Takes a file away; nothing happens when there is none. @throws Problem unavailable `materials.unavailable` */
  remove(key: string): Promise<void>
}

/** Long enough to begin sending over a slow line: the store looks at the time when a request comes in, not at its end. */
export const uploadSeconds = 15 * 60

/** Long enough to follow a redirect; a link that is passed on is dead by then. */
export const downloadSeconds = 5 * 60

/** The store did not answer, or refused us for a reason that nobody who asks can help. */
export const storeUnavailable = (reason: string): Problem =>
  new Problem('unavailable', 'materials.unavailable', 'The store of files does not answer. Please try again.', {
    reason,
  })

const refuse = (): never => {
  throw storeUnavailable('not-connected')
}

/** In place of a store, for a process that has no business with files. */
export const withoutFiles: FileStore = {
  origin: 'https://materials.invalid',
  signUpload: async () => refuse(),
  signDownload: async () => refuse(),
  find: async () => refuse(),
  remove: async () => refuse(),
}
