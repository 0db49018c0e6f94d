import { type Draw, disc, each, polygon, rect, slice } from '../draw.ts'

/** A book has a device: one plain figure, large. */
export const bookFigures = {
  bands: ({ w, h, shade, spot }) => {
    let y = h * 0.06
    return each(7, (i) => {
      const tall = (h / 28) * (i + 1)
      const band = rect(0, y, w, tall * 0.72, i === 3 ? spot : shade(i, 7))
      y += tall
      return band
    })
  },
  corner: ({ w, h, shade, spot }) =>
    each(5, (i) => rect(-2, h - (h * 0.88 * (5 - i)) / 5, (w * 0.84 * (5 - i)) / 5, h, i === 4 ? spot : shade(i, 4))),
  turn: ({ w, h, shade, spot }) => {
    const r = Math.min(w, h) * 0.44
    return (
      slice(w / 2, h / 2, r, 0.5, 0.75, shade(0, 3)) +
      slice(w / 2, h / 2, r, 0, 0.25, shade(2, 3)) +
      slice(w / 2, h / 2, r * 0.66, 0.25, 0.5, shade(1, 3)) +
      disc(w / 2 + r * 0.34, h / 2 - r * 0.34, r * 0.33, spot)
    )
  },
  pillars: ({ w, h, shade, spot }) => {
    const wide = w / 9
    const pillars = each(5, (i) => rect(wide * 2 * i, 0, wide, h, i === 3 ? spot : shade(i, 5)))
    return pillars + rect(0, h * 0.9, w, h * 0.1, shade(0, 3))
  },
  peaks: ({ w, h, shade, spot }) =>
    disc(w * 0.7, h * 0.24, Math.min(w, h) * 0.11, spot) +
    polygon(
      [
        [w * 0.3, h],
        [w * 0.72, h * 0.34],
        [w * 1.14, h],
      ],
      shade(0, 3),
    ) +
    polygon(
      [
        [-w * 0.2, h],
        [w * 0.3, h * 0.16],
        [w * 0.8, h],
      ],
      shade(1, 3),
    ) +
    polygon(
      [
        [w * 0.3, h * 0.16],
        [w * 0.3, h],
        [w * 0.8, h],
      ],
      shade(2, 3),
    ),
  weave: ({ w, h, shade, spot, random }) => {
    const columns = w > h * 1.4 ? 6 : 4
    const size = w / columns
    const rows = Math.round(h / size)
    const tile = (i: number) => {
      const [x, y] = [(i % columns) * size, Math.floor(i / columns) * size]
      // A quarter of a circle around one of the four corners of its tile.
      const quarter = Math.floor(random() * 4)
      const centerX = quarter === 1 || quarter === 2 ? x + size : x
      const centerY = quarter > 1 ? y + size : y
      const fill = i === columns + 1 ? spot : shade((i * 3) % 4, 4)
      return slice(centerX, centerY, size, quarter * 0.25, quarter * 0.25 + 0.25, fill)
    }
    // Whole tiles seldom fill the height, so all are made a little taller or shorter.
    const taller = Math.round((h / (rows * size)) * 1000) / 1000
    return `<g transform="scale(1 ${taller})">${each(columns * rows, tile)}</g>`
  },
} satisfies Record<string, Draw>
