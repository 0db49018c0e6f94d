import {
  type CoverFormat,
  type CoverSize,
  type CoverThing,
  cover,
  coverBeside,
  coverType,
  cropOf,
  formats,
  type KeptPicture,
  widthIn,
} from '@lectern/core/covers'
import sharp from 'sharp'

// One picture at a time, and nothing kept between two: the memory of a process stays what one picture needs.
sharp.cache(false)
sharp.concurrency(1)

/** A drawn cover as a PNG: some 10 KB, as a drawing has few colors. */
export const drawCover = (thing: CoverThing, format: CoverFormat): Promise<Buffer> =>
  sharp(Buffer.from(cover(thing, format)))
    .resize({ width: widthIn(format, 'whole') })
    .png({ palette: true, effort: 7 })
    .toBuffer()

/** An uploaded picture as a format shows it: cropped around its focus, and laid over what is drawn beside it. */
export const cropCover = async (
  original: Uint8Array,
  thing: CoverThing & { picture: KeptPicture },
  format: CoverFormat,
  size: CoverSize,
): Promise<Buffer> => {
  const { x: left, y: top, width, height } = cropOf(thing.picture, format)
  const { picture: box } = formats[format]
  const part = await sharp(original)
    .extract({ left, top, width, height })
    .resize(box.width, box.height, { fit: 'fill' })
    .png({ compressionLevel: 0 })
    .toBuffer()
  const whole = await sharp(Buffer.from(coverBeside(thing, format)))
    .composite([{ input: part, left: box.x, top: box.y }])
    .flatten()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const sized = sharp(whole.data, { raw: whole.info }).resize({ width: widthIn(format, size) })
  return coverType(thing, format) === 'webp'
    ? sized.webp({ quality: 80 }).toBuffer()
    : sized.jpeg({ quality: 82, mozjpeg: true }).toBuffer()
}
