import { createMiddleware } from 'hono/factory'
import type { SiteEnv } from '../site.ts'

/** Pages that are somebody's own: kept by no cache, a browser's included. */
export const personal = createMiddleware<SiteEnv>(async (c, next) => {
  c.header('Cache-Control', 'private, no-store')
  await next()
})

/** Other pages greet who is signed in and count the cart, so they are asked for anew each time. */
export const greeting = createMiddleware<SiteEnv>(async (c, next) => {
  c.header('Cache-Control', 'private, no-cache')
  await next()
})
