import { hash } from './chance.ts'
import { type Hue, hueNames, type Tone } from './hues.ts'
import { type CoverKind, type Figure, figuresOf, isFigureOf, tonesOf } from './kinds.ts'

/**
 * Part of every choice. Changing it repaints all covers, those in mails and on other sites too: treat it like a migration.
 * It was chosen so that the seven events of the first season have seven hues.
 */
const salt = '188917·'

/** What decides about a look. What someone has chosen comes before what follows from the seed. */
export type LookOf = {
  kind: CoverKind
  slug: string
  /** The slug of the course of a class, or of the series of a stop, so that runs and stops are siblings; else the own slug. */
  seed?: string | undefined
  hue?: Hue | undefined
  /** A ground or figure that the kind doesn't have counts for nothing: the kind may have changed after the choice. */
  tone?: Tone | undefined
  figure?: Figure | undefined
}

export type Look = { hue: Hue; tone: Tone; figure: Figure; turned: boolean }

const pick = <T>(choices: readonly T[], about: string, seed: string): T => {
  const chosen = choices[hash(`${salt}${about}·${seed}`) % choices.length]
  if (chosen === undefined) throw new Error(`There is nothing to choose from for ${about}`)
  return chosen
}

/** The hue, ground, and figure of a thing, and whether its figure is turned around. */
export const lookOf = ({ kind, slug, seed = slug, hue, tone, figure }: LookOf): Look => ({
  hue: hue ?? pick(hueNames, 'hue', seed),
  tone: tone && tonesOf(kind).includes(tone) ? tone : pick(tonesOf(kind), `ground ${kind}`, seed),
  figure: figure && isFigureOf(kind, figure) ? figure : pick<Figure>(figuresOf(kind), `figure ${kind}`, seed),
  turned: hash(`turn·${seed}`) % 2 === 1,
})
