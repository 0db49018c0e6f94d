import type { Certificate } from '@lectern/core/teaching'
import { type PdfPage as Document, openPdf } from '../../../pdf/open-pdf.ts'
import { createTypesetter, type Style } from '../../../pdf/typesetter.ts'
import { describeDate, formatAttended, formatDates, formatInstructor } from '../certificate-words.ts'
import { drawLetters, hasLetters, lettersWidth } from './letters.ts'
import { colors, drawCode, drawPaper, foot, left, page, right } from './paper.ts'
import { formatPrinted } from './printed.ts'

const openLayout = (document: Document) => {
  const type = createTypesetter(document)
  const root = document.struct('Document')
  document.addStructure(root)
  const tagged = (tag: string, draw: () => void, options: { alt?: string } = {}) =>
    root.add(document.struct(tag, options, [draw]))

  /** A line of plain text. */
  const plain = (tag: string, text: string, x: number, y: number, style: Style, align: 'left' | 'right' = 'left') =>
    tagged(tag, () => type.line(text, x, y, style, align))

  /** Breaks a text in the display face: at most so many lines, as large as it can be. */
  const fit = (text: string, sizes: readonly number[], lines: number, width: number) => {
    const wide = (words: string, size: number) =>
      hasLetters(text) ? lettersWidth(words, size) : type.width(words, { size, weight: 'regular' })
    const broken = (size: number): string[] => {
      const found: string[] = []
      for (const word of text.split(/\s+/).filter(Boolean)) {
        const longer = `${found.at(-1) ?? ''} ${word}`.trim()
        if (found.length > 0 && wide(longer, size) <= width) found[found.length - 1] = longer
        else found.push(word)
      }
      return found
    }
    const fits = (size: number, most: number): boolean => {
      const found = broken(size)
      return found.length <= most && found.every((line) => wide(line, size) <= width)
    }
    const size =
      // On one line, unless that makes it small.
      sizes.find((one) => one >= lineSize && fits(one, 1)) ?? sizes.find((one) => fits(one, lines)) ?? sizes.at(-1)
    if (size === undefined) throw new Error('No size was given')
    // One word without end is broken by the letter.
    const most = broken(size).flatMap((line) =>
      wide(line, size) <= width ? [line] : type.wrap(line, width * 0.85, { size, weight: 'regular' }),
    )
    return { size, lines: most.slice(0, lines + 1) }
  }

  /**
   * Lines in the display face, drawn as outlines, with the same text unseen above them: it can be searched, copied and read
   * aloud. Where the face lacks a letter the other one takes the whole text. Ends at the last baseline.
   */
  const display = (
    tag: string,
    fitted: { size: number; lines: string[] },
    y: number,
    leading: number,
    x = left,
  ): number => {
    const { size, lines } = fitted
    let baseline = y
    tagged(tag, () => {
      for (const [index, line] of lines.entries()) {
        baseline = y + index * size * leading
        const outlined = hasLetters(line)
        if (outlined) drawLetters(document, line, { x, y: baseline, size, color: colors.ink })
        document.save()
        if (outlined) document.addContent('3 Tr')
        type.line(line, x, baseline, { size: outlined ? size * 0.9 : size, color: colors.ink })
        document.restore()
      }
    })
    return baseline
  }
  return { root, type, tagged, plain, fit, display }
}

const display = [60, 56, 52, 48, 44, 40, 36, 32, 28, 24, 20] as const
const lineSize = 34
const small = { size: 8.5, color: colors.muted } as const

/** Who taught it; where they are too many for their place, the first of them and how many others. */
const taughtBy = ({ instructors }: Pick<Certificate, 'instructors'>, fits: (text: string) => boolean): string => {
  const all = formatInstructor({ instructors })
  if (fits(all)) return all
  for (let count = instructors.length - 1; count > 0; count -= 1) {
    const rest = instructors.length - count
    const words = formatInstructor({
      instructors: [...instructors.slice(0, count), rest === 1 ? 'one other' : `${rest} others`],
    })
    if (fits(words)) return words
  }
  return all
}

