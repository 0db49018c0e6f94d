import type * as z from 'zod'

/** What went wrong, in the terms of HTTP, so that one handler can answer for all. */
export type ProblemKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'too-many'
  | 'unavailable'

/** One field of the input and what is wrong with it; `path` is dotted: `attendees.0.email`. */
export type FieldError = { path: string; message: string }

/**
 * An expected refusal, thrown by use cases and turned into a page or an RFC 9457 document by one handler.
 * `code` is stable and machine-readable (`registration.sold-out`), `message` is a sentence for a person.
 * `details` reach the client: no secret, no one else's datum.
 */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly code: string
  readonly details: Record<string, unknown>

  constructor(kind: ProblemKind, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'Problem'
    this.kind = kind
    this.code = code
    this.details = details
  }
}

/** The refusal in what was thrown: ElectroDB wraps what the database's client throws. */
export const problemIn = (error: unknown): Problem | undefined => {
  if (error instanceof Problem) return error
  return error instanceof Error && error.cause !== undefined ? problemIn(error.cause) : undefined
}

export const problemStatus = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
} as const satisfies Record<ProblemKind, number>

/** Not-found, with the same words for what never existed and for what is someone else's. */
export const notFound = (what: string): Problem =>
  new Problem('not-found', 'not-found', `We couldn’t find that ${what}.`)

/** What was looked for. @throws Problem not-found when it isn't there */
export const orNotFound = <T>(thing: T | undefined, what: string): T => {
  if (thing === undefined) throw notFound(what)
  return thing
}

/** The field errors of a failed zod parse, in our shape. */
export const fieldErrors = (issues: readonly { path: readonly PropertyKey[]; message: string }[]): FieldError[] =>
  issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }))

/** Input that a schema refused. */
export const invalidInput = (errors: FieldError[]): Problem =>
  new Problem('invalid', 'input.invalid', errors[0]?.message ?? 'The input isn’t valid.', { errors })

/**
 * Reads a value as a schema says. For what a use case makes of things that are stored, which may be older than the schema's
 * rules: nobody is at fault then, and the field must be told.
 * @param path  of the value itself, when it is one field
 * @throws Problem invalid `input.invalid`, with each field
 */
export const readWith = <S extends z.ZodType>(schema: S, value: unknown, path = ''): z.output<S> => {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw invalidInput(
    fieldErrors(read.error.issues).map((error) => ({ ...error, path: [path, error.path].filter(Boolean).join('.') })),
  )
}
