import { type Draw, each, numbers, rect, stroke } from '../draw.ts'
import { sheetIn } from './sheet.ts'

const lineLengths = [1, 0.94, 1, 0.88, 1, 0.5]

/** A template is what waits to be filled in: fields, a letter to sign, a table. */
export const templateFigures = {
  fields: (field) => {
    const { x, y, w, h } = sheetIn(field)
    const { shade, spot, random } = field
    const gap = w * 0.06
    const left = w * (0.36 + 0.1 * Math.floor(random() * 3))
    const empty = shade(0, 3)
    return (
      rect(x, y, w, h * 0.18, shade(2, 3), 6) +
      rect(x, y + h * 0.25, left, h * 0.15, empty, 6) +
      rect(x + left + gap, y + h * 0.25, w - left - gap, h * 0.15, empty, 6) +
      rect(x, y + h * 0.47, w, h * 0.15, empty, 6) +
      rect(x, y + h * 0.69, w, h * 0.12, empty, 6) +
      rect(x, y + h * 0.88, w * 0.34, h * 0.12, spot, 6)
    )
  },
  letter: (field) => {
    const { x, y, w, h } = sheetIn(field)
    const { shade, spot } = field
    const thick = h * 0.04
    const line = (i: number) =>
      rect(x, y + h * (0.29 + 0.08 * i), w * (lineLengths[i] ?? 1), thick, shade(0, 3), thick / 2)
    const signature =
      `M${numbers(x, y + h * 0.93)}c${numbers(w * 0.06, -h * 0.14, w * 0.1, -h * 0.1, w * 0.1, 0)}` +
      `s${numbers(w * 0.06, -h * 0.1, w * 0.12, -h * 0.02)}s${numbers(w * 0.1, 0, w * 0.16, -h * 0.03)}`
    return (
      rect(x, y, w * 0.2, h * 0.16, shade(2, 3), 6) +
      rect(x + w * 0.62, y, w * 0.38, thick, shade(1, 3), thick / 2) +
      rect(x + w * 0.72, y + thick * 2, w * 0.28, thick, shade(0, 3), thick / 2) +
      each(6, line) +
      stroke(signature, thick * 0.7, spot)
    )
  },
  table: (field) => {
    const { x, y, w, h } = sheetIn(field)
    const { shade, spot, random } = field
    const [column, row] = [w / 4, h / 6]
    const lit = 4 + Math.floor(random() * 18)
    return each(24, (i) => {
      const [left, top] = [x + (i % 4) * column + column * 0.04, y + Math.floor(i / 4) * row + row * 0.08]
      const plain = i < 4 ? shade(2, 3) : shade(i % 4 === 0 ? 1 : 0, 3)
      return rect(left, top, column * 0.92, row * 0.84, i === lit ? spot : plain, row * 0.1)
    })
  },
} satisfies Record<string, Draw>
