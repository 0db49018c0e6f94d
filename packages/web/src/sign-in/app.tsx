import { findActorBySession } from '@lectern/core/identity'
import { Problem } from '@lectern/core/platform'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { readablePath } from '../middleware/readable-path.ts'
import { securityHeaders } from '../middleware/security-headers.ts'
import { codeRoutes, createEmailPage } from './by-code.tsx'
import { linkRoutes } from './by-link.tsx'
import { passkeyRoutes } from './by-passkey.ts'
import { localPath } from './local-path.ts'
import { refuseOtherSites } from './request-origin.ts'
import type { SignInServices } from './services.ts'

/** Signing in, to be mounted at `/sign-in`. By code it works without JavaScript. The site knows sessions by core alone. */
export const createSignInApp = (services: SignInServices): Hono => {
  const { table, secret, siteUrl, secureCookies, realNow } = services
  const askEmail = createEmailPage(services)
  const app = new Hono()

  app.use(securityHeaders({ paymentOrigins: [], secureCookies }))
  app.use(async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  app.use(readablePath)
  app.use(refuseOtherSites(siteUrl))
  app.use(bodyLimit({ maxSize: 16_384 }))

  app.get('/', async (c) => {
    const next = localPath(c.req.query('next'))
    const actor = await findActorBySession(table, c.req.header('cookie'), { secret, secureCookies, realNow: realNow() })
    // Some pages want to know that it is still the same person: `again` asks to sign in once more all the same.
    const known = actor.kind === 'person' && c.req.query('again') === undefined
    return known ? c.redirect(next, 303) : askEmail(c, 200, { next })
  })
  app.onError((error, c) => {
    if (!(error instanceof Problem) || (error.kind !== 'invalid' && error.kind !== 'not-found')) throw error
    const words =
      error.kind === 'invalid'
        ? 'We couldn’t read that. Try again here.'
        : 'That link isn’t complete. Request a code here.'
    return askEmail(c, error.kind === 'invalid' ? 400 : 404, { next: '/', error: words })
  })
  app.route('/', codeRoutes(services))
  app.route('/', linkRoutes(services, askEmail))
  app.route('/', passkeyRoutes(services, askEmail))
  return app
}
