import { findActorBySession } from '@lectern/core/identity'
import { newId } from '@lectern/core/platform'
import { createMiddleware } from 'hono/factory'
import type { SiteEnv, SiteServices } from '../site.ts'

type Services = Pick<SiteServices, 'table' | 'secret' | 'secureCookies' | 'now' | 'realNow'>

/** Gives each request its id, its one moment, and who asks. The id goes out too, so that a complaint finds its log line. */
export const requestContext = (services: Services) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    const requestId = newId('request')
    c.header('X-Request-Id', requestId)
    c.set('requestId', requestId)
    c.set('now', services.now())
    // Until the session is read, whoever asks is nobody: an error on the way shows its page to a visitor.
    c.set('actor', { kind: 'visitor' })
    c.set(
      'actor',
      await findActorBySession(services.table, c.req.header('cookie'), {
        secret: services.secret,
        secureCookies: services.secureCookies,
        realNow: services.realNow(),
      }),
    )
    await next()
  })
