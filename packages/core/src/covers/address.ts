import { hash } from './chance.ts'
import type { CoverThing } from './cover.ts'
import { type CoverFormat, formats, pngWidthOf } from './formats.ts'

/**
 * Which drawing this is. A page names a cover by an address that never changes what it shows, and without drawing it; so
 * the person who changes a drawing gives it another version: `test/core/covers/look.test.ts` says which.
 */
export const coverVersion = '28618c'

/** Where a thing's cover is served: what kind of page it belongs to. */
export const coverShelves = ['events', 'courses', 'titles', 'people', 'pages'] as const
export type CoverShelf = (typeof coverShelves)[number]

/** A thing with a page, whose cover has an address. */
export type ShelvedCover = CoverThing & { shelf: CoverShelf }

/** What decides about a cover in every format, and the words that only some of them show. */
const always = ['kind', 'slug', 'seed', 'title', 'count', 'stop', 'hue', 'tone', 'figure'] as const
const words: Partial<Record<CoverFormat, readonly (keyof CoverThing)[]>> = {
  book: ['people'],
  mailbook: ['people'],
  og: ['word', 'code', 'people', 'dateLine', 'organizer'],
}

/** An uploaded picture is cropped around its focus; only shared links say something beside it. */
const ofPicture = ({ kind, slug, seed, title, hue, picture }: CoverThing, format: CoverFormat): unknown[] => {
  const { id, focus } = picture ?? {}
  return [kind, slug, seed, hue, id, focus?.x, focus?.y, ...(format === 'og' ? [title] : [])]
}

/** A text that is another one when the cover is: for addresses and ETags. */
export const coverHash = (thing: CoverThing, format: CoverFormat): string => {
  const said = thing.picture && format !== 'og' ? [] : (words[format] ?? []).map((name) => thing[name])
  const drawn = thing.picture ? ofPicture(thing, format) : always.map((name) => thing[name])
  const shown = [...drawn, ...said].map((value) => value ?? null)
  return hash(JSON.stringify([coverVersion, format, ...shown]))
    .toString(36)
    .padStart(7, '0')
}

export type CoverType = 'svg' | 'png' | 'webp' | 'jpg'

/** What a cover is sent as: mail and other sites show neither SVG nor, all of them, WebP. */
export const coverType = ({ picture }: Pick<CoverThing, 'picture'>, format: CoverFormat): CoverType => {
  const forPages = pngWidthOf(format) === undefined
  if (picture) return forPages ? 'webp' : 'jpg'
  return forPages ? 'svg' : 'png'
}

/** An uploaded picture comes in two sizes, for `srcset`: whole, and half as wide. */
export type CoverSize = 'whole' | 'half'

export const widthIn = (format: CoverFormat, size: CoverSize): number =>
  Math.round((pngWidthOf(format) ?? formats[format].width) / (size === 'half' ? 2 : 1))

/** The path of a cover, for an `<img>` on the site or, after the site's address, in mail. What it shows never changes. */
export const coverAddress = (thing: ShelvedCover, format: CoverFormat, size: CoverSize = 'whole'): string => {
  const name = `${thing.slug}-${format}.${coverHash(thing, format)}`
  return `/covers/${thing.shelf}/${name}${size === 'half' ? '.half' : ''}.${coverType(thing, format)}`
}
