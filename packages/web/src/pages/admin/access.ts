import { findInstructors, getEvent } from '@lectern/core/catalog'
import { type Actor, requireAdmin } from '@lectern/core/identity'
import { notFound, type Table } from '@lectern/core/platform'
import type { Context, MiddlewareHandler } from 'hono'
import type { SiteEnv } from '../../site.ts'

/** Where a visitor signs in and then comes back to. What was about to be written has no address of its own. */
const signInAddress = (c: Context<SiteEnv>): string => {
  const { pathname, search } = new URL(c.req.url)
  return `/sign-in?next=${encodeURIComponent(c.req.method === 'GET' ? `${pathname}${search}` : '/admin')}`
}

/** Admins pass; visitors are asked to sign in; for everybody else there is no such page. */
export const adminsOnly: MiddlewareHandler<SiteEnv> = async (c, next) => {
  if (c.var.actor.kind === 'visitor') return c.redirect(signInAddress(c), 303)
  requireAdmin(c.var.actor)
  await next()
}

/** Lets admins and the event's own instructors pass, whose sign-in address is the one in their profile. */
export const adminsAndInstructors =
  (table: Table): MiddlewareHandler<SiteEnv> =>
  async (c, next) => {
    const { actor } = c.var
    if (actor.kind === 'visitor') return c.redirect(signInAddress(c), 303)
    if (!isAdmin(actor) && !(await teaches(table, c.req.param('slug') ?? '', actor))) throw notFound('page')
    await next()
  }

export const isAdmin = (actor: Actor): boolean => actor.kind === 'person' && actor.admin

const teaches = async (table: Table, slug: string, actor: Actor): Promise<boolean> => {
  if (actor.kind !== 'person') return false
  const event = await getEvent(table, slug)
  const instructors = await findInstructors(table, event.instructors)
  return instructors.some((instructor) => instructor.email === actor.email)
}
