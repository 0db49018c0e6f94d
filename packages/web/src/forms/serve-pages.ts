import { auditSubject, requireAdmin, requirePerson } from '@lectern/core/identity'
import { Problem, problemIn } from '@lectern/core/platform'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { personal } from '../middleware/personal.ts'
import { fromThisSite } from '../sign-in/request-origin.ts'
import type { SiteEnv } from '../site.ts'
import { signInAddress } from './access.ts'
import { errorsOf, refusalOf } from './errors.ts'
import { again, type Declared, type Outcome } from './pages.ts'
import { readTyped, type Typed } from './typed.ts'

/** A form's fields in their order; a name may come more than once. */
export type Fields = readonly (readonly [name: string, value: string])[]

type Services = {
  siteUrl: string
  /** Shows people whose session has ended what they typed: on the way to sign in, it would be lost. */
  showUnsent?: (c: Context<SiteEnv>, fields: Fields) => Response | Promise<Response>
}

/** What no page repeats. */
const secret = /password|secret|token/i

/** The fields of a form as they were sent. Files are not held. */
const fieldsOf = async (request: Request): Promise<Fields> => {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return []
  return [...new URLSearchParams(await request.clone().text())].filter(([name]) => !secret.test(name))
}

/** Refuses writes that another site started: a `Lax` cookie alone doesn't stop all of them. */
export const refuseOtherSites = (c: Context<SiteEnv>, siteUrl: string): void => {
  if (fromThisSite(c.req.raw.headers, siteUrl)) return
  throw new Problem('forbidden', 'request.other-site', 'This form can only be sent from this site.')
}

const limitBody = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem('too-large', 'input.too-large', `A form can be up to ${maxSize / 1024} KB. Shorten it.`)
    },
  })

const openToVisitors = ({ who }: Declared): boolean => who === 'everyone' || who === 'holder'

/** Asks visitors to sign in, and lets admins alone pass where a page is theirs. @throws Problem for all others */
const refused = (c: Context<SiteEnv>, page: Declared): Response | undefined => {
  if (openToVisitors(page)) return undefined
  if (page.who !== 'admin') requirePerson(c.var.actor)
  else if (c.var.actor.kind === 'visitor') return c.redirect(signInAddress(c), 303)
  else requireAdmin(c.var.actor)
  return undefined
}

/** What came of a form; what refuses it is said on its own page, where there is one. @throws whatever refuses no form */
const carriedOut = async (
  c: Context<SiteEnv>,
  page: Extract<Declared, { method: 'POST' }>,
  typed: Typed,
): Promise<Outcome> => {
  try {
    return await page.run(c, typed)
  } catch (error) {
    const { again: show, field = (path) => path } = page
    const problem = problemIn(error)
    if (!show || !problem) throw error
    const errors = errorsOf(refusalOf(problem), (path) => field(path, typed))
    return again(show(c, { typed, errors, status: problem.kind === 'conflict' ? 409 : 400, problem }))
  }
}

/** Answers, and records it: a page that was shown, or a form that was carried out. */
const answer = async (c: Context<SiteEnv>, page: Declared): Promise<Response> => {
  // As before the request: people who erase themselves are known until then.
  const { actor, saveRecord } = c.var
  const { audit, method } = page
  const parts: Record<string, string> = c.req.param()
  const record = async (made?: string): Promise<void> => {
    if ('none' in audit || actor.kind !== 'person' || !(actor.admin || audit.everyone)) return
    const subject = auditSubject(audit.subject, { ...parts, made, self: actor.id })
    await saveRecord({ actor, action: audit.action, subject, reading: method === 'GET' })
  }
  if (page.method === 'GET') {
    const response = await page.render(c)
    if (response.status === 200 || ('leadsOn' in audit && response.status === 303)) await record()
    return response
  }
  const { came, to } = await carriedOut(c, page, await readTyped(c))
  if (typeof to !== 'string') {
    if (came === 'done') await record()
    return to
  }
  if (came === 'done') await record(to.split('?')[0]?.split('/').at(-1) || undefined)
  return c.redirect(to, 303)
}

/** An app that serves pages as they declare themselves. */
export const servePages = (pages: readonly Declared[], { siteUrl, showUnsent }: Services): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  for (const page of pages) {
    const { method, path, around } = page
    if ((page.caching ?? (page.who === 'everyone' ? 'greeting' : 'personal')) === 'personal') {
      app.on(method, path, personal)
    }
    if (page.method === 'POST') {
      app.on(method, path, limitBody(page.bodyLimit), async (c, next) => {
        if (!page.fromAnywhere) refuseOtherSites(c, siteUrl)
        if (openToVisitors(page) || c.var.actor.kind !== 'visitor' || !showUnsent) return next()
        const fields = await fieldsOf(c.req.raw)
        return fields.length > 0 ? showUnsent(c, fields) : next()
      })
    }
    if (around) app.on(method, path, around)
    app.on(method, path, async (c) => refused(c, page) ?? answer(c, page))
  }
  return app
}
