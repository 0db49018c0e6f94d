import type { Child, PropsWithChildren } from 'hono/jsx'

type Props = PropsWithChildren<{
  title?: string
  id?: string
  actions?: Child /** A table brings its own edges. */
  flush?: boolean
}>

/** A sheet of paper with a hairline around it, for one subject of a page. */
export const Panel = ({ title, id, actions, flush = false, children }: Props) => (
  <section class={flush ? 'panel panel-flush' : 'panel'} id={id} aria-label={title}>
    {(title !== undefined || actions !== undefined) && (
      <div class="panel-head">
        {title !== undefined && <h2>{title}</h2>}
        {actions !== undefined && <div class="actions">{actions}</div>}
      </div>
    )}
    {flush ? children : <div class="panel-body">{children}</div>}
  </section>
)
