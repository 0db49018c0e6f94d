/** Lines of a mail have at most 998 octets (RFC 5322 §2.1.1); a few are left for what servers put around them. */
const longest = 990

/** Octets in UTF-8 of one unit of a string; of a pair, the first counts for both. */
function octets(unit: number): number {
  if (unit < 0x80) return 1
  if (unit < 0x800) return 2
  if (unit >= 0xd800 && unit < 0xdc00) return 4
  return unit >= 0xdc00 && unit < 0xe000 ? 0 : 3
}

/** Where in html a character stands. */
type Place = { inTag: boolean; inValue: boolean }

const inText: Place = { inTag: false, inValue: false }

function advance(place: Place, character: string): Place {
  if (place.inValue) return character === '"' ? { inTag: true, inValue: false } : place
  if (place.inTag && character === '"') return { inTag: true, inValue: true }
  if (character === '<') return { inTag: true, inValue: false }
  return character === '>' ? { inTag: false, inValue: false } : place
}

/** The end of what fits when there is no space to break at: not within a character, nor within an entity. */
function breakWithin(text: string, start: number, end: number): number {
  const entity = /&[#\w]{0,9}$/.exec(text.slice(Math.max(start, end - 10), end))
  const cut = entity ? end - entity[0].length : end
  return cut > start ? cut : end
}

function fold(text: string, isHtml: boolean): string {
  const lines: string[] = []
  let start = 0
  let size = 0
  let place = inText
  /** In this line the last space between attributes, the last between words, and the beginning of the last tag. */
  let [between, words, tag] = [-1, -1, -1]
  const next = (from: number, at: Place) => {
    ;[start, size, place, between, words, tag] = [from, 0, at, -1, -1, -1]
  }
  /** Where the line ends and the next begins: in place of a space; else before a tag, whose name must stay whole. */
  const findCut = (at: number): { end: number; from: number; place: Place } => {
    if (between > 0) return { end: between, from: between + 1, place: { inTag: true, inValue: false } }
    if (words > 0) return { end: words, from: words + 1, place: inText }
    if (place.inTag && tag > start) return { end: tag, from: tag, place: inText }
    const end = breakWithin(text, start, at)
    return { end, from: end, place }
  }
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '\n') {
      lines.push(text.slice(start, at))
      next(at + 1, place)
      continue
    }
    size += octets(text.charCodeAt(at))
    if (size > longest) {
      const cut = findCut(at)
      lines.push(text.slice(start, cut.end))
      next(cut.from, cut.place)
      at = start - 1
      continue
    }
    if (character === ' ' && at > start) {
      if (isHtml && place.inTag && !place.inValue) between = at
      if (!place.inTag) words = at
    }
    if (character === '<' && !place.inValue) tag = at
    if (isHtml) place = advance(place, character)
  }
  return [...lines, text.slice(start)].join('\n')
}

/** Plain text with no line that is too long for mail; shorter lines stay as they are. */
export const foldText = (text: string): string => fold(text, false)

/**
 * Html with no line that is too long for mail. Lines are broken between the attributes of a tag, where a break means
 * nothing; else between words; not within a value, where it would end a string of the style that it falls into.
 */
export const foldHtml = (html: string): string => fold(html, true)
