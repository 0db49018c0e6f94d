import type { RouteConfig } from '@hono/zod-openapi'
import * as z from 'zod'
import { type Limit, usualBodyKilobytes, type Who } from './declared.ts'
import { ProblemDocument } from './problem-document.ts'

/** Subjects of the document. */
export type Tag =
  | 'Health'
  | 'Events'
  | 'Store'
  | 'Orders'
  | 'Me'
  | 'Membership'
  | 'Admin: catalog'
  | 'Admin: sales'
  | 'Admin: people'
  | 'Admin: membership'
  | 'Webhooks'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** What the endpoints of one group have in common. */
export type Group<W extends Who = Who> = { who: W; tag: Tag }

/** An answer of one status; without a schema it has no body. */
export type Content = {
  description: string
  schema?: z.ZodType
  type?: string
  example?: unknown
  /** What it may be instead, by media type. */
  more?: Record<string, { schema: z.ZodType }>
}

/** What the OpenAPI document says of an operation, beside where it is. */
export type Documentation<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends Record<number, Content> = Record<number, Content>,
> = {
  summary: string
  description?: string
  /** The names in the address, when they aren't a `{slug}`, or a `{slug}` and an `{id}`. */
  params?: P
  query?: Q
  body?: B
  bodyExample?: unknown
  /** A body may be left out: then it is `{}`. */
  bodyOptional?: boolean
  /** A body of text/csv or text/plain is taken too: the schema then gets its text. */
  bodyText?: boolean
  bodyKilobytes?: number
  limits?: readonly Limit[] | undefined
  answers: A
  /** Statuses of its own refusals; those that follow from the rest are added. */
  problems?: readonly number[]
}

export const IdempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,200}$/, 'Use 1 to 200 printable ASCII characters for the Idempotency-Key')
  .optional()
  .describe('Makes a retry safe: the same request with the same key gets the first answer again.')

export const isKnown = (who: Who): boolean => who !== 'nobody' && who !== 'signed'

const statusOf: Record<Limit, number> = { codes: 429, 'unpaid-seats': 403, 'other-people': 403, 'waitlist-places': 403 }

/** Statuses of refusals that follow from what is declared. */
const usualProblems = (spec: AnyDocumentation, keyed: boolean): number[] => [
  400,
  ...(isKnown(spec.who) ? [401, 403, 429] : []),
  ...(spec.who === 'admin' || spec.params ? [404] : []),
  ...(spec.method === 'get' ? [] : [413]),
  ...(spec.body ? [415] : []),
  ...(keyed ? [409] : []),
  ...(spec.limits ?? []).map((limit) => statusOf[limit]),
]

const formatProblem = ({ who, limits = [], bodyKilobytes = usualBodyKilobytes }: AnyDocumentation) => {
  const guesses = [
    'API keys',
    ...(who === 'order' ? ['order tokens'] : []),
    ...(limits.includes('codes') ? ['codes'] : []),
  ]
  const signIn = limits.some((limit) => statusOf[limit] === 403)
  const words: Record<number, string> = {
    400: 'The input is invalid; `errors` names the fields.',
    401: 'Sign in, or send a valid API key.',
    403:
      "Not allowed for this person, or the API key doesn't have the scope this needs (`identity.scope-needed`)." +
      (signIn ? ' More than this needs a sign-in (`registration.sign-in-needed`).' : ''),
    404: "It doesn't exist, or you can't see it.",
    409: 'It conflicts with the current state; `code` says how.',
    413: `The body is larger than ${bodyKilobytes} KB.`,
    415: 'The body isn’t application/json.',
    429: `Too many wrong ${guesses.join(' or ')}. Wait as long as \`Retry-After\` says.`,
    503: 'A service we depend on isn’t responding. Nothing was done. Try again.',
  }
  return words
}

type AnyDocumentation = Documentation & Group & { method: Method; path: string; id: string }

/** The operation as the OpenAPI document describes it. */
export const operationOf = (spec: AnyDocumentation, keyed: boolean): RouteConfig => {
  const words = formatProblem(spec)
  const answered = Object.entries(spec.answers).map(([status, { description, schema, type, example, more }]) => {
    const content = schema && { [type ?? 'application/json']: { schema, example }, ...more }
    return [status, { description, content }] as const
  })
  const refused = [...new Set([...usualProblems(spec, keyed), ...(spec.problems ?? [])])].map((status) => {
    const content = { 'application/problem+json': { schema: ProblemDocument } }
    return [String(status), { description: words[status] ?? 'Error.', content }] as const
  })
  const description = [spec.description, spec.who === 'instructor' ? forInstructors : undefined]
    .filter((part) => part !== undefined)
    .join(' ')
  return {
    method: spec.method,
    path: spec.path,
    operationId: spec.id,
    tags: [spec.tag],
    summary: spec.summary,
    description: description || undefined,
    security: securityOf[spec.who],
    request: {
      params: spec.params as z.ZodObject | undefined,
      query: spec.query as z.ZodObject | undefined,
      headers: keyed ? z.object({ 'Idempotency-Key': IdempotencyKey }) : undefined,
      body: spec.body && bodyOf(spec.body, spec),
    },
    responses: Object.fromEntries([...answered, ...refused]),
  }
}

const forInstructors = "For admins and the event's instructors."

const bodyOf = (
  schema: z.ZodType,
  { bodyOptional, bodyText, bodyExample }: Pick<AnyDocumentation, 'bodyOptional' | 'bodyText' | 'bodyExample'>,
) => ({
  required: !bodyOptional,
  content: {
    'application/json': { schema, example: bodyExample },
    ...(bodyText ? { 'text/csv': { schema: z.string() } } : {}),
  },
})

const securityOf: Record<Who, Record<string, string[]>[]> = {
  nobody: [],
  signed: [],
  all: [{}, { apiKey: [] }],
  order: [{ orderToken: [] }, { apiKey: [] }],
  person: [{ apiKey: [] }],
  instructor: [{ apiKey: [] }],
  admin: [{ apiKey: [] }],
}
