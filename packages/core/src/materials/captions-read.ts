import { type Cue, mostCaptionBytes, settleCues, wrongCaptions } from './captions.ts'

const mostLineCharacters = 1000

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

/** A caption's text without its markup: who speaks stands before what they say, everything else is left out. */
const plainText = (text: string): string =>
  decoded(
    text
      .replace(/<v(?:\.[^\s<>]*)?[ \t]+([^<>]+)>/gi, (_, name: string) => `${name.trim()}: `)
      .replace(/<\/?[a-z][^<>]*>|<\/>|<[\d:.]+>/gi, ''),
  )

const timing = /^((?:\d+:)?\d+:\d+[.,]\d+) --> ((?:\d+:)?\d+:\d+[.,]\d+)(?: .*)?$/

const msOf = (time: string): number => {
  const [seconds = 0, minutes = 0, hours = 0] = time.replace(',', '.').split(':').reverse().map(Number)
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000)
}

/**
 * Looks at the lines before they are parsed. The parser lets a caption go without a word whose end comes first, takes
 * a time after which no blank line stood for text, and is slow on very long lines.
 */
const lookAt = (lines: readonly string[]): void => {
  let within = false
  for (const [index, line] of lines.entries()) {
    const at = `Line ${index + 1}`
    if (line.length > mostLineCharacters) wrongCaptions(`${at} has more than 1,000 characters.`)
    if (line === '') within = false
    if (!line.includes('-->')) continue
    if (within) wrongCaptions(`${at}: a blank line is missing before this time.`)
    within = true
    const times = timing.exec(line)
    if (times && msOf(times[2] ?? '') <= msOf(times[1] ?? '')) wrongCaptions(`${at}: the end comes before the start.`)
  }
}

const linesOf = (text: string): string[] => {
  if (Buffer.byteLength(text) > mostCaptionBytes) wrongCaptions('A file of captions has at most 1 MB.')
  return text
    .replace(/^\ufeff/, '')
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
}

/** By how it begins: SubRip has a number or a time first, with a comma in it. */
const isSubRip = (lines: readonly string[]): boolean => {
  const [first = '', second = ''] = lines.filter((line) => line !== '')
  return !first.startsWith('WEBVTT') && [first, second].some((line) => /\d,\d+ --> /.test(line))
}

const noHeader = 'The file does not begin with WEBVTT, and it is no SubRip file either.'

/** What the parser says of a line, in our words. Its codes: 1 the first line, 2 a time. */
const wordsOf = ({ code, line }: { code?: unknown; line?: unknown }): string => {
  if (code === 1) return noHeader
  const at = `Line ${Number(line) || 1}`
  return code === 2 ? `${at} has a time that is none: write 00:12:30.500 --> 00:12:34.000.` : `${at} cannot be read.`
}

/**
 * Reads WebVTT, or SubRip, strictly: the first thing that is wrong is told with its line. Of each caption the times and
 * the text are kept; markup, styles, regions, notes and positions are not.
 * @throws Problem invalid `materials.captions-wrong`
 */
export const readCues = async (text: string): Promise<Cue[]> => {
  const lines = linesOf(text)
  lookAt(lines)
  const { parseText } = await import('media-captions')
  const type = isSubRip(lines) ? 'srt' : 'vtt'
  if (type === 'vtt' && !/^WEBVTT(?: |$)/.test(lines[0] ?? '')) wrongCaptions(noHeader)
  // Without what follows the times: where a caption stands is not kept, and an unknown word there is no reason to refuse.
  const bare = lines.map((line) => line.replace(timing, '$1 --> $2')).join('\n')
  const { cues } = await parseText(bare, { type, strict: true, errors: true }).catch((error: unknown) =>
    wrongCaptions(wordsOf(error as { code?: unknown; line?: unknown })),
  )
  return settleCues(
    cues.map((cue) => ({
      startMs: Math.round(cue.startTime * 1000),
      endMs: Math.round(cue.endTime * 1000),
      text: plainText(cue.text),
    })),
  )
}
