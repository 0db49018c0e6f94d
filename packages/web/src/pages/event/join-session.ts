import { getVisibleEvent } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { Problem } from '@lectern/core/platform'
import { joinable, mayJoin, viewerOf } from '@lectern/core/registration'
import { Hono } from 'hono'
import { personal } from '../../middleware/personal.ts'
import type { SiteEnv, SiteServices } from '../../site.ts'

/**
 * `/events/:slug/join`: leads on to the session, for those who may, near its time. Everything is checked at this
 * moment, so a link that was kept from earlier opens nothing that has been taken back.
 */
export const joinSession = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  app.get('/events/:slug/join', personal, async (c) => {
    const { actor, now } = c.var
    const person = requirePerson(actor)
    const event = await getVisibleEvent(services.table, c.req.param('slug'), viewerOf(actor))
    if (!(await mayJoin(services.table, person.id, event, now))) {
      throw new Problem(
        'forbidden',
        'join.not-registered',
        `Only those who are registered for “${event.title}” can join it.`,
      )
    }
    if (event.joinUrl === undefined || joinable(event, now) === undefined) {
      throw new Problem(
        'conflict',
        'join.not-now',
        'The way in opens half an hour before a session and closes at its end.',
      )
    }
    // The meeting's host need not learn from which page people come.
    c.header('Referrer-Policy', 'no-referrer')
    return c.redirect(event.joinUrl, 303)
  })
  return app
}
