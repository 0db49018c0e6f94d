import * as z from 'zod'
import { figureNames, hueNames, toneNames } from '../covers/index.ts'

/**
 * How a drawn cover shall look, where an organizer chose; the rest follows from the thing. A figure or ground that the
 * kind doesn't have counts for nothing.
 */
export const CoverChoices = z.object({
  hue: z.enum(hueNames).optional().describe('The color of the drawn cover; absent if it’s automatic.'),
  tone: z
    .enum(toneNames)
    .optional()
    .describe(
      'The background of the drawn cover; absent if it’s automatic. One that the kind doesn’t have is ignored.',
    ),
  figure: z
    .enum(figureNames)
    .optional()
    .describe('The figure on the drawn cover; absent if it’s automatic. One that the kind doesn’t have is ignored.'),
})
export type CoverChoices = z.infer<typeof CoverChoices>
