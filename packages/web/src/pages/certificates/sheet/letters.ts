import type PdfDocument from 'pdfkit'
import type { CertificateLetters } from '../../../../certificate-letters.ts'
import data from '../../../../dist/certificate-letters.json' with { type: 'json' }

type Document = InstanceType<typeof PdfDocument>

const { letters, kerns } = data as unknown as CertificateLetters

/** The letter without its accents, by which it keeps its distance to others. */
const plain = (character: string): string => character.normalize('NFD').charAt(0)

const charactersOf = (text: string): string[] => [...text.normalize('NFC').replace(/\s+/gu, ' ')]

/** Whether the display face has every letter of a text. */
export const hasLetters = (text: string): boolean => charactersOf(text).every((character) => character in letters)

const placed = (text: string): { path: string; at: number }[] => {
  let at = 0
  let before = ''
  const found = charactersOf(text).map((character) => {
    const [advance, path] = letters[character] ?? [0, '']
    at += before === '' ? 0 : (kerns[before + plain(character)] ?? 0)
    before = plain(character)
    const here = { path, at }
    at += advance
    return here
  })
  return [...found, { path: '', at }]
}

/** How wide a text stands in the display face, in points. */
export const lettersWidth = (text: string, size: number): number => ((placed(text).at(-1)?.at ?? 0) * size) / data.em

/** Draws a text in the display face, with its baseline at `y`. */
export const drawLetters = (
  document: Document,
  text: string,
  { x, y, size, color }: { x: number; y: number; size: number; color: string },
): void => {
  const scale = size / data.em
  for (const { path, at } of placed(text)) {
    if (path === '') continue
    document
      .save()
      .translate(x + at * scale, y)
      .scale(scale, -scale)
      .path(path)
      .fill(color)
      .restore()
  }
}
