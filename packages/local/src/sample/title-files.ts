import type { Format, Product } from '@lectern/core/catalog'

/** What a sample's format is downloaded as: audio for what's heard, pages for everything else. */
export type SampleFile = { filename: string; body: Uint8Array<ArrayBuffer> }

/** What every reader's own fonts draw, with the marks that a text within a PDF can't hold left out. */
const plain = (text: string): string =>
  text
    .replace(/[‘’]/g, "'")
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/[\\()]/g, (mark) => `\\${mark}`)

/** A PDF of one page (ISO 32000-1): a title and some lines. The same words always give the same bytes. */
const pdfOf = (lines: readonly string[]): Uint8Array<ArrayBuffer> => {
  const written = lines.map((line, index) => `/F1 ${index === 0 ? 20 : 12} Tf (${plain(line)}) Tj 0 -28 Td`)
  const content = `BT 72 700 Td ${written.join(' ')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return String(at).padStart(10, '0')
  })
  const table = offsets.map((at) => `${at} 00000 n \n`).join('')
  const count = objects.length + 1
  text += `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

/** A second of silence that any player takes: frames of MPEG-2 layer III, 22,050 Hz, mono, 8 kbit/s. */
const silence = (): Uint8Array<ArrayBuffer> => {
  const frames = 38
  const sound = new Uint8Array(frames * 26)
  for (let frame = 0; frame < frames; frame += 1) sound.set([0xff, 0xf3, 0x10, 0xc0], frame * 26)
  return sound
}

const heard = new Set(['Audio', 'Recording'])

/** The file of a sample title in one of its formats. */
export const sampleFile = (product: Product, format: Format): SampleFile => {
  if (heard.has(format.name)) return { filename: `${product.slug}.mp3`, body: silence() }
  const by = product.authors.length > 0 ? `By ${product.authors.join(', ')}` : ''
  return { filename: `${product.slug}.pdf`, body: pdfOf([product.title, by, product.summary, 'A sample.']) }
}
