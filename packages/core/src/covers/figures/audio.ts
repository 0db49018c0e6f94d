import { type Draw, disc, each, oval, rect } from '../draw.ts'

/** Sound: its wave, the record it is on, the quiet that it brings. */
export const audioFigures = {
  wave: ({ w, h, shade, spot, random }) => {
    const bars = w > h * 1.2 ? 25 : 15
    const wide = (w * 0.84) / bars
    return each(bars, (i) => {
      const swell = Math.abs(Math.sin((i / bars) * Math.PI))
      const tall = h * (0.1 + 0.6 * swell * (0.35 + 0.65 * random()))
      const fill = i === Math.floor(bars * 0.4) ? spot : shade(Math.round(4 * swell), 5)
      return rect(w * 0.08 + wide * (i + 0.2), h / 2 - tall / 2, wide * 0.6, tall, fill, wide * 0.3)
    })
  },
  grooves: ({ w, h, shade, ground, spot }) => {
    const r = Math.min(w, h) * 0.42
    const groove = (i: number) => disc(w / 2, h / 2, r * (1 - i * 0.17), i % 2 ? ground : shade(i ? 1 : 0, 3))
    return each(4, groove) + disc(w / 2, h / 2, r * 0.3, shade(2, 3)) + disc(w / 2, h / 2, r * 0.07, spot)
  },
  pebbles: ({ w, h, shade, spot }) => {
    const size = Math.min(w, h)
    const pebble = (up: number, rx: number, ry: number, fill: string) =>
      oval(w / 2, h / 2 - size * up, size * rx, size * ry, fill)
    return (
      pebble(-0.26, 0.33, 0.11, shade(0, 4)) +
      pebble(-0.06, 0.25, 0.09, shade(2, 4)) +
      pebble(0.1, 0.17, 0.07, shade(3, 4)) +
      pebble(0.22, 0.09, 0.05, spot)
    )
  },
} satisfies Record<string, Draw>
