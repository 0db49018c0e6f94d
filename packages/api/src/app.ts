import { OpenAPIHono } from '@hono/zod-openapi'
import { refreshOrganizer } from '@lectern/core/organizer'
import { isReadablePath, newId } from '@lectern/core/platform'
import type { Hono, MiddlewareHandler } from 'hono'
import { catalog } from './catalog/index.ts'
import { http } from './http/index.ts'
import { answerError, refuse } from './http/problem-document.ts'
import type { Api } from './http/route.ts'
import type { ApiEnv, ApiServices } from './http/services.ts'
import { mail } from './mail/index.ts'
import { materials } from './materials/index.ts'
import { membership } from './membership/index.ts'
import { orders } from './orders/index.ts'
import { people } from './people/index.ts'
import { promotions } from './promotions/index.ts'
import { settings } from './settings/index.ts'
import { teaching } from './teaching/index.ts'

export type { ApiServices } from './http/services.ts'

/** Each folder's `index.ts` lists its routes, in the order of the document. */
const folders = [http, people, catalog, materials, orders, membership, teaching, promotions, mail, settings]

/** The REST API and the receivers of webhooks: answers `/api/*` and `/webhooks/*`, to be mounted at the root. */
export const createApi = (services: ApiServices): Hono<ApiEnv> => buildApi(services).app

/** The API with what each of its routes declares. */
export const buildApi = (services: ApiServices): Api => {
  const app = new OpenAPIHono<ApiEnv>()
  const api: Api = { app, services, routes: [] }
  app.onError((error, c) => answerError(services, c, error))
  for (const path of ['/api/*', '/webhooks/*']) app.use(path, headers, knowOrganizer(services))
  app.use('/api/*', async (c, next) => {
    if (!isReadablePath(new URL(c.req.url).pathname)) return refuse(c, nothingHere)
    await next()
  })
  for (const register of folders.flat()) register(api)
  for (const path of ['/api', '/api/*', '/webhooks/*']) app.all(path, (c) => refuse(c, missing(api, c.req.path)))
  return api
}

/** Names the request, and sets the headers of every answer. */
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
  ({ table, organizer, realNow }: ApiServices): MiddlewareHandler<ApiEnv> =>
  async (_, next) => {
    await refreshOrganizer(table, organizer, realNow())
    await next()
  }

const nothingHere = { status: 404, code: 'not-found', detail: 'There’s nothing at this address.' }

const missing = ({ routes }: Api, path: string) => {
  const known = routes.filter((one) => pathPattern(one.path).test(path))
  if (known.length === 0) return nothingHere
  const allow = [...new Set(known.map(({ method }) => method.toUpperCase()))].join(', ')
  return { status: 405, code: 'method-not-allowed', detail: `This address only accepts ${allow}.`, headers: { allow } }
}

const pathPattern = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/{\w+}/g, '[^/]+')}$`)
