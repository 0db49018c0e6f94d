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
import { type CoverKind, type Figure, figuresOf, isFigureOf } from './kinds.ts'

/** What draws the figures of each kind. They're apart from their names, which pages need without drawing anything. */
const drawings: { [K in CoverKind]: Record<Figure<K>, Draw> } = {
  class: classFigures,
  webinar: webinarFigures,
  breakout: breakoutFigures,
  meeting: meetingFigures,
  conference: conferenceFigures,
  series: seriesFigures,
  book: bookFigures,
  bundle: bundleFigures,
  checklist: checklistFigures,
  template: templateFigures,
  'white-paper': whitePaperFigures,
  workbook: workbookFigures,
  audio: audioFigures,
  training: trainingFigures,
}

/** What draws a figure. @throws Error for a figure of another kind */
export const drawingOf = (kind: CoverKind, figure: Figure): Draw => {
  const figures: Readonly<Record<string, Draw>> = drawings[kind]
  const draw = isFigureOf(kind, figure) ? figures[figure] : undefined
  if (!draw) throw new Error(`A ${kind} has no figure ${figure}`)
  return draw
}

const documents = ['checklist', 'template', 'white-paper', 'workbook'] as const

/** Figures that read or climb from left to right: none is ever turned around. */
const readFromLeft = new Set<string>([
  ...documents.flatMap((kind) => figuresOf(kind)),
  ...(['steps', 'beads', 'leaves', 'play', 'chapters', 'wave', 'route', 'replies'] satisfies Figure[]),
])

/** Figures that fill their field to the edge are at the foot of a book, and its title is above them. */
const atTheFoot = new Set<string>(['peaks', 'pillars', 'weave', 'shelf', 'pile'] satisfies Figure[])

export const mayTurn = (figure: Figure): boolean => !readFromLeft.has(figure)
export const mayLead = (figure: Figure): boolean => !atTheFoot.has(figure)
