import { Problem } from '../platform/index.ts'

/** One caption: when it shows, in milliseconds from the start, and its lines as plain text. */
export type Cue = { startMs: number; endMs: number; text: string }

export const mostCaptionBytes = 1024 * 1024
export const mostCues = 20_000
export const mostCueCharacters = 1000

/** Longer than any recording of a session. */
export const mostRecordingSeconds = 24 * 3600

/** @throws always, a Problem invalid `materials.captions-wrong` whose error is at the path `captions` */
export const wrongCaptions = (message: string): never => {
  throw new Problem('invalid', 'materials.captions-wrong', message, { errors: [{ path: 'captions', message }] })
}

const two = (number: number): string => String(number).padStart(2, '0')

/** "12:30", "1:02:03": a place in a recording as players show it. Whole seconds, rounded down. */
export const formatClock = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** "00:12:30.500": a time as WebVTT writes it. */
export const cueTime = (ms: number): string => {
  const seconds = Math.floor(ms / 1000)
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return `${clock}.${String(ms % 1000).padStart(3, '0')}`
}

/** The milliseconds of a time as someone types it: `12:30`, `1:02:03.5`, `00:12:30,500`. */
export const readCueTime = (typed: string): number | undefined => {
  const parts = /^(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?$/.exec(typed.trim())
  if (!parts) return undefined
  const [hours, minutes, seconds] = [parts[1] ?? 0, parts[2], parts[3]].map(Number) as [number, number, number]
  if (minutes > 59 || seconds > 59) return undefined
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((parts[4] ?? '').padEnd(3, '0'))
}

/** Lines without what a caption cannot show: blank ones, control characters, marks that turn text around. */
export const plainLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu, '')
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * Captions in order, as WebVTT: times and text alone. All that could be markup is escaped, so a browser shows each
 * caption exactly as written.
 */
export const writeCues = (cues: readonly Cue[]): string =>
  [
    'WEBVTT\n',
    ...cues.map(({ startMs, endMs, text }) => `${cueTime(startMs)} --> ${cueTime(endMs)}\n${escaped(text)}\n`),
  ].join('\n')

/**
 * Captions as they are kept: in order, without empty ones.
 * @throws Problem invalid `materials.captions-wrong`, naming the time of the caption
 */
export const settleCues = (cues: readonly Cue[]): Cue[] => {
  const kept = cues
    .map((cue) => ({ ...cue, text: plainLines(cue.text) }))
    .filter(({ text }) => text !== '')
    .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)
  if (kept.length === 0) return wrongCaptions('We didn’t find any captions.')
  if (kept.length > mostCues) return wrongCaptions(`There are more than ${mostCues.toLocaleString('en')} captions.`)
  for (const { startMs, endMs, text } of kept) {
    const at = `The caption at ${cueTime(startMs)}`
    if (endMs <= startMs) return wrongCaptions(`${at} must end after it starts.`)
    if (endMs > mostRecordingSeconds * 1000) return wrongCaptions(`${at} ends more than 24 hours in.`)
    if (text.length > mostCueCharacters) return wrongCaptions(`${at} has more than 1,000 characters.`)
  }
  return kept
}

/** Some captions after another, as one reads them: where they begin, in whole seconds, what they say, and which they are. */
export type Passage = { seconds: number; text: string; parts: { seconds: number; text: string }[] }

/** For so long, or so many characters, captions are one passage. */
const passage = { seconds: 20, characters: 320 } as const

/** Captions gathered into passages, so a search finds words that run across two captions. */
export const passagesOf = (cues: readonly Cue[]): Passage[] => {
  const passages: Passage[] = []
  for (const { startMs, text } of cues) {
    const words = text.replaceAll('\n', ' ')
    const part = { seconds: Math.floor(startMs / 1000), text: words }
    const last = passages.at(-1)
    const fits =
      last !== undefined &&
      startMs < (last.seconds + passage.seconds) * 1000 &&
      last.text.length + words.length < passage.characters
    if (fits) {
      last.text += ` ${words}`
      last.parts.push(part)
    } else passages.push({ ...part, parts: [part] })
  }
  return passages
}
