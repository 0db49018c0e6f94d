import type { Child, PropsWithChildren } from 'hono/jsx'
import { Mark } from '../layout/mark.tsx'

type Props = PropsWithChildren<{
  title: string
  action?: Child
  /** What belongs here, drawn; without, the mark. */
  picture?: Child
}>

/** Nothing here yet: what would be here, and what to do next. */
export const EmptyState = ({ title, action, picture, children }: Props) => (
  <div class="empty">
    {picture ?? (
      <span class="text-muted">
        <Mark class="size-8" />
      </span>
    )}
    <h2>{title}</h2>
    {children !== undefined && <div class="max-w-md text-muted">{children}</div>}
    {action !== undefined && <div class="actions mt-2 justify-center">{action}</div>}
  </div>
)
