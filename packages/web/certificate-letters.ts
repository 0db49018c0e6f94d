import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * The letters of the typeface in which certificates name people, as outlines: how far each advances and its path, `y`
 * upwards; and how much closer two of them stand. In units of the em.
 */
export type CertificateLetters = {
  em: number
  letters: Record<string, [advance: number, path: string]>
  kerns: Record<string, number>
}

/** Parts of what reads fonts for pdfkit: enough of it to take outlines from a variable font. */
type Point = { x: number; y: number; copy: () => Point }
type Record_ = { points?: Point[]; components?: { dx: number; dy: number }[] }
type Glyph = { id: number; advanceWidth: number; path: { toSVG: () => string } }
type Font = {
  unitsPerEm: number
  hasGlyphForCodePoint: (code: number) => boolean
  glyphForCodePoint: (code: number) => Glyph
  getGlyph: (id: number) => Glyph
  layout: (text: string) => { advanceWidth: number }
  variationCoords: number[]
  _transformedGlyphs: Record_[]
  _variationProcessor?: { transformPoints: (id: number, points: Point[]) => void }
}

/** Where on its axes the font stands: drawn for 100 points, a little heavier than regular. */
const opticalSize = 100
const weight = 440

/**
 * A variable WOFF2 at one place on its axes. The library moves outlines of other files by itself; for those of this kind it
 * only knows how far, so here they are moved.
 */
const openFont = (file: Buffer): Font => {
  const { create } = createRequire(require.resolve('pdfkit'))('fontkit') as { create: (file: Buffer) => Font }
  const font = create(file)
  Object.defineProperty(font, '_variationProcessor', { value: null, configurable: true })
  font.getGlyph(1).path.toSVG()
  delete font._variationProcessor
  font.variationCoords = [opticalSize, weight]
  const processor = font._variationProcessor as Font['_variationProcessor']
  const sample = font._transformedGlyphs.find(({ points }) => points)?.points?.[0]
  if (!processor || !sample) throw new Error('The typeface of certificates is not what it was')
  const at = (x: number, y: number): Point => Object.assign(sample.copy(), { x, y, endContour: true })
  for (const [id, { points, components = [] }] of font._transformedGlyphs.entries()) {
    const moved = points ? [...points] : components.map(({ dx, dy }) => at(dx, dy))
    if (moved.length === 0) continue
    // Four more by which the font tells how wide and high a letter is.
    moved.push(at(0, 0), at(0, 0), at(0, 0), at(0, 0))
    processor.transformPoints(id, moved)
    for (const [index, component] of components.entries()) {
      Object.assign(component, { dx: moved[index]?.x ?? 0, dy: moved[index]?.y ?? 0 })
    }
  }
  return font
}

const between = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** Latin, its accents and the marks of print. */
const codes = [...between(0x20, 0x7e), ...between(0xa0, 0x24f), ...between(0x1e00, 0x1eff), ...between(0x2010, 0x203a)]

const paired = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,-’']

const kernsOf = (font: Font): Record<string, number> => {
  const alone = new Map(paired.map((letter) => [letter, font.layout(letter).advanceWidth]))
  const found: Record<string, number> = {}
  for (const first of paired) {
    for (const second of paired) {
      const sum = (alone.get(first) ?? 0) + (alone.get(second) ?? 0)
      const kern = Math.round(font.layout(first + second).advanceWidth - sum)
      // More than that is a ligature, whose outline stands nowhere here.
      if (kern !== 0 && Math.abs(kern) < font.unitsPerEm / 5) found[first + second] = kern
    }
  }
  return found
}

const rounded = (path: string): string => path.replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number))))

export const readCertificateLetters = async (): Promise<CertificateLetters> => {
  const family = '@fontsource-variable/fraunces'
  const fonts = await Promise.all(
    ['latin', 'latin-ext', 'vietnamese'].map(async (subset) =>
      openFont(await readFile(require.resolve(`${family}/files/fraunces-${subset}-opsz-normal.woff2`))),
    ),
  )
  const letters: CertificateLetters['letters'] = {}
  for (const code of codes) {
    const glyph = fonts.find((font) => font.hasGlyphForCodePoint(code))?.glyphForCodePoint(code)
    if (glyph) letters[String.fromCodePoint(code)] = [Math.round(glyph.advanceWidth), rounded(glyph.path.toSVG())]
  }
  const [latin] = fonts
  if (!latin || letters.M === undefined) throw new Error('The typeface of certificates is not what it was')
  return { em: latin.unitsPerEm, letters, kerns: kernsOf(latin) }
}
