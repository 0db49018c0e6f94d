import { type Draw, each, rect } from '../draw.ts'
import { sheetIn } from './sheet.ts'

const lineLengths = [1, 0.9, 1, 0.94, 0.5]
const lineTops = [0, 0.1, 0.72, 0.82, 0.92]
const quoteLengths = [0.86, 0.9, 0.56]

/** A white paper is text: ruled lines, two columns, a quote that is pulled out. */
export const whitePaperFigures = {
  ruled: (field) => {
    const { x, y, w, h } = sheetIn(field)
    const { shade, spot, random } = field
    const lit = 3 + Math.floor(random() * 4)
    const line = (i: number) => {
      const fill = i === lit ? spot : shade(i < lit ? 2 : 0, 3)
      return rect(x, y + (h / 10) * i, i === 9 ? w * 0.56 : w, h * 0.045, fill, h * 0.02)
    }
    return each(10, line) + rect(x - w * 0.12, y + (h / 10) * lit, w * 0.035, h * 0.045, spot)
  },
  columns: (field) => {
    const { x, y, w, h } = sheetIn(field)
    const { shade, spot } = field
    const thick = h * 0.045
    const wide = w * 0.46
    const left = (i: number) => {
      if (i > 4 && i < 8) return ''
      return rect(x, y + (h / 10) * i, i === 9 ? wide * 0.6 : wide, thick, shade(i < 5 ? 2 : 0, 3), thick / 2)
    }
    const right = (i: number) =>
      rect(x + w - wide, y + (h / 10) * i, i === 9 ? wide * 0.4 : wide, thick, i === 2 ? spot : shade(0, 3), thick / 2)
    return each(10, left) + rect(x, y + h * 0.5, wide, h * 0.26, shade(1, 3), 6) + each(10, right)
  },
  pulled: (field) => {
    const { x, y, w, h } = sheetIn(field)
    const { shade, spot } = field
    const thick = h * 0.045
    const line = (i: number) =>
      rect(x, y + h * (lineTops[i] ?? 0), w * (lineLengths[i] ?? 1), thick, shade(0, 3), thick / 2)
    const quoted = (i: number) =>
      rect(x + w * 0.1, y + h * (0.27 + 0.12 * i), w * (quoteLengths[i] ?? 1), h * 0.075, shade(2, 3), h * 0.037)
    return each(5, line) + rect(x, y + h * 0.25, w * 0.035, h * 0.36, spot) + each(3, quoted)
  },
} satisfies Record<string, Draw>
