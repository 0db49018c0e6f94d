import {
  type Cue,
  mostCaptionBytes,
  mostCueCharacters,
  mostRecordingSeconds,
  settleCues,
  wrongCaptions,
} from './captions.ts'
import { type Judge, parseCues, type RawCue } from './captions-parse.ts'

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
}

const decoded = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp|lrm|rlm));/gi,
    (whole, ten, sixteen, name) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
      const point = ten === undefined ? Number.parseInt(sixteen, 16) : Number(ten)
      return point <= 0x10ffff ? String.fromCodePoint(point) : ''
    },
  )

/** What the format of subtitles "ASS" writes into captions: `{\an8}`, `{\b1\i0}`, `{\pos(1,2)}`. `{\frac12}` was said. */
const override = String.raw`\\(?:an?\d+|[biusq]\d*|(?:pos|move|org|i?clip|fade?|t)\([^(){}]*\)|fs(?:c[xy]|p)?[\d.]+|fn[^\\{}]*|[1-4]?(?:c|a|alpha)&h[\da-f]+&?|k[fo]?\d+|r|[xy]?(?:bord|shad)[\d.]+|blur[\d.]+|be\d+|fr[xyz]?-?[\d.]+|fa[xy]-?[\d.]+|p\d+)`

/**
 * What WebVTT and SubRip have as markup, and HTML that strayed in. Anything else in angle brackets was said: `<inaudible>`,
 * `List<String>`, "a<b and c>d".
 */
const markup = new RegExp(
  [
    // A tag of one letter right behind a word is a type's name, unless it's closed: `Map<A>`, `f<c>(x)`.
    String.raw`</[abcipsu]\s*>|(?:(?<![\p{L}\p{N}_])|(?=<([abcipsu])(?:\.[^\s<>]*)?>(?:(?!<\1[\s.>])[\s\S])*</\1\s*>))<[abcipsu](?:\.[^\s<>]*)?\s*/?>`,
    String.raw`</?(?:div|em|font|iframe|img|li|lang|ruby|rt|script|span|strike|strong|style|su[bp]|svg|v)(?:\.[^\s<>]*)?\s*/?>`,
    String.raw`<(?:v|lang)\s[^<>]*>`,
    String.raw`<[a-z][\w-]*\s[^<>]*=[^<>]*>`,
    String.raw`</>|<[\d:.]+>`,
    String.raw`\{(?:${override})+\}`,
  ].join('|'),
  'giu',
)

/** A caption's text without its markup. The speaker's name goes before the words; everything else is dropped. */
const plainText = (text: string): string =>
  decoded(
    text
      .replace(/<v(?:\.[^\s<>]*)?[ \t]+([^<>]+)>/gi, (_, name: string) => `${name.trim()}: `)
      .replace(/<br ?\/?>/gi, '\n')
      .replace(markup, ''),
  )

/**
 * The text of a file of captions: UTF-8 or UTF-16 by its byte-order mark; what isn't UTF-8 is in the code page that older
 * programs on Windows write.
 */
export const captionsText = (bytes: Uint8Array): string => {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : ''
  if (wide !== '') return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const linesOf = (text: string): string[] => {
  if (Buffer.byteLength(text) > mostCaptionBytes) wrongCaptions('A captions file can be up to 1 MB.')
  return text
    .replace(/^\ufeff/, '')
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
}

const firstOf = (lines: readonly string[]): string => lines.find((line) => line !== '') ?? ''
const isWebVtt = (lines: readonly string[]): boolean => /^WEBVTT(?: |$)/i.test(firstOf(lines))

/** By how it begins: SubRip has no header, and a time in its first line or below a number. */
const isSubRip = (lines: readonly string[]): boolean =>
  !/^WEBVTT/i.test(firstOf(lines)) &&
  lines
    .filter((line) => line !== '')
    .slice(0, 2)
    .some((line) => /\d[,.]\d{1,3} ?-->/.test(line))

const read = (lines: readonly string[], judge: Judge): RawCue[] => {
  if (isWebVtt(lines)) return parseCues(lines, 'vtt', judge)
  if (!isSubRip(lines)) wrongCaptions('This isn’t a WebVTT or SubRip file. WebVTT files start with WEBVTT.')
  return parseCues(lines, 'srt', judge)
}

/** For so long a caption shows that has no length of its own, as recorders write for a single word. */
const shortestMs = 1000

const cueOf = ({ startMs, endMs, lines }: RawCue): Cue => ({
  startMs,
  endMs: endMs > startMs ? endMs : startMs + shortestMs,
  text: plainText(lines.join('\n')),
})

/**
 * Reads WebVTT, or SubRip, strictly: the first thing that is wrong is told with its line, and nothing is left out unsaid. Of
 * each caption the times and the text are kept; markup, styles, regions, notes and positions are not. A text after a blank
 * line belongs to the caption before it.
 * @throws Problem invalid `materials.captions-wrong`
 */
export const readCues = async (text: string): Promise<Cue[]> => {
  const lines = linesOf(text)
  const long = lines.findIndex((line) => line.length > mostCueCharacters)
  if (long >= 0) wrongCaptions(`Line ${long + 1} has more than 1,000 characters.`)
  return settleCues(read(lines, (_, message) => wrongCaptions(message)).map(cueOf))
}

/** What a recorder wrote, without the captions that can't be read, and why those can't. */
export type Salvaged = { cues: Cue[]; lost: string[] }

/** A caption of many words as several, one after another, each for its share of the time. */
const inPieces = (cue: Cue): Cue[] => {
  if (cue.text.length <= mostCueCharacters) return [cue]
  // Of some letters two count as one here.
  const pieces = cue.text.match(/[\s\S]{1,490}(?=\s|$)|[\s\S]{1,490}/gu) ?? []
  const each = (cue.endMs - cue.startMs) / Math.max(1, pieces.length)
  const at = (index: number): number => Math.round(cue.startMs + index * each)
  return pieces.map((text, index) => ({ startMs: at(index), endMs: Math.max(at(index + 1), at(index) + 1), text }))
}

/**
 * Reads what no person is there to mend: one caption that can't be read costs that one, and is reported; one that is too long
 * becomes several.
 * @throws Problem invalid `materials.captions-wrong` when nothing is left
 */
export const salvageCues = (text: string): Salvaged => {
  const lost: string[] = []
  const raw = read(linesOf(text), (_, message, kept) => kept || lost.push(message)).map(cueOf)
  const fits = raw.filter(({ endMs }) => endMs <= mostRecordingSeconds * 1000)
  for (let late = fits.length; late < raw.length; late += 1) lost.push('A caption ends more than 24 hours in.')
  return { cues: settleCues(fits.flatMap(inPieces)), lost }
}
