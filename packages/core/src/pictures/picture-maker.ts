import { type CoverFormat, coverAddress, type ShelvedCover } from '../covers/index.ts'

/** What the maker of pictures is asked for, as JSON. */
export type PictureJob = { job: 'draw'; thing: ShelvedCover; format: CoverFormat }

/**
 * Makes pictures, in a process of its own that has no table and no secret: it alone unpacks what people upload.
 * It reads and writes `materials/pictures/` and nothing else.
 */
export type PictureMaker = {
  /** Draws a cover, and keeps the picture under its key. */
  draw(thing: ShelvedCover, format: CoverFormat): Promise<Uint8Array<ArrayBuffer>>
}

const folder = 'materials/pictures'

/** Where a cover's picture is kept once it's made: by its address, so that another look is another file. */
export const coverKey = (thing: ShelvedCover, format: CoverFormat): string =>
  `${folder}${coverAddress(thing, format).slice('/covers'.length)}`
