import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Fields } from '../pages/errors/unsent-form.tsx'
import type { SiteEnv } from '../site.ts'

/** Where one works signed in. */
const signedIn = /^\/(?:admin|teach|account)(?:\/|$)/

/** What no page repeats. */
const secret = /password|secret|token/i

const fieldsOf = async (request: Request): Promise<Fields> => {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return []
  return [...new URLSearchParams(await request.clone().text())].filter(([name]) => !secret.test(name))
}

/**
 * Where a form comes from somebody whose session has ended, answers with a page that holds what they typed, in place of the way
 * to sign in, on which it would be lost. Files are not held.
 */
export const keepUnsent = (show: (c: Context<SiteEnv>, fields: Fields) => Response | Promise<Response>) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    if (c.req.method !== 'POST' || c.var.actor.kind !== 'visitor' || !signedIn.test(c.req.path)) return next()
    const fields = await fieldsOf(c.req.raw)
    await next()
    const led = c.res.status === 303 && (c.res.headers.get('location') ?? '').startsWith('/sign-in')
    if (fields.length === 0 || !(led || c.res.status === 401)) return
    const answer = await show(c, fields)
    c.res = undefined
    c.res = answer
  })
