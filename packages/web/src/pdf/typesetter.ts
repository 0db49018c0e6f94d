import type PdfDocument from 'pdfkit'
import fonts from '../../dist/invoice-fonts.json' with { type: 'json' }
import { fontOf } from './printable.ts'
import { unpackFont } from './unpack-font.ts'

type Document = InstanceType<typeof PdfDocument>

export type Weight = 'regular' | 'bold'
export type Style = { size: number; weight?: Weight; color?: string }

export const colors = { ink: '#1d1a16', muted: '#5c564d', hairline: '#d8d2c7' } as const

/** Measures and sets lines of text, each character in the first part of the typeface that has it. */
export type Typesetter = {
  width: (text: string, style: Style) => number
  /** Breaks text into lines no wider than so many points: between words, and within one that is longer than a line. */
  wrap: (text: string, width: number, style: Style) => string[]
  /** Sets one line with its baseline at `y`; `right` ends it at `x`. */
  line: (text: string, x: number, y: number, style: Style, align?: 'left' | 'right') => void
}

/** The parts of the typeface by name, `bold-3`; read once for a process. */
const files = fonts.flatMap(({ regular, bold }, index): [string, Buffer][] => [
  [`regular-${index}`, unpackFont(Buffer.from(regular, 'base64'))],
  [`bold-${index}`, unpackFont(Buffer.from(bold, 'base64'))],
])

/** A line in pieces of one part each. Marks that combine stay with the letter before them. */
const piecesOf = (text: string): { font: number; text: string }[] => {
  const pieces: { font: number; text: string }[] = []
  for (const character of text.normalize('NFC')) {
    const last = pieces.at(-1)
    const font = last && /[\s\p{M}]/u.test(character) ? last.font : fontOf(character)
    // What no part has: anyone who sets the text has said so, see `printable`.
    if (font < 0) continue
    if (last?.font === font) last.text += character
    else pieces.push({ font, text: character })
  }
  return pieces
}

export const createTypesetter = (document: Document): Typesetter => {
  for (const [name, file] of files) document.registerFont(name, file)
  const choose = (font: number, { size, weight = 'regular' }: Style) =>
    document.font(`${weight}-${font}`).fontSize(size)
  const width: Typesetter['width'] = (text, style) =>
    piecesOf(text).reduce((sum, piece) => sum + choose(piece.font, style).widthOfString(piece.text), 0)

  /** The longest beginning of a word that fits, one character at least. */
  const beginning = (word: string, limit: number, style: Style): string => {
    let fitting = ''
    for (const character of word) {
      if (fitting !== '' && width(fitting + character, style) > limit) break
      fitting += character
    }
    return fitting
  }

  const wrap: Typesetter['wrap'] = (text, limit, style) => {
    const lines: string[] = []
    let line = ''
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = line === '' ? word : `${line} ${word}`
      if (width(longer, style) <= limit) {
        line = longer
        continue
      }
      if (line !== '') lines.push(line)
      line = word
      while (width(line, style) > limit && line.length > 1) {
        const part = beginning(line, limit, style)
        if (part === line) break
        lines.push(part)
        line = line.slice(part.length)
      }
    }
    return line === '' ? lines : [...lines, line]
  }

  const line: Typesetter['line'] = (text, x, y, style, align = 'left') => {
    let at = align === 'right' ? x - width(text, style) : x
    for (const piece of piecesOf(text)) {
      choose(piece.font, style).fillColor(style.color ?? colors.ink)
      document.text(piece.text, at, y, { lineBreak: false, baseline: 'alphabetic' })
      at += document.widthOfString(piece.text)
    }
  }
  return { width, wrap, line }
}
