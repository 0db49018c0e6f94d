import { Problem } from '../platform/index.ts'

/** What the store knows about a file it holds. */
export type StoredFile = { bytes: number; type: string; etag: string }

/** How to send one file: the method is PUT, and every header is part of the signature. */
export type Upload = { url: string; headers: Record<string, string> }

/** A part of a file that has arrived, counted from 1. */
export type StoredPart = { number: number; bytes: number; etag: string }

/** A file that is sent in parts, until it is finished or given up. */
export type UploadInParts = { key: string; uploadId: string }

/**
 * Where files lie, as the domain sees it. Nothing passes through us: browsers and programs send to it and take from it
 * by links that it signed. Signatures go by the real time, whatever clock was set.
 */
export type FileStore = {
  /** Where uploads go, for a page's content policy: `https://materials.s3.us-east-1.amazonaws.com`. */
  origin: string
  /** A link by which exactly this file can be sent once, of this type and length, for `uploadSeconds`. */
  signUpload(file: { key: string; type: string; bytes: number }): Promise<Upload>
  /** Begins to take a file in parts, which are kept until it is finished or given up. @throws Problem unavailable */
  startParts(file: { key: string; type: string }): Promise<string>
  /** A link by which exactly this part can be sent, of this length, for `uploadSeconds`. */
  signPart(part: UploadInParts & { number: number; bytes: number }): Promise<Upload>
  /** Sends a part ourselves, for what no browser holds. @throws Problem unavailable `materials.unavailable` */
  putPart(part: UploadInParts & { number: number }, body: Uint8Array): Promise<void>
  /** The parts that have arrived, by number; nothing when such an upload is not under way. @throws Problem unavailable */
  listParts(upload: UploadInParts): Promise<StoredPart[] | undefined>
  /**
   * Assembles a file from its parts. Nothing happens when the upload is no longer under way, or a file is there.
   * @throws Problem unavailable
   */
  finishParts(upload: UploadInParts, parts: readonly StoredPart[]): Promise<void>
  /** Gives an upload up, with all that has arrived. @throws Problem unavailable */
  abortParts(upload: UploadInParts): Promise<void>
  /** A link by which a file can be taken, as an attachment of this name, for so many seconds. */
  signDownload(file: { key: string; filename: string; seconds: number }): Promise<string>
  /** A link by which a recording can be played where it is, of this type, for so many seconds. */
  signPlayback(file: { key: string; type: string; seconds: number }): Promise<string>
  /** Keeps a small text of ours. @throws Problem unavailable `materials.unavailable` */
  write(key: string, text: string, type: string): Promise<void>
  /** Such a text, or nothing. @throws Problem unavailable `materials.unavailable` */
  read(key: string): Promise<string | undefined>
  /** A small file as it is, or nothing. @throws Problem unavailable `materials.unavailable` */
  bytes(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** What lies under a key, or nothing. @throws Problem unavailable `materials.unavailable` */
  find(key: string): Promise<StoredFile | undefined>
  /**
   * Takes a file away; nothing happens when there is none. Where the store keeps versions, operators can bring it back for 90
   * days. @throws Problem unavailable `materials.unavailable`
   */
  remove(key: string): Promise<void>
  /**
   * Takes a file away for good, with what the store would keep of it. Of one that was removed before, the store keeps its version
   * all the same. @throws Problem unavailable `materials.unavailable`
   */
  erase(key: string): Promise<void>
}

/** Long enough to begin sending over a slow line: the store looks at the time when a request comes in, not at its end. */
export const uploadSeconds = 15 * 60

/** Long enough to follow a redirect; a link that is passed on is dead by then. */
export const downloadSeconds = 5 * 60

/** The store did not answer, or refused us for a reason that nobody who asks can help. */
export const storeUnavailable = (reason: string): Problem =>
  new Problem('unavailable', 'materials.unavailable', 'File storage isn’t responding. Please try again.', {
    reason,
  })

const refuse = (): never => {
  throw storeUnavailable('not-connected')
}

/** In place of a store, for a process that has no business with files. */
export const withoutFiles: FileStore = {
  origin: 'https://materials.invalid',
  signUpload: async () => refuse(),
  startParts: async () => refuse(),
  signPart: async () => refuse(),
  putPart: async () => refuse(),
  listParts: async () => refuse(),
  finishParts: async () => refuse(),
  abortParts: async () => refuse(),
  signDownload: async () => refuse(),
  signPlayback: async () => refuse(),
  write: async () => refuse(),
  read: async () => refuse(),
  bytes: async () => refuse(),
  find: async () => refuse(),
  remove: async () => refuse(),
  erase: async () => refuse(),
}
