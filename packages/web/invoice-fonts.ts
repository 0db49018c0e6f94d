import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Part of a typeface: which characters it draws, and its files, in base64. */
export type InvoiceFont = { ranges: [first: number, last: number][]; regular: string; bold: string }

/** The scripts in which names can be written on an invoice; the first that has a character draws it. */
const subsets = ['latin', 'latin-ext', 'vietnamese', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext'] as const

/** `U+0102-0103,U+20AB` as code points. */
const readRanges = (ranges: string): InvoiceFont['ranges'] =>
  ranges.split(',').map((range) => {
    const [first = '', last = first] = range.replace('U+', '').split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
  })

/** The typeface of invoices. WOFF and not WOFF2: of that pdfkit cannot take a part. */
export const readInvoiceFonts = async (): Promise<InvoiceFont[]> => {
  const family = '@fontsource/noto-sans'
  const read = (file: string, encoding: BufferEncoding) => readFile(require.resolve(`${family}/${file}`), encoding)
  const ranges: Record<string, string> = JSON.parse(await read('unicode.json', 'utf8'))
  return Promise.all(
    subsets.map(async (subset) => {
      const [regular, bold] = await Promise.all(
        [400, 600].map((weight) => read(`files/noto-sans-${subset}-${weight}-normal.woff`, 'base64')),
      )
      return { ranges: readRanges(ranges[subset] ?? ''), regular: regular ?? '', bold: bold ?? '' }
    }),
  )
}
