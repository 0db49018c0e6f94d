import type { Child } from 'hono/jsx'
import { StateBadge } from './state-badge.tsx'

export type AgendaItem = {
  id?: string
  /** "Tue, Apr 23 · 9:00 AM Pacific". */
  when: string
  instant?: string
  title?: string
  summary?: string
  state?: 'past' | 'live' | 'upcoming' | 'cancelled'
  /** "Moved from Tue, Apr 30": what changed since people registered. */
  change?: string
  /** Links of the session: join, recording, handouts. */
  actions?: Child
}

const marks = {
  past: 'bg-base-100 border-2 border-control',
  upcoming: 'bg-primary',
  live: 'bg-secondary text-secondary dot-live',
  cancelled: 'bg-base-100 border-2 border-error',
} as const

/** Sessions in their order along a line. */
export const AgendaTimeline = ({ items }: { items: readonly AgendaItem[] }) => (
  <ol class="ml-1.5 border-l border-base-300">
    {items.map((item) => {
      const state = item.state ?? 'upcoming'
      return (
        <li class="relative pb-7 pl-7 last:pb-1" id={item.id}>
          <span
            class={`absolute top-[0.45rem] -left-[5.5px] size-2.5 rounded-full ${marks[state]}`}
            aria-hidden="true"
          />
          <p class="nums flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            <time datetime={item.instant} class={state === 'cancelled' ? 'line-through' : undefined}>
              {item.when}
            </time>
            {state === 'live' && <StateBadge state="live" />}
            {state === 'cancelled' && <StateBadge state="cancelled" />}
            {item.change !== undefined && <span class="font-medium text-ending">{item.change}</span>}
          </p>
          {item.title !== undefined && <h3 class="mt-0.5 text-lg font-semibold">{item.title}</h3>}
          {item.summary !== undefined && <p class="mt-1 max-w-prose">{item.summary}</p>}
          {item.actions !== undefined && <div class="mt-3 flex flex-wrap gap-2">{item.actions}</div>}
        </li>
      )
    })}
  </ol>
)
