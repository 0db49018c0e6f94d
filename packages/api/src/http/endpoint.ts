import type { Event } from '@lectern/core/catalog'
import {
  type Actor,
  type ApiScope,
  type AuditDeclaration,
  type Client,
  type PersonActor,
  requireAdmin,
  requirePerson,
  requireScope,
  visitor,
} from '@lectern/core/identity'
import { getTaughtEvent } from '@lectern/core/materials'
import { type Answer, type Instant, once, requestHash } from '@lectern/core/platform'
import { getOrderFor, type Order } from '@lectern/core/registration'
import type { Context } from 'hono'
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status'
import type * as z from 'zod'
import { serveRecorded } from './audit.ts'
import { authenticate, bearerOf } from './authenticate.ts'
import { clientOf } from './client-address.ts'
import { type Caching, type Known, type Limit, usualBodyKilobytes, type Who } from './declared.ts'
import { type UsualParams, usualParams } from './inputs.ts'
import {
  type Content,
  type Documentation,
  type Group,
  IdempotencyKey,
  isKnown,
  type Method,
  operationOf,
} from './operation.ts'
import { readBody, readHeader, readParams, readQuery } from './read-request.ts'
import { type Api, route } from './route.ts'
import type { ApiEnv } from './services.ts'

export type { Api } from './route.ts'

type Limits = readonly Limit[] | undefined
type Answers = Record<number, Content>

/** Everything about a route: what the document says of it, and what is done around its use case. */
type Endpoint<
  Path extends string,
  W extends Who,
  M extends Method,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  L extends Limits,
  A extends Answers,
> = Documentation<P, Q, B, A> & {
  /** What its use case counts of a client, who is handed to it. Wrong API keys and order tokens are counted for every route. */
  limits?: L
  /** `read`: a question that takes a body. It writes nothing, so an API key needs to be allowed no more than to read. */
  scope?: 'read'
  /** `once`: a repeated Idempotency-Key gets the first answer. `own`: the use case sees to that. `none`: repeating does no harm. */
  idempotency?: 'once' | 'own' | 'none'
  /** Answers the body. With several statuses declared it says which one; a `Response` is sent as it is. */
  run: (asked: Asked<Params<Path, P>, z.infer<Q>, z.infer<B>, W, L>) => Promise<Answered<A> | Response>
} & (W extends Known ? { audit: AuditDeclaration } : { audit?: undefined }) &
  (M extends 'get'
    ? W extends 'nobody' | 'all'
      ? { caching: Caching }
      : { caching?: undefined }
    : { caching?: undefined })

type Asked<P, Q, B, W extends Who, L extends Limits> = {
  params: P
  query: Q
  body: B
  actor: W extends 'person' | 'instructor' | 'admin' ? PersonActor : Actor
  /** The event in the address, which this person teaches or administers. */
  event: W extends 'instructor' ? Event : undefined
  /** The order in the address, which is open to this actor. */
  order: W extends 'order' ? Order : undefined
  /** For the limits that are declared. */
  client: L extends readonly Limit[] ? Client : undefined
  key: string | undefined
  now: Instant
  c: Context<ApiEnv>
}

type Params<Path extends string, P extends z.ZodType> = P extends z.ZodUndefined ? UsualParams<Path> : z.infer<P>
type Body<C> = C extends { schema: infer S extends z.ZodType } ? z.infer<S> : unknown
/** The body of the one status that is declared, or which of several with its body. */
type Answered<A extends Answers> = IsUnion<keyof A> extends true ? Answer : Body<A[keyof A]>
type IsUnion<T, Each = T> = T extends unknown ? ([Each] extends [T] ? false : true) : never

/** Registers operations for the same people in the document and in the app, with one schema for both. */
export const endpoints = <W extends Who>(api: Api, group: Group<W>) => {
  const taking =
    <M extends Method>(method: M) =>
    <
      Path extends string,
      A extends Answers,
      P extends z.ZodType = z.ZodUndefined,
      Q extends z.ZodType = z.ZodUndefined,
      B extends z.ZodType = z.ZodUndefined,
      L extends Limits = undefined,
    >(
      path: Path,
      id: string,
      spec: Endpoint<Path, W, M, P, Q, B, L, A>,
    ): void =>
      register(api, { params: usualParams(path), ...spec, ...group, method, path, id } as AnyEndpoint)
  return {
    get: taking('get'),
    post: taking('post'),
    put: taking('put'),
    patch: taking('patch'),
    delete: taking('delete'),
  }
}

