import * as z from 'zod'
import { figureNames, hueNames, toneNames } from '../covers/index.ts'

/**
 * How a drawn cover shall look, where an organizer chose; the rest follows from the thing. A figure or ground that the
 * kind doesn't have counts for nothing.
 */
export const CoverChoices = z.object({
  hue: z.enum(hueNames).optional(),
  /** The ground. */
  tone: z.enum(toneNames).optional(),
  figure: z.enum(figureNames).optional(),
})
export type CoverChoices = z.infer<typeof CoverChoices>
