import type { CoverFormat, ShelvedCover } from '../covers/index.ts'
import type { FileStore } from '../materials/index.ts'
import { coverKey, type PictureMaker } from './picture-maker.ts'

/** What pictures are kept with, and who makes them. */
export type Pictures = { files: Pick<FileStore, 'bytes'>; maker: () => Promise<PictureMaker> }

/**
 * A cover as a picture. It's made once: usually when the thing was published, else for the first who asks.
 * @throws Problem unavailable
 */
export const coverPicture = async (
  { files, maker }: Pictures,
  thing: ShelvedCover,
  format: CoverFormat,
): Promise<Uint8Array<ArrayBuffer>> =>
  (await files.bytes(coverKey(thing, format))) ?? (await maker()).draw(thing, format)
