import { hash, randomOf } from './chance.ts'
import { between, rect, tenth } from './draw.ts'
import { drawingOf, mayLead, mayTurn } from './drawings.ts'
import { type Box, type CoverFormat, formats, type KeptPicture } from './formats.ts'
import { type Palette, paletteOf } from './hues.ts'
import { kinds } from './kinds.ts'
import { sans, serif, settable } from './letters.ts'
import { type Look, type LookOf, lookOf } from './look.ts'
import { cutLine, fit, type Place, setLine, setText, widthOf } from './type-setting.ts'

/** What a cover is drawn from: plain words about an event, a series, or a title. */
export type CoverThing = LookOf & {
  title: string
  /** What a shared link says above the title, where that isn't its kind. */
  word?: string | undefined
  /** The organizer's short name for a run: 5W22. */
  code?: string | undefined
  /**
   * Sessions of a class, minutes of a webinar, seats of a breakout, rooms of a conference, stops of a series, parts of a
   * bundle. Absent or 0, what is usual; what a figure can't show is cut to what it can.
   */
  count?: number | undefined
  /** Which stop of its series it is, from 0. */
  stop?: number | undefined
  /** Who wrote it, or who teaches it, as one line. */
  people?: string | undefined
  /** "Tuesdays, Apr 23 – May 21" */
  dateLine?: string | undefined
  /** Who runs the site. */
  organizer?: string | undefined
  /** Uploaded: it wins over the drawing, and `coverBeside` draws what goes around it. */
  picture?: KeptPicture | undefined
}

/** A cover being made: the thing, how it looks, and its words as they can be set. */
type Draft = {
  thing: CoverThing
  look: Look
  palette: Palette
  title: string
  people: string
  /** "3" of "Operations Manual, volume 3": drawn large in the place of a figure. */
  volume: string | undefined
}

const volumePattern = /,?\s*volume (\d{1,2})$/i

const draftOf = (thing: CoverThing, look: Look): Draft => {
  const [title, people] = [settable(thing.title), settable(thing.people ?? '')]
  const volume = thing.kind === 'book' ? volumePattern.exec(title)?.[1] : undefined
  return { thing, look, palette: paletteOf(look.hue, look.tone), title, people, volume }
}

const countOf = ({ kind, count }: CoverThing): number => {
  const { usual, least, most } = kinds[kind]
  return Math.max(least, Math.min(Math.trunc(count || usual), most))
}

/** The grounds on which paper can hardly be seen. */
const pale: ReadonlySet<Look['tone']> = new Set(['bright', 'light'])

/** A volume's numeral: it's read, as the title is, so it's dark where paper would be under 4.5:1. */
const numeral = (volume: string, { look, palette }: Draft, { x, y, width, height }: Box): string => {
  const start = { x: x + width / 2 - widthOf(serif, volume, height) / 2, y: y + height * 0.86 }
  return setLine(serif, volume, start, height, pale.has(look.tone) ? palette.to : palette.spot)
}

/** The figure in its place; a volume has its numeral instead. */
const figureIn = (draft: Draft, box: Box, turned: boolean): string => {
  const { thing, look, palette, volume } = draft
  if (volume) return numeral(volume, draft, box)
  const [w, h] = [box.width, box.height]
  const drawn = drawingOf(
    thing.kind,
    look.figure,
  )({
    ...{ w, h, n: countOf(thing), stop: thing.stop ?? -1, ground: palette.ground, spot: palette.spot },
    shade: (index, count) => between(palette.from, palette.to, count < 2 ? 1 : index / (count - 1)),
    random: randomOf(hash(thing.seed ?? thing.slug)),
  })
  const inside = turned && mayTurn(look.figure) ? `<g transform="matrix(-1 0 0 1 ${tenth(w)} 0)">${drawn}</g>` : drawn
  const place = `x="${tenth(box.x)}" y="${tenth(box.y)}" width="${tenth(w)}" height="${tenth(h)}"`
  return `<svg ${place} viewBox="0 0 ${tenth(w)} ${tenth(h)}" overflow="hidden">${inside}</svg>`
}

/** Units of the em between the letters of small type. */
const track = 6

/** A line of small type, cut to its width. */
const note = (text: string, x: number, y: number, size: number, width: number, fill: string): string =>
  text && setLine(sans, cutLine(sans, text, size, width, track), { x, y }, size, fill, track)

const titleIn = (title: string, place: Place, x: number, y: number, fill: string): string =>
  title && setText(serif, fit(serif, title, place), x, y, fill)

