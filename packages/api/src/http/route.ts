import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { etag } from 'hono/etag'
import type { Declared } from './declared.ts'
import { HttpProblem } from './problem-document.ts'
import type { ApiEnv, ApiServices } from './services.ts'

/** The API under construction: the app, what its routes work with, and what they have declared. */
export type Api = { app: OpenAPIHono<ApiEnv>; services: ApiServices; routes: Declared[] }

/** Adds a route to the app, and does what it declares about bodies, caching and delivery. */
export const route = (
  { app, services, routes }: Api,
  declared: Declared,
  handle: (c: Context<ApiEnv>) => Promise<Response>,
): void => {
  routes.push(declared)
  const first = [limitBody(declared.bodyKilobytes), ...(declared.caching === 'revalidated' ? [revalidated] : [])]
  app.on([declared.method], [honoPath(declared.path)], ...first, async (c) => {
    const answer = await handle(c)
    if (declared.delivers !== 'no' && answer.ok) {
      const delivered = deliver(services, c)
      if (declared.delivers === 'first') await delivered
    }
    return answer
  })
}

const honoPath = (path: string): string => path.replaceAll(/{(\w+)}/g, ':$1')

const limitBody = (kilobytes: number): MiddlewareHandler<ApiEnv> =>
  bodyLimit({
    maxSize: kilobytes * 1024,
    onError: () => {
      throw new HttpProblem(413, 'input.too-large', `The body can be up to ${kilobytes} KB.`)
    },
  })

/** Answers may be kept, but are checked each time: no one sees an old price or a seat that's taken. */
const revalidated: MiddlewareHandler<ApiEnv> = (c, next) =>
  etag()(c, async () => {
    await next()
    if (!c.res.ok || c.get('actor')?.kind === 'person') return
    c.header('cache-control', 'no-cache')
    c.header('vary', 'authorization, cookie', { append: true })
  })

const deliver = async ({ afterWrite, log }: ApiServices, c: Context<ApiEnv>): Promise<void> => {
  await afterWrite?.().catch((error: unknown) =>
    log('error', 'Delivery after a write failed', {
      requestId: c.get('requestId'),
      error: error instanceof Error ? error.name : 'unknown',
    }),
  )
}
