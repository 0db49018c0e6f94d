import type { Child, PropsWithChildren } from 'hono/jsx'

type Props = PropsWithChildren<{
  title?: string
  id?: string
  actions?: Child /** A table brings its own edges. */
  flush?: boolean
}>

/** A sheet of paper with a hairline around it, for one subject of a page. */
export const Panel = ({ title, id, actions, flush = false, children }: Props) => (
  <section class="hairline min-w-0 rounded-box bg-base-100" id={id} aria-label={title}>
    {(title !== undefined || actions !== undefined) && (
      <div class={`flex flex-wrap items-center justify-between gap-3 px-5 pt-5 md:px-6 ${flush ? 'pb-4' : ''}`}>
        {title !== undefined && <h2 class="text-lg">{title}</h2>}
        {actions !== undefined && <div class="flex flex-wrap gap-2">{actions}</div>}
      </div>
    )}
    <div class={flush ? '' : 'grid gap-5 px-5 py-5 md:px-6'}>{children}</div>
  </section>
)