/**
 * A certificate as a PDF on US Letter, lying: tagged for screen readers, its language and title set, fonts within. The same
 * certificate always gives the same bytes. Of its words what can be printed is; those in letters that no font here has are left
 * to the page, to which the sheet then refers.
 * @param address  where the certificate can be checked
 */
export const drawCertificate = async (certificate: Certificate, address: string): Promise<Uint8Array<ArrayBuffer>> => {
  const { issuedAt, zone } = certificate
  const about = { title: `Certificate: ${certificate.title}`, author: certificate.organizer, madeAt: issuedAt }
  const { name, title, organizer, kindLine, instructors } = formatPrinted(certificate)
  const { document, bytes } = openPdf({ size: [page.width, page.height], margin: 0 }, about)
  document.markContent('Artifact', { type: 'Layout' })
  drawPaper(document)
  document.endMarkedContent()

  const sheet = openLayout(document)
  const width = right - left
  // Beside the words at the other end of the line.
  const bold = (size: number): Style => ({ size, weight: 'bold', color: colors.ink })
  const house = [12, 10.5, 9, 8].find((size) => sheet.type.width(organizer, bold(size)) <= 350) ?? 8
  const [shown = ''] = sheet.type.wrap(organizer, 350, bold(house))
  sheet.plain('P', shown, left + 42, 97.5, bold(house))
  const kind = { size: 19, lines: ['Certificate of attendance'] }
  sheet.display('H1', kind, 99, 1, right - lettersWidth(kind.lines[0] ?? '', kind.size))

  const label: Style = { size: 12.5, color: colors.muted }
  const named = hasLetters(certificate.name)
  const fitted = sheet.fit(name, named ? display : display.slice(4), 2, width)
  const heading = sheet.fit(title, [28, 26, 24, 22, 20, 18, 16, 14], fitted.lines.length > 1 ? 2 : 3, width)
  // What there is much of begins higher, so that it all stands in the middle.
  const top = 218 - 16 * (fitted.lines.length + heading.lines.length - 1)
  sheet.plain('P', 'This certifies that', left, top, label)
  const below = sheet.display('H2', fitted, top + 16 + fitted.size * 0.92, 1.12)
  sheet.plain('P', formatAttended(certificate), left, below + 42, label)
  const end = sheet.display('H2', heading, below + 42 + 14 + heading.size, 1.2)
  sheet.plain('P', `${kindLine}, ${formatDates(certificate)}`, left, end + 28, label)

  const code = 66
  const columns: [string, string, number][] = [
    ...(instructors.length > 0
      ? [
          [
            'Taught by',
            taughtBy({ instructors }, (text) => sheet.type.wrap(text, 188, { size: 11 }).length <= 3),
            left,
          ] as [string, string, number],
        ]
      : []),
    ['Issued on', describeDate(issuedAt, zone), instructors.length > 0 ? left + 206 : left],
  ]
  for (const [term, detail, x] of columns) {
    sheet.plain('P', term, x, foot + 20, small)
    const lines = sheet.type.wrap(detail, 188, { size: 11 }).slice(0, 3)
    for (const [index, line] of lines.entries()) {
      sheet.plain('P', line, x, foot + 37 + index * 14.5, { size: 11, color: colors.ink })
    }
  }
  const beside = right - code - 14
  sheet.plain('P', 'Check it at', beside, foot + 20, small, 'right')
  const bare = address.replace(/^https?:\/\//, '')
  const [host = '', ...path] = bare.split(/(?=\/certificates\/)/)
  const lines = [host, ...path.join('').split(/(?<=\/certificates\/)/)]
  for (const [index, line] of lines.entries()) {
    sheet.plain('P', line, beside, foot + 34 + index * 12, { size: 8.5, color: colors.ink }, 'right')
  }
  sheet.tagged('Figure', () => drawCode(document, address, right - code, foot + 12, code), {
    alt: `A code that leads to ${address}`,
  })
  sheet.root.end()
  document.end()
  return bytes
}
