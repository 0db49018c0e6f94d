import { arch, type Draw, disc, each, rect } from '../draw.ts'

/** More of them for a wide field. */
const across = (w: number, h: number, wide: number, narrow: number): number => (w > h * 1.2 ? wide : narrow)

/** A conference is a building: rooms, doors, hours. The agenda has as many columns as there are rooms. */
export const conferenceFigures = {
  agenda: ({ w, h, n, shade, spot, random }) => {
    const rooms = Math.max(3, Math.min(n, 5))
    const gap = Math.min(w, h) * 0.02
    const wide = (w * 0.84 - gap * (rooms - 1)) / rooms
    return each(rooms, (room) => {
      let column = ''
      let y = h * 0.12
      for (let slot = 0; y < h * 0.84; slot++) {
        const hours = random() * 3
        const long = h * (hours < 1 ? 0.12 : hours < 2 ? 0.18 : 0.26)
        const tall = y + long > h * 0.8 ? h * 0.88 - y : long
        const fill = room === rooms - 2 && slot === 1 ? spot : shade((room + 2 * slot) % 5, 5)
        column += rect(w * 0.08 + room * (wide + gap), y, wide, tall, fill, gap * 0.6)
        y += tall + gap
      }
      return column
    })
  },
  arches: ({ w, h, shade, spot }) => {
    const widest = Math.min(w * 0.8, h * 1.05)
    return each(5, (i) => {
      const wide = widest * (1 - i * 0.19)
      return arch(w / 2 - wide / 2, h - h * 0.86 * (1 - i * 0.17), wide, h, i === 4 ? spot : shade(i, 4))
    })
  },
  doors: ({ w, h, shade, spot }) => {
    const doors = across(w, h, 6, 4)
    const wide = w / (doors + 0.5)
    const door = (i: number) =>
      arch(wide * (0.33 + i), h * 0.26, wide * 0.84, h * 0.56, i === doors - 2 ? spot : shade(i, doors))
    return each(doors, door) + rect(0, h * 0.82, w, h, shade(0, 3))
  },
  skyline: ({ w, h, shade, spot, random }) => {
    const houses = across(w, h, 9, 6)
    const wide = w / houses
    const lit = Math.floor(houses * 0.6)
    return each(houses, (i) => {
      const tall = h * (0.22 + 0.13 * Math.floor(random() * 4))
      const house = rect(i * wide, h - tall, wide + 0.5, tall, shade(Math.floor(random() * 4), 4))
      return house + (i === lit ? disc(i * wide + wide / 2, h - tall - wide * 0.42, wide * 0.3, spot) : '')
    })
  },
  plan: ({ w, h, shade, spot }) => {
    const gap = Math.min(w, h) * 0.022
    const [left, top, wide, tall] = [w * 0.1, h * 0.12, w * 0.8, h * 0.76]
    const room = (x1: number, y1: number, x2: number, y2: number, fill: string) =>
      rect(left + wide * x1 + gap / 2, top + tall * y1 + gap / 2, wide * (x2 - x1) - gap, tall * (y2 - y1) - gap, fill)
    return (
      room(0, 0, 0.42, 0.62, shade(4, 5)) +
      room(0.42, 0, 1, 0.3, shade(1, 5)) +
      room(0.42, 0.3, 0.72, 0.62, spot) +
      room(0.72, 0.3, 1, 1, shade(2, 5)) +
      room(0, 0.62, 0.26, 1, shade(0, 5)) +
      room(0.26, 0.62, 0.72, 1, shade(3, 5))
    )
  },
  streets: ({ w, h, shade, spot }) => {
    const block = Math.min(w, h) / 5
    const columns = Math.ceil(w / block)
    const house = (i: number) => {
      const [column, row] = [i % columns, Math.floor(i / columns)]
      if ((column + row) % 4 === 3) return ''
      const [x, y] = [column * block + block * 0.06, row * block + block * 0.06]
      return rect(x, y, block * 0.88, block * 0.88, shade((column * 2 + row * 3) % 5, 5), block * 0.06)
    }
    const here = disc((Math.floor(columns * 0.6) + 0.5) * block, 2.5 * block, block * 0.3, spot)
    return each(columns * 5, house) + here
  },
} satisfies Record<string, Draw>
