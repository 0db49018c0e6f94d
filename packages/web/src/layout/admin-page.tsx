import { listFailed, type Table } from '@lectern/core/platform'
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isAdmin } from '../forms/access.ts'
import type { Errors } from '../forms/errors.ts'
import type { SiteEnv } from '../site.ts'
import type { AdminNav } from './navigation.ts'
import { type Flash, Page } from './page.tsx'

export type AdminContext = Context<SiteEnv>

type View = {
  title: string
  nav?: AdminNav
  flash?: Flash | undefined
  errors?: Errors | undefined
  status?: ContentfulStatusCode
}

/** How many outbox rows that gave up are counted for the rail. */
const counted = 99

/**
 * Answers with a page in the admin's frame. The rail tells how many announcements gave up. Those who teach an event see
 * its pages without the rail, since none of what it leads to is theirs.
 */
export const showAdmin = async (c: AdminContext, table: Table, view: View, body: Child): Promise<Response> => {
  const { actor } = c.var
  if (!isAdmin(actor)) {
    return c.html(
      <Page
        title={view.title}
        actor={actor.kind === 'person' ? actor : undefined}
        unlisted
        flash={view.flash}
        errors={view.errors}
      >
        {body}
      </Page>,
      view.status ?? 200,
    )
  }
  const failed = await listFailed(table, counted)
  return c.html(
    <Page
      kind="admin"
      title={view.title}
      nav={view.nav}
      counts={{ messages: failed.length }}
      actor={actor.kind === 'person' ? actor : undefined}
      flash={view.flash}
      errors={view.errors}
    >
      {body}
    </Page>,
    view.status ?? 200,
  )
}

/** The page's path and query, for links that keep both. */
export const addressOf = (c: AdminContext): string => {
  const { pathname, search } = new URL(c.req.url)
  return `${pathname}${search}`
}

/** What the last action did, named in the address by `done`; only the words that the page knows are shown. */
export const flashOf = (c: AdminContext, words: Readonly<Record<string, Child>>): Flash | undefined => {
  const done = c.req.query('done')
  return done !== undefined && Object.hasOwn(words, done) ? { tone: 'success', words: words[done] } : undefined
}

/** A query parameter when it is one of those known. */
export const chosen = <T extends string>(value: string | undefined, known: readonly T[]): T | undefined =>
  known.find((one) => one === value)
