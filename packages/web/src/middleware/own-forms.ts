import { Problem } from '@lectern/core/platform'
import { createMiddleware } from 'hono/factory'
import { fromThisSite } from '../sign-in/request-origin.ts'
import type { SiteEnv } from '../site.ts'

const reading = ['GET', 'HEAD', 'OPTIONS']

/** Mail programs send "unsubscribe" by themselves (RFC 8058). The address holds all that it takes, and no cookie counts there. */
const openToAll = /^\/preferences\/[^/]+$/

/** Refuses writes that another site started: a `Lax` cookie alone does not stop all of them. */
export const ownForms = (siteUrl: string) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    if (reading.includes(c.req.method) || openToAll.test(c.req.path)) return next()
    if (!fromThisSite(c.req.raw.headers, siteUrl)) {
      throw new Problem('forbidden', 'request.other-site', 'This form can only be sent from this site.')
    }
    await next()
  })
