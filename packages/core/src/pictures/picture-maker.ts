import { type CoverFormat, type CoverSize, coverAddress, type ShelvedCover } from '../covers/index.ts'

/** What the maker of pictures is asked for, as JSON. */
export type PictureJob =
  | { job: 'make'; thing: ShelvedCover; format: CoverFormat; size: CoverSize }
  | { job: 'take'; id: string; base64: string }
  | { job: 'copy'; from: string; to: string }
  | { job: 'erase'; id: string }

/** Why an uploaded file isn't taken, in words for the person who chose it. */
export const refusals = {
  empty: 'This file is empty. Choose another one.',
  type: 'Choose a JPEG, PNG, or WebP picture.',
  animated: 'This picture moves. Choose one that doesn’t.',
  large: 'This picture has more than 40 million pixels. Make it smaller, then upload it again.',
  small: 'This picture is too small. Choose one that’s at least 320 pixels wide and 320 pixels high.',
  damaged: 'We couldn’t read this picture. Save it again as a JPEG or PNG, then upload the new copy.',
} as const
export type Refusal = keyof typeof refusals

/** The size of the picture as it's kept, or why it isn't. */
export type Taken = { width: number; height: number } | { refused: Refusal }

/**
 * Makes pictures, in a process of its own that has no table and no secret: it alone unpacks what people upload.
 * It reads and writes `materials/pictures/` and nothing else.
 */
export type PictureMaker = {
  /** Draws a cover, or crops its uploaded picture, and keeps that under its key. */
  make(thing: ShelvedCover, format: CoverFormat, size: CoverSize): Promise<Uint8Array<ArrayBuffer>>
  /** Looks at an uploaded file, and keeps its picture alone: written again from its pixels, turned upright, without what else it says. */
  take(id: string, file: Uint8Array): Promise<Taken>
  /** Keeps an uploaded picture under another id too. False if it's gone. May be repeated. */
  copy(from: string, to: string): Promise<boolean>
  /** Takes an uploaded picture away for good, with all that was made of it. */
  erase(id: string): Promise<void>
}

const folder = 'materials/pictures'

/** Everything that is kept of an uploaded picture. */
export const pictureFolder = (id: string): string => `${folder}/uploaded/${id}/`

/** The uploaded picture itself, as it's kept. Nobody is shown this one. */
export const originalKey = (id: string): string => `${pictureFolder(id)}original.webp`

/** Where a cover's picture is kept once it's made: by its address, so that another look is another file. */
export const coverKey = (thing: ShelvedCover, format: CoverFormat, size: CoverSize): string => {
  const path = coverAddress(thing, format, size).slice('/covers/'.length)
  return thing.picture ? `${pictureFolder(thing.picture.id)}${path}` : `${folder}/${path}`
}
