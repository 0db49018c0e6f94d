import { hash } from './chance.ts'
import type { CoverThing } from './cover.ts'
import { type CoverFormat, pngWidthOf } from './formats.ts'

/**
 * Which drawing this is. A page names a cover by an address that never changes what it shows, and without drawing it; so
 * whoever changes a drawing gives it another version: `test/core/covers/look.test.ts` says which.
 */
export const coverVersion = 'd1d02e'

/** Where a thing's cover is served: what kind of page it belongs to. */
export const coverShelves = ['events', 'courses', 'titles', 'pages'] as const
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

/** A text that is another one when the cover is: for addresses and ETags. */
export const coverHash = (thing: CoverThing, format: CoverFormat): string => {
  const shown = [...always, ...(words[format] ?? [])].map((name) => thing[name] ?? null)
  return hash(JSON.stringify([coverVersion, format, ...shown]))
    .toString(36)
    .padStart(7, '0')
}

/** What a cover is sent as: mail and other sites don't show SVG. */
export const coverType = (format: CoverFormat): 'svg' | 'png' => (pngWidthOf(format) === undefined ? 'svg' : 'png')

/** The path of a cover, for an `<img>` on the site or, after the site's address, in mail. What it shows never changes. */
export const coverAddress = (thing: ShelvedCover, format: CoverFormat): string =>
  `/covers/${thing.shelf}/${thing.slug}-${format}.${coverHash(thing, format)}.${coverType(format)}`
