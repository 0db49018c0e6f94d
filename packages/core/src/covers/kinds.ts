import type { Draw } from './draw.ts'
import { audioFigures } from './figures/audio.ts'
import { bookFigures } from './figures/book.ts'
import { breakoutFigures } from './figures/breakout.ts'
import { bundleFigures } from './figures/bundle.ts'
import { checklistFigures } from './figures/checklist.ts'
import { classFigures } from './figures/class.ts'
import { conferenceFigures } from './figures/conference.ts'
import { meetingFigures } from './figures/meeting.ts'
import { seriesFigures } from './figures/series.ts'
import { templateFigures } from './figures/template.ts'
import { trainingFigures } from './figures/training.ts'
import { webinarFigures } from './figures/webinar.ts'
import { whitePaperFigures } from './figures/white-paper.ts'
import { workbookFigures } from './figures/workbook.ts'
import type { Tone } from './hues.ts'

type Kind = {
  /** What it is called on a cover. */
  word: string
  figures: Record<string, Draw>
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
  class: { word: 'Class', figures: classFigures, tones: ['deep', 'mid', 'bright'], usual: 5, least: 2, most: 12 },
  webinar: {
    word: 'Webinar',
    figures: webinarFigures,
    tones: ['mid', 'deep', 'bright'],
    ...many,
    usual: 60,
    most: 1440,
  },
  breakout: { word: 'Breakout', figures: breakoutFigures, tones: ['deep', 'mid', 'light'], ...many, usual: 8 },
  meeting: { word: 'Meeting', figures: meetingFigures, tones: ['light', 'mid', 'deep'], ...many },
  conference: { word: 'Conference', figures: conferenceFigures, tones: ['deep', 'bright', 'mid'], ...many, usual: 4 },
  series: { word: 'Series', figures: seriesFigures, tones: ['deep', 'mid'], ...many, usual: 9 },
  book: { word: 'Book', figures: bookFigures, tones: ['deep', 'mid', 'bright', 'light'], ...many },
  bundle: { word: 'Bundle', figures: bundleFigures, tones: ['light', 'bright', 'deep'], ...many, usual: 4 },
  checklist: { word: 'Checklist', figures: checklistFigures, tones: ['paper'], ...many },
  template: { word: 'Template', figures: templateFigures, tones: ['paper'], ...many },
  'white-paper': { word: 'White paper', figures: whitePaperFigures, tones: ['paper'], ...many },
  workbook: { word: 'Workbook', figures: workbookFigures, tones: ['paper'], ...many },
  audio: { word: 'Audio', figures: audioFigures, tones: ['mid', 'deep', 'bright'], ...many },
  training: { word: 'Recorded training', figures: trainingFigures, tones: ['deep', 'mid', 'bright'], ...many },
} as const satisfies Record<string, Kind>

export type CoverKind = keyof typeof kinds

/** All kinds that have covers: the kinds of events and of titles, and series. */
export const coverKinds = Object.keys(kinds) as CoverKind[]

/** The figures of a kind; of all kinds, without one. */
export type Figure<K extends CoverKind = CoverKind> = { [One in K]: keyof (typeof kinds)[One]['figures'] }[K]

/** The figures of a kind, in the order in which an editor offers them. */
export const figuresOf = <K extends CoverKind>(kind: K): Figure<K>[] => Object.keys(kinds[kind].figures) as Figure<K>[]

/** The grounds of a kind, in the order in which an editor offers them. */
export const tonesOf = (kind: CoverKind): readonly Tone[] => kinds[kind].tones

export const isFigureOf = (kind: CoverKind, figure: string): figure is Figure =>
  Object.hasOwn(kinds[kind].figures, figure)

/** What draws a figure. @throws Error for a figure of another kind */
export const drawingOf = (kind: CoverKind, figure: Figure): Draw => {
  const figures: Readonly<Record<string, Draw>> = kinds[kind].figures
  const draw = isFigureOf(kind, figure) ? figures[figure] : undefined
  if (!draw) throw new Error(`A ${kind} has no figure ${figure}`)
  return draw
}

const documents = [checklistFigures, templateFigures, whitePaperFigures, workbookFigures]

/** Figures that read or climb from left to right: none is ever turned around. */
const readFromLeft = new Set<string>([
  ...documents.flatMap((figures) => Object.keys(figures)),
  ...(['steps', 'beads', 'leaves', 'play', 'chapters', 'wave', 'route', 'replies'] satisfies Figure[]),
])

/** Figures that fill their field to the edge are at the foot of a book, and its title is above them. */
const atTheFoot = new Set<string>(['peaks', 'pillars', 'weave', 'shelf', 'pile'] satisfies Figure[])

export const mayTurn = (figure: Figure): boolean => !readFromLeft.has(figure)
export const mayLead = (figure: Figure): boolean => !atTheFoot.has(figure)
