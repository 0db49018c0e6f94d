import { findPersonByFeedToken, personFeed } from '@lectern/core/calendar'
import { takeAttempt } from '@lectern/core/identity'
import { Hono } from 'hono'
import { clientAddressOf } from '../../sign-in/client-address.ts'
import type { SiteEnv, SiteServices } from '../../site.ts'

/** Wrong guesses that one client has. What is right is never counted, so nobody's calendar stops for their neighbour. */
const allowance = { limit: 60, windowSeconds: 600 }

/**
 * `/calendar/:token.ics`: a person's calendar for whoever has its address; calendar programs cannot sign in. What is not an
 * address of ours is answered as any page that there is not, and too many of them with 429.
 */
export const privateFeed = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  app.get('/calendar/:file{[^/]+\\.ics}', async (c) => {
    const token = c.req.param('file').slice(0, -'.ics'.length)
    const personId = await findPersonByFeedToken(services.table, token)
    if (personId === undefined) {
      const client = clientAddressOf(c.req.raw) ?? 'unknown'
      await takeAttempt(services.table, { key: `calendar guess\n${client}`, ...allowance }, services.realNow())
      return c.notFound()
    }
    const text = await personFeed(services.table, services, personId, c.var.now)
    // Kept by its reader alone, who asks each time whether it has changed: access may have ended.
    c.header('Cache-Control', 'private, no-cache')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('X-Robots-Tag', 'noindex')
    return c.body(text, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="my-events.ics"',
    })
  })
  return app
}
