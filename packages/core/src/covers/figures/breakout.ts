import { type Draw, disc, each, onCircle, rect, ring, slice } from '../draw.ts'

/** A breakout is a few people around one table. The table and the rosette have as many as there are seats. */
export const breakoutFigures = {
  table: ({ w, h, n, shade, spot }) => {
    const size = Math.min(w, h)
    const seat = (i: number) => {
      const place = onCircle(w / 2, h / 2, size * 0.35, i / n - 0.25)
      return disc(...place, size * Math.min(0.085, 0.8 / n), i ? shade(2, 3) : spot)
    }
    return disc(w / 2, h / 2, size * 0.2, shade(0, 3)) + each(n, seat)
  },
  rosette: ({ w, h, n, shade, spot }) => {
    const r = Math.min(w, h) * 0.22
    const petals = each(n, (i) => disc(...onCircle(w / 2, h / 2, r, i / n), r, shade(2, 3), '.3'))
    return petals + disc(w / 2, h / 2, r * 0.2, spot)
  },
  halves: ({ w, h, shade, spot }) => {
    const r = Math.min(w, h) * 0.36
    const gap = r * 0.14
    return (
      slice(w / 2 - gap, h / 2, r, 0.25, 0.75, shade(0, 3)) +
      slice(w / 2 + gap, h / 2, r, -0.25, 0.25, shade(2, 3)) +
      disc(w / 2 + gap + r * 0.42, h / 2, r * 0.17, spot) +
      disc(w / 2 - gap - r * 0.42, h / 2, r * 0.17, shade(2, 3))
    )
  },
  links: ({ w, h, shade, spot }) => {
    const r = Math.min(w * 0.2, h * 0.24)
    return each(3, (i) => {
      const [x, y] = [w / 2 + (i - 1) * r * 1.25, h / 2 + (i % 2 ? -1 : 1) * r * 0.36]
      return ring(x, y, r, r * 0.34, i === 1 ? spot : shade(i, 3))
    })
  },
  knot: ({ w, h, shade, spot }) => {
    const r = Math.min(w, h) * 0.2
    const [x, y] = [w / 2, h / 2]
    return (
      disc(x - r, y - r, r, shade(0, 4)) +
      disc(x + r, y - r, r, shade(1, 4)) +
      disc(x + r, y + r, r, shade(2, 4)) +
      disc(x - r, y + r, r, shade(3, 4)) +
      rect(x - r, y - r, 2 * r, 2 * r, shade(1, 4)) +
      disc(x, y, r * 0.46, spot)
    )
  },
  hive: ({ w, h, shade, spot }) => {
    const r = Math.min(w, h) * 0.135
    const around = each(6, (i) => disc(...onCircle(w / 2, h / 2, r * 2.16, i / 6 + 1 / 12), r, shade(i, 6)))
    return disc(w / 2, h / 2, r, spot) + around
  },
} satisfies Record<string, Draw>
