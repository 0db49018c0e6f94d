import type { Child, PropsWithChildren } from 'hono/jsx'

/** A page's text with what decides beside it; on phones the aside follows the text. */
export const WithAside = ({ aside, children }: PropsWithChildren<{ aside: Child }>) => (
  <div class="grid gap-10 md:grid-cols-[minmax(0,1fr)_21rem]">
    <article class="min-w-0">{children}</article>
    <aside class="self-start md:sticky md:top-6">{aside}</aside>
  </div>
)

/** A headed part of a page, well apart from what precedes it. */
export const Section = ({ title, id, children }: PropsWithChildren<{ title: string; id?: string }>) => (
  <section class="mt-12" id={id}>
    <h2 class="mb-4">{title}</h2>
    {children}
  </section>
)

const gaps = { small: 'gap-3', medium: 'gap-6', large: 'gap-10' } as const

/** One under the other, evenly apart. `after` keeps the distance to a heading above. */
export const Stack = (props: PropsWithChildren<{ gap?: keyof typeof gaps; after?: boolean }>) => (
  <div
    class={`grid grid-cols-[minmax(0,1fr)] ${gaps[props.gap ?? 'medium']} ${props.after === true ? 'mt-8' : ''}`.trim()}
  >
    {props.children}
  </div>
)

const counts = { 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 lg:grid-cols-3' } as const

/** Side by side where there is room. */
export const Columns = ({ count = 2, children }: PropsWithChildren<{ count?: keyof typeof counts }>) => (
  <div class={`grid items-start gap-6 ${counts[count]}`}>{children}</div>
)
