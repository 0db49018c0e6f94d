import { inflateSync } from 'node:zlib'

const align = (length: number): number => (length + 3) & ~3

/**
 * The font within a WOFF file (W3C, WOFF File Format 1.0, sections 3 to 5), so that its tables are inflated once for a
 * process and by native code; what draws would inflate them again for every document.
 */
export const unpackFont = (woff: Buffer): Buffer => {
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, index) => {
    const entry = 44 + 20 * index
    const [offset, packed, length] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [number, number, number]
    const data = woff.subarray(offset, offset + packed)
    return {
      tag: woff.subarray(entry, entry + 4),
      checksum: woff.readUInt32BE(entry + 16),
      data: packed < length ? inflateSync(data) : data,
    }
  })
  const head = 12 + 16 * count
  const font = Buffer.alloc(head + tables.reduce((sum, { data }) => sum + align(data.length), 0))
  // The kind of outlines; how to search the directory follows from how many tables there are (OpenType, "otff").
  woff.copy(font, 0, 4, 8)
  const power = Math.floor(Math.log2(count))
  font.writeUInt16BE(count, 4)
  font.writeUInt16BE(16 * 2 ** power, 6)
  font.writeUInt16BE(power, 8)
  font.writeUInt16BE(16 * (count - 2 ** power), 10)
  let at = head
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const entry = 12 + 16 * index
    tag.copy(font, entry)
    font.writeUInt32BE(checksum, entry + 4)
    font.writeUInt32BE(at, entry + 8)
    font.writeUInt32BE(data.length, entry + 12)
    data.copy(font, at)
    at += align(data.length)
  }
  return font
}
