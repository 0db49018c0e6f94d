import { clientAddress, findActorBySession } from '@lectern/core/identity'
import { refreshOrganizer } from '@lectern/core/organizer'
import { newId } from '@lectern/core/platform'
import { createMiddleware } from 'hono/factory'
import type { SiteEnv, SiteServices } from '../site.ts'
import { readZoneCookie } from '../zone-cookie.ts'

type Services = Pick<SiteServices, 'table' | 'secret' | 'siteUrl' | 'organizer' | 'secureCookies' | 'now' | 'realNow'>

type Incoming = { incoming?: { socket?: { remoteAddress?: string } } } | undefined

/**
 * Gives each request its id, its one moment, from where it comes, and who asks. The id goes out too, so that a complaint
 * finds its log line.
 */
export const requestContext = (services: Services) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    const requestId = newId('request')
    c.header('X-Request-Id', requestId)
    c.set('requestId', requestId)
    c.set('site', services)
    c.set('now', services.now())
    const zone = readZoneCookie(c, services)
    if (zone !== undefined) c.set('readerZone', zone)
    const realNow = services.realNow()
    const socket = (c.env as Incoming)?.incoming?.socket?.remoteAddress
    c.set('client', { address: clientAddress(c.req.header('x-forwarded-for'), socket), realNow })
    // Until the session is read, anyone who asks is nobody: an error on the way shows its page to a visitor.
    c.set('actor', { kind: 'visitor' })
    const { table, secret, secureCookies, organizer } = services
    const [actor] = await Promise.all([
      findActorBySession(table, c.req.header('cookie'), { secret, secureCookies, realNow }),
      refreshOrganizer(table, organizer, realNow),
    ])
    c.set('actor', actor)
    await next()
  })
