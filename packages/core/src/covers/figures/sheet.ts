import { type Field, numbers, stroke } from '../draw.ts'
import { paper } from '../hues.ts'

/** Where a document is drawn: the field without its margins. */
export const sheetIn = ({ w, h }: Field) => ({ x: w * 0.16, y: h * 0.1, w: w * 0.68, h: h * 0.8 })

/** A check mark: a short stroke down, and a long one up to the right. */
type Mark = { down: number; right: number; up: number; thick: number }

/** A check mark that begins at a point, its strokes in units of `size`. */
export const check = (x: number, y: number, size: number, { down, right, up, thick }: Mark): string => {
  const strokes = `l${numbers(size * down, size * down)}l${numbers(size * right, -size * up)}`
  return stroke(`M${numbers(x, y)}${strokes}`, size * thick, paper)
}
