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
import { type Documentation, IdempotencyKey, isKnown, operationOf } from './operation.ts'
import { readBody, readHeader, readParams, readQuery } from './read-request.ts'
import { type Api, route } from './route.ts'
import type { ApiEnv } from './services.ts'

export type { Api } from './route.ts'

type Limits = readonly Limit[] | undefined

/** Everything about a route: what the document says of it, and what is done around its use case. */
export type EndpointSpec<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  W extends Who,
  L extends Limits,
  M extends Documentation<P, Q, B>['method'],
> = Documentation<P, Q, B> & {
  method: M
  who: W
  /** What its use case counts of a client, who is handed to it. Wrong API keys and order tokens are counted for every route. */
  limits?: L
  /** `read`: a question that takes a body. It writes nothing, so an API key needs to be allowed no more than to read. */
  scope?: 'read'
  /** `once`: a repeated Idempotency-Key gets the first answer. `own`: the use case sees to that. `none`: repeating does no harm. */
  idempotency?: 'once' | 'own' | 'none'
} & (W extends Known ? { audit: AuditDeclaration } : { audit?: undefined }) &
  (M extends 'get'
    ? W extends 'nobody' | 'all'
      ? { caching: Caching }
      : { caching?: undefined }
    : { caching?: undefined })

export type Asked<P, Q, B, W extends Who = Who, L extends Limits = Limits> = {
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

/** Registers an operation in the document and in the app, with one schema for both. */
export const endpoint = <
  W extends Who,
  M extends Documentation<P, Q, B>['method'],
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  L extends Limits = undefined,
>(
  api: Api,
  spec: EndpointSpec<P, Q, B, W, L, M>,
  run: (asked: Asked<z.infer<P>, z.infer<Q>, z.infer<B>, W, L>) => Promise<Answer | Response>,
): void => {
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
      // What is there follows from `who` and `limits`, which the types say too.
      return run({ ...asked, ...opened } as Asked<z.infer<P>, z.infer<Q>, z.infer<B>, W, L>)
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
