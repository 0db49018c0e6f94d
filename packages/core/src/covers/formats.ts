/** A place in a cover, in its units, which are the pixels of its picture. */
export type Box = { x: number; y: number; width: number; height: number }

type Shape = {
  width: number
  height: number
  /** Where an uploaded picture goes. */
  picture: Box
  /** For mail and other sites, where no SVG is shown: it's a PNG of this width. */
  pngWidth?: number
}

const whole = (width: number, height: number): Shape => ({ width, height, picture: { x: 0, y: 0, width, height } })

/**
 * The formats of covers, each with its size and with where an uploaded picture goes.
 *
 * `square` and `card` are the figure alone; `wide` has it at the right, beside the ground for a heading; `book` has title and
 * author; `og`, for shared links, has title, date, people, and organizer. `mail` is the figure across the head of an email,
 * shown 600 wide; `mailsquare` and `mailbook` are shown some 72 and 60 wide.
 */
export const formats = {
  square: whole(600, 600),
  card: whole(900, 600),
  wide: { width: 1440, height: 540, picture: { x: 540, y: 0, width: 900, height: 540 } },
  book: whole(400, 600),
  og: { width: 1200, height: 630, picture: { x: 690, y: 0, width: 510, height: 630 }, pngWidth: 1200 },
  mail: { ...whole(1200, 400), pngWidth: 1200 },
  mailsquare: { ...whole(600, 600), pngWidth: 216 },
  mailbook: { ...whole(400, 600), pngWidth: 200 },
} as const satisfies Record<string, Shape>

export type CoverFormat = keyof typeof formats

export const formatNames = Object.keys(formats) as CoverFormat[]

/** The width of a format's PNG; nothing for one that pages show as it's drawn. */
export const pngWidthOf = (format: CoverFormat): number | undefined => {
  const shape: Shape = formats[format]
  return shape.pngWidth
}

/** An uploaded picture: its size in pixels, and the point to keep in view, from 0 at the left and top to 1. */
export type Picture = { width: number; height: number; focus?: { x: number; y: number } | undefined }

/** An uploaded picture that is kept under an id; another one has another id. */
export type KeptPicture = Picture & { id: string }

/**
 * The part of an uploaded picture that a format shows: as much of it as has the shape of its box, around the focus point.
 * @returns whole pixels within the picture, to be scaled to `formats[format].picture`
 */
export const cropOf = ({ width, height, focus = { x: 0.5, y: 0.5 } }: Picture, format: CoverFormat): Box => {
  const { picture } = formats[format]
  const scale = Math.min(width / picture.width, height / picture.height)
  const size = (all: number, wanted: number) => Math.max(1, Math.min(all, Math.round(wanted * scale)))
  const start = (all: number, part: number, at: number) =>
    Math.max(0, Math.min(all - part, Math.round(all * at - part / 2)))
  const [wide, tall] = [size(width, picture.width), size(height, picture.height)]
  return { x: start(width, wide, focus.x), y: start(height, tall, focus.y), width: wide, height: tall }
}
