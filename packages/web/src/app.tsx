import { type Problem, problemIn } from '@lectern/core/platform'
import { Hono } from 'hono'
import { contextStorage } from 'hono/context-storage'
import { HTTPException } from 'hono/http-exception'
import { signInAddress } from './forms/access.ts'
import { type Fields, refuseOtherSites, servePages } from './forms/serve-pages.ts'
import { greeting } from './middleware/personal.ts'
import { readablePath } from './middleware/readable-path.ts'
import { recordKeeper } from './middleware/record-keeper.ts'
import { requestContext } from './middleware/request-context.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { codeByLink } from './pages/cart/link-code.ts'
import { ownCart } from './pages/cart/own-cart.ts'
import { broken, type ErrorFace, faceOf, nothingHere } from './pages/errors/error-face.ts'
import { UnsentForm } from './pages/errors/unsent-form.tsx'
import type { Request } from './pages/site-page.tsx'
import { firstPages, pagesToLoad } from './pages/to-load.ts'
import { pagesWhenAsked } from './pages/when-asked.ts'
import { createSignOutRoutes } from './sign-in/sign-out.ts'
import type { SiteEnv, SiteServices } from './site.ts'

export type { SiteEnv, SiteServices } from './site.ts'

/** The site for people, on the addresses of its pages. Assets, signing in and the API are mounted beside it. */
export const createSite = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  const showError = async (c: Request, face: ErrorFace, problem?: Problem) => {
    const { ErrorPage } = await import('./pages/errors/error-page.tsx')
    c.header('Cache-Control', 'private, no-store')
    return c.html(<ErrorPage c={c} face={face} problem={problem} />, face.status)
  }

  // First, so that an error page too knows the request that it answers.
  app.use(contextStorage())
  app.use(securityHeaders(services))
  app.use(greeting)
  app.use(requestContext(services))
  app.use(readablePath)
  app.use(recordKeeper(services))
  // Nothing here is written by another method than POST, whose forms look at this themselves.
  app.on(['PUT', 'PATCH', 'DELETE'], '*', async (c, next) => {
    refuseOtherSites(c, services.siteUrl)
    await next()
  })
  app.use(codeByLink(services))
  const cart = ownCart(services)
  app.use((c, next) => (/^\/(admin|covers)(\/|$)/.test(c.req.path) ? next() : cart(c, next)))
  app.route('/', createSignOutRoutes(services))
  const serving = {
    siteUrl: services.siteUrl,
    showUnsent: (c: Request, fields: Fields) =>
      c.html(<UnsentForm c={c} fields={fields} />, 401, { 'Cache-Control': 'private, no-store' }),
  }
  app.route('/', servePages(firstPages(services), serving))
  for (const [prefixes, load] of pagesToLoad(services)) {
    const pages = pagesWhenAsked(
      async () => servePages(await load(), serving),
      (c) => showError(c as Request, nothingHere),
    )
    for (const prefix of prefixes) {
      app.all(prefix, pages)
      app.all(`${prefix}/*`, pages)
    }
  }

  app.notFound((c) => showError(c as Request, nothingHere))
  app.onError((error, context) => {
    const c = context as Request
    c.header('Cache-Control', 'private, no-store')
    const problem = problemIn(error)
    if (problem) {
      if (problem.kind === 'unauthenticated' && c.req.method === 'GET') {
        return c.redirect(signInAddress(c), 303)
      }
      const { retryAfterSeconds } = problem.details
      if (typeof retryAfterSeconds === 'number') c.header('Retry-After', String(retryAfterSeconds))
      return showError(c, faceOf(problem), problem)
    }
    if (error instanceof HTTPException && error.status < 500) {
      return showError(c, {
        status: 400,
        title: 'We couldn’t read that',
        words: 'We couldn’t understand the request. Go back and try again.',
      })
    }
    // Not its message, which may quote what someone typed.
    const at = error.stack
      ?.split('\n')
      .find((line) => line.trimStart().startsWith('at '))
      ?.trim()
    services.log('error', 'a page failed', { request: c.var.requestId, path: c.req.path, error: error.name, at })
    return showError(c, broken)
  })
  return app
}
