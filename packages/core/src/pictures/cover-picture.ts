import type { CoverFormat, CoverSize, ShelvedCover } from '../covers/index.ts'
import type { FileStore } from '../materials/index.ts'
import { coverKey, type PictureMaker } from './picture-maker.ts'

/** What pictures are kept with, and who makes them. */
export type Pictures = { files: Pick<FileStore, 'bytes'>; maker: () => Promise<PictureMaker> }

/**
 * A cover as a picture. It's made once, for the first who asks.
 * @throws Problem unavailable
 */
export const coverPicture = async (
  { files, maker }: Pictures,
  thing: ShelvedCover,
  format: CoverFormat,
  size: CoverSize,
): Promise<Uint8Array<ArrayBuffer>> =>
  (await files.bytes(coverKey(thing, format, size))) ?? (await maker()).make(thing, format, size)
