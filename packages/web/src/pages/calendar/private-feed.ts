import { findPersonByFeedToken, personFeed } from '@lectern/core/calendar'
import { countGuesses } from '@lectern/core/identity'
import { etag } from 'hono/etag'
import { definePages, why } from '../../forms/pages.ts'

/**
 * `/calendar/:token.ics`: a person's calendar for anyone with its address; calendar programs cannot sign in. An address
 * that isn't one of ours gets the same 404 as any missing page, and 429 after too many of them. Right ones are never
 * counted, so a neighbor's guesses stop nobody's calendar.
 */
export const privateFeed = definePages({ who: 'holder', caching: 'greeting', around: etag() }, (app, services) => {
  app.page('/calendar/:file{[^/]+\\.ics}', { audit: why.own }, async (c) => {
    const token = c.req.param('file').slice(0, -'.ics'.length)
    const personId = await findPersonByFeedToken(services.table, token)
    if (personId === undefined) {
      await countGuesses(services.table, c.var, 'token')
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
})
