import {
  type AuditAction,
  type AuditDeclaration,
  auditEntry,
  auditSubject,
  keepAudit,
  notRecorded as why,
} from '@lectern/core/identity'
import type { Hono, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { SiteEnv, SiteServices } from '../site.ts'

export { why }

type Options = {
  /** Recorded for whoever may do it, instead of for admins alone. */
  everybody?: true
  /** A form that tells what came of it on the page itself, and is refused with another status. */
  atOnce?: true
  /** A page that leads on to what it shows: a file in the store. */
  leadsOn?: true
}

const declarations = new WeakMap<object, AuditDeclaration>()

/** Where a form leads on to when nothing was left to do. */
const nothingDone = ['before', 'gone', 'same', 'over']

/** What came of a request: a page that was shown, or a form that was carried out and leads on. A form shown again is neither. */
const outcomeOf = (
  reading: boolean,
  { atOnce, leadsOn }: Options,
  response: Response,
): { made: string | undefined } | undefined => {
  if (response.status === 200) return reading || atOnce ? { made: undefined } : undefined
  if (![302, 303].includes(response.status) || atOnce || (reading && !leadsOn)) return undefined
  // Led to sign in anew: nothing was done yet.
  const [path = '', search] = (response.headers.get('location') ?? '').split('?')
  const done = new URLSearchParams(search).get('done')
  if (path === '/sign-in' || (done !== null && nothingDone.includes(done))) return undefined
  return { made: path.split('/').at(-1) || undefined }
}

/**
 * Declares, with a page or form, what the audit log keeps of its use; and keeps it, after it came off. A page that cannot be
 * recorded is not shown; a change is done by then, so that it could not be recorded is logged for somebody to look.
 * @param subject  `event:{slug}`, `{id}`, a list's name; `{made}` is what was made, `{self}` whoever asks
 */
export const recorded = (action: AuditAction, subject: string, options: Options = {}): MiddlewareHandler<SiteEnv> => {
  const handler = createMiddleware<SiteEnv>(async (c, next) => {
    // As before the request: whoever erases themselves is somebody until then.
    const { actor, keepRecord } = c.var
    const parts: Record<string, string> = c.req.param()
    const reading = c.req.method === 'GET' || c.req.method === 'HEAD'
    await next()
    if (actor.kind !== 'person' || !(actor.admin || options.everybody)) return
    const outcome = outcomeOf(reading, options, c.res)
    if (!outcome) return
    const about = auditSubject(subject, { ...parts, made: outcome.made, self: actor.id })
    await keepRecord({ actor, action, subject: about, reading })
  })
  declarations.set(handler, { action, subject, ...(options.everybody ? { everybody: true } : {}) })
  return handler
}

/** Declares that nothing is kept of a page's or form's use, and why. */
export const notRecorded = (reason: { none: string }): MiddlewareHandler<SiteEnv> => {
  const handler: MiddlewareHandler<SiteEnv> = (_, next) => next()
  declarations.set(handler, reason)
  return handler
}

/** Each address of some pages with what it declares; several handlers of one address count as one. */
export const declarationsOf = (
  pages: Hono<SiteEnv>,
): { method: string; path: string; declared: AuditDeclaration | undefined }[] => {
  const found = new Map<string, { method: string; path: string; declared: AuditDeclaration | undefined }>()
  for (const { method, path, handler } of pages.routes) {
    if (method === 'ALL') continue
    const key = `${method} ${path}`
    const declared = found.get(key)?.declared ?? declarations.get(handler)
    found.set(key, { method, path, declared })
  }
  return [...found.values()]
}

/** Pages that cannot be mounted while one of them forgets to say what is recorded of it. */
export const allDeclared = (pages: Hono<SiteEnv>): Hono<SiteEnv> => {
  const forgotten = declarationsOf(pages).filter(({ declared }) => declared === undefined)
  if (forgotten.length === 0) return pages
  const names = forgotten.map(({ method, path }) => `${method} ${path}`).join(', ')
  throw new Error(`Say what the audit log keeps, by recorded() or notRecorded(): ${names}`)
}

/** Gives every request the means to keep a record. */
export const recordKeeper = ({ table, realNow, log }: Pick<SiteServices, 'table' | 'realNow' | 'log'>) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    const { requestId } = c.var
    c.set('keepRecord', async ({ actor, action, subject, reading }) => {
      const entry = auditEntry(actor, { action, subject, details: { request: requestId } }, realNow())
      const kept = keepAudit(table, entry)
      if (reading) return kept
      await kept.catch((error: unknown) =>
        log('error', 'a change was not recorded in the audit log', {
          request: requestId,
          action,
          subject,
          error: error instanceof Error ? error.name : 'unknown',
        }),
      )
    })
    await next()
  })
