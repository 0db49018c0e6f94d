import type { Child } from 'hono/jsx'

export type Fact = { term: string; detail: Child }

const looks = {
  /** Term beside detail, as in the price card. */
  beside: 'grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2',
  /** Term beside detail with hairlines, for a page of facts. */
  ruled: 'grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-6',
} as const

/** Facts as terms and details (<dl>). Facts without a detail are left out. */
export const KeyValue = ({ facts, look = 'beside' }: { facts: readonly Fact[]; look?: keyof typeof looks }) => (
  <dl class={`grid text-[0.95rem] ${looks[look]}`}>
    {facts
      .filter((fact) => fact.detail !== undefined && fact.detail !== null && fact.detail !== '')
      .map((fact) => (
        <div
          class={
            look === 'ruled'
              ? 'col-span-2 grid grid-cols-subgrid border-b border-base-300 py-2.5 first:pt-0 last:border-b-0 last:pb-0'
              : 'contents'
          }
        >
          <dt class="text-muted">{fact.term}</dt>
          <dd class="min-w-0 break-words">{fact.detail}</dd>
        </div>
      ))}
  </dl>
)
