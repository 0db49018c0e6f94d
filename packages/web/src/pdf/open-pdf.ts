import { epochMilliseconds, type Instant } from '@lectern/core/platform'
import PdfDocument from 'pdfkit'

export type PdfPage = InstanceType<typeof PdfDocument>

type Sheet = Pick<NonNullable<ConstructorParameters<typeof PdfDocument>[0]>, 'size' | 'margin' | 'bufferPages'>
type About = { title: string; author: string; madeAt: Instant }

/**
 * A PDF to draw on: tagged for screen readers, its language and title set. The same strokes always give the same bytes.
 * @returns it, and its bytes once it has ended
 */
export const openPdf = (
  sheet: Sheet,
  { title, author, madeAt }: About,
): { document: PdfPage; bytes: Promise<Uint8Array<ArrayBuffer>> } => {
  const made = new Date(epochMilliseconds(madeAt))
  const document = new PdfDocument({
    ...sheet,
    // None of the fonts that pdfkit reads from its own folder, which a bundle has not.
    font: '',
    lang: 'en-US',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      ...{ Title: title, Author: author, Producer: 'Lectern', Creator: 'Lectern' },
      ...{ CreationDate: made, ModDate: made },
    },
  })
  const parts: Buffer[] = []
  const bytes = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    document.on('error', reject)
  })
  return { document, bytes }
}
