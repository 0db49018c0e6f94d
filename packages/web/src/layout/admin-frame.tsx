import type { PropsWithChildren } from 'hono/jsx'
import { Icon } from '../components/icon.tsx'
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

/** Finds anything from any page, where scripts run; without, the link beside the name leads to a page that does. */
const Palette = () => (
  <dialog class="palette" aria-label="Find" data-palette>
    <div class="find">
      <Icon name="search" />
      <input
        class="control"
        type="text"
        role="combobox"
        aria-label="Email address, order number, event, title, or page"
        placeholder="Email address, order number, event, title, or page"
        aria-autocomplete="list"
        aria-expanded="false"
        aria-controls="palette-list"
        autocomplete="off"
        spellcheck={false}
        maxlength={120}
      />
    </div>
    <div class="palette-list found" id="palette-list" role="listbox" aria-label="Results" />
    <p class="list-sum" role="status" />
    <Island name="palette" />
  </dialog>
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
        <a class="rail-find" href="/admin/find" data-opens-palette>
          <Icon name="search" />
          Find
        </a>
      </div>
      <nav aria-label="Admin">
        <Links nav={nav} counts={counts} />
      </nav>
      <Foot actor={actor} />
    </header>
    {children}
    <Palette />
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
