import { listFailed, type Table } from '@lectern/core/platform'
import type { Context } from 'hono'
import type { Child, PropsWithChildren } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Crumb } from '../components/breadcrumbs.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { isAdmin } from '../forms/access.ts'
import type { SiteEnv } from '../site.ts'
import { AdminDocument } from './admin-frame.tsx'
import { type AdminNav, adminLinks } from './navigation.ts'
import { type Flash, Page, type PageProps } from './page.tsx'

export type AdminContext = Context<SiteEnv>

export type AdminView = Pick<PageProps, 'title' | 'flash' | 'errors' | 'typed'> & {
  /** The window's title, where it says more. */
  window?: string | undefined
  nav?: AdminNav
  status?: ContentfulStatusCode | undefined
  trail?: readonly Crumb[] | undefined
  /** The small line above the title. */
  kicker?: string | undefined
  badge?: Child
  /** The cover or the initials of what the page is about. */
  picture?: Child
  /** What can be done here, and the ways to what belongs to it. */
  actions?: Child
  /** The line or two under the title. */
  about?: Child
  /** The whole page is one form, its title and actions within it; `below` is what follows it. */
  form?: {
    action: string
    below?: Child
    /** What the page shows of the form follows what is typed, where scripts run. */
    live?: boolean
  }
  narrow?: boolean
  /** What is at the foot of the window while the page's form is filled in: what saving does, and the buttons. */
  bar?: Child
}

/** How many outbox rows that gave up are counted for the rail. */
const counted = 99

/** The page's one <h1>, where it belongs to, and what can be done with it. */
const WorkHead = ({ title, trail = [], kicker, badge, picture, actions, about }: AdminView) => (
  <div class="admin-head">
    <div class="cell">
      {picture}
      <div>
        {trail.length > 1 && (
          <nav class="crumb" aria-label="Breadcrumbs">
            {trail.slice(0, -1).map(({ href, label }) => (
              <a class="text-link" href={href}>
                {label}
              </a>
            ))}
          </nav>
        )}
        {kicker !== undefined && <p class="small muted">{kicker}</p>}
        <div class="admin-title">
          <h1>{title}</h1>
          {badge}
        </div>
        {about !== undefined && <div class="muted">{about}</div>}
      </div>
    </div>
    {actions !== undefined && <div class="actions">{actions}</div>}
  </div>
)

const WorkPage = ({ view, children }: PropsWithChildren<{ view: AdminView }>) => {
  const { form, bar, narrow = false } = view
  const stack = narrow ? 'work work-narrow' : 'work'
  const parts = (
    <>
      <WorkHead {...view} />
      <ErrorSummary />
      {children}
      {bar !== undefined && <div class="save-bar">{bar}</div>}
    </>
  )
  if (!form) return <div class={stack}>{parts}</div>
  return (
    <div class={stack}>
      <form class={stack} method="post" action={form.action} data-preview={form.live} novalidate>
        {parts}
      </form>
      {form.below}
    </div>
  )
}

/**
 * Answers with a page in the admin's frame: its heading, what is wrong with its forms, and its body. The rail tells how many
 * announcements gave up. Those who teach an event see its pages without the rail, since none of what it leads to is theirs.
 */
export const showAdmin = async (c: AdminContext, table: Table, view: AdminView, body: Child): Promise<Response> => {
  const { actor } = c.var
  const { nav, status, flash, errors, typed, window: title = view.title } = view
  const page = { title, flash, errors, typed, actor: actor.kind === 'person' ? actor : undefined }
  const list = adminLinks.find(({ key }) => key === nav)
  const trail = view.trail ?? (list && list.href !== c.req.path ? [list, { label: view.title }] : undefined)
  const work = <WorkPage view={{ ...view, trail }}>{body}</WorkPage>
  if (!isAdmin(actor)) {
    return c.html(
      <Page {...page} sheet="admin.css" unlisted>
        {work}
      </Page>,
      status ?? 200,
    )
  }
  const counts = { messages: (await listFailed(table, counted)).length }
  return c.html(
    <AdminDocument {...page} nav={nav} counts={counts}>
      {work}
    </AdminDocument>,
    status ?? 200,
  )
}

/** A parameter of the page's address; where pages share what they show, the address isn't typed. */
export const partOf = (c: AdminContext, name: string): string => c.req.param(name) ?? ''

/** Who asks, where what they do is kept with their name. */
export const personOf = (c: AdminContext): string | undefined =>
  c.var.actor.kind === 'person' ? c.var.actor.id : undefined

/** The page's path and query, for links that keep both. */
export const addressOf = (c: AdminContext): string => {
  const { pathname, search } = new URL(c.req.url)
  return `${pathname}${search}`
}

/** Leads on to another host, which need not learn from which page people come. */
export const leadOn = (c: AdminContext, url: string): Response => {
  c.header('Referrer-Policy', 'no-referrer')
  return c.redirect(url, 303)
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
