import { findEvent } from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import { mayTeach } from '@lectern/core/materials'
import { notFound, type Table } from '@lectern/core/platform'
import type { Context, MiddlewareHandler } from 'hono'
import type { SiteEnv } from '../site.ts'

/** Where a visitor signs in and then comes back to. What was about to be written has no address of its own. */
export const signInAddress = (c: Context<SiteEnv>): string => {
  const { pathname, search } = new URL(c.req.url)
  return `/sign-in?next=${encodeURIComponent(c.req.method === 'GET' ? `${pathname}${search}` : '/admin')}`
}

/** Lets admins and the event's own instructors pass, whose sign-in address is the one in their profile. */
export const adminsAndInstructors =
  (table: Table): MiddlewareHandler<SiteEnv> =>
  async (c, next) => {
    const { actor } = c.var
    if (actor.kind === 'visitor') return c.redirect(signInAddress(c), 303)
    if (!(await mayTeachAt(table, c.req.param('slug') ?? '', actor))) throw notFound('page')
    await next()
  }

/** Leads those who teach an event from its admin page, which is not theirs, to where they run it. */
export const teachersToTheirs =
  (table: Table): MiddlewareHandler<SiteEnv> =>
  async (c, next) => {
    const { actor } = c.var
    const slug = c.req.param('slug') ?? ''
    if (isAdmin(actor) || !(await mayTeachAt(table, slug, actor))) return next()
    return c.redirect(`/teach/${slug}`, 303)
  }

export const isAdmin = (actor: Actor): boolean => actor.kind === 'person' && actor.admin

const mayTeachAt = async (table: Table, slug: string, actor: Actor): Promise<boolean> => {
  if (actor.kind !== 'person' || actor.admin) return isAdmin(actor)
  const event = await findEvent(table, slug)
  return event !== undefined && mayTeach(table, event, actor)
}
