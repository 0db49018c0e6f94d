import type { Child, PropsWithChildren } from 'hono/jsx'

/** A page's text with what decides beside it; on phones the aside follows the text, or precedes it. */
export const WithAside = (props: PropsWithChildren<{ aside: Child; first?: boolean }>) => {
  const place = props.first ? 'md:col-start-2 md:row-start-1' : ''
  const aside = <aside class={`self-start md:sticky md:top-6 ${place}`.trim()}>{props.aside}</aside>
  return (
    <div class="grid gap-10 md:grid-cols-[minmax(0,1fr)_21rem]">
      {props.first && aside}
      <article class={`min-w-0 ${props.first ? 'md:col-start-1 md:row-start-1' : ''}`.trim()}>{props.children}</article>
      {!props.first && aside}
    </div>
  )
}

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
