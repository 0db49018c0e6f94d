import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi'
import {
  type Actor,
  type ApiScope,
  type AuditDeclaration,
  requireAdmin,
  requirePerson,
  requireScope,
  visitor,
} from '@lectern/core/identity'
import { type Answer, type Instant, once, requestHash } from '@lectern/core/platform'
import type { Context } from 'hono'
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status'
import * as z from 'zod'
import { serveRecorded } from './audit.ts'
import { authenticate, bearerOf } from './authenticate.ts'
import { ProblemDocument } from './problem-document.ts'
import { readBody, readHeader, readParams, readQuery } from './read-request.ts'
import type { ApiEnv, ApiServices } from './services.ts'

/** The API under construction: the app, and what its endpoints work with. */
export type Api = { app: OpenAPIHono<ApiEnv>; services: ApiServices; endpoints: Registered[] }

/** An operation as it was registered: who may ask, and what is recorded. */
export type Registered = { method: string; path: string; who: Who; audit: AuditDeclaration | undefined }

/** Subjects of the document. */
export type Tag =
  | 'Health'
  | 'Events'
  | 'Store'
  | 'Orders'
  | 'Me'
  | 'Admin: catalogue'
  | 'Admin: sales'
  | 'Admin: people'
  | 'Webhooks'

type Content = {
  description: string
  schema?: z.ZodType
  type?: string
  example?: unknown
  /** What it may be instead, by media type. */
  more?: Record<string, { schema: z.ZodType }>
}

/**
 * Who may ask. `order`: the order's own token will do; the use case judges it. `nobody`, `signed`: who asks is not looked at.
 */
type Who = 'nobody' | 'signed' | 'all' | Known
/** Those of whom it is recorded what they do, or said why it is not. */
type Known = 'order' | 'person' | 'admin'

type Recording = { who: Exclude<Who, Known>; audit?: AuditDeclaration } | { who: Known; audit: AuditDeclaration }

export type EndpointSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Recording & {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  /** The operation's name in the document. */
  id: string
  tag: Tag
  summary: string
  description?: string
  /** What an API key must be allowed, where that does not follow from the method: a question that takes a body only reads. */
  scope?: 'read'
  params?: P
  query?: Q
  body?: B
  bodyExample?: unknown
  /** A body may be left out: then it is `{}`. */
  bodyOptional?: boolean
  /** A body of text/csv or text/plain is taken too: the schema then gets its text. */
  bodyText?: boolean
  /** `once`: a repeated Idempotency-Key gets the first answer. `own`: the use case sees to that. `none`: nothing is written. */
  idempotency?: 'once' | 'own' | 'none'
  answers: Record<number, Content>
  /** Statuses of refusals that are peculiar to it; the usual ones are added. */
  problems?: number[]
}

export type Asked<P, Q, B> = {
  params: P
  query: Q
  body: B
  actor: Actor
  /** The bearer token, where an order's may be given. */
  token: string | undefined
  key: string | undefined
  now: Instant
  c: Context<ApiEnv>
}

export const IdempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,200}$/, 'An Idempotency-Key has 1 to 200 printable ASCII characters')
  .optional()
  .describe('Repeat a request safely: the same key with the same request gets the first answer again.')

const problemWords: Record<number, string> = {
  400: 'The input is wrong; `errors` names the fields.',
  401: 'Sign in, or send a valid API key.',
  403: 'Not for this person, or the API key lacks the scope that it takes (`identity.scope-needed`).',
  404: 'There is no such thing, or not for you.',
  409: 'It conflicts with how things stand; `code` tells how.',
  413: 'The body is larger than 256 KB.',
  415: 'The body is not application/json.',
  429: 'Too many wrong guesses of keys, tokens or codes. Wait as long as `Retry-After` says.',
  503: 'Something that we depend on does not answer. Nothing was done; try again.',
}

