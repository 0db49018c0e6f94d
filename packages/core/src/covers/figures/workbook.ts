import { type Draw, disc, each, numbers, rect, stroke } from '../draw.ts'
import { sheetIn } from './sheet.ts'

/** A workbook is squared paper: what is filled in, a curve, blanks. */
export const workbookFigures = {
  squared: (field) => {
    const { x, y, w, h } = sheetIn(field)
    const { shade, spot, random } = field
    const size = w / 7
    const rows = Math.floor(h / size)
    const filled = Array.from({ length: 7 }, () => Math.floor(random() * (rows - 1)) + 1).sort((a, b) => a - b)
    return each(7 * rows, (i) => {
      const [column, row] = [i % 7, Math.floor(i / 7)]
      const [height, top] = [rows - row, filled[column] ?? 0]
      const fill = height > top ? shade(0, 3) : column === 6 && height === top ? spot : shade(2, 3)
      const [left, above] = [x + column * size + size * 0.06, y + row * size + size * 0.06]
      return rect(left, above, size * 0.88, size * 0.88, fill, size * 0.08)
    })
  },
  curve: (field) => {
    const { x, y, w, h } = sheetIn(field)
    const { shade, spot } = field
    const thick = Math.min(field.w, field.h) * 0.016
    const [endX, endY] = [x + w * 0.9, y + h * 0.16]
    const bend = numbers(x + w * 0.4, y + h * 0.84, x + w * 0.52, y + h * 0.3, endX, endY)
    return (
      each(6, (i) => rect(x, y + (h / 6) * (i + 1) - thick / 2, w, thick / 2, shade(0, 3))) +
      rect(x, y, thick, h, shade(2, 3)) +
      rect(x, y + h - thick, w, thick, shade(2, 3)) +
      stroke(`M${numbers(x + thick, y + h * 0.88)}C${bend}`, thick * 2, shade(2, 3)) +
      disc(endX, endY, thick * 3.4, spot)
    )
  },
  blanks: (field) => {
    const { x, y, w, h } = sheetIn(field)
    const { shade, spot } = field
    const row = h / 5
    const left = x + row * 0.8
    // Two of the five have an answer.
    const answer = (i: number) =>
      i > 1 ? '' : rect(left, y + row * (i + 0.3), w * (i === 0 ? 0.6 : 0.42), row * 0.18, shade(0, 3), row * 0.09)
    return each(5, (i) => {
      const number = disc(x + row * 0.26, y + row * (i + 0.45), row * 0.26, i === 1 ? spot : shade(2, 3))
      return number + rect(left, y + row * (i + 0.62), w - row * 0.8, row * 0.06, shade(1, 3)) + answer(i)
    })
  },
} satisfies Record<string, Draw>
