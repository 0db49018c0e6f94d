import { deriveToken, sameSecret } from '@lectern/core/platform'
import type { Context } from 'aws-lambda'
import type { Env, Hono } from 'hono'
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda'
import type { Schema } from 'hono/types'

const refusal = {
  statusCode: 403,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Ask at the front door.',
}

/**
 * Lets in only what came through our own front, which says who is there: function URLs are public, and whoever found
 * one could pass the firewall by and give any address as their own. `infra/router.ts` sends both headers.
 */
export const behindFront = <E extends Env, S extends Schema, B extends string>(secret: string, app: Hono<E, S, B>) => {
  const token = deriveToken(secret, 'front')
  const answer = handle(app)
  return async (event: LambdaEvent, context: Context) => {
    const { 'x-lectern-front': shown, 'x-lectern-client': client, ...headers } = event.headers ?? {}
    if (typeof shown !== 'string' || !sameSecret(shown, token)) return refusal
    // Limits count by the last of these addresses; now it is the one that our front saw.
    const seen = { ...headers, ...(client ? { 'x-forwarded-for': client } : {}) }
    return answer({ ...event, headers: seen } as LambdaEvent, context as unknown as LambdaContext)
  }
}
