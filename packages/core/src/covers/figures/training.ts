import { type Draw, each, type Point, polygon, rect } from '../draw.ts'

/** How far each chapter has been watched. */
const watched = [1, 1, 0.46, 0]

/** A recorded training is a screen: to play, as a strip of film, by chapters. */
export const trainingFigures = {
  play: ({ w, h, shade, spot }) => {
    const size = Math.min(w, h)
    const [wide, tall] = [size * 0.8, size * 0.52]
    const [left, top] = [w / 2 - wide / 2, h / 2 - tall / 2]
    const bar = h / 2 + tall / 2 + size * 0.05
    const corner = (x: number, y: number): Point => [w / 2 + size * x, h / 2 + size * y]
    return (
      rect(left, top, wide, tall, shade(1, 3), size * 0.04) +
      polygon([corner(-0.07, -0.11), corner(0.12, 0), corner(-0.07, 0.11)], spot) +
      rect(left, bar, wide, size * 0.03, shade(0, 3), size * 0.015) +
      rect(left, bar, wide * 0.4, size * 0.03, shade(2, 3), size * 0.015)
    )
  },
  reel: ({ w, h, shade, spot }) => {
    const size = Math.min(w, h) * 0.3
    const frames = Math.ceil(w / (size * 1.12)) + 1
    const frame = (i: number) =>
      rect(i * size * 1.12 - size * 0.5, h / 2 - size / 2, size, size, i === 2 ? spot : shade(i, frames), size * 0.08)
    const hole = (i: number, y: number) => rect(i * size * 0.28, y, size * 0.14, size * 0.12, shade(1, 3))
    const holes = Math.ceil(w / (size * 0.28))
    return each(frames, frame) + each(holes, (i) => hole(i, h / 2 - size * 0.78) + hole(i, h / 2 + size * 0.66))
  },
  chapters: ({ w, h, shade, spot }) => {
    const row = h * 0.15
    const bar = (i: number, part: number, fill: string) =>
      rect(w * 0.12, h * 0.16 + i * h * 0.18, w * 0.76 * part, row, fill, row * 0.16)
    const seen = (i: number) => bar(i, watched[i] ?? 0, i === 2 ? spot : shade(i ? 1 : 2, 3))
    return each(4, (i) => bar(i, 1, shade(0, 3)) + seen(i))
  },
} satisfies Record<string, Draw>