// What there is of `Asked` follows from `who`, `limits`, and the schemas, which the types of `endpoints` say too.
type AnyEndpoint = Endpoint<string, Who, Method, z.ZodType, z.ZodType, z.ZodType, Limits, Answers> &
  Group & { method: Method; path: string; id: string; run: (asked: unknown) => Promise<unknown> }

const register = (api: Api, spec: AnyEndpoint): void => {
  const { services } = api
  const { method, path, who, limits, bodyKilobytes = usualBodyKilobytes } = spec
  const reads = method === 'get' || spec.scope === 'read'
  const idempotency = spec.idempotency ?? (reads ? 'none' : 'once')
  const audit: AuditDeclaration | undefined = spec.audit
  const declared = {
    ...{ method, path, who, audit, bodyKilobytes, limits: limits ?? [] },
    caching: spec.caching ?? 'never',
    delivers: reads ? 'no' : who === 'signed' ? 'first' : 'soon',
  } as const
  const answerOf = answering(spec.answers)
  api.app.openAPIRegistry.registerPath(operationOf(spec, idempotency !== 'none'))
  route(api, declared, async (c) => {
    const actor = isKnown(who) ? await authenticate(services, c, { orderTokens: who === 'order' }) : visitor
    c.set('actor', actor)
    for (const scope of scopesFor(who, reads)) requireScope(actor, scope)
    if (who === 'admin') requireAdmin(actor)
    if (who === 'person' || who === 'instructor') requirePerson(actor)
    const key = reads ? undefined : readHeader(IdempotencyKey, c, 'Idempotency-Key')
    const asked = {
      params: readParams(spec.params, c),
      query: who === 'signed' ? undefined : readQuery(spec.query, c),
      body: await readBody(spec.body, c, spec),
      ...{ actor, key, now: services.now(), c },
    }
    // An API key is not an order's token, nor a guess of one.
    const token = who === 'order' && actor.kind === 'visitor' ? bearerOf(c) : undefined
    const client = clientOf(services, c)
    const { slug = '', id = '' } = c.req.param() as { slug?: string; id?: string }
    const answer = async () => {
      const opened = {
        ...(who === 'instructor' ? { event: (await getTaughtEvent(services.table, slug, actor)).event } : {}),
        ...(who === 'order' ? { order: await getOrderFor(services, id, { actor, token, client }) } : {}),
        ...(limits ? { client } : {}),
      }
      return answerOf(await spec.run({ ...asked, ...opened }))
    }
    const serve = (work: () => Promise<Answer | Response>) =>
      serveRecorded(services, c, { audit, actor, everyone: who === 'instructor' }, async () => send(c, await work()))
    if (key === undefined || idempotency !== 'once') return serve(answer)
    const by = actor.kind === 'person' ? actor.id : `${actor.kind} ${token ?? ''}`
    const request = { scope: `${by}\n${c.req.method} ${c.req.path}`, key, hash: requestHash(asked.body ?? null) }
    return serve(() =>
      once(services.table, request, services.realNow(), async () => {
        const answered = await answer()
        if (answered instanceof Response) throw new Error(`${spec.id} answers in a form that cannot be remembered`)
        return answered
      }),
    )
  })
}

/** The status and body of what a use case answered: the status that is declared, unless there are several to choose from. */
const answering = (answers: Answers) => {
  const [[status, { schema }] = ['200', { schema: undefined }], ...others] = Object.entries(answers)
  return (answered: unknown): Answer | Response => {
    if (answered instanceof Response) return answered
    if (others.length > 0) return answered as Answer
    return { status: Number(status), body: schema && answered }
  }
}

/** What an API key must be allowed: to read or to write, and to act as an admin. */
const scopesFor = (who: Who, reads: boolean): ApiScope[] => [
  reads ? 'read' : 'write',
  ...(who === 'admin' ? (['admin'] as const) : []),
]

const send = (c: Context<ApiEnv>, answer: Answer | Response): Response => {
  if (answer instanceof Response) return answer
  if (answer.body === undefined) return c.body(null, answer.status as StatusCode)
  return c.json(answer.body, answer.status as ContentfulStatusCode)
}
