import { OpenAPIHono } from '@hono/zod-openapi'
import { refreshOrganizer } from '@lectern/core/organizer'
import { isReadablePath, newId } from '@lectern/core/platform'
import type { Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { etag } from 'hono/etag'
import { adminAuditRoutes } from './admin-audit.ts'
import { adminCourseRoutes, adminInstructorRoutes } from './admin-courses.ts'
import { adminEventRoutes } from './admin-events.ts'
import { adminListRoutes } from './admin-lists.ts'
import { adminOrderRoutes } from './admin-orders.ts'
import { adminOrganizerRoutes } from './admin-organizer.ts'
import { adminPeopleRoutes } from './admin-people.ts'
import { adminBundleRoutes, adminProductRoutes } from './admin-products.ts'
import { adminPromotionActRoutes } from './admin-promotion-acts.ts'
import { adminPromotionAddressRoutes } from './admin-promotion-addresses.ts'
import { adminPromotionCodeRoutes } from './admin-promotion-codes.ts'
import { adminPromotionRoutes } from './admin-promotions.ts'
import { adminRedemptionRoutes } from './admin-redemptions.ts'
import { adminReminderRoutes } from './admin-reminders.ts'
import { adminRosterMailRoutes } from './admin-roster-mails.ts'
import { adminRunAgainRoutes } from './admin-run-again.ts'
import { adminSaleRoutes } from './admin-sales.ts'
import { adminStoreTermsRoutes } from './admin-store-terms.ts'
import { adminWaitingListRoutes } from './admin-waiting-list.ts'
import { assignmentRoutes } from './assignments.ts'
import { attendanceRoutes, ownProgressRoutes } from './attendance.ts'
import { calendarRoutes } from './calendar.ts'
import { captionRoutes } from './captions.ts'
import { certificateRoutes } from './certificates.ts'
import { docsRoutes } from './docs.tsx'
import { documentRoutes } from './document.ts'
import type { Api } from './endpoint.ts'
import { eventRoutes } from './events.ts'
import { healthRoutes } from './health.ts'
import { materialRoutes, ownMaterialRoutes } from './materials.ts'
import { meRoutes } from './me.ts'
import { officeHourRoutes, ownOfficeHourRoutes } from './office-hours.ts'
import { openRecordingRoutes } from './open-recordings.ts'
import { orderRoutes } from './orders.ts'
import { ownAssignmentRoutes } from './own-assignments.ts'
import { ownSessionMaterialRoutes } from './own-session-materials.ts'
import { answerError, HttpProblem, refuse } from './problem-document.ts'
import { productRoutes } from './products.ts'
import { quoteRoutes } from './quotes.ts'
import { saleRoutes } from './sales.ts'
import type { ApiEnv, ApiServices } from './services.ts'
import { sessionMaterialRoutes } from './session-materials.ts'
import { submissionRoutes } from './submissions.ts'
import { waitlistRoutes } from './waitlist.ts'
import { watchingRoutes } from './watching.ts'
import { webhookRoutes } from './webhooks.ts'

export type { ApiServices } from './services.ts'

/** The REST API and the receivers of webhooks: answers `/api/*` and `/webhooks/*`, to be mounted at the root. */
export const createApi = (services: ApiServices): Hono<ApiEnv> => buildApi(services).app

/** The API with what each of its operations declares. */
export const buildApi = (services: ApiServices): Api => {
  const app = new OpenAPIHono<ApiEnv>()
  const api: Api = { app, services, endpoints: [] }
  app.onError((error, c) => answerError(services, c, error))
  for (const path of ['/api/*', '/webhooks/*'])
    app.use(path, headers, knowOrganizer(services), pokeAfterWrite(services))
  app.use('/api/*', async (c, next) => {
    if (!isReadablePath(new URL(c.req.url).pathname)) return refuse(c, nothingHere)
    await next()
  })
  const [limited, limitedCaptions] = [limitBody(256), limitBody(1536)]
  app.use('/api/*', (c, next) => (c.req.path.endsWith('/captions') ? limitedCaptions : limited)(c, next))
  app.use('/api/*', etagOfPublic)
  app.use('/webhooks/*', limitBody(1024))
  for (const routes of [
    healthRoutes,
    eventRoutes,
    openRecordingRoutes,
    productRoutes,
    saleRoutes,
    quoteRoutes,
    orderRoutes,
    waitlistRoutes,
    meRoutes,
    calendarRoutes,
    adminCourseRoutes,
    adminInstructorRoutes,
    adminEventRoutes,
    adminRunAgainRoutes,
    adminReminderRoutes,
    adminProductRoutes,
    adminBundleRoutes,
    adminStoreTermsRoutes,
    adminOrganizerRoutes,
    adminWaitingListRoutes,
    ownMaterialRoutes,
    ownSessionMaterialRoutes,
    ownOfficeHourRoutes,
    officeHourRoutes,
    materialRoutes,
    sessionMaterialRoutes,
    watchingRoutes,
    captionRoutes,
    ownAssignmentRoutes,
    assignmentRoutes,
    submissionRoutes,
    ownProgressRoutes,
    attendanceRoutes,
    certificateRoutes,
    adminPromotionRoutes,
    adminPromotionActRoutes,
    adminPromotionCodeRoutes,
    adminPromotionAddressRoutes,
    adminRedemptionRoutes,
    adminSaleRoutes,
    adminRosterMailRoutes,
    adminPeopleRoutes,
    adminOrderRoutes,
    adminListRoutes,
    adminAuditRoutes,
    webhookRoutes,
  ])
    routes(api)
  documentRoutes(api)
  docsRoutes(api)
  for (const path of ['/api', '/api/*', '/webhooks/*']) app.all(path, (c) => refuse(c, missing(api, c.req.path)))
  return api
}

/** Which request it is, and headers that hold for every answer. */
const headers: MiddlewareHandler<ApiEnv> = async (c, next) => {
  c.set('requestId', newId('request'))
  await next()
  const { headers } = c.res
  headers.set('x-request-id', c.get('requestId'))
  headers.set('x-content-type-options', 'nosniff')
  headers.set('x-frame-options', 'DENY')
  headers.set('referrer-policy', 'no-referrer')
  headers.set('cross-origin-resource-policy', 'same-origin')
  if (!headers.has('content-security-policy')) {
    headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  }
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
}

/** The organizer's settings are at most a minute old. */
const knowOrganizer =
  ({ table, organiser, realNow }: ApiServices): MiddlewareHandler<ApiEnv> =>
  async (_, next) => {
    await refreshOrganizer(table, organiser, realNow())
    await next()
  }

/** Public answers may be kept, but are asked for anew each time: nobody sees a price or a seat that is gone. */
const etagOfPublic: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const publicly = /^\/api\/(events|products|openapi\.json|docs)(\/|$)/.test(c.req.path)
  if (c.req.method !== 'GET' || !publicly) return next()
  return etag()(c, async () => {
    await next()
    if (!c.res.ok || c.get('actor')?.kind === 'person' || c.res.headers.has('cache-control')) return
    c.header('cache-control', 'no-cache')
    c.header('vary', 'authorization, cookie', { append: true })
  })
}

