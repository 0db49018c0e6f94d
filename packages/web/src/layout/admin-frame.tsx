import type { PropsWithChildren } from 'hono/jsx'
import { Island } from '../components/island.tsx'
import { Mark } from './mark.tsx'
import { type Actor, type AdminNav, adminLinks } from './navigation.ts'
import { Page, type PageProps } from './page.tsx'
import { RailIcon } from './rail-icon.tsx'

/** How many things wait under a link of the rail: { messages: 2 } for two mails that failed. */
export type AdminCounts = Partial<Record<AdminNav, number>>

type Props = PropsWithChildren<{ nav?: AdminNav | undefined; actor?: Actor | undefined; counts?: AdminCounts }>

const Links = ({ nav, counts }: { nav?: AdminNav | undefined; counts: AdminCounts }) => (
  <ul>
    {adminLinks.map((link) => (
      <li>
        <a href={link.href} aria-current={nav === link.key ? 'page' : undefined}>
          <RailIcon name={link.key} />
          {link.label}
          {(counts[link.key] ?? 0) > 0 && (
            <span class="badge badge-ending">
              {counts[link.key]}
              <span class="sr-only"> to review</span>
            </span>
          )}
        </a>
      </li>
    ))}
  </ul>
)

const Foot = ({ actor }: { actor?: Actor | undefined }) => (
  <div class="rail-foot">
    <a href="/">View site</a>
    {actor && (
      <form method="post" action="/sign-out">
        <button type="submit">
          Sign out<span class="sr-only">, {actor.name}</span>
        </button>
      </form>
    )}
  </div>
)

/** The organizer's pages: a rail at the left; on phones a row that scrolls. */
const AdminFrame = ({ nav, actor, counts = {}, children }: Props) => (
  <div class="admin">
    <header class="rail">
      <div class="rail-top">
        <a class="brand" href="/admin">
          <Mark />
          Lectern
        </a>
      </div>
      <nav aria-label="Admin">
        <Links nav={nav} counts={counts} />
      </nav>
      <Foot actor={actor} />
    </header>
    {children}
    <Island name="unsaved" />
  </div>
)

type DocumentProps = Pick<PageProps, 'title' | 'flash' | 'errors' | 'typed' | 'head'> & Props

/** A whole page of the organizer's. */
export const AdminDocument = ({ nav, actor, counts, children, ...page }: DocumentProps) => (
  <Page
    {...page}
    kind="framed"
    look="admin-main"
    sheet="admin.css"
    frame={(main) => (
      <AdminFrame nav={nav} actor={actor} counts={counts ?? {}}>
        {main}
      </AdminFrame>
    )}
  >
    {children}
  </Page>
)
