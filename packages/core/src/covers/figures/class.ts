import { type Draw, disc, each, leaf, rect, slice } from '../draw.ts'

/** A class climbs: as many steps as it has sessions. */
export const classFigures = {
  steps: ({ w, h, n, shade, spot }) => {
    const step = w / n
    const top = (i: number) => h * (0.86 - (0.6 * i) / (n - 1 || 1))
    const r = Math.min(step * 0.32, h * 0.115)
    // Half a unit wider than a step, as two edges side by side let the ground shine through.
    return (
      each(n, (i) => rect(i * step, top(i), step + 0.5, h, shade(i, n))) + disc(w - step / 2, top(n - 1) - r, r, spot)
    )
  },
  sunrise: ({ w, h, n, shade, spot }) => {
    const r = Math.min(w * 0.5, h * 0.92)
    return each(n, (i) => disc(0.5 * w, h, r * (1 - i / n), i === n - 1 ? spot : shade(i, n)))
  },
  rungs: ({ w, h, n, shade, spot }) => {
    const row = h / (n + 0.5)
    const thick = row * 0.58
    return each(n, (i) => {
      const y = h - row * (i + 1) + row * 0.25 - thick / 2
      const end = w * (0.34 + (0.52 * (i + 1)) / n)
      const rung = rect(-thick, y, end + thick, thick, shade(i, n), thick / 2)
      return rung + (i === n - 1 ? disc(end - thick / 2, y + thick / 2, thick / 2, spot) : '')
    })
  },
  beads: ({ w, h, n, shade, spot }) => {
    const grow = 1.34
    const sum = Array.from({ length: n }, (_, i) => grow ** i).reduce((total, size) => total + size, 0)
    const first = Math.min((w * 0.84) / sum / 2, (h * 0.3) / grow ** (n - 1))
    const base = h * 0.74
    let x = (w - first * 2 * sum) / 2
    const beads = each(n, (i) => {
      const r = first * grow ** i
      x += r * 2
      return disc(x - r, base - r, r, i === n - 1 ? spot : shade(i + 1, n + 1))
    })
    return rect(0, base, w, h, shade(0, 3)) + beads
  },
  leaves: ({ w, h, n, shade, spot }) => {
    const wide = Math.min(w / (n + 0.6), h * 0.3)
    const start = (w - wide * n) / 2
    return each(n, (i) => {
      const tall = Math.max(h * (0.36 + (0.5 * i) / (n - 1 || 1)), wide * 1.9)
      return leaf(start + wide * (i + 0.03), h * 0.92 - tall, wide * 0.94, tall, i === n - 1 ? spot : shade(i, n))
    })
  },
  fan: ({ w, h, n, shade, spot }) => {
    const r = Math.min(w * 0.86, h * 0.9)
    const x = w * 0.5 - r * 0.5
    const y = h * 0.5 + r * 0.5
    const blade = (i: number) => slice(x, y, r, -0.25 + (0.25 * i) / n, -0.25 + (0.25 * (i + 1)) / n, shade(i, n))
    return each(n, blade) + slice(x, y, r * 0.24, -0.25, 0, spot)
  },
} satisfies Record<string, Draw>