/** Registers an operation in the document and in the app, with one schema for both. */
export const endpoint = <
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(
  api: Api,
  spec: EndpointSpec<P, Q, B>,
  run: (asked: Asked<z.infer<P>, z.infer<Q>, z.infer<B>>) => Promise<Answer | Response>,
): void => {
  const { app, services, endpoints } = api
  const writes = spec.method !== 'get'
  const idempotency = spec.idempotency ?? (writes ? 'once' : 'none')
  endpoints.push({ method: spec.method, path: spec.path, who: spec.who, audit: spec.audit })
  app.openAPIRegistry.registerPath(documented(spec, writes && idempotency !== 'none'))
  app.on(spec.method, spec.path.replaceAll(/{(\w+)}/g, ':$1'), async (c) => {
    const named = spec.who !== 'nobody' && spec.who !== 'signed'
    const actor = named ? await authenticate(services, c, { orderTokens: spec.who === 'order' }) : visitor
    c.set('actor', actor)
    for (const scope of scopesFor(spec)) requireScope(actor, scope)
    if (spec.who === 'admin') requireAdmin(actor)
    if (spec.who === 'person') requirePerson(actor)
    const key = writes ? readHeader(IdempotencyKey, c, 'Idempotency-Key') : undefined
    const asked: Asked<z.infer<P>, z.infer<Q>, z.infer<B>> = {
      params: readParams(spec.params, c),
      query: spec.who === 'signed' ? (undefined as z.infer<Q>) : readQuery(spec.query, c),
      body: await readBody(spec.body, c, spec),
      actor,
      // An API key is not an order's token, nor a guess of one.
      token: spec.who === 'order' && actor.kind === 'visitor' ? bearerOf(c) : undefined,
      key,
      now: services.now(),
      c,
    }
    const serve = (work: () => Promise<Answer | Response>) =>
      serveRecorded(services, c, { audit: spec.audit, actor }, async () => send(c, await work()))
    if (key === undefined || idempotency !== 'once') return serve(() => run(asked))
    const who = actor.kind === 'person' ? actor.id : `${actor.kind} ${asked.token ?? ''}`
    const request = { scope: `${who}\n${c.req.method} ${c.req.path}`, key, hash: requestHash(asked.body ?? null) }
    return serve(() =>
      once(services.table, request, services.realNow(), async () => {
        const answer = await run(asked)
        if (answer instanceof Response) throw new Error(`${spec.id} answers in a form that cannot be remembered`)
        return answer
      }),
    )
  })
}

/** What an API key must be allowed: to read, or to change something where anything is written; and to act as an admin. */
const scopesFor = ({ method, who, scope }: Pick<AnySpec, 'method' | 'who' | 'scope'>): ApiScope[] => [
  scope ?? (method === 'get' ? 'read' : 'write'),
  ...(who === 'admin' ? (['admin'] as const) : []),
]

type AnySpec = EndpointSpec<z.ZodType, z.ZodType, z.ZodType>

const send = (c: Context<ApiEnv>, answer: Answer | Response): Response => {
  if (answer instanceof Response) return answer
  if (answer.body === undefined) return c.body(null, answer.status as StatusCode)
  return c.json(answer.body, answer.status as ContentfulStatusCode)
}

const documented = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: EndpointSpec<P, Q, B>,
  keyed: boolean,
): RouteConfig => {
  const problems = new Set([400, ...(spec.problems ?? [])])
  if (spec.who !== 'nobody' && spec.who !== 'signed') for (const status of [401, 403, 429]) problems.add(status)
  if (spec.who === 'admin' || spec.params) problems.add(404)
  if (spec.body) for (const status of [413, 415]) problems.add(status)
  if (keyed) problems.add(409)
  const answered = Object.entries(spec.answers).map(([status, { description, schema, type, example, more }]) => {
    const content = schema && {
      [type ?? 'application/json']: { schema, ...(example === undefined ? {} : { example }) },
      ...more,
    }
    return [status, content ? { description, content } : { description }] as const
  })
  const refused = [...problems].map((status) => {
    const content = { 'application/problem+json': { schema: ProblemDocument } }
    return [String(status), { description: problemWords[status] ?? 'Refused.', content }] as const
  })
  return {
    method: spec.method,
    path: spec.path,
    operationId: spec.id,
    tags: [spec.tag],
    summary: spec.summary,
    ...(spec.description ? { description: spec.description } : {}),
    security: securityOf[spec.who],
    request: {
      ...(spec.params ? { params: spec.params as unknown as z.ZodObject } : {}),
      ...(spec.query ? { query: spec.query as unknown as z.ZodObject } : {}),
      ...(keyed ? { headers: z.object({ 'Idempotency-Key': IdempotencyKey }) } : {}),
      ...(spec.body ? { body: bodyOf(spec.body, spec) } : {}),
    },
    responses: Object.fromEntries([...answered, ...refused]),
  }
}

const bodyOf = (
  schema: z.ZodType,
  { bodyOptional, bodyText, bodyExample }: { bodyOptional?: boolean; bodyText?: boolean; bodyExample?: unknown },
) => ({
  required: !bodyOptional,
  content: {
    'application/json': { schema, ...(bodyExample === undefined ? {} : { example: bodyExample }) },
    ...(bodyText ? { 'text/csv': { schema: z.string() } } : {}),
  },
})

const securityOf: Record<AnySpec['who'], Record<string, string[]>[]> = {
  nobody: [],
  signed: [],
  all: [{}, { apiKey: [] }],
  order: [{ orderToken: [] }, { apiKey: [] }],
  person: [{ apiKey: [] }],
  admin: [{ apiKey: [] }],
}
