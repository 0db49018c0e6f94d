// Parts of an SVG as text. Colors are attributes, as a strict content policy lets no style through; there are no ids, so
// that many covers can be in one page.

/** To a tenth: finer than anyone sees, and it keeps covers small. */
export const tenth = (value: number): string => String(Math.round(value * 10) / 10)

export const numbers = (...values: number[]): string => values.map(tenth).join(' ')

/** The drawings of `0 … count - 1`, one upon the other. */
export const each = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('')

/** @param rounding  the radius of its corners */
export const rect = (x: number, y: number, w: number, h: number, fill: string, rounding = 0): string => {
  const corners = rounding ? ` rx="${tenth(rounding)}"` : ''
  return `<rect x="${tenth(x)}" y="${tenth(y)}" width="${tenth(w)}" height="${tenth(h)}"${corners} fill="${fill}"/>`
}

/** @param opacity  as an attribute's value; absent, it covers what is below it */
export const disc = (x: number, y: number, r: number, fill: string, opacity?: string): string => {
  const through = opacity === undefined ? '' : ` fill-opacity="${opacity}"`
  return `<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${tenth(r)}" fill="${fill}"${through}/>`
}

export const ring = (x: number, y: number, r: number, thickness: number, color: string): string =>
  `<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${tenth(r)}" fill="none" stroke="${color}" stroke-width="${tenth(thickness)}"/>`

export const oval = (x: number, y: number, rx: number, ry: number, fill: string): string =>
  `<ellipse cx="${tenth(x)}" cy="${tenth(y)}" rx="${tenth(rx)}" ry="${tenth(ry)}" fill="${fill}"/>`

export const shape = (path: string, fill: string): string => `<path d="${path}" fill="${fill}"/>`

export const stroke = (path: string, thickness: number, color: string): string =>
  `<path d="${path}" fill="none" stroke="${color}" stroke-width="${tenth(thickness)}" stroke-linejoin="round" stroke-linecap="round"/>`

export type Point = readonly [x: number, y: number]

export const through = (points: readonly Point[]): string => `M${points.map((point) => numbers(...point)).join('L')}`

export const polygon = (points: readonly Point[], fill: string): string => shape(`${through(points)}z`, fill)

/** A point on a circle. @param turn  0 is at the right, 0.25 at the foot, −0.25 at the head */
export const onCircle = (x: number, y: number, r: number, turn: number): Point => [
  x + r * Math.cos(turn * 2 * Math.PI),
  y + r * Math.sin(turn * 2 * Math.PI),
]

/** A piece of a pie. @param from  in turns, as `to`; it goes clockwise */
export const slice = (x: number, y: number, r: number, from: number, to: number, fill: string): string => {
  const [start, end] = [onCircle(x, y, r, from), onCircle(x, y, r, to)]
  const large = to - from > 0.5 ? 1 : 0
  return shape(`M${numbers(x, y)}L${numbers(...start)}A${numbers(r, r)} 0 ${large} 1 ${numbers(...end)}z`, fill)
}

/** A door: straight, with a half circle on top. */
export const arch = (x: number, y: number, w: number, h: number, fill: string): string => {
  const r = w / 2
  return shape(
    `M${numbers(x, y + h)}V${tenth(y + r)}A${numbers(r, r)} 0 0 1 ${numbers(x + w, y + r)}V${tenth(y + h)}z`,
    fill,
  )
}

/** A leaf: round at the head on the left, and at the foot on the right. */
export const leaf = (x: number, y: number, w: number, h: number, fill: string): string => {
  const head = `V${tenth(y + w)}A${numbers(w, w)} 0 0 1 ${numbers(x + w, y)}`
  const foot = `V${tenth(y + h - w)}A${numbers(w, w)} 0 0 1 ${numbers(x, y + h)}`
  return shape(`M${numbers(x, y + h)}${head}${foot}z`, fill)
}

/** A color between two. @param part  how far it is from the first, 0 to 1 */
export const between = (first: string, second: string, part: number): string => {
  const channel = (color: string, at: number) => Number.parseInt(color.slice(at, at + 2), 16)
  const mixed = [1, 3, 5].map((at) => Math.round(channel(first, at) * (1 - part) + channel(second, at) * part))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** What a figure is drawn into, and with. */
export type Field = {
  /** Width and height: from 300 to 900 units. */
  w: number
  h: number
  /** What the thing counts, within what its kind can show: sessions, seats, rooms, stops, parts, minutes. */
  n: number
  /** Which stop of its series it is, from 0; −1 is none. */
  stop: number
  ground: string
  /** The accent: used once. */
  spot: string
  /** The color of step `index` of `count` from the ground's first color to its last. */
  shade: (index: number, count: number) => string
  random: () => number
}

export type Draw = (field: Field) => string
