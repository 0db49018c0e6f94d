import { createMiddleware } from 'hono/factory'
import type { SiteEnv } from '../site.ts'

/** Says how an answer may be kept, unless it says so itself; afterwards, so that apps within the site are covered too. */
const kept = (policy: string) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', policy)
  })

/** Pages that are someone's own: kept by no cache, a browser's included. */
export const personal = kept('private, no-store')

/** Other pages greet who is signed in and count the cart, so they are asked for again each time. */
export const greeting = kept('private, no-cache')

/** For addresses that open something by themselves: no other page is told them. */
export const secretAddress = createMiddleware<SiteEnv>(async (c, next) => {
  await next()
  c.header('Referrer-Policy', 'no-referrer')
})
