import { type Draw, each, rect } from '../draw.ts'

/** A bundle is what it holds: spines on a shelf, or a pile, as many as it has parts. */
export const bundleFigures = {
  shelf: ({ w, h, n, shade, spot, random }) => {
    const parts = Math.max(2, Math.min(n, 7))
    const wide = Math.min((w * 0.8) / parts, h * 0.2)
    const spine = (i: number) => {
      const tall = h * (0.56 + 0.08 * Math.floor(random() * 3))
      const x = w / 2 - (wide * parts) / 2 + i * wide
      const label = shade(i === 1 ? 0 : (i + 2) % parts, parts)
      return (
        rect(x + 2, h * 0.86 - tall, wide - 4, tall, i === 1 ? spot : shade(i, parts), 3) +
        rect(x + 2, h * 0.86 - tall * 0.86, wide - 4, tall * 0.05, label)
      )
    }
    return each(parts, spine) + rect(0, h * 0.86, w, h * 0.03, shade(1, 3))
  },
  pile: ({ w, h, n, shade, spot, random }) => {
    const parts = Math.max(2, Math.min(n, 6))
    const thick = (h * 0.66) / parts
    return each(parts, (i) => {
      const wide = w * (0.6 + 0.08 * Math.floor(random() * 3))
      const y = h * 0.86 - thick * (i + 1)
      const x = w / 2 - wide / 2 + (random() - 0.5) * w * 0.06
      return rect(x, y + 2, wide, thick - 4, i === parts - 2 ? spot : shade(i, parts), 3)
    })
  },
} satisfies Record<string, Draw>
