/** A caption as written in a file. Nothing guarantees that it ends after it starts. */
export type RawCue = { startMs: number; endMs: number; lines: string[] }

/** What to do about a line that is wrong: throw, or note it. Then the parser goes on, with what the line says or without. */
export type Judge = (line: number, message: string, kept: boolean) => void

const timing = /^((?:\d+:)?\d+:\d+[.,]\d{1,3}) ?--> ?((?:\d+:)?\d+:\d+[.,]\d{1,3})(?: .*)?$/

/** What was meant as a time: a clock on both sides of the arrow, each one word. */
const almost = /^[^ ]{0,30}\d[^ ]{0,30} ?--> ?[^ ]{0,30}\d[^ ]{0,30}(?: |$)/

/** Two clocks with another arrow between them: "00:03 -> 00:04" is a time that was typed wrong, and nothing that is said. */
const wrongArrow =
  /^(?:\d+:)?\d+:\d+(?:[.,]\d+)? ?(?:[-=~\u2013\u2014]?>|[\u2192\u2794\u21d2]) ?(?:\d+:)?\d+:\d+(?:[.,]\d+)?(?: .*)?$/

const msOf = (time: string): number => {
  const [seconds = 0, minutes = 0, hours = 0] = time.replace(',', '.').split(':').reverse().map(Number)
  return seconds < 60 && minutes < 60 ? Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000) : Number.NaN
}

type Line = { number: number; text: string }

const isWrongArrow = ({ text }: Line): boolean => wrongArrow.test(text)
const isArrow = (line: Line): boolean =>
  (line.text.includes('-->') && (timing.test(line.text) || almost.test(line.text))) || isWrongArrow(line)
const isTiming = ({ text }: Line): boolean => text.includes('-->') && timing.test(text)

/** Blocks are separated by blank lines. */
const blocksOf = (lines: readonly Line[]): Line[][] => {
  const blocks: Line[][] = []
  let open = false
  for (const line of lines) {
    if (line.text === '') open = false
    else if (open) blocks.at(-1)?.push(line)
    else {
      blocks.push([line])
      open = true
    }
  }
  return blocks
}

/** What WebVTT has beside captions: comments, styles, regions. A caption's own name may begin with any of these words. */
const isAside = (block: readonly Line[]): boolean => /^(?:NOTE(?: |$)|STYLE$|REGION$)/.test(block[0]?.text ?? '')

/**
 * "Kind: captions": about the file, in its header or behind it. Of anybody else who is named before a colon it's speech, also of
 * an author: behind the header only words that nobody is called count, with one word after them.
 */
const isAbout = (block: readonly Line[]): boolean =>
  block.every(({ text }) => /^(?:x-[\w-]+|kind|lang(?:uage)?|region|style|type|version) ?[:=] ?\S*$/i.test(text))
const isHeading = ({ text }: Line): boolean =>
  /^(?:x-[\w-]+|kind|lang(?:uage)?|region|style|title|channel|type|version) ?[:=]/i.test(text)

/**
 * Finds the captions in the lines of a WebVTT or SubRip file, blanks trimmed. As browsers read WebVTT, a caption may come right
 * under the header, and its name may begin with NOTE, STYLE, or REGION. Beyond what they do, nothing is lost: lines after a
 * blank line, which browsers leave out, belong to the caption before them, and an arrow that is no time is text.
 * Where `judge` returns, what can't be read is left out: a caption with its text.
 */
export const parseCues = (lines: readonly string[], type: 'vtt' | 'srt', judge: Judge): RawCue[] => {
  const numbered = lines.map((text, index) => ({ number: index + 1, text }))
  const begins = numbered.findIndex(({ text }) => text !== '')
  const header =
    type === 'vtt' ? numbered.findIndex((line, index) => index > begins && (line.text === '' || isArrow(line))) : 0
  const blocks = header < 0 ? [] : blocksOf(numbered.slice(header))
  const cues: RawCue[] = []
  // Where text goes that follows: into the last caption, or away with one that can't be read.
  let open: string[] | undefined

  const noTime = ({ number }: Line): void =>
    judge(number, `Line ${number} has no time. Put text below the time when it’s said.`, false)

  if (type === 'vtt') {
    const heads = numbered.slice(begins + 1, header < 0 ? undefined : header)
    const aside = heads.findIndex((line) => isAside([line]))
    for (const [index, line] of heads.slice(0, aside < 0 ? undefined : aside).entries()) {
      // One word right above the first time is the caption's name.
      const names =
        index === heads.length - 1 && header >= 0 && numbered[header]?.text !== '' && /^\S+$/.test(line.text)
      if (!names && !isHeading(line)) noTime(line)
    }
  }

  const begin = ({ number, text }: Line): void => {
    const [, from = '', until = ''] = timing.exec(text) ?? []
    const [startMs, endMs] = [msOf(from), msOf(until)]
    open = []
    if (from === '' || Number.isNaN(startMs) || Number.isNaN(endMs)) {
      judge(number, `Line ${number} has an invalid time. Use a format like 00:12:30.500 --> 00:12:34.000.`, false)
      return
    }
    if (endMs < startMs) judge(number, `Line ${number}: the end is before the start.`, true)
    cues.push({ startMs, endMs, lines: open })
  }

  /** A number by itself, right above a time, that counts captions. */
  const isCount = (line: Line | undefined, below: Line | undefined): boolean =>
    line?.text === String(cues.length + 1) && below !== undefined && isTiming(below) && open?.length !== 0

  const loose = (block: readonly Line[], below: Line | undefined): void => {
    if (type === 'vtt' && isAside(block)) return
    const [first] = block
    if (!first || (block.length === 1 && isCount(first, below))) return
    if (open) open.push(...block.map(({ text }) => text))
    else if (!isAbout(block)) noTime(first)
  }

  for (const [index, block] of blocks.entries()) {
    const at = block.findIndex((line, place) => (place < 2 ? isArrow(line) : isTiming(line) || isWrongArrow(line)))
    if (at < 0) {
      loose(block, blocks[index + 1]?.[0])
      continue
    }
    // One line above a time is the caption's name; of more, the others are text of the caption before.
    if (at > 1) {
      const [time, above] = [block[at], block.slice(0, at)]
      if (time && !(type === 'vtt' && isAside(above)))
        judge(time.number, `Line ${time.number}: add a blank line before this time.`, true)
      loose(isCount(above.at(-1), time) ? above.slice(0, -1) : above, undefined)
    }
    for (const [place, line] of block.slice(at).entries()) {
      if (place === 0) begin(line)
      else if (!isTiming(line) && !isWrongArrow(line)) open?.push(line.text)
      else {
        judge(line.number, `Line ${line.number}: add a blank line before this time.`, true)
        // All that a caption says is no count, even if it's a number.
        if (open && open.length > 1 && open.at(-1) === String(cues.length + 1)) open.pop()
        begin(line)
      }
    }
  }
  return cues
}
