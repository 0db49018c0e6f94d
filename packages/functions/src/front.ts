import { once } from 'node:events'
import { deriveToken, sameSecret } from '@lectern/core/platform'
import type { Context } from 'aws-lambda'
import { type Env, Hono } from 'hono'
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda'
import type { Schema } from 'hono/types'
import { compressed } from './compress.ts'

const refusal = () =>
  new Response('Ask at the front door.', { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8' } })

/**
 * Lets in only requests that came through our own front, which says who's there. Function URLs are public, and anyone
 * who found one could bypass the firewall and claim any address. `infra/router.ts` sends both headers.
 */
export const behindFront = <E extends Env, S extends Schema, B extends string>(secret: string, app: Hono<E, S, B>) => {
  const token = deriveToken(secret, 'front')
  return async (event: LambdaEvent, context: Context): Promise<Response> => {
    const { 'x-lectern-front': shown, 'x-lectern-client': client, ...headers } = event.headers ?? {}
    if (typeof shown !== 'string' || !sameSecret(shown, token)) return refusal()
    // Limits count by the last of these addresses; now it is the one that our front saw.
    const seen = { ...headers, ...(client ? { 'x-forwarded-for': client } : {}) }
    // Hono reads the event; what it would write in one piece is left empty, and the answer goes out as it comes.
    let answer: Response | undefined
    const reader = new Hono<E>().all('*', async (c) => {
      answer = compressed(c.req.raw, await app.fetch(c.req.raw, c.env))
      return c.body(null)
    })
    await handle(reader)({ ...event, headers: seen } as LambdaEvent, context as unknown as LambdaContext)
    return answer ?? new Response('We couldn’t read the request.', { status: 400 })
  }
}

type Handler = (event: LambdaEvent, context: Context) => Promise<Response>

/**
 * An entry point whose answers go out piece by piece (function URLs in the mode RESPONSE_STREAM), so that a list may be
 * longer than the 6 MB of an answer in one piece. A failure on the way is rethrown: Lambda then cuts the answer off,
 * and the reader can tell.
 */
export const streamed = (handler: Handler) =>
  awslambda.streamifyResponse<LambdaEvent>(async (event, stream, context) => {
    const { status, headers, body } = await handler(event, context)
    const cookies = headers.getSetCookie()
    const plain = Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie'))
    const out = awslambda.HttpResponseStream.from(stream, { statusCode: status, headers: plain, cookies })
    // Nothing at all goes out, the status neither, before something is written.
    if (body === null) out.write('')
    else for await (const chunk of body) if (!out.write(chunk)) await once(out, 'drain')
    out.end()
  })
