import { optional, type Typed } from '../../forms/typed.ts'

/** What was chosen of a cover; nothing of it is chosen where it stays automatic. */
export const coverChoicesIn = (typed: Typed) => ({
  hue: optional(typed.text('hue')),
  tone: optional(typed.text('tone')),
  figure: optional(typed.text('figure')),
})

export const coverLabels = { figure: 'Cover figure', hue: 'Cover color', tone: 'Cover background' }
