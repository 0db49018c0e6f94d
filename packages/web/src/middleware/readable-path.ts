import { isReadablePath, notFound } from '@lectern/core/platform'
import { createMiddleware } from 'hono/factory'

/** Answers what can name nothing of ours as not found, before any part of it becomes a key. */
export const readablePath = createMiddleware(async (c, next) => {
  if (!isReadablePath(new URL(c.req.url).pathname)) throw notFound('page')
  await next()
})
