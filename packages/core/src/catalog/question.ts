import * as z from 'zod'
import { type FieldError, line, multiLine } from '../platform/index.ts'

/** What an organizer asks of each attendee, beside name and address. */
export const Question = z
  .strictObject({
    id: z
      .string()
      .max(40)
      .regex(/^[a-z][a-z0-9-]*$/, 'Use lowercase letters, digits, and hyphens'),
    label: line(300),
    type: z.enum(['text', 'choice', 'consent']),
    options: z.array(line(120)).max(30).optional(),
    required: z.boolean().default(false),
  })
  .refine((question) => question.type !== 'choice' || (question.options?.length ?? 0) >= 2, {
    message: 'Add at least two options',
    path: ['options'],
  })
export type Question = z.infer<typeof Question>

/** Answers by question id: text as it was typed, a choice as its option, a consent as true or false. */
export const Answers = z.record(z.string().max(40), z.union([multiLine(2000), z.boolean()]))
export type Answers = z.infer<typeof Answers>

/**
 * Checks one attendee's answers against an event's questions.
 * @returns what is wrong, by question; empty when all is well. Answers to questions never asked are wrong too.
 */
export const checkAnswers = (questions: readonly Question[], answers: Answers): FieldError[] => {
  const errors: FieldError[] = []
  for (const question of questions) {
    const answer = answers[question.id]
    const missing = answer === undefined || answer === '' || answer === false
    if (missing && question.required) {
      errors.push({
        path: question.id,
        message: question.type === 'consent' ? 'Please agree to this' : 'Please answer this',
      })
    } else if (answer !== undefined && answer !== '') {
      if (question.type === 'consent' ? typeof answer !== 'boolean' : typeof answer !== 'string') {
        errors.push({
          path: question.id,
          message: question.type === 'consent' ? 'Answer with yes or no' : 'Answer with text',
        })
      } else if (question.type === 'choice' && !question.options?.includes(String(answer))) {
        errors.push({ path: question.id, message: 'Choose one of the options' })
      }
    }
  }
  const asked = new Set(questions.map((question) => question.id))
  for (const id of Object.keys(answers)) {
    if (!asked.has(id)) errors.push({ path: id, message: 'This event doesn’t ask this question' })
  }
  return errors
}
