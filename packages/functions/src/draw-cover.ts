import { type CoverFormat, type CoverThing, cover, pngWidthOf } from '@lectern/core/covers'
import sharp from 'sharp'

// One picture at a time, and nothing kept between two: the memory of a process stays what one picture needs.
sharp.cache(false)
sharp.concurrency(1)

/** A drawn cover as a PNG: some 10 KB, as a drawing has few colors. */
export const drawCover = (thing: CoverThing, format: CoverFormat): Promise<Buffer> =>
  sharp(Buffer.from(cover(thing, format)))
    .resize({ width: pngWidthOf(format) })
    .png({ palette: true, effort: 7 })
    .toBuffer()
