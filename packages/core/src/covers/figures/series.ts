import { type Draw, disc, type Point, stroke, through } from '../draw.ts'

/** How much higher the next stop is: level one time in five. */
const rises = [-1, 1, 1, -1, 0] as const

/** A series is a line with stops: one route for all of them, and the stop that a cover belongs to is lit. */
export const seriesFigures = {
  route: ({ w, h, n, stop, shade, spot, random }) => {
    const stops = Math.max(3, n)
    const r = Math.min(w, h) * 0.042
    const edge = Math.max(w * 0.1, r * 3)
    let level = 0
    const points = Array.from({ length: stops }, (_, i): Point => {
      if (i > 0) level = Math.max(-2, Math.min(2, level + (rises[Math.floor(random() * 5)] ?? 0)))
      return [edge + ((w - 2 * edge) * i) / (stops - 1), h * 0.5 - level * h * 0.15]
    })
    // Many stops are smaller, so that they stay apart.
    const size = Math.min(r, ((w - 2 * edge) / (stops - 1)) * 0.46)
    const mark = (point: Point, i: number) =>
      i === stop ? disc(...point, size * 2.5, spot) : disc(...point, size * 1.15, shade(2, 3))
    return stroke(through(points), size * 0.9, shade(1, 3)) + points.map(mark).join('')
  },
} satisfies Record<string, Draw>
