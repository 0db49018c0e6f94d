import { numbers } from './draw.ts'
import { em, type Face } from './letters.ts'

const ellipsis = '…'

/** Lines at one size: what fits into a place. */
export type Setting = { size: number; lines: string[] }

/** Each letter of a text with where it begins, in units of the em. @param track  units added after each letter */
const placed = (face: Face, text: string, track: number): { letter: string; at: number; end: number }[] => {
  let [end, before] = [0, '']
  return [...text].map((letter) => {
    const at = end + (face.kerns.get(before + letter) ?? 0)
    end = at + (face.advances[letter] ?? 0) + track
    before = letter
    return { letter, at, end }
  })
}

const unitsOf = (face: Face, text: string, track = 0): number => placed(face, text, track).at(-1)?.end ?? 0

/** How wide a text is, in the units of the size. */
export const widthOf = (face: Face, text: string, size: number): number => (unitsOf(face, text) * size) / em

/** Where a line begins: `y` is of the line that its letters sit on. */
type Start = { x: number; y: number }

/**
 * One line as outlines, kerned.
 * @param track  units of the em added after each letter: small type reads better a little apart
 */
export const setLine = (face: Face, text: string, { x, y }: Start, size: number, fill: string, track = 0): string => {
  const letters = placed(face, text, track).map(({ letter, at }) => {
    const path = face.paths[letter]
    return path ? `<path transform="translate(${Math.round(at)})" d="${path}"/>` : ''
  })
  const scale = Math.round((size / em) * 10000) / 10000
  return `<g fill="${fill}" transform="translate(${numbers(x, y)})scale(${scale})">${letters.join('')}</g>`
}

/** One line cut to a width, between words if there are some, with an ellipsis where something is missing. */
export const cutLine = (face: Face, text: string, size: number, width: number, track: number): string => {
  const room = (width * em) / size
  if (unitsOf(face, text, track) <= room) return text
  const left = room - unitsOf(face, ellipsis, track)
  const fitting = placed(face, text, track).filter(({ end }) => end <= left)
  const kept = fitting.map(({ letter }) => letter).join('')
  const words = text.charAt(kept.length) === ' ' ? kept : kept.replace(/ \S*$/, '')
  return `${words.replace(/[\s,.:;·(–—-]+$/, '')}${ellipsis}`
}

/** Words one after the other into lines; a word wider than a line has a line of its own. */
const wrap = (face: Face, text: string, size: number, width: number): string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last === undefined || widthOf(face, longer, size) > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}

/** A text whose words are at most as wide as a line: longer ones are cut into pieces. */
const broken = (face: Face, text: string, size: number, width: number): string => {
  const pieces = (word: string): string[] => {
    const cut = placed(face, word, 0).findIndex(({ end }, at) => at > 0 && (end * size) / em > width)
    const letters = [...word]
    return cut < 0 ? [word] : [letters.slice(0, cut).join(''), ...pieces(letters.slice(cut).join(''))]
  }
  return text.split(' ').flatMap(pieces).join(' ')
}

const widest = (face: Face, { lines, size }: Setting): number =>
  Math.max(...lines.map((line) => widthOf(face, line, size)))

/** The last line of what is cut off: without its last word, or without two letters if it has only one word. */
const cutShort = (line: string): string =>
  `${line.replace(/[\s,.:]*\S*$/, '') || [...line].slice(0, -2).join('')}${ellipsis}`

/** How much space a line takes, in its size. */
const leading = 1.06

/** Where a text has to fit. */
export type Place = {
  width: number
  height: number
  /** Sizes to try, the largest first. */
  sizes: readonly number[]
  /** How many lines at most. */
  lines: number
}

/** The same text in as many lines, in the narrowest place that holds them. */
const evened = (face: Face, text: string, { size, lines }: Setting, width: number): Setting => {
  for (let narrow = width * 0.5; narrow < width; narrow += width * 0.04) {
    const even = { size, lines: wrap(face, text, size, narrow) }
    if (even.lines.length === lines.length && widest(face, even) <= narrow) return even
  }
  return { size, lines }
}

/**
 * A text at the largest size at which it fits, or at the next one if that saves a line; its lines are as even as they can
 * be. What is too long for the smallest size is cut, with an ellipsis.
 */
export const fit = (face: Face, text: string, { width, height, sizes, lines: most }: Place): Setting => {
  const settings = sizes.map((size): Setting => ({ size, lines: wrap(face, text, size, width) }))
  const fits = (setting: Setting): boolean =>
    setting.lines.length <= most &&
    setting.lines.length * setting.size * leading <= height &&
    widest(face, setting) <= width
  const at = settings.findIndex(fits)
  const [large, smaller] = [settings[at], settings[at + 1]]
  if (large) {
    const best = smaller && fits(smaller) && smaller.lines.length < large.lines.length ? smaller : large
    return evened(face, text, best, width)
  }
  const size = Math.min(...sizes)
  const all = wrap(face, broken(face, text, size, width), size, width)
  const lines = all.slice(0, Math.min(most, Math.floor(height / (size * leading))))
  const last = lines.at(-1)
  if (last !== undefined && lines.length < all.length) lines[lines.length - 1] = cutShort(last)
  return { size, lines }
}

/** Lines as outlines. @param y  of the head of the first one */
export const setText = (face: Face, { size, lines }: Setting, x: number, y: number, fill: string): string =>
  lines.map((line, i) => setLine(face, line, { x, y: y + size * 0.8 + i * size * leading }, size, fill)).join('')
