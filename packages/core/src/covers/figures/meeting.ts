import { arch, type Draw, disc, each, numbers, onCircle, polygon, rect, shape, tenth } from '../draw.ts'

/** A meeting is a room full of people. */
export const meetingFigures = {
  hemicycle: ({ w, h, shade, spot }) => {
    const r = Math.min(w * 0.46, h * 0.62)
    const y = h * 0.78
    const row = (i: number) =>
      each(5 + i * 2, (k) => {
        const place = onCircle(w / 2, y, r * (0.4 + 0.2 * i), -0.5 + (0.5 * k) / (4 + i * 2))
        return disc(...place, r * 0.064, shade(i, 4))
      })
    return each(4, row) + disc(w / 2, y - r * 0.06, r * 0.11, spot)
  },
  hands: ({ w, h, shade, spot, random }) => {
    const wide = w / 9
    return each(9, (i) => {
      const tall = h * (0.26 + 0.1 * Math.floor(random() * 5))
      const fill = i === 6 ? spot : shade(Math.floor(random() * 5), 5)
      return arch(wide * (i + 0.1), h - tall, wide * 0.8, tall + 4, fill)
    })
  },
  seats: ({ w, h, shade, spot }) => {
    const seat = Math.min(w, h) / 6
    const columns = Math.floor((w - seat * 0.4) / seat)
    const start = (w - columns * seat) / 2
    const lit = Math.floor(columns * 0.6)
    return each(5, (row) =>
      each(columns, (k) => {
        const fill = row === 2 && k === lit ? spot : shade(row, 5)
        return disc(start + seat * (k + 0.5), seat * (row + 1), seat * 0.31, fill)
      }),
    )
  },
  benches: ({ w, h, shade, spot }) => {
    const r = Math.min(w * 0.48, h * 0.66)
    const y = h * 0.82
    const bench = (i: number) => {
      const [outer, inner] = [r * (1 - i * 0.27), r * (0.84 - i * 0.27)]
      const over = `M${numbers(w / 2 - outer, y)}A${numbers(outer, outer)} 0 0 1 ${numbers(w / 2 + outer, y)}`
      const back = `H${tenth(w / 2 + inner)}A${numbers(inner, inner)} 0 0 0 ${numbers(w / 2 - inner, y)}z`
      return shape(over + back, shade(i, 3))
    }
    return each(3, bench) + disc(w / 2, y - r * 0.1, r * 0.1, spot)
  },
  pennants: ({ w, h, shade, spot }) => {
    const wide = w / 6
    const pennant = (i: number) => {
      const [left, right] = [i * wide + wide * 0.06, (i + 1) * wide - wide * 0.06]
      const tip = [(i + 0.5) * wide, h * (i % 2 ? 0.62 : 0.74)] as const
      return polygon([[left, h * 0.2], [right, h * 0.2], tip], i === 2 ? spot : shade(i, 6))
    }
    return each(6, pennant) + rect(0, h * 0.17, w, h * 0.03, shade(0, 3))
  },
} satisfies Record<string, Draw>