/** Title at the head and figure at the foot, or the other way round. */
const book = (draft: Draft): string => {
  const { thing, look, palette, people, volume } = draft
  const title = volume ? draft.title.replace(volumePattern, '') : draft.title
  const leads = hash(`page·${thing.slug}`) % 3 === 0 && mayLead(look.figure) && !volume
  const foot = leads ? 572 : 270
  const { lines } = fit(sans, people, { width: 336, height: 60, sizes: [21], lines: 2 })
  const names = lines
    .map((line, i) => note(line, 32, foot - (lines.length - 1 - i) * 25, 21, 352, palette.soft))
    .join('')
  const place = (height: number): Place => ({ width: 336, height, sizes: [52, 46, 41, 37, 33, 30, 27], lines: 5 })
  const figure = figureIn(draft, { x: 0, y: leads ? 0 : 300, width: 400, height: 300 }, look.turned)
  if (leads) return figure + titleIn(title, place(176), 32, 328, palette.ink) + names
  const kind = note(kinds[thing.kind].word, 32, 50, 19, 336, palette.soft)
  return figure + kind + titleIn(title, place(people ? 150 : 190), 32, 70, palette.ink) + names
}

/** The mark of the house, a lectern. */
const mark = (color: string): string =>
  `<g transform="translate(64 540)scale(1.25)" fill="none" stroke="${color}" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"><path d="M4 6h16l-2 6H6L4 6Z"/><path d="M12 12v8M8 20h8"/></g>`

/** The type of a shared link, at the left of its figure or picture. */
const sharedWords = ({ thing, palette, title, people }: Draft): string => {
  const kind = [settable(thing.word ?? kinds[thing.kind].word), settable(thing.code ?? '')].filter(Boolean).join(' · ')
  const facts = [settable(thing.dateLine ?? ''), people].filter(Boolean)
  const place: Place = { width: 560, height: 290, sizes: [76, 68, 60, 54, 48, 43], lines: 5 }
  return (
    note(kind, 64, 92, 26, 594, palette.soft) +
    titleIn(title, place, 62, 124, palette.ink) +
    facts.map((fact, i) => note(fact, 64, 496 - (facts.length - 1 - i) * 36, 27, 594, palette.ink)).join('') +
    mark(palette.soft) +
    note(settable(thing.organizer ?? 'Lectern'), 106, 564, 26, 552, palette.soft)
  )
}

const figureAlone =
  (format: CoverFormat) =>
  (draft: Draft): string =>
    figureIn(draft, formats[format].picture, draft.look.turned)

/** What each format shows on its ground. */
const insides: Record<CoverFormat, (draft: Draft) => string> = {
  square: figureAlone('square'),
  card: figureAlone('card'),
  wide: figureAlone('wide'),
  mail: figureAlone('mail'),
  mailsquare: figureAlone('square'),
  book,
  mailbook: book,
  // The figure ends at the right edge, so what runs off its field must do so there: only the rungs, which come from the
  // left, are turned around.
  og: (draft) => figureIn(draft, formats.og.picture, draft.look.figure === 'rungs') + sharedWords(draft),
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as the value of an attribute, without the characters that XML has no way to write. */
const attribute = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? '')

/** The formats that say what the thing is. */
const withWords: ReadonlySet<CoverFormat> = new Set(['book', 'mailbook', 'og'])

const svg = (format: CoverFormat, ground: string, inside: string, title: string): string => {
  const { width, height } = formats[format]
  const name = withWords.has(format) ? attribute(title).trim() : ''
  const label = name === '' ? 'aria-hidden="true"' : `role="img" aria-label="${name}"`
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${label}>${rect(0, 0, width, height, ground)}${inside}</svg>`
}

/**
 * The cover of a thing as an SVG. The same thing always has the same cover. It holds no text, style, script, or link: type
 * is outlines, so it looks the same on a page, in mail, in a PDF, and as a PNG.
 * @returns from half a kilobyte for a card to some 60 for a shared link with a long title, of which a tenth is sent
 */
export const cover = (thing: CoverThing, format: CoverFormat): string => {
  const draft = draftOf(thing, lookOf(thing))
  return svg(format, draft.palette.ground, insides[format](draft), thing.title)
}

/**
 * What goes around an uploaded picture: the hue's deep ground, and for a shared link the type. The picture itself isn't
 * in it, as an SVG in an `<img>` loads nothing and one that embeds a photo is large: it's laid over
 * `formats[format].picture`, cropped as `cropOf` says.
 */
export const coverBeside = (thing: CoverThing, format: CoverFormat): string => {
  const draft = draftOf(thing, { ...lookOf(thing), tone: 'deep' })
  return svg(format, draft.palette.ground, format === 'og' ? sharedWords(draft) : '', thing.title)
}
