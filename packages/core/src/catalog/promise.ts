import * as z from 'zod'
import { line, lineOrNothing, multiLine } from '../platform/index.ts'

const lines = z.array(line(200)).max(12)

/** What an event's page says to win and comfort its reader; absent where an organizer says nothing. */
export const EventPromise = z.object({
  audience: lines.optional().describe('Who it’s for, one phrase each.'),
  outcomes: lines.optional().describe('What people leave with, one phrase each.'),
  faq: z
    .array(z.strictObject({ question: line(200), answer: multiLine(1500).min(1, 'Fill this in') }))
    .max(20)
    .optional()
    .describe('Questions people ask before they register, with their answers.'),
  testimonials: z
    .array(
      z.strictObject({
        quote: multiLine(600).min(1, 'Fill this in'),
        name: line(120),
        role: lineOrNothing(120).optional(),
      }),
    )
    .max(12)
    .optional()
    .describe('What people said of it.'),
})
export type EventPromise = z.infer<typeof EventPromise>
