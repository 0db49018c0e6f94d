import { type Draw, each, rect } from '../draw.ts'
import { check, sheetIn } from './sheet.ts'

const lineLengths = [1, 0.72, 0.88, 0.6, 0.94, 0.7]

/** A checklist is boxes, some of them ticked, and the next one lit. */
export const checklistFigures = {
  ticks: (field) => {
    const { x, y, w, h } = sheetIn(field)
    const { shade, spot, random } = field
    const row = h / 6
    const size = row * 0.56
    const done = 2 + Math.floor(random() * 3)
    return each(6, (i) => {
      const top = y + row * i
      const mark = { down: 0.18, right: 0.34, up: 0.4, thick: 0.12 }
      const long = (w - size * 1.5) * (lineLengths[i] ?? 1)
      const line = i === done ? spot : shade(i < done ? 1 : 0, 3)
      return (
        rect(x, top, size, size, shade(i < done ? 2 : 0, 3), size * 0.14) +
        (i < done ? check(x + size * 0.25, top + size * 0.52, size, mark) : '') +
        rect(x + size * 1.5, top + size * 0.34, long, size * 0.32, line, size * 0.16)
      )
    })
  },
  board: (field) => {
    const { x, y, w, h } = sheetIn(field)
    const { shade, spot, random } = field
    const [column, row] = [w / 4, h / 4]
    const size = Math.min(column, row) * 0.78
    const done = 5 + Math.floor(random() * 5)
    return each(16, (i) => {
      const left = x + (i % 4) * column + (column - size) / 2
      const top = y + Math.floor(i / 4) * row + (row - size) / 2
      const mark = { down: 0.17, right: 0.32, up: 0.38, thick: 0.1 }
      const fill = i < done ? shade(2, 3) : i === done ? spot : shade(0, 3)
      const box = rect(left, top, size, size, fill, size * 0.14)
      return box + (i < done ? check(left + size * 0.26, top + size * 0.52, size, mark) : '')
    })
  },
  tick: ({ w, h, shade }) => {
    const size = Math.min(w, h) * 0.62
    const [x, y] = [w / 2 - size / 2, h / 2 - size / 2]
    return (
      rect(x + size * 0.1, y + size * 0.1, size, size, shade(0, 3), size * 0.1) +
      rect(x, y, size, size, shade(2, 3), size * 0.1) +
      check(x + size * 0.24, y + size * 0.53, size, { down: 0.19, right: 0.34, up: 0.42, thick: 0.11 })
    )
  },
} satisfies Record<string, Draw>
