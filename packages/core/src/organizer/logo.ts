import { hashToken, Problem } from '../platform/index.ts'
import type { Logo } from './organizer.ts'

/** A logo is small: it goes into every page's footer and every email. */
export const logoLimits = { bytes: 100 * 1024, width: 1600, height: 800 } as const

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const refused = (message: string): Problem =>
  new Problem('invalid', 'organizer.logo-refused', message, { errors: [{ path: 'logo', message }] })

/**
 * Reads an uploaded logo and writes it again from its pixels alone, so that nothing else of the file is served: no
 * metadata, no second file behind the picture.
 * @throws Problem invalid `organizer.logo-refused`, with what to do
 */
export const readLogo = async (file: Uint8Array): Promise<Logo & { png: Uint8Array }> => {
  if (file.length > logoLimits.bytes) throw refused('Choose a PNG of 100 KB or less.')
  if (signature.some((byte, index) => file[index] !== byte) || file.length < 33) throw refused('Choose a PNG picture.')
  // The size is in the first chunk, before anything is unpacked.
  const head = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const [width, height] = [head.getUint32(16), head.getUint32(20)]
  if (width < 1 || height < 1 || width > logoLimits.width || height > logoLimits.height) {
    throw refused(`Choose a picture no larger than ${logoLimits.width} by ${logoLimits.height} pixels.`)
  }
  const png = await rewritten(file)
  if (png.length > 2 * logoLimits.bytes) throw refused('Choose a simpler or smaller picture.')
  return { hash: hashToken(Buffer.from(png).toString('base64')).slice(0, 32), width, height, png }
}

const rewritten = async (file: Uint8Array): Promise<Uint8Array> => {
  // Loaded when the first logo is uploaded: few processes ever see one.
  const { decode, encode } = await import('fast-png')
  try {
    const { width, height, data, channels, depth, palette } = decode(file)
    return encode({ width, height, data, channels, depth, ...(palette ? { palette } : {}) }, { zlib: { level: 9 } })
  } catch {
    throw refused('This PNG is damaged. Save it again, then upload the new copy.')
  }
}
