import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { takePicture } from '../../packages/functions/src/take-picture.ts'

const photo = (width = 1200, height = 800) => sharp({ create: { width, height, channels: 3, background: '#2c5e4a' } })

const place = { IFD0: { Make: 'Phone', Copyright: 'Ada' }, IFD3: { GPSLatitude: '38/1 34/1 0/1', GPSLatitudeRef: 'N' } }

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const crc = (bytes: Buffer): number =>
  (bytes.reduce((c, byte) => ((crcTable[(c ^ byte) & 255] ?? 0) ^ (c >>> 8)) >>> 0, 0xffffffff) ^ 0xffffffff) >>> 0

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc(body))
  return Buffer.concat([length, body, check])
}

/** A PNG that says it's so large, and holds little. */
const claimed = (width: number, height: number, data: Buffer): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** A GIF that is also a script: `GIF89a=1;alert(1)//`. */
const script = Buffer.concat([Buffer.from('GIF89a=1;alert(document.domain)//'), Buffer.alloc(200)])

const html = '<html><script>alert(1)</script></html>'

describe('an uploaded file is refused', () => {
  test.each<[string, string, () => Promise<Uint8Array> | Uint8Array]>([
    ['with nothing in it', 'empty', () => new Uint8Array()],
    [
      'that is an SVG with a script',
      'type',
      () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${html}</svg>`),
    ],
    ['that is a GIF and a script', 'type', () => script],
    ['that is HTML, whatever it’s called', 'type', () => Buffer.from(html)],
    [
      'that only begins like a JPEG',
      'damaged',
      () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(html)]),
    ],
    ['that only begins like a PNG', 'damaged', () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), script])],
    ['that is a TIFF', 'type', () => photo().tiff().toBuffer()],
    ['that is an AVIF', 'type', () => photo(400, 400).avif().toBuffer()],
    ['of which a half is missing', 'damaged', async () => (await noise(1200, 800)).subarray(0, 30_000)],
    ['of 50 megapixels', 'large', () => photo(10_000, 5000).jpeg().toBuffer()],
    ['that says it has 4 billion pixels', 'large', () => claimed(65_000, 65_000, deflateSync(Buffer.alloc(1000)))],
    ['that would unpack to a gigabyte', 'large', () => claimed(32_000, 32_000, deflateSync(Buffer.alloc(30_000_000)))],
    ['that moves', 'animated', () => moving()],
    ['that is tiny', 'small', () => photo(319, 800).png().toBuffer()],
  ])('%s', async (_, why, make) => {
    expect(await takePicture(await make())).toEqual({ refused: why })
  })
})

const noise = (width: number, height: number): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
    .jpeg()
    .toBuffer()

const moving = async (): Promise<Buffer> => {
  const frames = await Promise.all(
    ['#f00', '#00f'].map((background) => photo(400, 400).tint(background).png().toBuffer()),
  )
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer()
}

const taken = async (file: Uint8Array) => {
  const result = await takePicture(file)
  if ('refused' in result) throw new Error(`It was refused: ${result.refused}`)
  return { ...result, metadata: await sharp(result.picture).metadata() }
}

describe('a picture that is taken', () => {
  test('has lost its place, its camera, and whatever stands behind it', async () => {
    const file = Buffer.concat([await photo().withExif(place).jpeg().toBuffer(), Buffer.from(html)])
    expect((await sharp(file).metadata()).exif).toBeDefined()
    const { picture, metadata } = await taken(file)
    expect([metadata.format, metadata.exif, metadata.xmp, metadata.icc, metadata.iptc]).toEqual([
      'webp',
      ...Array(4).fill(undefined),
    ])
    for (const word of ['script', 'Phone', 'Ada', 'GPS']) expect(picture.includes(word)).toBe(false)
  })

  test('stands upright', async () => {
    const turned = await photo(1200, 800).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await taken(turned)).toMatchObject({ width: 800, height: 1200 })
  })

  test.each<[string, () => Promise<Buffer>]>([
    ['JPEG', () => photo().jpeg().toBuffer()],
    ['PNG', () => photo().png().toBuffer()],
    ['WebP', () => photo().webp().toBuffer()],
  ])('may be a %s, and keeps its size', async (_, make) => {
    expect(await taken(await make())).toMatchObject({ width: 1200, height: 800 })
  })

  test('is made as large as it’s needed: 38 megapixels become four', async () => {
    const { width, height, picture } = await taken(await photo(7600, 5000).jpeg().toBuffer())
    expect([width, height]).toEqual([2400, 1579])
    expect(picture.length).toBeLessThan(1_000_000)
  })
})
