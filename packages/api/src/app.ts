import { OpenAPIHono } from '@hono/zod-openapi'
import { refreshOrganizer } from '@lectern/core/organizer'
import { isReadablePath, newId } from '@lectern/core/platform'
import type { Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { etag } from 'hono/etag'
import { adminCourseRoutes, adminInstructorRoutes } from './catalog/admin-courses.ts'
import { adminEventRoutes } from './catalog/admin-events.ts'
import { adminBundleRoutes, adminProductRoutes } from './catalog/admin-products.ts'
import { calendarRoutes } from './catalog/calendar.ts'
import { eventRoutes } from './catalog/events.ts'
import { productRoutes } from './catalog/products.ts'
import { docsRoutes } from './http/docs.tsx'
import { documentRoutes } from './http/document.ts'
import type { Api } from './http/endpoint.ts'
import { healthRoutes } from './http/health.ts'
import { answerError, HttpProblem, refuse } from './http/problem-document.ts'
import type { ApiEnv, ApiServices } from './http/services.ts'
import { adminReminderRoutes } from './mail/reminders.ts'
import { adminRosterMailRoutes } from './mail/roster-mails.ts'
import { captionRoutes } from './materials/captions.ts'
import { openRecordingRoutes } from './materials/open-recordings.ts'
import { ownSessionMaterialRoutes } from './materials/own-session-materials.ts'
import { sessionMaterialRoutes } from './materials/session-materials.ts'
import { materialRoutes, ownMaterialRoutes } from './materials/titles.ts'
import { watchingRoutes } from './materials/watching.ts'
import { adminListRoutes } from './orders/admin-lists.ts'
import { adminOrderRoutes } from './orders/admin-orders.ts'
import { adminWaitingListRoutes } from './orders/admin-waiting-list.ts'
import { orderRoutes } from './orders/orders.ts'
import { quoteRoutes } from './orders/quotes.ts'
import { waitlistRoutes } from './orders/waitlist.ts'
import { webhookRoutes } from './orders/webhooks.ts'
import { adminPeopleRoutes } from './people/admin-people.ts'
import { adminAuditRoutes } from './people/audit-log.ts'
import { meRoutes } from './people/me.ts'
import { adminPromotionActRoutes } from './promotions/acts.ts'
import { adminPromotionAddressRoutes } from './promotions/addresses.ts'
import { adminSaleRoutes } from './promotions/admin-sales.ts'
import { adminPromotionCodeRoutes } from './promotions/codes.ts'
import { adminPromotionRoutes } from './promotions/promotions.ts'
import { adminRedemptionRoutes } from './promotions/redemptions.ts'
import { saleRoutes } from './promotions/sales.ts'
import { adminOrganizerRoutes } from './settings/organizer.ts'
import { adminStoreTermsRoutes } from './settings/store-terms.ts'
import { assignmentRoutes } from './teaching/assignments.ts'
import { attendanceRoutes, ownProgressRoutes } from './teaching/attendance.ts'
import { certificateRoutes } from './teaching/certificates.ts'
import { officeHourRoutes, ownOfficeHourRoutes } from './teaching/office-hours.ts'
import { ownAssignmentRoutes } from './teaching/own-assignments.ts'
import { adminRunAgainRoutes } from './teaching/run-again.ts'
import { submissionRoutes } from './teaching/submissions.ts'

export type { ApiServices } from './http/services.ts'

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
