import type { PropsWithChildren } from 'hono/jsx'
import { Island } from '../components/island.tsx'
import { Mark } from './mark.tsx'
import { type Actor, type AdminNav, adminLinks } from './navigation.ts'

/** How many things wait under a link of the rail: { messages: 2 } for two mails that failed. */
export type AdminCounts = Partial<Record<AdminNav, number>>

type Props = PropsWithChildren<{ nav?: AdminNav; actor?: Actor; counts?: AdminCounts }>

const Rail = ({ nav, counts }: { nav?: AdminNav; counts: AdminCounts }) => (
  <ul class="grid gap-0.5">
    {adminLinks.map((link) => (
      <li>
        <a
          class="flex items-center justify-between rounded-field px-3 py-1.5 hover:bg-base-200 aria-[current=page]:bg-base-content aria-[current=page]:text-base-100"
          href={link.href}
          aria-current={nav === link.key ? 'page' : undefined}
        >
          {link.label}
          {(counts[link.key] ?? 0) > 0 && (
            <span class="badge badge-error">
              {counts[link.key]}
              <span class="sr-only"> to review</span>
            </span>
          )}
        </a>
      </li>
    ))}
  </ul>
)

const Foot = ({ actor }: { actor?: Actor }) => (
  <div class="grid gap-2 px-3 text-sm text-muted">
    <a class="text-link w-fit" href="/">
      View site
    </a>
    {actor && (
      <form method="post" action="/sign-out">
        <p class="truncate">{actor.name}</p>
        <button type="submit" class="text-link">
          Sign out
        </button>
      </form>
    )}
  </div>
)

const Brand = () => (
  <a class="flex items-center gap-2 px-3 font-serif text-lg font-semibold" href="/admin">
    <Mark class="size-5" />
    Lectern
  </a>
)

/** The organizer's pages: a rail at the left, and on phones the same links under a menu. */
export const AdminFrame = ({ nav, actor, counts = {}, children }: Props) => (
  <div class="min-h-dvh bg-base-200 md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
    <header class="print:hidden border-b border-base-300 bg-base-100 md:border-r md:border-b-0">
      <div class="sticky top-0 hidden h-dvh flex-col justify-between gap-6 overflow-y-auto p-4 text-[0.95rem] md:flex">
        <div>
          <div class="mb-5">
            <Brand />
          </div>
          <nav aria-label="Admin">
            <Rail nav={nav} counts={counts} />
          </nav>
        </div>
        <Foot actor={actor} />
      </div>
      <div class="relative flex h-14 items-center justify-between px-2 md:hidden">
        <Brand />
        <details>
          <summary class="btn btn-small mr-3">
            {adminLinks.find((link) => link.key === nav)?.label ?? 'Menu'}
            <svg class="size-3 text-muted" viewBox="0 0 12 12" fill="none" stroke="currentColor" aria-hidden="true">
              <path d="m2.5 4.5 3.5 3.5 3.5-3.5" stroke-width="1.5" />
            </svg>
          </summary>
          <nav
            class="absolute inset-x-0 top-full z-30 grid gap-4 border-y border-base-300 bg-base-100 px-2 py-4"
            aria-label="Admin menu"
          >
            <Rail nav={nav} counts={counts} />
            <Foot actor={actor} />
          </nav>
        </details>
      </div>
    </header>
    {children}
    <Island name="unsaved" />
  </div>
)
