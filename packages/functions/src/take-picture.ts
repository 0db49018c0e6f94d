import type { Refusal } from '@lectern/core/pictures'
import sharp from 'sharp'

/** What may be uploaded, by how its bytes begin. What the file's name or a browser says of it counts for nothing. */
const signatures: Readonly<Record<string, (head: string) => boolean>> = {
  jpeg: (head) => head.startsWith('ffd8ff'),
  png: (head) => head.startsWith('89504e470d0a1a0a'),
  webp: (head) => head.startsWith('52494646') && head.slice(16, 24) === '57454250',
}

const limits = { pixels: 40_000_000, least: 320, kept: 2400, seconds: 10 }

// Of all that the library could read, only these are ever read here, and our own drawings.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadSvg'],
})

const refuse = (refused: Refusal): { refused: Refusal } => ({ refused })

/**
 * Reads what someone uploaded and writes it again from its pixels alone: upright, in sRGB, at most 2,400 pixels wide or high,
 * without place, camera, comments, or what stands behind the picture. Its size is read before anything is unpacked.
 */
export const takePicture = async (
  file: Uint8Array,
): Promise<{ picture: Buffer; width: number; height: number } | { refused: Refusal }> => {
  if (file.length === 0) return refuse('empty')
  const head = Buffer.from(file.subarray(0, 12)).toString('hex')
  const type = Object.keys(signatures).find((name) => signatures[name]?.(head))
  if (!type) return refuse('type')
  const options = { sequentialRead: true, failOn: 'error', limitInputPixels: limits.pixels } as const
  try {
    const { format, width, height, pages = 1 } = await sharp(file, { ...options, limitInputPixels: false }).metadata()
    if (format !== type) return refuse('type')
    if (pages > 1) return refuse('animated')
    if (width * height > limits.pixels) return refuse('large')
    if (Math.min(width, height) < limits.least) return refuse('small')
    const { data, info } = await sharp(file, options)
      .timeout({ seconds: limits.seconds })
      .autoOrient()
      .resize({ width: limits.kept, height: limits.kept, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 88 })
      .toBuffer({ resolveWithObject: true })
    return { picture: data, width: info.width, height: info.height }
  } catch {
    return refuse('damaged')
  }
}
