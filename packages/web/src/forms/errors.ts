import { type FieldError, fieldErrors, invalidInput, type Problem, problemIn } from '@lectern/core/platform'
import { tryGetContext } from 'hono/context-storage'
import * as z from 'zod'

/** What is wrong with a form, by the name of the field; the empty name is the whole form. */
export type Errors = ReadonlyMap<string, string>

export const noErrors: Errors = new Map()

type Env = { Variables: { errors: Errors } }

/** Gives a page's errors to its fields and its summary, which are far below it. */
export const giveErrors = (errors: Errors): void => tryGetContext<Env>()?.set('errors', errors)

/** What is wrong with the forms of the page that is being shown. */
export const shownErrors = (): Errors => tryGetContext<Env>()?.var.errors ?? noErrors

/** What is wrong with a field, by its name. */
export const errorAt = (name: string): string | undefined => shownErrors().get(name)

/** A line of the summary; without a field it is about the whole form. */
export type FormError = { field?: string; message: string }

type Issue = { code?: string; origin?: string; minimum?: unknown; maximum?: unknown; format?: string }

/** Says in words for people what a schema says for programmers. Messages that a schema words itself are kept. */
const formatInPlain = ({ code, origin, minimum, maximum, format }: Issue): string | undefined => {
  if (code === 'too_small') {
    if (origin === 'string') return 'Fill this in'
    return origin === 'array' ? `Enter at least ${minimum}` : `Enter ${minimum} or more`
  }
  if (code === 'too_big') {
    if (origin === 'string') return `Use ${maximum} characters or fewer`
    return origin === 'array' ? `Enter ${maximum} at most` : `Enter ${maximum} or less`
  }
  if (code === 'invalid_value') return 'Choose one of the options'
  if (code === 'invalid_format' && format === 'email') return 'Enter an email address like name@example.com'
  if (code === 'invalid_format' && format === 'url') return 'Enter an address that starts with https://'
  if (code === 'invalid_type') return 'Fill this in'
  return undefined
}

/** Parses what was typed. The errors are worded for people, and are under the paths of the schema. */
export const parseTyped = <S extends z.ZodType>(
  schema: S,
  input: unknown,
): { ok: true; value: z.output<S> } | { ok: false; errors: FieldError[] } => {
  const parsed = z.safeParse(schema, input, { error: formatInPlain })
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, errors: fieldErrors(parsed.error.issues) }
}

/**
 * Reads what was typed as a schema says.
 * @param wrong  what is wrong besides, by the paths of the schema; it comes first
 * @throws Problem invalid `input.invalid`, with all that is wrong: a form that says how it's shown again then shows it
 */
export const readAs = <S extends z.ZodType>(
  schema: S,
  input: unknown,
  wrong: readonly FieldError[] = [],
): z.output<S> => {
  const parsed = parseTyped(schema, input)
  if (parsed.ok && wrong.length === 0) return parsed.value
  throw invalidInput([...wrong, ...(parsed.ok ? [] : parsed.errors)])
}

/** A refusal that is about one field of a form. */
export const wrongField = (path: string, message: string): Problem => invalidInput([{ path, message }])

/**
 * Errors by field; the first of each field counts.
 * @param fieldOf  the field that shows what is wrong at a path of the schema; without one it's about the whole form
 */
export const errorsOf = (
  errors: readonly FieldError[],
  fieldOf: (path: string) => string | undefined = (path) => path,
): Errors => {
  const byField = new Map<string, string>()
  for (const { path, message } of errors) {
    const field = fieldOf(path) ?? ''
    if (!byField.has(field)) byField.set(field, message)
  }
  return byField
}

/** The field errors in a refusal; a refusal that names no field is about the whole form. Anything else is thrown on. */
export const refusalOf = (error: unknown): FieldError[] => {
  const problem = problemIn(error)
  if (!problem || !['invalid', 'conflict', 'too-large'].includes(problem.kind)) throw error
  const errors = fieldErrorsOf(problem)
  return errors.length > 0 ? errors : [{ path: '', message: problem.message }]
}

/** The field errors that a problem carries in its details. */
export const fieldErrorsOf = ({ details: { errors } }: Problem): FieldError[] =>
  Array.isArray(errors) ? (errors as FieldError[]) : []

/**
 * The errors for the summary above a form, each with a link to its field.
 * @param subject  what a field is about, where several have the same label: "Person 2"
 */
export const summaryOf = (
  errors: Errors,
  subject: (name: string) => string | undefined = () => undefined,
): FormError[] =>
  [...errors].map(([field, words]) => {
    const about = subject(field)
    const message = about === undefined ? words : `${about}: ${words}`
    return field === '' ? { message } : { field, message }
  })

/** A whole number as typed: nothing for an empty field, an error for anything but digits. */
export const readCount = (text: string, path: string, errors: FieldError[]): number | undefined => {
  if (text === '') return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  errors.push({ path, message: 'Enter a whole number' })
  return undefined
}
