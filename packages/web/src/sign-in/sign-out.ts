import {
  findActorBySession,
  forgetSessionCookie,
  type SessionConfig,
  signOut,
  signOutEverywhere,
} from '@lectern/core/identity'
import type { Instant, Table } from '@lectern/core/platform'
import { Hono } from 'hono'
import { refuseOtherSites } from './request-origin.ts'

/**
 * `POST /sign-out` and `POST /sign-out-everywhere`, for the site: by core alone.
 * Both end on the front page, signed out, whether or not there was a session.
 */
export const createSignOutRoutes = (
  services: SessionConfig & { table: Table; siteUrl: string; realNow: () => Instant },
): Hono => {
  const { table, realNow } = services
  const app = new Hono()
  const otherSites = refuseOtherSites(services.siteUrl)
  app.post('/sign-out', otherSites, async (c) => {
    await signOut(table, c.req.header('cookie'), services)
    c.header('Set-Cookie', forgetSessionCookie(services))
    return c.redirect('/', 303)
  })
  app.post('/sign-out-everywhere', otherSites, async (c) => {
    const actor = await findActorBySession(table, c.req.header('cookie'), { ...services, realNow: realNow() })
    if (actor.kind === 'person') await signOutEverywhere(table, actor, realNow())
    c.header('Set-Cookie', forgetSessionCookie(services))
    return c.redirect('/', 303)
  })
  return app
}
