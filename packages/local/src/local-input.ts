import { fieldErrors, invalidInput, Problem, problemStatus } from '@lectern/core/platform'
import type { Context } from 'hono'
import type * as z from 'zod'

/** What was sent, as a schema has it. @throws Problem invalid `input.invalid` */
export const parsed = <T>(schema: z.ZodType<T>, input: unknown): T => {
  const result = schema.safeParse(input)
  if (!result.success) throw invalidInput(fieldErrors(result.error.issues))
  return result.data
}

/** What was sent as JSON, as a schema has it. @throws Problem invalid `input.invalid` */
export const parsedJson = async <T>(schema: z.ZodType<T>, context: Context): Promise<T> =>
  parsed(schema, await context.req.json().catch(() => undefined))

/** Tells a program what went wrong. @throws what is no Problem */
export const answerProblem = (error: Error, context: Context): Response => {
  if (!(error instanceof Problem)) throw error
  const { kind, code, message, details } = error
  const status = problemStatus[kind]
  const document = { type: 'about:blank', status, code, title: message, detail: message, ...details }
  return context.body(JSON.stringify(document), status, { 'Content-Type': 'application/problem+json' })
}
