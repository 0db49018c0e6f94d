import { type Problem, problemIn } from '@lectern/core/platform'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { ownForms } from './middleware/own-forms.ts'
import { greeting, personal } from './middleware/personal.ts'
import { readablePath } from './middleware/readable-path.ts'
import { recordKeeper } from './middleware/recorded.ts'
import { requestContext } from './middleware/request-context.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { keepUnsent } from './middleware/unsent.ts'
import { codeByLink } from './pages/cart/link-code.ts'
import { ownCart } from './pages/cart/own-cart.ts'
import { cataloguePages } from './pages/catalogue/index.ts'
import { broken, type ErrorFace, ErrorPage, faceOf, nothingHere, tooLarge } from './pages/errors/error-page.tsx'
import { UnsentForm } from './pages/errors/unsent-form.tsx'
import { pagesForCrawlers } from './pages/for-crawlers.ts'
import { homePage } from './pages/home/home.tsx'
import type { Request } from './pages/site-page.tsx'
import { pagesToLoad } from './pages/to-load.ts'
import { pagesWhenAsked } from './pages/when-asked.ts'
import { createSignOutRoutes } from './sign-in/sign-out.ts'
import type { SiteEnv, SiteServices } from './site.ts'

export type { SiteEnv, SiteServices } from './site.ts'

/** A form of this site is small; what is larger is none. An organiser's may hold the agenda of a whole conference. */
const bodyBytes = 64 * 1024
const adminBodyBytes = 512 * 1024
/** A file of captions, or a meeting's report, of 1 MB, and the form around it. */
const captionBodyBytes = 1280 * 1024
const ofReports = /^\/teach\/[^/]+\/attendance\/import$/
const ofCaptions = /^\/teach\/[^/]+\/materials\/[^/]+\/captions\/upload$/

/** The site for people, on the addresses of its pages. Assets, signing in and the API are mounted beside it. */
export const createSite = (services: SiteServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  const showError = (c: Request, face: ErrorFace, problem?: Problem) =>
    c.html(<ErrorPage c={c} services={services} face={face} problem={problem} />, face.status)

  app.use(securityHeaders(services))
  app.use(greeting)
  app.use(requestContext(services))
  app.use(readablePath)
  app.use(ownForms(services.siteUrl))
  app.use(recordKeeper(services))
  app.use(codeByLink(services))
  const cart = ownCart(services)
  app.use((c, next) => (c.req.path.startsWith('/admin') ? next() : cart(c, next)))
  const limitBody = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => showError(c as Request, tooLarge) })
  const limited = limitBody(bodyBytes)
  const [limitedAdmin, limitedCaptions] = [limitBody(adminBodyBytes), limitBody(captionBodyBytes)]
  app.use((c, next) => {
    if (ofCaptions.test(c.req.path) || ofReports.test(c.req.path)) return limitedCaptions(c, next)
    return (/^\/(?:admin|teach)\//.test(c.req.path) ? limitedAdmin : limited)(c, next)
  })
  app.use(
    keepUnsent((c, fields) =>
      c.html(<UnsentForm c={c as Request} services={services} fields={fields} />, 401, {
        'Cache-Control': 'private, no-store',
      }),
    ),
  )
  for (const path of [
    '/cart',
    '/checkout',
    '/orders',
    '/account',
    '/admin',
    '/teach',
    '/registered',
    '/registrations',
    '/offers',
    '/waitlist',
  ]) {
    app.use(path, personal)
    app.use(`${path}/*`, personal)
  }

  app.route('/', createSignOutRoutes(services))
  app.route('/', homePage(services))
  app.route('/', cataloguePages(services))
  app.route('/', pagesForCrawlers(services))
  for (const [prefixes, load] of pagesToLoad(services)) {
    const pages = pagesWhenAsked(load, (c) => showError(c as Request, nothingHere))
    for (const prefix of prefixes) {
      app.all(prefix, pages)
      app.all(`${prefix}/*`, pages)
    }
  }

  app.notFound((c) => showError(c as Request, nothingHere))
  app.onError((error, context) => {
    const c = context as Request
    const problem = problemIn(error)
    if (problem) {
      if (problem.kind === 'unauthenticated' && c.req.method === 'GET') {
        const { pathname, search } = new URL(c.req.url)
        return c.redirect(`/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`, 303)
      }
      const { retryAfterSeconds } = problem.details
      if (typeof retryAfterSeconds === 'number') c.header('Retry-After', String(retryAfterSeconds))
      c.header('Cache-Control', 'private, no-store')
      return showError(c, faceOf(problem), problem)
    }
    if (error instanceof HTTPException && error.status < 500) {
      return showError(c, {
        status: 400,
        title: 'That could not be read',
        words: 'The request was not in a form that we know.',
      })
    }
    // Not its message, which may quote what somebody typed.
    const at = error.stack
      ?.split('\n')
      .find((line) => line.trimStart().startsWith('at '))
      ?.trim()
    services.log('error', 'a page failed', { request: c.var.requestId, path: c.req.path, error: error.name, at })
    c.header('Cache-Control', 'private, no-store')
    return showError(c, broken)
  })
  return app
}
