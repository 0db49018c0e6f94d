import type { Tone } from './hues.ts'

type Kind = {
  /** What it is called on a cover. */
  word: string
  /** Their names; `drawings.ts` draws them. */
  figures: readonly string[]
  /** Its grounds. Documents are always on paper and nothing else is, so that a shelf reads at a glance. */
  tones: readonly Tone[]
  /** What to count when it isn't known, and the fewest and most that its figures can show. */
  usual: number
  least: number
  most: number
}

const many = { usual: 5, least: 1, most: 24 }

/**
 * What each kind may look like. The order and number of figures and grounds decide which one a thing has: changing them
 * repaints covers, as changing `salt` in `look.ts` does.
 */
export const kinds = {
  class: {
    word: 'Class',
    figures: ['steps', 'sunrise', 'rungs', 'beads', 'leaves', 'fan'],
    tones: ['deep', 'mid', 'bright'],
    usual: 5,
    least: 2,
    most: 12,
  },
  webinar: {
    word: 'Webinar',
    figures: ['horizon', 'rings', 'dial', 'eclipse', 'beam', 'replies'],
    tones: ['mid', 'deep', 'bright'],
    ...many,
    usual: 60,
    most: 1440,
  },
  breakout: {
    word: 'Breakout',
    figures: ['table', 'rosette', 'halves', 'links', 'knot', 'hive'],
    tones: ['deep', 'mid', 'light'],
    ...many,
    usual: 8,
  },
  meeting: {
    word: 'Meeting',
    figures: ['hemicycle', 'hands', 'seats', 'benches', 'pennants'],
    tones: ['light', 'mid', 'deep'],
    ...many,
  },
  conference: {
    word: 'Conference',
    figures: ['agenda', 'arches', 'doors', 'skyline', 'plan', 'streets'],
    tones: ['deep', 'bright', 'mid'],
    ...many,
    usual: 4,
  },
  series: { word: 'Series', figures: ['route'], tones: ['deep', 'mid'], ...many, usual: 9 },
  book: {
    word: 'Book',
    figures: ['bands', 'corner', 'turn', 'pillars', 'peaks', 'weave'],
    tones: ['deep', 'mid', 'bright', 'light'],
    ...many,
  },
  bundle: { word: 'Bundle', figures: ['shelf', 'pile'], tones: ['light', 'bright', 'deep'], ...many, usual: 4 },
  checklist: { word: 'Checklist', figures: ['ticks', 'board', 'tick'], tones: ['paper'], ...many },
  template: { word: 'Template', figures: ['fields', 'letter', 'table'], tones: ['paper'], ...many },
  'white-paper': { word: 'White paper', figures: ['ruled', 'columns', 'pulled'], tones: ['paper'], ...many },
  workbook: { word: 'Workbook', figures: ['squared', 'curve', 'blanks'], tones: ['paper'], ...many },
  audio: { word: 'Audio', figures: ['wave', 'grooves', 'pebbles'], tones: ['mid', 'deep', 'bright'], ...many },
  training: {
    word: 'Recorded training',
    figures: ['play', 'reel', 'chapters'],
    tones: ['deep', 'mid', 'bright'],
    ...many,
  },
} as const satisfies Record<string, Kind>

export type CoverKind = keyof typeof kinds

/** All kinds that have covers: the kinds of events and of titles, and series. */
export const coverKinds = Object.keys(kinds) as CoverKind[]

/** The figures of a kind; of all kinds, without one. */
export type Figure<K extends CoverKind = CoverKind> = { [One in K]: (typeof kinds)[One]['figures'][number] }[K]

/** The figures of a kind, in the order in which an editor offers them. */
export const figuresOf = <K extends CoverKind>(kind: K): readonly Figure<K>[] => kinds[kind].figures

/** The figures of all kinds. */
export const figureNames: readonly Figure[] = [...new Set(coverKinds.flatMap((kind) => figuresOf(kind)))]

/** The grounds of a kind, in the order in which an editor offers them. */
export const tonesOf = (kind: CoverKind): readonly Tone[] => kinds[kind].tones

export const isFigureOf = (kind: CoverKind, figure: string): figure is Figure =>
  figuresOf(kind).some((one) => one === figure)
