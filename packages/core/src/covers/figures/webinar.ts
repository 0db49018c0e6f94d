import { type Draw, disc, each, numbers, onCircle, type Point, polygon, rect, shape, slice, tenth } from '../draw.ts'

/** A corner of a bubble, a quarter of a circle clockwise. */
const corner = (r: number, x: number, y: number): string => `A${numbers(r, r)} 0 0 1 ${numbers(x, y)}`

/** What someone says: round but for the corner where they sit. */
const bubble = (
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
  speaker: 'left' | 'right',
  fill: string,
): string => {
  const head = `M${numbers(x + r, y)}H${tenth(x + w - r)}${corner(r, x + w, y + r)}`
  const foot =
    speaker === 'right'
      ? `V${tenth(y + h)}H${tenth(x + r)}${corner(r, x, y + h - r)}`
      : `V${tenth(y + h - r)}${corner(r, x + w - r, y + h)}H${tenth(x)}`
  return shape(`${head}${foot}V${tenth(y + r)}${corner(r, x + r, y)}z`, fill)
}

/** A webinar is one voice for an hour: one circle. Only the dial counts: its minutes. */
export const webinarFigures = {
  horizon: ({ w, h, shade, ground, spot }) => {
    const r = Math.min(w, h) * 0.34
    const y = h * 0.56
    const waves = each(5, (i) => rect(0, y + r * 0.06 + (r * i) / 5, w, r * (0.05 + 0.026 * i), ground))
    return disc(w / 2, y, r, spot) + waves + rect(0, y + r, w, h, shade(0, 3))
  },
  rings: ({ w, h, shade, spot }) => {
    const r = Math.min(w, h) * 0.46
    return each(6, (i) => disc(w * 0.5, h * 0.5, r * (1 - i / 6), i === 5 ? spot : shade(i, 5)))
  },
  dial: ({ w, h, n, shade, spot }) => {
    const r = Math.min(w, h) * 0.36
    const [x, y] = [w / 2, h / 2]
    // A whole hour, and what is too few to be minutes, fills the dial; an arc that ends where it starts would be none.
    const turn = ((n > 12 ? n : 60) % 60 || 60) / 60
    return (
      disc(x, y, r, shade(0, 3)) +
      slice(x, y, r, -0.25, -0.25 + Math.min(turn, 0.9999), shade(2, 3)) +
      disc(x, y, r * 0.16, spot) +
      each(12, (i) => disc(...onCircle(x, y, r * 1.17, i / 12), r * (i % 3 ? 0.03 : 0.06), shade(2, 3)))
    )
  },
  eclipse: ({ w, h, shade, spot }) => {
    const r = Math.min(w * 0.32, h * 0.34)
    const apart = r * 0.52
    const rise = Math.sqrt(r * r - apart ** 2)
    const [top, foot] = [numbers(w / 2, h / 2 - rise), numbers(w / 2, h / 2 + rise)]
    const side = `A${numbers(r, r)} 0 0 1`
    return (
      disc(w / 2 - apart, h / 2, r, shade(0, 3)) +
      disc(w / 2 + apart, h / 2, r, shade(2, 3)) +
      shape(`M${top}${side} ${foot}${side} ${top}z`, spot)
    )
  },
  beam: ({ w, h, shade, spot }) => {
    const [x, y] = [w * 0.12, h * 0.5]
    const edge = (part: number): Point => [w + 2, y + (part - 0.5) * h * 1.5]
    const rays = each(5, (i) => polygon([[x, y], edge(i / 5), edge((i + 1) / 5)], shade(i, 5)))
    return rays + disc(x, y, h * 0.075, spot)
  },
  replies: ({ w, h, shade, spot }) => {
    const unit = Math.min(w, h) / 8.2
    const [x, y] = [w / 2 - 3.6 * unit, h / 2 - 3.1 * unit]
    const r = 1.3 * unit
    return (
      bubble(x, y, 5.4 * unit, 3.8 * unit, r, 'left', shade(1, 3)) +
      bubble(x + 2.6 * unit, y + 3 * unit, 4.6 * unit, 3.2 * unit, r, 'right', spot)
    )
  },
} satisfies Record<string, Draw>
