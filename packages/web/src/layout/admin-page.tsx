import { listFailed, type Table } from '@lectern/core/platform'
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isAdmin } from '../forms/access.ts'
import type { SiteEnv } from '../site.ts'
import type { AdminNav } from './navigation.ts'
import { type Flash, Page, type PageProps } from './page.tsx'

export type AdminContext = Context<SiteEnv>

type View = Pick<PageProps, 'title' | 'flash' | 'errors' | 'typed'> & {
  nav?: AdminNav
  status?: ContentfulStatusCode | undefined
}

/** How many outbox rows that gave up are counted for the rail. */
const counted = 99

/**
 * Answers with a page in the admin's frame. The rail tells how many announcements gave up. Those who teach an event see
 * its pages without the rail, since none of what it leads to is theirs.
 */
export const showAdmin = async (c: AdminContext, table: Table, view: View, body: Child): Promise<Response> => {
  const { actor } = c.var
  const { nav, status, title, flash, errors, typed } = view
  const page = { title, flash, errors, typed, actor: actor.kind === 'person' ? actor : undefined }
  const frame = isAdmin(actor)
    ? ({ kind: 'admin', nav, counts: { messages: (await listFailed(table, counted)).length } } as const)
    : ({ unlisted: true } as const)
  return c.html(
    <Page {...page} {...frame}>
      {body}
    </Page>,
    status ?? 200,
  )
}

/** The page's path and query, for links that keep both. */
export const addressOf = (c: AdminContext): string => {
  const { pathname, search } = new URL(c.req.url)
  return `${pathname}${search}`
}

/** What the last action did, by its name; only the words that the page knows are shown. */
export const flashAt = (done: string | undefined, words: Readonly<Record<string, Child>>): Flash | undefined =>
  done !== undefined && Object.hasOwn(words, done) ? { tone: 'success', words: words[done] } : undefined

/** The same, named in the address by `done`. */
export const flashOf = (c: AdminContext, words: Readonly<Record<string, Child>>): Flash | undefined =>
  flashAt(c.req.query('done'), words)

/** A query parameter when it is one of those known. */
export const chosen = <T extends string>(value: string | undefined, known: readonly T[]): T | undefined =>
  known.find((one) => one === value)