const limitBody = (kilobytes: number): MiddlewareHandler<ApiEnv> =>
  bodyLimit({
    maxSize: kilobytes * 1024,
    onError: () => {
      throw new HttpProblem(413, 'input.too-large', `A body has at most ${kilobytes} KB.`)
    },
  })

/** Has what a write announced delivered soon. Only webhooks wait for it: nobody sits in front of those. */
const pokeAfterWrite =
  ({ afterWrite, log }: ApiServices): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    await next()
    if (!afterWrite || c.req.method === 'GET' || c.req.method === 'HEAD' || !c.res.ok) return
    const poked = afterWrite().catch((error: unknown) =>
      log('error', 'Delivery after a write failed', {
        requestId: c.get('requestId'),
        error: error instanceof Error ? error.name : 'unknown',
      }),
    )
    if (c.req.path.startsWith('/webhooks/')) await poked
  }

const nothingHere = { status: 404, code: 'not-found', detail: 'There is nothing at this address.' }

const missing = ({ endpoints }: Api, path: string) => {
  const known = endpoints.filter((one) => pathPattern(one.path).test(path))
  if (known.length === 0) return nothingHere
  const allow = [...new Set(known.map(({ method }) => method.toUpperCase()))].join(', ')
  return { status: 405, code: 'method-not-allowed', detail: `This address answers to ${allow}.`, headers: { allow } }
}

const pathPattern = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/{\w+}/g, '[^/]+')}$`)
